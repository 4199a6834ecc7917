//! kill -9 under load: whatever was acknowledged is there after the next start, once.
//!
//! The real binary is killed at random moments while several clients send; what was under way when
//! it died is sent again, as SDKs do. `CRASH_ROUNDS` says how often it dies, `CRASH_SEED` when.
#![allow(clippy::unwrap_used, missing_docs)] // a test

#[path = "crash/client.rs"]
mod client;
#[path = "crash/server.rs"]
mod server;

use std::collections::BTreeMap;
use std::time::Duration;

use client::{Client, Sent};
use server::Server;

/// How often it dies when nobody says otherwise: enough to meet appending, flushing and recovering.
const ROUNDS: u64 = 8;
const CLIENTS: u64 = 4;
/// How long the server lives at most after it has begun to take events.
const LIFE_MS_MAX: u64 = 700;

#[test]
fn what_was_acknowledged_survives_kill_minus_nine_once() {
    let mut random = Random(number("CRASH_SEED").unwrap_or(0x5eed));
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let application = server.create_application();
    let mut clients: Vec<Client> = (0..CLIENTS).map(|of| Client::new(of, &application)).collect();
    for _ in 0..number("CRASH_ROUNDS").unwrap_or(ROUNDS) {
        let life = Duration::from_millis(random.below(LIFE_MS_MAX));
        server = die_under_load(server, &mut clients, life);
    }
    let address = server.address();
    clients.iter_mut().for_each(|client| client.send_again(address));
    compare(&server, &application.id, &clients);
}

/// Lets all clients send until the server is killed, and starts it anew.
fn die_under_load(mut server: Server, clients: &mut [Client], life: Duration) -> Server {
    let address = server.address();
    std::thread::scope(|scope| {
        for client in clients {
            scope.spawn(move || client.send_until_refused(address));
        }
        server.kill_after(life);
    });
    server.restart()
}

/// Everything acknowledged is in the answers, once, and nothing that was never sent.
fn compare(server: &Server, application: &str, clients: &[Client]) {
    let sent: Vec<&Sent> = clients.iter().flat_map(|client| &client.taken).collect();
    let actions: BTreeMap<&str, u64> = sent.iter().map(|sent| (sent.action.as_str(), 0)).collect();
    let mut views: BTreeMap<&str, u64> = BTreeMap::new();
    for sent in &sent {
        let version = views.entry(&sent.view).or_default();
        *version = sent.version.max(*version);
    }
    assert!(actions.len() > 100, "only {} events were sent", actions.len());
    let found_actions = server.events(application, "action", actions.len());
    let found_views = server.events(application, "view", views.len());
    check(&actions, &found_actions, "action");
    check(&views, &found_views, "view");
}

/// Ids with versions: the same on both sides, each once.
fn check(sent: &BTreeMap<&str, u64>, found: &[(String, u64)], kind: &str) {
    let by_id: BTreeMap<&str, u64> =
        found.iter().map(|(id, version)| (id.as_str(), *version)).collect();
    let lost: Vec<_> = sent.keys().filter(|id| !by_id.contains_key(*id)).collect();
    let wrong: Vec<_> =
        by_id.iter().filter(|(id, version)| sent.get(*id) != Some(version)).collect();
    assert!(lost.is_empty(), "{} of {} {kind}s are lost: {lost:?}", lost.len(), sent.len());
    assert!(wrong.is_empty(), "{kind}s that are not as sent: {wrong:?}");
    assert_eq!(found.len(), by_id.len(), "some {kind}s are there more than once");
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// xorshift: the moments of death repeat with the seed, as far as the machine lets them.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}
