//! JSON in and out. What cannot be read is answered with the place and a suggestion.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Serialize;
use serde::de::DeserializeOwned;
use solera_event::limit;

use super::problem::Problem;
use crate::suggest;

/// A request's body, or an answer's, as JSON.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Json<T>, Problem> {
        let body = Limited::new(request.into_body(), limit::QUESTION_BYTES_MAX);
        let timeout = Duration::from_millis(limit::QUESTION_BODY_TIMEOUT_MS as u64);
        let body = tokio::time::timeout(timeout, body.collect()).await.map_err(|_| {
            let detail = format!("the body took over {timeout:?}, the limit");
            Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", detail)
        })?;
        let body = body.map_err(|error| match error.is::<LengthLimitError>() {
            true => Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                format!("the limit of a request is {} bytes", limit::QUESTION_BYTES_MAX),
            ),
            false => Problem::bad_request("the body did not come to its end"),
        })?;
        read(&body.to_bytes()).map(Json)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(json) => response("application/json", Body::from(json)),
            Err(error) => Problem::internal(&error).into_response(),
        }
    }
}

/// The parameters after a URL's question mark.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Query<T>, Problem> {
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(query) => Ok(Query(query.0)),
            Err(error) => {
                use std::error::Error;
                let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
                Err(describe(&format!("the parameters cannot be read: {why}"), None))
            }
        }
    }
}

/// The variable parts of a URL's path.
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Path<T>, Problem> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(path) => Ok(Path(path.0)),
            Err(error) => Err(Problem::bad_request(format!("the path cannot be read: {error}"))),
        }
    }
}

/// An answer of that content type.
pub(crate) fn response(content_type: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Reads JSON text.
pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer(error.path());
        describe(&error.inner().to_string(), Some(pointer))
    })?;
    deserializer.end().map_err(|error| describe(&error.to_string(), None))?;
    Ok(value)
}

fn describe(error: &str, pointer: Option<String>) -> Problem {
    let mut problem = Problem::bad_request(error);
    problem.pointer = pointer.filter(|pointer| !pointer.is_empty()).map(Into::into);
    // serde's words: unknown field `x`, expected one of `a`, `b`
    let mut quoted = error.split('`').skip(1).step_by(2);
    if let (true, Some(word)) = (error.contains("unknown "), quoted.next()) {
        let known: Vec<_> = quoted.collect();
        let nearest = suggest::nearest(word, known.into_iter());
        problem.suggestion = nearest.map(|name| format!("did you mean `{name}`?").into());
    }
    problem
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                pointer.push_str(&format!("/{}", key.replace('~', "~0").replace('/', "~1")));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Sample {
        filter: Vec<Inner>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Inner {
        name: String,
    }

    #[test]
    fn a_mistake_is_pointed_at() {
        let problem = read::<Sample>(br#"{"filter":[{"nmae":"a"}]}"#).unwrap_err();
        assert_eq!(problem.pointer.as_deref(), Some("/filter/0/nmae"));
        assert_eq!(problem.suggestion.as_deref(), Some("did you mean `name`?"));
        let problem = read::<Sample>(br#"{"filter":[{"name":1}]}"#).unwrap_err();
        assert_eq!(problem.pointer.as_deref(), Some("/filter/0/name"));
        assert_eq!(problem.suggestion, None);
    }
}
