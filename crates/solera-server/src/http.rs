//! The HTTP server: connections in, answers out, with a bound on everything a client can hold.
//!
//! Intake is recognised before any routing, for a proxied request may come on any path. What
//! must hold: a slow or hostile client costs one connection and nothing else; after the word to
//! stop, requests under way are finished.

mod answer;
mod api;
mod applications;
mod attributes;
mod auth;
mod body;
mod compress;
mod console;
mod events;
mod facets;
mod fields;
mod file;
mod health;
mod histogram;
mod history;
mod intake;
mod json;
mod login;
mod outcome_series;
mod outcomes;
mod people;
mod problem;
mod pulse;
mod query;
mod question;
mod saved_views;
mod sdk;
mod settings;
mod statuses;
mod tokens;
mod when;

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use solera_event::{limit, time};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use crate::app::App;
pub(crate) use problem::Problem;

/// The address that a request came from, proxies that are trusted taken into account.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl ClientAddress {
    /// The name under which its failed logins are counted: of IPv6 the network that one
    /// household has.
    fn key(&self) -> String {
        match self.0 {
            IpAddr::V4(address) => format!("address {address}"),
            IpAddr::V6(address) => format!("address {:x}", u128::from(address) >> 64),
        }
    }
}

/// Answers connections until `stop` says so, then finishes what is under way.
pub(crate) async fn serve(listener: TcpListener, app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let connections_max = connections_max();
    let room = Arc::new(Semaphore::new(connections_max));
    let router = TowerToHyperService::new(api::router(app.clone()));
    loop {
        let accepted = async {
            let room = room.clone().acquire_owned().await.expect("it is never closed");
            (listener.accept().await, room)
        };
        let (accepted, room) = tokio::select! {
            accepted = accepted => accepted,
            () = told_to(&mut stop) => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!("a connection cannot be taken: {error}");
                // Out of file descriptors, most likely: give those in use a moment to end.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let (app, router, stop) = (app.clone(), router.clone(), stop.clone());
        tokio::spawn(async move {
            app.metrics.connections.fetch_add(1, Relaxed);
            connection(stream, peer, app.clone(), router, stop).await;
            app.metrics.connections.fetch_sub(1, Relaxed);
            drop(room);
        });
    }
    drop(listener);
    let all = room.acquire_many(connections_max as u32);
    let wait = Duration::from_millis(limit::SHUTDOWN_MS as u64);
    if tokio::time::timeout(wait, all).await.is_err() {
        tracing::warn!("some requests did not end in time and are cut off");
    }
}

/// How many connections there may be: half of the files that the system lets be open, for the
/// store needs some for its parts.
fn connections_max() -> usize {
    let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    files.map_or(usize::MAX, |files| files as usize / 2).clamp(1, limit::CONNECTIONS_MAX)
}

/// Waits for the word to stop.
async fn told_to(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Arc<App>,
    router: TowerToHyperService<Router>,
    mut stop: watch::Receiver<bool>,
) {
    // An answer is one small packet; waiting for more to send would cost 40 ms.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!("a connection ended at once: {error}");
        return;
    }
    let service = service_fn(move |request| {
        let (app, router) = (app.clone(), router.clone());
        async move { Ok::<_, Infallible>(answer(&app, &router, peer.ip(), request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(limit::HEAD_TIMEOUT_MS as u64))
        .max_buf_size(64 << 10)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told_to(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!("a connection ended: {error}");
    }
}

async fn answer(
    app: &Arc<App>,
    router: &TowerToHyperService<Router>,
    peer: IpAddr,
    mut request: Request<Incoming>,
) -> Response {
    let repeated = repeated(request.headers());
    let header = |name: &str| match repeated.iter().find(|(known, _)| known.as_str() == name) {
        Some((_, joined)) => Some(joined.as_str()),
        None => request.headers().get(name).and_then(|value| value.to_str().ok()),
    };
    let address = solera_intake::request::client_address(peer, header, &app.config.trusted_proxies);
    let head =
        solera_intake::request::Head::read(request.uri().path(), request.uri().query(), header);
    let id = request_id();
    let mut response = match head {
        Some(head) => intake::answer(app, head, address, request).await,
        None if intake::is_meant(request.uri()) => intake::unknown(&request),
        None => {
            request.extensions_mut().insert(ClientAddress(address));
            let (method, path) = (request.method().clone(), request.uri().path().to_owned());
            let answered = router.call(request.map(Body::new)).await;
            let mut response = answered.unwrap_or_else(|never| match never {});
            tracing::debug!(id, %method, path, status = response.status().as_u16(), "answered");
            secure(&mut response, &method);
            response
        }
    };
    let id = HeaderValue::from_str(&id).expect("letters and digits are a header");
    response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    response
}

/// Headers that stand several times, their values joined as if each stood once.
fn repeated(headers: &HeaderMap) -> Vec<(HeaderName, String)> {
    if headers.len() == headers.keys_len() {
        return Vec::new();
    }
    let all = headers.keys().map(|name| {
        let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        (name, values.collect::<Vec<_>>())
    });
    let several = all.filter(|(_, values)| values.len() > 1);
    several.map(|(name, values)| (name.clone(), values.join(", "))).collect()
}

/// What every answer that a browser may show as a page says about itself.
fn secure(response: &mut Response, method: &Method) {
    let set = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
        ),
    ];
    let headers = response.headers_mut();
    for (name, value) in set {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if *method != Method::GET || headers.get(header::CONTENT_TYPE).is_some_and(is_json) {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
}

fn is_json(content_type: &HeaderValue) -> bool {
    content_type.to_str().is_ok_and(|text| text.contains("json"))
}

/// A name for one request, in its answer and in the log: the process's own and a count.
fn request_id() -> String {
    static PROCESS: std::sync::LazyLock<u32> = std::sync::LazyLock::new(rand::random);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:08x}-{:x}", *PROCESS, COUNT.fetch_add(1, Relaxed))
}

/// 400 for a value that is not what is needed.
fn needed(pointer: &str, what: &str) -> Problem {
    let name = pointer.rsplit('/').next().unwrap_or(pointer);
    Problem::bad_request(format!("`{name}` must be {what}")).at(pointer)
}

/// A name of an application or token: trimmed, not empty, not too long.
fn check_name(name: &str) -> Result<String, Problem> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > limit::NAME_CHARS_MAX {
        return Err(needed("/name", &format!("1 to {} characters", limit::NAME_CHARS_MAX)));
    }
    Ok(name.to_owned())
}

/// A width of time as text, in milliseconds: `90s`, `5m`, `5min`, `1h`, `1d`, `1w`, `250ms`.
fn parse_width(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit_ms = match unit.trim() {
        "ms" => 1,
        "s" => time::SECOND_MS,
        "m" | "min" => time::MINUTE_MS,
        "h" => time::HOUR_MS,
        "d" => time::DAY_MS,
        "w" => 7 * time::DAY_MS,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(unit_ms)
}
