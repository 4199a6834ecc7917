//! Errors as a person reads them: `application/problem+json` (RFC 9457).

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use solera_query::Invalid;
use utoipa::ToSchema;

use crate::catalog::CatalogError;

/// What went wrong, for the one who must act on it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// A name of the problem that scripts may rely on.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub(crate) ty: Box<str>,
    /// The problem in two or three words.
    #[schema(value_type = String)]
    pub(crate) title: Box<str>,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What happened here, and what to do about it.
    pub(crate) detail: String,
    /// Where in the request's JSON, as a JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(crate) pointer: Option<Box<str>>,
    /// Where in the search text: an offset in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) position: Option<usize>,
    /// What was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(crate) suggestion: Option<Box<str>>,
    /// Seconds after which to try again.
    #[serde(skip)]
    pub(crate) retry_after_s: Option<u32>,
}

impl Problem {
    /// A problem of that status and name.
    pub(crate) fn new(status: StatusCode, name: &str, detail: impl Into<String>) -> Problem {
        Problem {
            ty: format!("urn:solera:problem:{name}").into(),
            title: name.replace('_', " ").into(),
            status: status.as_u16(),
            detail: detail.into(),
            pointer: None,
            position: None,
            suggestion: None,
            retry_after_s: None,
        }
    }

    /// 400: the request cannot be understood.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "bad_request", detail)
    }

    /// 401: nobody says who asks.
    pub(crate) fn unauthorized(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::UNAUTHORIZED, "not_authenticated", detail)
    }

    /// 403: who asks may not.
    pub(crate) fn forbidden(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::FORBIDDEN, "not_allowed", detail)
    }

    /// 404: there is no such thing.
    pub(crate) fn not_found(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// 500: our fault. The cause goes to the log, not to the client.
    pub(crate) fn internal(cause: &dyn std::fmt::Display) -> Problem {
        tracing::error!("a request failed: {cause}");
        let detail = "the server failed at this; its log says why";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }

    /// The same, pointing at a part of the request.
    pub(crate) fn at(mut self, pointer: impl Into<String>) -> Problem {
        self.pointer = Some(pointer.into().into());
        self
    }

    /// The same, with what was probably meant.
    pub(crate) fn suggest(mut self, suggestion: Option<impl Into<String>>) -> Problem {
        self.suggestion = suggestion.map(|text| text.into().into());
        self
    }

    /// The same, with the time to try again.
    pub(crate) fn retry_after(mut self, seconds: u32) -> Problem {
        self.retry_after_s = Some(seconds);
        self
    }
}

impl From<Invalid> for Problem {
    fn from(invalid: Invalid) -> Problem {
        Problem {
            pointer: invalid.pointer.map(Into::into),
            position: invalid.position,
            suggestion: invalid.suggestion.map(Into::into),
            ..Problem::new(StatusCode::BAD_REQUEST, "invalid_question", invalid.message)
        }
    }
}

impl From<CatalogError> for Problem {
    fn from(error: CatalogError) -> Problem {
        if error.is_full() {
            let detail = "the server's disk is full: nothing can be changed until there is room";
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE, "disk_full", detail)
                .retry_after(10);
        }
        Problem::internal(&error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let json = serde_json::to_vec(&self).expect("a problem is JSON");
        let mut response = Response::new(Body::from(json));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json; charset=utf-8"),
        );
        if let Some(seconds) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
