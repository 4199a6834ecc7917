//! The answers over a console of three files.

use std::io::Write;

use axum::http::HeaderValue;
use http_body_util::BodyExt;

use super::*;

fn files() -> &'static [File] {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(b"plain").unwrap();
    let gzip: &'static [u8] = gzip.finish().unwrap().leak();
    let file = |name, tag, plain: Option<&'static [u8]>| {
        let packed = |bytes| if plain.is_some() { None } else { Some(bytes) };
        File { name, tag, plain, brotli: packed(b"br".as_slice()), gzip: packed(gzip) }
    };
    let script = file("assets/a-1.js", "W/\"1\"", None);
    let icon = file("icon.svg", "W/\"2\"", Some(b"<svg/>"));
    vec![script, icon, file("index.html", "W/\"3\"", None)].leak()
}

/// Asks for a path with headers; gives back the status and what the answer is worth telling by.
async fn ask(method: Method, path: &str, headers: &[(&'static str, &str)]) -> String {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(*name, HeaderValue::from_str(value).unwrap());
    }
    let (head, body) = respond(files(), &method, path, &map).into_parts();
    let header = |name| head.headers.get(name).map_or("-", |value| value.to_str().unwrap());
    let ty = header("content-type").split([';', '+']).next().unwrap();
    let (encoding, cache) = (header("content-encoding"), header("cache-control"));
    let body = body.collect().await.unwrap().to_bytes();
    let shown = if ty.starts_with("application/problem") { "…".into() } else { body };
    format!(
        "{} {ty} {encoding} {cache} [{}]",
        head.status.as_u16(),
        String::from_utf8_lossy(&shown)
    )
}

#[tokio::test]
async fn each_path_has_its_answer() {
    let html = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    let brotli = ("accept-encoding", "gzip, deflate, br, zstd");
    let page = "200 text/html br no-cache [br]";
    let script = "200 text/javascript br public, max-age=31536000, immutable [br]";
    let nothing = "404 application/problem - - […]";
    for (path, headers, expected) in [
        ("/", [brotli, brotli], page),
        ("/errors/7?from=1", [html, brotli], page),
        ("/setup", [html, brotli], page),
        ("/setup", [brotli, brotli], nothing),
        ("/index.html", [brotli, brotli], page),
        ("/assets/a-1.js", [brotli, brotli], script),
        ("/assets/a-2.js", [html, brotli], nothing),
        ("/api/v1/nothing", [html, brotli], nothing),
        ("/api", [html, brotli], nothing),
        ("/icon.svg", [brotli, brotli], "200 image/svg - no-cache [<svg/>]"),
        ("/robots.txt", [brotli, brotli], nothing),
    ] {
        assert_eq!(ask(Method::GET, path, &headers).await, expected, "{path}");
    }
    assert_eq!(ask(Method::POST, "/", &[html]).await, nothing);
    assert_eq!(ask(Method::HEAD, "/", &[brotli]).await, "200 text/html br no-cache []");
}

#[tokio::test]
async fn a_client_gets_an_encoding_that_it_takes() {
    for (taken, expected) in [
        ("gzip;q=0, br;q=0", "200 text/html - no-cache [plain]"),
        ("identity", "200 text/html - no-cache [plain]"),
        ("BR", "200 text/html br no-cache [br]"),
        ("gzip;q=0, br;q=0.5", "200 text/html br no-cache [br]"),
    ] {
        assert_eq!(ask(Method::GET, "/", &[("accept-encoding", taken)]).await, expected, "{taken}");
    }
    let gzip = ask(Method::GET, "/", &[("accept-encoding", "gzip")]).await;
    assert!(gzip.starts_with("200 text/html gzip no-cache"), "{gzip}");
}

#[tokio::test]
async fn what_the_client_has_is_not_sent_again() {
    for (known, status) in
        [("W/\"3\"", "304"), ("\"3\"", "304"), ("\"x\", *", "304"), ("\"x\"", "200")]
    {
        let answer = ask(Method::GET, "/", &[("if-none-match", known)]).await;
        assert!(answer.starts_with(status), "{known}: {answer}");
    }
}
