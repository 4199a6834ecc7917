//! API tokens: making, listing and revoking them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use solera_event::limit;
use utoipa::ToSchema;

use super::auth::Admin;
use super::json::{Json, Path};
use super::problem::Problem;
use super::{check_name, needed};
use crate::app::App;
use crate::catalog::{ApiToken, Scope};
use crate::clock::now_ms;

/// A token to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewToken {
    /// What to call it, up to 40 characters.
    name: String,
    /// `read`, `write` or `admin`.
    scope: String,
}

/// A token, without its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenInfo {
    /// To revoke it by.
    id: String,
    /// What it is called.
    name: String,
    /// `read`, `write` or `admin`.
    scope: String,
    /// When it was made, in milliseconds since 1970.
    created_ms: i64,
    /// When it was last used, in milliseconds since 1970.
    used_ms: Option<i64>,
    /// The token itself: here when it is made, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
}

/// Every API token.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenList {
    /// The tokens, the oldest first.
    tokens: Vec<TokenInfo>,
}

/// Makes an API token.
#[utoipa::path(post, operation_id = "create_token", path = "/api/v1/tokens", tag = "tokens", request_body = NewToken,
    responses((status = 201, body = TokenInfo), (status = 400, body = Problem)))]
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    _: Admin,
    Json(asked): Json<NewToken>,
) -> Result<(StatusCode, Json<TokenInfo>), Problem> {
    let name = check_name(&asked.name)?;
    let scope = Scope::from_name(&asked.scope)
        .ok_or_else(|| needed("/scope", "one of `read`, `write`, `admin`"))?;
    if app.catalog.known().api_token_count() >= limit::API_TOKENS_MAX {
        let most = limit::API_TOKENS_MAX;
        return Err(Problem::bad_request(format!(
            "there are {most} tokens, the limit; revoke one"
        )));
    }
    let (token, secret) = app.catalog.create_api_token(&name, scope, now_ms()).await?;
    Ok((StatusCode::CREATED, Json(info(&app, &token, Some(secret)))))
}

/// Lists the API tokens.
#[utoipa::path(get, operation_id = "list_tokens", path = "/api/v1/tokens", tag = "tokens",
    responses((status = 200, body = TokenList), (status = 403, body = Problem)))]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    _: Admin,
) -> Result<Json<TokenList>, Problem> {
    let tokens = app.catalog.api_tokens().await?;
    Ok(Json(TokenList { tokens: tokens.iter().map(|token| info(&app, token, None)).collect() }))
}

/// Revokes an API token.
#[utoipa::path(delete, operation_id = "revoke_token", path = "/api/v1/tokens/{id}", tag = "tokens",
    params(("id" = String, Path, description = "The token's id.")),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    _: Admin,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    if app.catalog.delete_api_token(&id).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Problem::not_found(format!("there is no API token with the id `{id}`")))
}

fn info(app: &App, token: &ApiToken, secret: Option<String>) -> TokenInfo {
    TokenInfo {
        id: token.id.clone(),
        name: token.name.clone(),
        scope: token.scope.name().to_owned(),
        created_ms: token.created_ms,
        used_ms: app.token_use.of(&token.id).or(token.used_ms),
        token: secret,
    }
}
