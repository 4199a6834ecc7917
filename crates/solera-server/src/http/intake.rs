//! The intake over HTTP: who sends, what is answered. Never a query, never a redirect.
//!
//! What must hold: `Access-Control-Allow-Origin` is on every answer, errors too, or old SDKs
//! send each batch twice; 202 is answered to all that is accepted, and only after the fsync.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use solera_event::limit;
use solera_intake::request::Head;

use super::body::{self, Refused};
use super::problem::Problem;
use crate::app::App;
use crate::catalog::Door;
use crate::clock::now_ms;
use crate::intake::{self, NotAccepted};

/// Seconds after which to come back when the server is busy. Browsers wait 1 to 60 s on their
/// own; Faro and Sentry look at this.
const RETRY_AFTER_S: u32 = 5;

/// Answers a request to the intake.
pub(crate) async fn answer(
    app: &Arc<App>,
    head: Head,
    address: IpAddr,
    request: Request<Incoming>,
) -> Response {
    let begun = Instant::now();
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = match *request.method() {
        Method::POST => match take(app, head, address, request).await {
            Ok(()) => StatusCode::ACCEPTED.into_response(),
            Err(problem) => problem.into_response(),
        },
        Method::OPTIONS => preflight(request.headers()),
        _ => refuse_method(),
    };
    app.metrics.intake_answered(response.status().as_u16(), begun.elapsed());
    allow_origin(response.headers_mut(), origin);
    response
}

/// Whether a request is meant for the intake, though for a track that nobody knows here.
pub(crate) fn is_meant(uri: &Uri) -> bool {
    let forwarded = uri.query().is_some_and(|query| query.contains("ddforward="));
    uri.path().starts_with("/api/v2/") || forwarded
}

/// Answers a request for a track that nobody knows here. Pages may read that too: old SDKs send
/// again what they cannot read the answer of.
pub(crate) fn unknown(request: &Request<Incoming>) -> Response {
    let mut response = match *request.method() {
        Method::OPTIONS => preflight(request.headers()),
        _ => {
            let detail = "the intake takes rum, replay, logs, profile and spans under /api/v2/";
            Problem::not_found(detail).into_response()
        }
    };
    allow_origin(response.headers_mut(), request.headers().get(header::ORIGIN).cloned());
    response
}

async fn take(
    app: &Arc<App>,
    head: Head,
    address: IpAddr,
    request: Request<Incoming>,
) -> Result<(), Problem> {
    let received_ms = now_ms();
    let door = match enter(app, &head, received_ms) {
        Ok(door) => door,
        Err(problem) => {
            body::discard(request.into_body()).await;
            return Err(problem);
        }
    };
    let body = body::read(app, request.into_body()).await.map_err(refused)?;
    let request = intake::Request { head, door, address, received_ms, body: body.bytes.clone() };
    intake::accept(app, request).await.map_err(not_accepted)
}

/// Whose token it is, and whether its application may send now.
fn enter(app: &App, head: &Head, now_ms: i64) -> Result<Arc<Door>, Problem> {
    let token = head.token.as_deref().filter(|token| !token.is_empty());
    let Some(token) = token else {
        intake::unknown_token(app, None);
        return Err(Problem::forbidden(
            "no client token; send it as `dd-api-key` in the query or as the header `DD-API-KEY`",
        ));
    };
    let Some(door) = app.catalog.known().by_client_token(token).cloned() else {
        intake::unknown_token(app, Some(token));
        return Err(Problem::forbidden(
            "the client token is unknown or revoked; compare it with the application's settings",
        ));
    };
    if let Some(per_s) = door.application.settings.events_per_s
        && let Err(wait_s) = door.rate.check(per_s, now_ms)
    {
        intake::rate_limited(app, &door);
        let detail = format!("the application's limit is {per_s} events a second");
        return Err(
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail).retry_after(wait_s)
        );
    }
    Ok(door)
}

fn refused(refused: Refused) -> Problem {
    match refused {
        Refused::TooLarge => {
            too_large(format!("the body is over {} bytes, the limit", limit::BODY_BYTES_MAX))
        }
        Refused::TooSlow => {
            let detail = format!("the body took over {} ms, the limit", limit::BODY_TIMEOUT_MS);
            Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", detail)
        }
        Refused::Broken => Problem::bad_request("the body did not come to its end"),
        Refused::Busy => busy("too many bodies are being read at once", RETRY_AFTER_S),
    }
}

fn not_accepted(error: NotAccepted) -> Problem {
    match error {
        NotAccepted::TooLarge(detail) => too_large(detail),
        NotAccepted::Unreadable(detail) => Problem::bad_request(detail),
        NotAccepted::Full { detail, retry_after_s } => busy(&detail, retry_after_s),
        NotAccepted::Stopped(detail) => busy(&detail, 60),
    }
}

fn too_large(detail: String) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
}

fn busy(detail: &str, retry_after_s: u32) -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", detail).retry_after(retry_after_s)
}

fn refuse_method() -> Response {
    let detail = "this is the intake: SDKs send events here with POST; point `proxy` here and \
                  open the console or /api/v1 to read them";
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail);
    let mut response = problem.into_response();
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST, OPTIONS"));
    response
}

fn preflight(asked: &HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, OPTIONS"),
    );
    let names = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS).cloned();
    let names = names.unwrap_or(HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    if asked.contains_key("access-control-request-private-network") {
        headers.insert("access-control-allow-private-network", HeaderValue::from_static("true"));
    }
    response
}

/// Lets any page read the answer. The origin is echoed so that `fetch` with credentials works.
fn allow_origin(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    let echoed = origin.is_some();
    let origin = origin.unwrap_or(HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if echoed {
        let yes = HeaderValue::from_static("true");
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
        headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    }
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Retry-After, X-Request-Id"),
    );
    // A page elsewhere may embed its proxy's answers whatever its own policy says.
    let policy = "cross-origin-resource-policy";
    headers.insert(policy, HeaderValue::from_static("cross-origin"));
}
