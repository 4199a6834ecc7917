//! A client that sends until the server dies, and knows what was acknowledged.

use std::net::SocketAddr;

use serde_json::json;
use uuid::Uuid;

use super::server::{Application, post};

/// Pairs of an action and a version of a view in one body.
const PAIRS: u64 = 10;
/// Versions that each view goes through.
const VERSIONS: u64 = 4;

/// One action, and the version of the view that it was sent with.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) action: String,
    pub(super) view: String,
    pub(super) version: u64,
}

/// One client.
pub(super) struct Client {
    application: String,
    path: String,
    session: String,
    /// What was acknowledged.
    pub(super) taken: Vec<Sent>,
    /// What was under way when the server died: it may be there, or not.
    unanswered: Option<(String, Vec<Sent>)>,
    view: String,
    count: u64,
}

impl Client {
    pub(super) fn new(of: u64, application: &Application) -> Client {
        Client {
            application: application.id.clone(),
            path: format!("/api/v2/rum?ddsource=browser&dd-api-key={}", application.client_token),
            session: Uuid::from_u128(0x4000_8000_0000_0000_0000 + u128::from(of)).to_string(),
            taken: Vec::new(),
            unanswered: None,
            view: String::new(),
            count: 0,
        }
    }

    /// Sends one body after another; ends when the server is gone.
    pub(super) fn send_until_refused(&mut self, address: SocketAddr) {
        self.send_again(address);
        while self.unanswered.is_none() {
            let batch = self.batch();
            self.send(address, batch);
        }
    }

    /// Sends what the server left unanswered once more.
    pub(super) fn send_again(&mut self, address: SocketAddr) {
        if let Some(batch) = self.unanswered.take() {
            self.send(address, batch);
        }
    }

    fn send(&mut self, address: SocketAddr, (body, sent): (String, Vec<Sent>)) {
        match post(address, &self.path, "text/plain", &body) {
            Ok((202, _)) => self.taken.extend(sent),
            Ok((status, answer)) if status != 503 => panic!("{status}: {answer}"),
            _ => self.unanswered = Some((body, sent)),
        }
    }

    fn batch(&mut self) -> (String, Vec<Sent>) {
        let (mut lines, mut all) = (Vec::new(), Vec::new());
        for _ in 0..PAIRS {
            let sent = self.next();
            lines.push(self.action(&sent).to_string());
            lines.push(self.version(&sent).to_string());
            all.push(sent);
        }
        (lines.join("\n"), all)
    }

    fn next(&mut self) -> Sent {
        let version = self.count % VERSIONS + 1;
        if version == 1 {
            self.view = Uuid::new_v4().to_string();
        }
        self.count += 1;
        Sent { action: Uuid::new_v4().to_string(), view: self.view.clone(), version }
    }

    fn action(&self, sent: &Sent) -> serde_json::Value {
        let mut event = self.event("action", sent);
        event["action"] = json!({"id": sent.action, "type": "custom", "target": {"name": "crash"}});
        event
    }

    fn version(&self, sent: &Sent) -> serde_json::Value {
        let mut event = self.event("view", sent);
        event["_dd"]["document_version"] = json!(sent.version);
        event["view"]["time_spent"] = json!(sent.version * 1_000_000);
        event
    }

    fn event(&self, kind: &str, sent: &Sent) -> serde_json::Value {
        json!({
            "type": kind, "date": super::server::now_ms(), "source": "browser",
            "application": {"id": self.application}, "session": {"id": self.session, "type": "user"},
            "view": {"id": sent.view, "url": "http://shop.example/cart", "name": "/cart"},
            "_dd": {"format_version": 2}, "context": {"padding": "some text that costs bytes"},
        })
    }
}
