//! The console's pages: files of the binary, and `index.html` for every path that is a page.
//!
//! The console knows its own paths, so any path that a browser opens as a page is answered with
//! its one document. What must hold: no script runs that is not one of our own files.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::response::{IntoResponse, Response};

use super::file::{self, FOR_EVER};
use super::problem::Problem;
use crate::embedded::{CONSOLE, File};

/// Mantine writes style elements, replays show images and frames of their own making.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; \
    object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// The name of such a file holds a hash of what is in it: under it, it never changes.
const HASHED: &str = "assets/";

/// Answers what no route of the API does.
pub(crate) async fn answer(request: Request) -> Response {
    respond(CONSOLE, request.method(), request.uri().path(), request.headers())
}

fn respond(files: &'static [File], method: &Method, path: &str, headers: &HeaderMap) -> Response {
    let name = path.trim_start_matches('/');
    let is_api = name == "api" || name.starts_with("api/");
    if is_api || !matches!(*method, Method::GET | Method::HEAD) {
        return nothing(path);
    }
    let is_page = || name.is_empty() || wants_html(headers);
    match File::find(files, name) {
        Some(file) => send(file, method, headers),
        None if name.starts_with(HASHED) || !is_page() => nothing(path),
        None => match File::find(files, "index.html") {
            Some(file) => send(file, method, headers),
            None => nothing(path),
        },
    }
}

/// Whether the browser opens a page: scripts and `curl` do not ask for HTML by name.
fn wants_html(headers: &HeaderMap) -> bool {
    file::items(headers, header::ACCEPT).any(|item| item.split(';').next() == Some("text/html"))
}

fn nothing(path: &str) -> Response {
    Problem::not_found(format!("there is nothing at `{path}`; see /api/v1/openapi.json"))
        .into_response()
}

fn send(file: &File, method: &Method, headers: &HeaderMap) -> Response {
    let hashed = file.name.starts_with(HASHED);
    let cache = if hashed { FOR_EVER } else { "no-cache" };
    let about = [(header::CACHE_CONTROL, cache), (header::CONTENT_SECURITY_POLICY, POLICY)];
    file::send(file, method, headers, about)
}

#[cfg(test)]
mod tests;
