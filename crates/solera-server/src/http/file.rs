//! One embedded file as an answer: in an encoding that the client takes, or not at all when it has
//! it. Knows neither what the file is for nor how long it may be kept.

use std::borrow::Cow;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use crate::embedded::File;

/// How long a file may be kept whose name holds a hash of what is in it.
pub(super) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Answers with the file, and with `about` among the headers.
pub(super) fn send(
    file: &File,
    method: &Method,
    headers: &HeaderMap,
    about: impl IntoIterator<Item = (HeaderName, &'static str)>,
) -> Response {
    let mut response = Response::new(Body::empty());
    let own = [(header::ETAG, file.tag), (header::VARY, "Accept-Encoding")];
    for (name, value) in own.into_iter().chain(about) {
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
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        };
    }
    response
}

/// The items of a header that is a list, however many times it stands there.
pub(super) fn items(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim_start_matches("W/").to_owned();
    items(headers, header::IF_NONE_MATCH).any(|known| known == "*" || opaque(known) == opaque(tag))
}

/// Whether the client takes that encoding: it names it, and not with a weight of nothing.
pub(super) fn takes(headers: &HeaderMap, encoding: &str) -> bool {
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
