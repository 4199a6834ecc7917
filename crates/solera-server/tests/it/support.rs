//! Starts the binary, speaks HTTP/1.1 to it, stops it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// What every test server's operator uses.
pub(crate) const ADMIN: &str = "test-admin-token-0123456789";

/// What every person of a test logs in with.
pub(crate) const PASSWORD: &str = "a good password";

/// A running server. Killed when it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) lines: Vec<String>,
    child: Child,
    data: PathBuf,
    _temp: Option<tempfile::TempDir>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The first header of that name, in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

/// The binary that the tests were built with.
pub(crate) fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_solera"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SOLERA_")) {
        command.env_remove(name);
    }
    command
}

impl Server {
    /// A server with a folder of its own and the admin token.
    pub(crate) fn start() -> Server {
        Server::with(&[("SOLERA_ADMIN_TOKEN", ADMIN)])
    }

    /// A server with a folder of its own.
    pub(crate) fn with(environment: &[(&str, &str)]) -> Server {
        let temp = tempfile::tempdir().unwrap();
        let mut server = Server::on(&temp.path().join("data"), environment);
        server._temp = Some(temp);
        server
    }

    /// A server on that folder.
    pub(crate) fn on(data: &Path, environment: &[(&str, &str)]) -> Server {
        let mut child = binary()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        out.read_line(&mut first).unwrap();
        let address = first.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("it did not start: {first}"));
        let address = address.parse().unwrap();
        let mut lines = Vec::new();
        if !environment.iter().any(|(name, _)| *name == "SOLERA_ADMIN_TOKEN") {
            let mut second = String::new();
            out.read_line(&mut second).unwrap();
            lines.push(second);
        }
        // The pipe stays open as long as the child: nobody reads it any more.
        std::mem::forget(out);
        Server { address, lines, child, data: data.to_owned(), _temp: None }
    }

    /// Its data folder.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends SIGTERM and waits for the end; gives back whether it was a clean one, and how long
    /// it took.
    pub(crate) fn terminate(&mut self) -> (bool, Duration) {
        let begun = Instant::now();
        let pid = self.pid().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (status.success(), begun.elapsed())
    }

    /// Ends it without a word, as a crash would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends a request as it stands and reads the answer.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.address);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\nconnection: close\r\n\r\n", body.len()));
        stream.write_all(head.as_bytes()).unwrap();
        // The server may answer before it has read all.
        let _ = stream.write_all(body);
        read_answer(stream)
    }

    /// Asks the API with the admin token.
    pub(crate) fn api(&self, method: &str, path: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {ADMIN}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(method, path, &headers, body.as_bytes())
    }

    /// Asks the API as the console does, with the cookie of somebody who is logged in.
    pub(crate) fn console(&self, cookie: &str, method: &str, path: &str, body: &Value) -> Answer {
        let headers = [("cookie", cookie), ("sec-fetch-site", "same-origin")];
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(method, path, &headers, body.as_bytes())
    }

    /// Lets a person in; gives back their id and the cookie of a session.
    pub(crate) fn person(&self, email: &str, scope: &str) -> (String, String) {
        let person = json!({"email": email, "scope": scope, "password": PASSWORD});
        let made = self.api("POST", "/api/v1/people", &person);
        assert_eq!(made.status, 201, "{}", made.json());
        let id = made.json()["id"].as_str().unwrap().to_owned();
        (id, self.login(email, PASSWORD).expect("the password is right"))
    }

    /// Logs in; gives back the cookie.
    pub(crate) fn login(&self, email: &str, password: &str) -> Option<String> {
        let body = json!({"email": email, "password": password}).to_string();
        let answer = self.send("POST", "/api/v1/login", &[], body.as_bytes());
        let cookie = answer.header("set-cookie")?.split(';').next()?;
        Some(cookie.to_owned())
    }

    /// Makes an application; gives back its id and client token.
    pub(crate) fn application(&self) -> (String, String) {
        let answer =
            self.api("POST", "/api/v1/applications", &json!({"name": "shop", "type": "browser"}));
        assert_eq!(answer.status, 201, "{answer:?}");
        let json = answer.json();
        let text = |name: &str| json[name].as_str().unwrap().to_owned();
        (text("application_id"), text("client_token"))
    }

    /// Sends lines to the RUM intake.
    pub(crate) fn rum(&self, token: &str, lines: &[Value]) -> Answer {
        let body: Vec<_> = lines.iter().map(Value::to_string).collect();
        let path = format!("/api/v2/rum?ddsource=browser&dd-api-key={token}");
        let headers = [("content-type", "text/plain;charset=UTF-8")];
        self.send("POST", &path, &headers, body.join("\n").as_bytes())
    }

    /// Asks a question until its answer is as it should be. That takes milliseconds; the bound
    /// is for a machine that does much else.
    pub(crate) fn until(&self, path: &str, body: &Value, good: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let answer = self.api("POST", path, body);
            assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
            let json = answer.json();
            if good(&json) {
                return json;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "still {json}");
            std::thread::yield_now();
        }
    }

    /// Reads a page until it is as it should be; see [`Server::until`].
    pub(crate) fn until_get(&self, path: &str, good: impl Fn(&Value) -> bool) {
        let begun = Instant::now();
        loop {
            let json = self.api("GET", path, &Value::Null).json();
            if good(&json) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "still {json}");
            std::thread::yield_now();
        }
    }

    /// How many events of a kind there are, once there are as many as should be.
    pub(crate) fn count(&self, application: &str, event: &str, expected: i64) {
        let question = count_question(application, event, "");
        self.until("/api/v1/query", &question, |json| json["rows"][0][0] == expected);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A question for the number of events.
pub(crate) fn count_question(application: &str, event: &str, filter: &str) -> Value {
    json!({"application_id": application, "event": event, "filter": filter, "from": 0,
        "to": "2100-01-01T00:00:00Z", "compute": [{"name": "n", "fn": "count"}]})
}

/// Reads one answer to its end.
pub(crate) fn read_answer(stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let mut stream = BufReader::new(stream);
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let mut body = bytes[end + 4..].to_vec();
    if headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked") {
        body = unchunk(&body);
    }
    Answer { status, headers, body }
}

fn unchunk(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        body.extend_from_slice(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 2 + size + 2..];
    }
    body
}

/// Now, in milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    since.as_millis() as i64
}

/// A UUID made of a number.
pub(crate) fn uuid(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// A view event.
pub(crate) fn view(application: &str, id: u32, version: u32) -> Value {
    json!({"type": "view", "date": now_ms() - 1000, "application": {"id": application},
        "session": {"id": uuid(9000 + id), "type": "user"}, "source": "browser",
        "view": {"id": uuid(id), "url": "https://shop.test/cart?a=1", "name": "/cart",
            "time_spent": 5_000_000_i64 * i64::from(version), "is_active": true,
            "action": {"count": 0}, "error": {"count": 0}, "resource": {"count": 0}},
        "context": {"cart": {"total": 12.50}},
        "_dd": {"document_version": version, "format_version": 2}})
}

/// An error event.
pub(crate) fn error(application: &str, id: u32, message: &str) -> Value {
    json!({"type": "error", "date": now_ms() - 500, "application": {"id": application},
        "session": {"id": uuid(9001), "type": "user"},
        "view": {"id": uuid(1), "url": "https://shop.test/cart", "name": "/cart"},
        "error": {"id": uuid(id), "message": message, "source": "source"},
        "_dd": {"format_version": 2}})
}
