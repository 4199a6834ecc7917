//! Applications: what sends events, and its client tokens.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use solera_event::limit;
use utoipa::ToSchema;
use uuid::Uuid;

use super::auth::{Admin, Reader, Writer};
use super::json::{Json, Path};
use super::problem::Problem;
use super::settings::{self, SettingsChange, SettingsInfo};
use super::{check_name, needed};
use crate::app::App;
use crate::catalog::{ApplicationType, Door};
use crate::clock::now_ms;
use crate::{steps, suggest};

/// An application to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewApplication {
    /// What to call it, up to 40 characters; not unique.
    name: String,
    /// What it is: `browser`, `android`, `ios`, `react-native`, `flutter`,
    /// `kotlin-multiplatform`, `unity`, `roku`, `electron`, `miniprogram` or `harmony`.
    #[serde(rename = "type")]
    ty: String,
    /// How its events are taken; what is left out is as by default.
    #[serde(default)]
    settings: SettingsChange,
}

/// What to change of an application; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApplicationChange {
    /// What to call it.
    name: Option<String>,
    /// How its events are taken.
    #[serde(default)]
    settings: SettingsChange,
}

/// An application.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApplicationInfo {
    /// What the SDK calls `applicationId`.
    application_id: String,
    /// What the SDK calls `clientToken`: the oldest that is not revoked.
    client_token: Option<String>,
    /// What it is called.
    name: String,
    /// What it is.
    #[serde(rename = "type")]
    ty: String,
    /// When it was made, in milliseconds since 1970.
    created_ms: i64,
    /// Every client token that is not revoked, the oldest first.
    client_tokens: Vec<ClientTokenInfo>,
    /// How its events are taken.
    settings: SettingsInfo,
}

/// A client token. Public: it stands in the page that sends.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClientTokenInfo {
    /// The token.
    client_token: String,
    /// When it was made, in milliseconds since 1970.
    created_ms: i64,
}

/// Every application.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApplicationList {
    /// The applications, the oldest first.
    applications: Vec<ApplicationInfo>,
}

/// Makes an application and its first client token.
#[utoipa::path(post, operation_id = "create_application", path = "/api/v1/applications", tag = "applications",
    request_body = NewApplication,
    responses((status = 201, body = ApplicationInfo), (status = 400, body = Problem)))]
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    _: Writer,
    Json(asked): Json<NewApplication>,
) -> Result<(StatusCode, Json<ApplicationInfo>), Problem> {
    let name = check_name(&asked.name)?;
    let ty = ApplicationType::from_name(&asked.ty).ok_or_else(|| {
        let nearest = suggest::nearest(&asked.ty, ApplicationType::NAMES.iter().copied());
        let expected = format!("one of `{}`", ApplicationType::NAMES.join("`, `"));
        needed("/type", &expected).suggest(nearest.map(|name| format!("did you mean `{name}`?")))
    })?;
    if app.catalog.known().applications().len() >= limit::APPLICATIONS_MAX {
        let most = limit::APPLICATIONS_MAX;
        return Err(Problem::bad_request(format!("there are {most} applications, the limit")));
    }
    let settings = asked.settings.onto(&steps::default_settings())?;
    let id = app.catalog.create_application(&name, ty, &settings, now_ms()).await?;
    app.store.set_retention(id, steps::own_retention(&app.config, &settings));
    Ok((StatusCode::CREATED, Json(info(&app, &*find(&app, id)?))))
}

/// Lists the applications.
#[utoipa::path(get, operation_id = "list_applications", path = "/api/v1/applications", tag = "applications",
    responses((status = 200, body = ApplicationList)))]
pub(crate) async fn list(State(app): State<Arc<App>>, _: Reader) -> Json<ApplicationList> {
    let known = app.catalog.known();
    let applications = known.applications().into_iter().map(|door| info(&app, door)).collect();
    Json(ApplicationList { applications })
}

/// Reads one application.
#[utoipa::path(get, operation_id = "read_application", path = "/api/v1/applications/{id}", tag = "applications",
    params(("id" = String, Path, description = "The application's id.")),
    responses((status = 200, body = ApplicationInfo), (status = 404, body = Problem)))]
pub(crate) async fn read(
    State(app): State<Arc<App>>,
    _: Reader,
    Path(id): Path<String>,
) -> Result<Json<ApplicationInfo>, Problem> {
    Ok(Json(info(&app, &*find_text(&app, &id)?)))
}

