//! Every route of the API, and the OpenAPI document made of the same list.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi, openapi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::COOKIE;
use super::problem::Problem;
use super::{
    applications, attributes, compress, console, events, facets, fields, health, histogram,
    history, json, login, outcomes, people, pulse, query, saved_views, sdk, statuses, tokens,
};
use crate::app::App;

#[derive(OpenApi)]
#[openapi(
    info(title = "Solera", description = "Real User Monitoring: applications, questions, answers.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")),
    security(("token" = []), ("console" = [])),
    tags(
        (name = "applications", description = "What sends events."),
        (name = "saved views", description = "What somebody looked at in the console, under a name."),
        (name = "questions", description = "What was sent, and numbers over it."),
        (name = "people", description = "The console's people."),
        (name = "tokens", description = "API tokens."),
        (name = "server", description = "How the server is."),
    ),
    modifiers(&Security)
)]
struct Document;

struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE)));
        components.add_security_scheme("console", cookie);
    }
}

fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(applications::create, applications::list))
        .routes(routes!(applications::read, applications::change, applications::delete))
        .routes(routes!(applications::create_token))
        .routes(routes!(applications::revoke_token))
        .routes(routes!(pulse::health))
        .routes(routes!(saved_views::create, saved_views::list))
        .routes(routes!(saved_views::change, saved_views::delete))
        .routes(routes!(query::query))
        .routes(routes!(query::queries))
        .routes(routes!(events::events))
        .routes(routes!(facets::facets))
        .routes(routes!(histogram::histogram))
        .routes(routes!(history::session))
        .routes(routes!(history::view))
        .routes(routes!(fields::fields))
        .routes(routes!(attributes::attributes))
        .routes(routes!(outcomes::intake))
        .routes(routes!(tokens::create, tokens::list))
        .routes(routes!(tokens::delete))
        .routes(routes!(login::setup))
        .routes(routes!(login::login))
        .routes(routes!(login::logout))
        .routes(routes!(login::me))
        .routes(routes!(people::change_password))
        .routes(routes!(people::create, people::list))
        .routes(routes!(people::change, people::delete))
        .routes(routes!(health::attributions))
        .routes(routes!(health::backup))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .routes(routes!(health::metrics))
}

/// The routes, and the document about them.
fn documented() -> (Router<Arc<App>>, openapi::OpenApi) {
    let (router, mut document) = routes().split_for_parts();
    statuses::add(&mut document);
    (router, document)
}

/// Everything but the intake.
pub(crate) fn router(app: Arc<App>) -> Router {
    let (router, document) = documented();
    let document = bytes::Bytes::from(text(&document));
    let document = move || async move { json::response("application/json", Body::from(document)) };
    router
        .route("/api/v1/openapi.json", get(document))
        .route("/sdk/v1/{name}", get(sdk::answer))
        .fallback(console::answer)
        .method_not_allowed_fallback(wrong_method)
        .layer(axum::middleware::from_fn(compress::compressed))
        .with_state(app)
}

/// The document, as `schema/openapi.json` holds it.
fn text(document: &openapi::OpenApi) -> String {
    let mut text = document.to_pretty_json().expect("the document is JSON");
    text.push('\n');
    text
}

async fn wrong_method(request: Request) -> Response {
    let (method, path) = (request.method(), request.uri().path());
    let detail = format!("`{path}` does not take {method}; see /api/v1/openapi.json");
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_as_it_was_checked_in() {
        let (_, document) = documented();
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/openapi.json");
        expect_test::expect_file![path].assert_eq(&text(&document));
    }
}
