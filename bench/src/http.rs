//! A small HTTP/1.1 client: one kept-alive connection, one request at a time.
//!
//! Made for load: a request is one write, and of an answer no more is read than must be. Knows
//! neither TLS nor redirects.

use std::io::{Error, ErrorKind, Result};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer's head that is longer is no answer.
const HEAD_BYTES_MAX: usize = 64 << 10;

/// Where a server listens.
#[derive(Debug, Clone)]
pub struct Address {
    /// `127.0.0.1:8080`, as in the `Host` header.
    pub authority: String,
}

impl Address {
    /// Reads `http://host:port`, with or without the scheme.
    pub fn read(url: &str) -> anyhow::Result<Address> {
        anyhow::ensure!(
            !url.starts_with("https:"),
            "`{url}` is https, but the bench speaks plain http only"
        );
        let authority = url.trim_start_matches("http://").trim_end_matches('/');
        let authority =
            if authority.contains(':') { authority.to_owned() } else { format!("{authority}:80") };
        Ok(Address { authority })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.authority.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or(80)
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its body, whole.
    pub body: Vec<u8>,
}

/// One connection.
pub struct Connection {
    stream: TcpStream,
    input: Vec<u8>,
    /// Whether the server said that it closes it.
    closes: bool,
}

impl Connection {
    /// Connects.
    pub async fn open(address: &Address) -> Result<Connection> {
        let stream = TcpStream::connect(&address.authority).await?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, input: Vec::with_capacity(4 << 10), closes: false })
    }

    /// Whether it can take one more request.
    pub fn is_open(&self) -> bool {
        !self.closes
    }

    /// Sends a whole request and reads the whole answer.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        loop {
            let answer = self.read().await?;
            if answer.status >= 200 {
                return Ok(answer);
            }
        }
    }

    async fn read(&mut self) -> Result<Answer> {
        let end = self.read_until(b"\r\n\r\n", 0).await? + 4;
        let head = std::str::from_utf8(&self.input[..end])
            .map_err(|_| broken("a head that is no text"))?;
        let status = head
            .get(9..12)
            .and_then(|code| code.parse().ok())
            .ok_or_else(|| broken("no status"))?;
        let header = |name: &str| {
            head.lines().skip(1).find_map(|line| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            })
        };
        self.closes = header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        let chunked =
            header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
        let length = header("content-length")
            .map_or(Ok(0), |value| value.parse())
            .map_err(|_| broken("no length"))?;
        self.input.drain(..end);
        let body = if chunked { self.chunks().await? } else { self.take(length).await? };
        Ok(Answer { status, body })
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let end = self.read_until(b"\r\n", 0).await?;
            let size = std::str::from_utf8(&self.input[..end])
                .ok()
                .and_then(|text| usize::from_str_radix(text.trim(), 16).ok());
            let size = size.ok_or_else(|| broken("a chunk without a size"))?;
            self.input.drain(..end + 2);
            body.extend(self.take(size).await?);
            self.take(2).await?;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    async fn take(&mut self, length: usize) -> Result<Vec<u8>> {
        while self.input.len() < length {
            self.more().await?;
        }
        let rest = self.input.split_off(length);
        Ok(std::mem::replace(&mut self.input, rest))
    }

    async fn read_until(&mut self, mark: &[u8], from: usize) -> Result<usize> {
        loop {
            if let Some(at) =
                self.input[from..].windows(mark.len()).position(|window| window == mark)
            {
                return Ok(from + at);
            }
            if self.input.len() > HEAD_BYTES_MAX {
                return Err(broken("a head without an end"));
            }
            self.more().await?;
        }
    }

    async fn more(&mut self) -> Result<()> {
        match self.stream.read_buf(&mut self.input).await? {
            0 => Err(Error::new(ErrorKind::UnexpectedEof, "the server closed the connection")),
            _ => Ok(()),
        }
    }
}

fn broken(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, format!("the answer has {what}"))
}
