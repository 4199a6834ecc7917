//! scratch sink
use tokio::io::*;
#[tokio::main(flavor="current_thread")]
async fn main() {
    let l = tokio::net::TcpListener::bind("127.0.0.1:9911").await.unwrap();
    loop { let (mut s,_) = l.accept().await.unwrap();
        tokio::spawn(async move {
            let mut buf: Vec<u8> = Vec::with_capacity(1<<20);
            loop {
                let end = loop { if let Some(p) = buf.windows(4).position(|w| w==b"\r\n\r\n") { break p+4 } if s.read_buf(&mut buf).await.unwrap_or(0)==0 { return } };
                let head = String::from_utf8_lossy(&buf[..end]).to_string();
                let len: usize = head.lines().find_map(|l| l.strip_prefix("Content-Length: ")).unwrap().parse().unwrap();
                while buf.len() < end+len { if s.read_buf(&mut buf).await.unwrap_or(0)==0 { return } }
                buf.drain(..end+len);
                let r = if head.starts_with("GET /api/v1/applications") { let b=r#"{"applications":[{"name":"bench one","application_id":"00000000-1111-4222-8333-444444444441","client_token":"a"},{"name":"bench two","application_id":"00000000-1111-4222-8333-444444444441","client_token":"a"},{"name":"bench three","application_id":"00000000-1111-4222-8333-444444444441","client_token":"a"},{"name":"bench four","application_id":"00000000-1111-4222-8333-444444444441","client_token":"a"}]}"#; format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{b}", b.len()) }
                 else if head.contains("/api/v1/query") { let b=r#"{"rows":[[1]]}"#; format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{b}", b.len()) }
                 else { "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".into() };
                s.write_all(r.as_bytes()).await.unwrap();
            }
        });
    }
}
