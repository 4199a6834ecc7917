//! The problems that an operation may answer because of what it takes: a caller, a body, a path.
//! What else it may answer is said at its handler.

use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::{Content, OpenApi, PathItem, Ref, RefOr, ResponseBuilder};

/// Each status of a problem: its name in the document, and when it is answered.
const PROBLEMS: [(u16, &str, &str); 11] = [
    (400, "BadRequest", "The request cannot be understood, or what it asks for cannot be."),
    (401, "Unauthorized", "Nobody says who asks, or what they say is not known."),
    (403, "Forbidden", "Who asks may not, or another site's page asks with a person's cookie."),
    (404, "NotFound", "There is no such thing."),
    (408, "BodyTooSlow", "The body came too slowly."),
    (409, "Conflict", "It would break what must hold."),
    (413, "BodyTooLarge", "The body is too large."),
    (429, "TooMany", "Too often; `Retry-After` says when to come again."),
    (500, "Internal", "The server failed; its log says why."),
    (503, "Unavailable", "Not now; where `Retry-After` is there, it says when."),
    (504, "TooSlow", "It took longer than questions may."),
];

/// Adds to each operation the problems that follow from what it takes, and says of each problem
/// what it is and how it comes.
pub(super) fn add(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    components.responses.extend(PROBLEMS.map(|(_, name, when)| {
        let content = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new()
            .description(when)
            .content("application/problem+json", content)
            .build();
        (name.to_owned(), response.into())
    }));
    for item in document.paths.paths.values_mut() {
        let PathItem { get, put, post, delete, patch, .. } = item;
        for operation in get.iter_mut() {
            complete(operation, true);
        }
        for operation in [put, post, delete, patch].into_iter().flatten() {
            complete(operation, false);
        }
    }
}

fn complete(operation: &mut Operation, is_safe: bool) {
    let follow = follow(operation, is_safe);
    let responses = &mut operation.responses.responses;
    for (status, name, _) in PROBLEMS {
        let key = status.to_string();
        if follow.contains(&status) || responses.contains_key(&key) {
            responses.insert(key, Ref::from_response_name(name).into());
        }
    }
}

/// The problems that follow from what an operation takes.
fn follow(operation: &Operation, is_safe: bool) -> Vec<u16> {
    let mut all = Vec::new();
    // Without a word of its own, an operation needs a caller: the document says so.
    if operation.security.is_none() {
        all.extend([401, 500]);
        all.extend((!is_safe).then_some(403));
    }
    if operation.request_body.is_some() {
        all.extend([400, 408, 413, 500]);
    }
    let mut parameters = operation.parameters.iter().flatten();
    if parameters.any(|one| matches!(one, RefOr::T(one) if takes_text(&one.parameter_in))) {
        all.push(400);
    }
    all
}

/// Whether it is text that may be none: percent signs in a URL can stand for any bytes.
fn takes_text(place: &ParameterIn) -> bool {
    matches!(place, ParameterIn::Path | ParameterIn::Query)
}