/// Renames an application or changes its settings.
#[utoipa::path(patch, operation_id = "change_application", path = "/api/v1/applications/{id}", tag = "applications",
    params(("id" = String, Path, description = "The application's id.")),
    request_body = ApplicationChange,
    responses((status = 200, body = ApplicationInfo), (status = 400, body = Problem),
        (status = 404, body = Problem)))]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    _: Writer,
    Path(id): Path<String>,
    Json(asked): Json<ApplicationChange>,
) -> Result<Json<ApplicationInfo>, Problem> {
    let door = find_text(&app, &id)?;
    let name = match &asked.name {
        Some(name) => check_name(name)?,
        None => door.application.name.clone(),
    };
    let settings = asked.settings.onto(&door.application.settings)?;
    app.catalog.update_application(door.application.id, &name, &settings).await?;
    app.store.set_retention(door.application.id, steps::own_retention(&app.config, &settings));
    Ok(Json(info(&app, &*find(&app, door.application.id)?)))
}

/// Deletes an application, its tokens and all its events.
#[utoipa::path(delete, operation_id = "delete_application", path = "/api/v1/applications/{id}", tag = "applications",
    params(("id" = String, Path, description = "The application's id.")),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    _: Admin,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id = find_text(&app, &id)?.application.id;
    app.catalog.delete_application(id, now_ms()).await?;
    app.forget_application(id).await.map_err(|error| Problem::internal(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes one more client token for an application.
#[utoipa::path(post, operation_id = "create_client_token", path = "/api/v1/applications/{id}/tokens", tag = "applications",
    params(("id" = String, Path, description = "The application's id.")),
    responses((status = 201, body = ClientTokenInfo), (status = 400, body = Problem),
        (status = 404, body = Problem)))]
pub(crate) async fn create_token(
    State(app): State<Arc<App>>,
    _: Writer,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<ClientTokenInfo>), Problem> {
    let door = find_text(&app, &id)?;
    if door.application.tokens.len() >= limit::CLIENT_TOKENS_MAX {
        let most = limit::CLIENT_TOKENS_MAX;
        return Err(Problem::bad_request(format!(
            "the application has {most} client tokens, the limit; revoke one"
        )));
    }
    let token = app.catalog.create_client_token(door.application.id, now_ms()).await?;
    let info = ClientTokenInfo { client_token: token.token, created_ms: token.created_ms };
    Ok((StatusCode::CREATED, Json(info)))
}

/// Revokes a client token: what still sends with it is answered 403.
#[utoipa::path(delete, operation_id = "revoke_client_token", path = "/api/v1/applications/{id}/tokens/{token}", tag = "applications",
    params(("id" = String, Path, description = "The application's id."),
        ("token" = String, Path, description = "The client token.")),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn revoke_token(
    State(app): State<Arc<App>>,
    _: Writer,
    Path((id, token)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let id = find_text(&app, &id)?.application.id;
    if app.catalog.revoke_client_token(id, &token, now_ms()).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Problem::not_found("the application has no such client token"))
}

/// The application of an id, or 404.
pub(crate) fn find(app: &App, id: Uuid) -> Result<Arc<Door>, Problem> {
    let known = app.catalog.known();
    let door = known.application(id).cloned();
    door.ok_or_else(|| Problem::not_found(format!("there is no application with the id `{id}`")))
}

/// The application of an id as text, or 404.
pub(crate) fn find_text(app: &App, id: &str) -> Result<Arc<Door>, Problem> {
    match id.parse() {
        Ok(id) => find(app, id),
        Err(_) => {
            Err(Problem::not_found(format!("`{id}` is no application's id; those are UUIDs")))
        }
    }
}

fn info(app: &App, door: &Door) -> ApplicationInfo {
    let application = &door.application;
    let tokens = application.tokens.iter().map(|token| ClientTokenInfo {
        client_token: token.token.clone(),
        created_ms: token.created_ms,
    });
    ApplicationInfo {
        application_id: application.id.to_string(),
        client_token: application.tokens.first().map(|token| token.token.clone()),
        name: application.name.clone(),
        ty: application.ty.name().to_owned(),
        created_ms: application.created_ms,
        client_tokens: tokens.collect(),
        settings: settings::info(&application.settings, &app.config),
    }
}
