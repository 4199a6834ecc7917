//! The real binary on a folder, and its API as this test asks it, over plain sockets.

use std::io::{BufRead, BufReader, Error, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

const ADMIN_TOKEN: &str = "the admin token of the crash test";
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);
/// What was acknowledged is in the answers within 2 s; a loaded machine gets more.
const VISIBLE: Duration = Duration::from_secs(20);

/// An application to send to.
pub(super) struct Application {
    pub(super) id: String,
    pub(super) client_token: String,
}

/// A running server.
pub(super) struct Server {
    child: Child,
    address: SocketAddr,
    folder: PathBuf,
}

impl Server {
    pub(super) fn start(folder: &Path) -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_solera"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.join("data"))
            .env("SOLERA_ADMIN_TOKEN", ADMIN_TOKEN)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .find_map(|line| line.unwrap().split("http://").nth(1)?.trim().parse().ok())
            .expect("it says where it listens before it ends");
        // Read on, so that a full pipe never stops it.
        std::thread::spawn(move || lines.for_each(drop));
        Server { child, address, folder: folder.to_owned() }
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets it live so long, then kills it as a power cut would: nothing is told to it.
    pub(super) fn kill_after(&mut self, life: Duration) {
        std::thread::sleep(life);
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(super) fn restart(self) -> Server {
        Server::start(&self.folder)
    }

    pub(super) fn create_application(&self) -> Application {
        let made = self.ask("/api/v1/applications", &json!({"name": "crash", "type": "browser"}));
        let text = |key: &str| made[key].as_str().unwrap().to_owned();
        Application { id: text("application_id"), client_token: text("client_token") }
    }

    /// Id and document version of every event of a kind, once at least so many are visible.
    pub(super) fn events(&self, application: &str, kind: &str, least: usize) -> Vec<(String, u64)> {
        let end = Instant::now() + VISIBLE;
        loop {
            let found = self.all_events(application, kind);
            if found.len() >= least || Instant::now() > end {
                return found;
            }
        }
    }

    fn all_events(&self, application: &str, kind: &str) -> Vec<(String, u64)> {
        let mut found = Vec::new();
        let mut question = json!({
            "application_id": application, "event": kind, "limit": 1000,
            "from": now_ms() - 3_600_000, "to": now_ms() + 3_600_000,
        });
        loop {
            let page = self.ask("/api/v1/events", &question);
            found.extend(page["events"].as_array().unwrap().iter().map(|event| {
                let version = event["_dd"]["document_version"].as_u64().unwrap_or(0);
                (event[kind]["id"].as_str().unwrap().to_owned(), version)
            }));
            if page["cursor"].is_null() {
                return found;
            }
            question["cursor"] = page["cursor"].clone();
        }
    }

    fn ask(&self, path: &str, body: &Value) -> Value {
        let (status, answer) =
            post(self.address, path, "application/json", &body.to_string()).unwrap();
        assert!(status < 300, "{path}: {status} {answer}");
        serde_json::from_str(&answer).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Also when the test has failed; an error says that it is gone already.
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// One request on a connection of its own; an error when the server is gone.
pub(super) fn post(address: SocketAddr, path: &str, ty: &str, body: &str) -> Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(ANSWER_TIMEOUT))?;
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: solera\r\nconnection: close\r\ncontent-type: {ty}\r\n\
         authorization: Bearer {ADMIN_TOKEN}\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(Error::other("half an answer"))?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let length = head
        .to_lowercase()
        .split_once("content-length: ")
        .map(|(_, rest)| rest.lines().next().and_then(|length| length.parse().ok()).unwrap_or(0));
    if length.is_some_and(|length: usize| body.len() < length) {
        return Err(Error::other("half a body"));
    }
    Ok((status.ok_or(Error::other("no status"))?, body.to_owned()))
}

pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}
