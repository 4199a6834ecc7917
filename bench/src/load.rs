//! Load: many kept-alive connections that each send a body, wait for the answer, send the next.
//!
//! One thread does it all, so that the load costs the machine little. With a rate, an answer's
//! time runs from when the body was due, not from when the connection got around to it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::Result;
use uuid::Uuid;

use crate::generate::{Application, Body, user_agent};
use crate::http::{Address, Connection};
use crate::supply::Supply;

/// How long a refused body waits before it is sent again, as a patient client does.
const PATIENCE: Duration = Duration::from_millis(200);

/// How to send.
#[derive(Clone)]
pub struct Settings {
    /// Where to.
    pub address: Address,
    /// For whom, by a body's index.
    pub applications: Vec<Application>,
    /// How many connections.
    pub connections: usize,
    /// Bodies a second; 0 is as fast as answers come.
    pub bodies_per_second: f64,
    /// When to stop, if not before.
    pub seconds: Option<f64>,
    /// How many events are enough.
    pub events: Option<u64>,
    /// Share of the bodies that are sent a second time after they were acknowledged.
    pub resend: f64,
    /// What to do when a body is not acknowledged.
    pub on_refusal: OnRefusal,
}

/// What to do when a body is not acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnRefusal {
    /// Count it, go on with the next.
    Count,
    /// Send it again until it is taken.
    Retry,
    /// Stop if the connection broke: the server is gone.
    Stop,
}

/// What came of it.
#[derive(Default)]
pub struct Outcome {
    /// Events acknowledged.
    pub events: u64,
    /// Bytes of the bodies acknowledged, as they were sent.
    pub bytes: u64,
    /// Requests by how they were answered: a status, or the error's kind.
    pub answers: BTreeMap<String, u64>,
    /// Time of each answer, in ms.
    pub latencies_ms: Vec<f64>,
    /// Events acknowledged in each second.
    pub by_second: Vec<u64>,
    /// How long it took.
    pub seconds: f64,
}

/// Called with each body that was acknowledged.
pub type OnAck = Box<dyn FnMut(&Body)>;

struct Shared {
    supply: Box<dyn Supply>,
    on_ack: OnAck,
    outcome: Outcome,
    started: Instant,
    due: Instant,
    given: u64,
    resent: f64,
    gone: bool,
    failure: Option<anyhow::Error>,
}

/// Sends until it is enough. Runs within a `LocalSet`.
pub async fn run(settings: &Settings, supply: Box<dyn Supply>, on_ack: OnAck) -> Result<Outcome> {
    let now = Instant::now();
    let shared = Rc::new(RefCell::new(Shared {
        supply,
        on_ack,
        outcome: Outcome::default(),
        started: now,
        due: now,
        given: 0,
        resent: 0.0,
        gone: false,
        failure: None,
    }));
    let tasks: Vec<_> = (0..settings.connections.max(1))
        .map(|_| tokio::task::spawn_local(connection(settings.clone(), shared.clone())))
        .collect();
    for task in tasks {
        task.await?;
    }
    let mut shared = shared.borrow_mut();
    if let Some(failure) = shared.failure.take() {
        return Err(failure);
    }
    let mut outcome = std::mem::take(&mut shared.outcome);
    outcome.seconds = shared.started.elapsed().as_secs_f64();
    Ok(outcome)
}

async fn connection(settings: Settings, shared: Rc<RefCell<Shared>>) {
    let (mut body, mut request) = (Body::default(), Vec::new());
    let mut connection = None;
    loop {
        let due = match shared.borrow_mut().take(&settings, &mut body) {
            Ok(Some(due)) => due,
            Ok(None) => return,
            Err(error) => {
                shared.borrow_mut().failure = Some(error);
                return;
            }
        };
        if settings.bodies_per_second > 0.0 {
            tokio::time::sleep_until(due.into()).await;
        }
        let deflated = shared.borrow().supply.is_deflated();
        let mut first = true;
        loop {
            write_request(&settings, &body, deflated, &mut request);
            let started = if settings.bodies_per_second > 0.0 { due } else { Instant::now() };
            let answer = exchange(&settings, &mut connection, &request).await;
            let again = shared.borrow_mut().note(&settings, &body, answer, started, first);
            match again {
                Again::No => break,
                Again::AtOnce => first = false,
                Again::Later => tokio::time::sleep(PATIENCE).await,
            }
        }
    }
}

