//! The browser SDK's files under `/sdk/v1/`, for pages of any origin.
//!
//! `solera.js` is always the newest; the same under a name with its hash never changes, and stays
//! after an update. `manifest.json` tells that name and the hash that a page may pin. What must
//! hold: every answer, errors too, may be read by every page.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};

use super::file::{self, FOR_EVER};
use super::json::Path;
use super::problem::Problem;
use crate::app::App;
use crate::embedded::{File, SDK};
use crate::old_scripts::{self, is_hashed};

/// How long a name may be kept under which another version will stand one day.
const AN_HOUR: &str = "public, max-age=3600, stale-while-revalidate=86400";

/// What lets pages of other origins load a script, check its hash, and time it.
const OPEN: [(HeaderName, &str); 3] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (HeaderName::from_static("timing-allow-origin"), "*"),
];

/// Answers for one file of the SDK.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    name: Result<Path<String>, Problem>,
    request: Request,
) -> Response {
    // A name that is no text is no file's, and that answer too is for every page.
    let name = name.map_or_else(|_| String::new(), |Path(name)| name);
    let old = || old_scripts::read(&app.config.data, &name);
    respond(SDK, old, request.method(), &name, request.headers())
}

fn respond(
    files: &'static [File],
    old: impl Fn() -> Option<Vec<u8>>,
    method: &Method,
    name: &str,
    headers: &HeaderMap,
) -> Response {
    let mut response = match File::find(files, name) {
        Some(file) => file::send(file, method, headers, [(header::CACHE_CONTROL, kept(file.name))]),
        None => match old() {
            Some(script) => send_old(script),
            None => nothing(files, name).into_response(),
        },
    };
    for (name, value) in OPEN {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn kept(name: &str) -> &'static str {
    match name {
        // The console shows what it says as the truth of this moment.
        "manifest.json" => "no-cache",
        _ if is_hashed(name) => FOR_EVER,
        _ => AN_HOUR,
    }
}

/// A script of an earlier version: seldom asked for, so not compressed.
fn send_old(script: Vec<u8>) -> Response {
    let about = [
        (header::CACHE_CONTROL, FOR_EVER),
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
    ];
    (about, Body::from(script)).into_response()
}

fn nothing(files: &[File], name: &str) -> Problem {
    Problem::not_found(match (files.is_empty(), is_hashed(name)) {
        (true, _) => "the browser SDK is not built into this server; `cargo xtask build`, which \
            needs Node.js, builds a server with it"
            .to_owned(),
        (false, true) => format!(
            "`{name}` is of a version of the SDK that this server never held; \
             /sdk/v1/manifest.json tells the name and the hash of this one"
        ),
        (false, false) => {
            format!("the SDK has no file `{name}`; /sdk/v1/manifest.json tells those that it has")
        }
    })
}

#[cfg(test)]
mod tests;
