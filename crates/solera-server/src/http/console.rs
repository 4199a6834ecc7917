//! The console's pages: files of the binary, and `index.html` for every path that is a page.
//!
//! The console knows its own paths, so any path that a browser opens as a page is answered with
//! its one document. What must hold: no script runs that is not one of our own files.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::problem::Problem;
use crate::console::{FILES, File};

/// Mantine writes style elements, replays show images and frames of their own making.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; \
    object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// The name of such a file holds a hash of what is in it: under it, it never changes.
const HASHED: &str = "assets/";

/// Answers what no route of the API does.
pub(crate) async fn answer(request: Request) -> Response {
    respond(FILES, request.method(), request.uri().path(), request.headers())
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

fn nothing(path: &str) -> Response {
    Problem::not_found(format!("there is nothing at `{path}`; see /api/v1/openapi.json"))
        .into_response()
}

fn send(file: &File, method: &Method, headers: &HeaderMap) -> Response {
    let hashed = file.name.starts_with(HASHED);
    let cache = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = Response::new(Body::empty());
    let set = [
        (header::CACHE_CONTROL, cache),
        (header::ETAG, file.tag),
        (header::VARY, "Accept-Encoding"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    for (name, value) in set {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if is_known(headers, file.tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    let (bytes, encoding) = match (file.brotli, file.gzip) {
        (Some(bytes), _) if takes(headers, "br") => (bytes.into(), Some("br")),
        (_, Some(bytes)) if takes(headers, "gzip") => (bytes.into(), Some("gzip")),
        _ => (file.plain(), None),
    };
    let about = response.headers_mut();
    about.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type()));
    about.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    if let Some(encoding) = encoding {
        about.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if *method != Method::HEAD {
        *response.body_mut() = match bytes {
            std::borrow::Cow::Borrowed(bytes) => Body::from(bytes),
            std::borrow::Cow::Owned(bytes) => Body::from(bytes),
        };
    }
    response
}

/// The items of a header that is a list, however many times it stands there.
fn items(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

/// Whether the browser opens a page: scripts and `curl` do not ask for HTML by name.
fn wants_html(headers: &HeaderMap) -> bool {
    items(headers, header::ACCEPT).any(|item| item.split(';').next() == Some("text/html"))
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim_start_matches("W/").to_owned();
    items(headers, header::IF_NONE_MATCH).any(|known| known == "*" || opaque(known) == opaque(tag))
}

/// Whether the client takes that encoding: it names it, and not with a weight of nothing.
fn takes(headers: &HeaderMap, encoding: &str) -> bool {
    items(headers, header::ACCEPT_ENCODING).any(|item| {
        let mut words = item.split(';').map(str::trim);
        let named = words.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = |word: &str| {
            let weight = word.strip_prefix("q=").or_else(|| word.strip_prefix("Q="));
            weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
        };
        named && !words.any(refused)
    })
}

#[cfg(test)]
mod tests;