async fn exchange(
    settings: &Settings,
    kept: &mut Option<Connection>,
    request: &[u8],
) -> std::io::Result<u16> {
    let mut connection = match kept.take().filter(Connection::is_open) {
        Some(connection) => connection,
        None => Connection::open(&settings.address).await?,
    };
    let answer = connection.exchange(request).await?;
    *kept = Some(connection);
    Ok(answer.status)
}

enum Again {
    No,
    AtOnce,
    Later,
}

impl Shared {
    /// Fills the next body, says when it is due; none when it is enough.
    fn take(&mut self, settings: &Settings, body: &mut Body) -> Result<Option<Instant>> {
        let elapsed = self.started.elapsed().as_secs_f64();
        let late = settings.seconds.is_some_and(|seconds| elapsed >= seconds);
        let enough = settings.events.is_some_and(|events| self.given >= events);
        if late || enough || self.gone || self.failure.is_some() {
            return Ok(None);
        }
        let done = match (settings.events, settings.seconds) {
            (Some(events), _) => self.given as f64 / events as f64,
            (None, Some(seconds)) => elapsed / seconds,
            (None, None) => 0.0,
        };
        if !self.supply.next(body, done)? {
            return Ok(None);
        }
        self.given += body.sent.len() as u64;
        let due = self.due;
        if settings.bodies_per_second > 0.0 {
            self.due += Duration::from_secs_f64(1.0 / settings.bodies_per_second);
        }
        Ok(Some(due))
    }

    /// Notes an answer, and says whether the body is to be sent again.
    fn note(
        &mut self,
        settings: &Settings,
        body: &Body,
        answer: std::io::Result<u16>,
        started: Instant,
        first: bool,
    ) -> Again {
        let outcome = &mut self.outcome;
        let key = match &answer {
            Ok(status) => status.to_string(),
            Err(error) => format!("{:?}", error.kind()),
        };
        *outcome.answers.entry(key).or_default() += 1;
        outcome.latencies_ms.push(started.elapsed().as_secs_f64() * 1_000.0);
        if !matches!(answer, Ok(202)) {
            self.gone |= settings.on_refusal == OnRefusal::Stop && answer.is_err();
            return if settings.on_refusal == OnRefusal::Retry { Again::Later } else { Again::No };
        }
        if !first {
            // acknowledged again, counted once
            return Again::No;
        }
        outcome.events += body.sent.len() as u64;
        outcome.bytes += body.bytes.len() as u64;
        let second = self.started.elapsed().as_secs() as usize;
        outcome.by_second.resize(outcome.by_second.len().max(second + 1), 0);
        outcome.by_second[second] += body.sent.len() as u64;
        (self.on_ack)(body);
        self.resent += settings.resend;
        if self.resent < 1.0 {
            return Again::No;
        }
        self.resent -= 1.0;
        Again::AtOnce
    }
}

fn write_request(settings: &Settings, body: &Body, deflated: bool, request: &mut Vec<u8>) {
    let [a, b, c, d] = body.address;
    request.clear();
    let head = format!(
        "POST /api/v2/rum?ddsource=browser&dd-api-key={}&dd-evp-origin-version=7.16.2&dd-evp-origin=browser&dd-request-id={}&batch_time={}&_dd.api=fetch{} HTTP/1.1\r\n\
         Host: {}\r\nContent-Length: {}\r\nUser-Agent: {}\r\nContent-Type: text/plain;charset=UTF-8\r\nAccept: */*\r\n\
         Origin: https://www.shop.example\r\nX-Forwarded-For: {a}.{b}.{c}.{d}\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n",
        settings.applications[body.application].token,
        Uuid::new_v4(),
        now_ms(),
        if deflated { "&dd-evp-encoding=deflate" } else { "" },
        settings.address.authority,
        body.bytes.len(),
        user_agent(body.user_agent),
    );
    request.extend_from_slice(head.as_bytes());
    request.extend_from_slice(&body.bytes);
}

/// Milliseconds since 1970.
pub fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}
