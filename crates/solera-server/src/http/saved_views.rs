//! Saved views of an application: listing, saving, changing, deleting them.
//!
//! Must hold: a personal one is seen by its owner alone, whoever else may do what. A shared one is
//! changed by its owner, by an admin, and, when it has no owner, by whoever may write.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use solera_event::limit;
use utoipa::ToSchema;
use uuid::Uuid;

use super::applications::find_text;
use super::auth::{Caller, need};
use super::json::{Json, Path};
use super::needed;
use super::problem::Problem;
use crate::app::App;
use crate::catalog::{Owner, SavedContent, SavedView, Scope};
use crate::clock::now_ms;

/// A view of the console to save.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewSavedView {
    /// What to call it, up to 80 characters.
    name: String,
    /// Which page of the console, up to 40 characters.
    page: String,
    /// What the page's URL says after the question mark, up to 8 kB.
    state: String,
    /// Whether everybody sees it; only its owner by default.
    #[serde(default)]
    shared: bool,
}

/// What to change of a saved view; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SavedViewChange {
    /// What to call it.
    name: Option<String>,
    /// Which page of the console.
    page: Option<String>,
    /// What the page's URL says after the question mark.
    state: Option<String>,
    /// Whether everybody sees it.
    shared: Option<bool>,
}

/// A saved view.
#[derive(Serialize, ToSchema)]
pub(crate) struct SavedViewInfo {
    /// Its id.
    id: String,
    /// What it is called.
    name: String,
    /// Which page of the console.
    page: String,
    /// What the page's URL says after the question mark.
    state: String,
    /// Whether everybody sees it.
    shared: bool,
    /// The owner's e-mail address; none when it was made with an API token, or the owner is gone.
    owner: Option<String>,
    /// Whether who asks may change and delete it.
    may_change: bool,
    /// When it was saved, in milliseconds since 1970.
    created_ms: i64,
    /// When it was last changed, in milliseconds since 1970.
    updated_ms: i64,
}

/// The saved views of an application that who asks may see.
#[derive(Serialize, ToSchema)]
pub(crate) struct SavedViewList {
    /// The saved views, by name.
    saved_views: Vec<SavedViewInfo>,
}

/// Lists the saved views: everybody's shared ones and one's own.
#[utoipa::path(get, operation_id = "list_saved_views", path = "/api/v1/applications/{id}/saved_views", tag = "saved views",
    params(("id" = String, Path, description = "The application's id.")),
    responses((status = 200, body = SavedViewList), (status = 404, body = Problem)))]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<SavedViewList>, Problem> {
    let application = find_text(&app, &id)?.application.id;
    let all = app.catalog.saved_views(application).await?;
    let seen = all.into_iter().filter(|view| may_see(&caller, view));
    Ok(Json(SavedViewList { saved_views: seen.map(|view| info(&caller, view)).collect() }))
}

/// Saves a view.
#[utoipa::path(post, operation_id = "create_saved_view", path = "/api/v1/applications/{id}/saved_views", tag = "saved views",
    params(("id" = String, Path, description = "The application's id.")),
    request_body = NewSavedView,
    responses((status = 201, body = SavedViewInfo), (status = 400, body = Problem),
        (status = 404, body = Problem)))]
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(id): Path<String>,
    Json(asked): Json<NewSavedView>,
) -> Result<(StatusCode, Json<SavedViewInfo>), Problem> {
    let application = find_text(&app, &id)?.application.id;
    if asked.shared || caller.person.is_none() {
        need(&caller, Scope::Write)?;
    }
    let owner = caller.person.as_ref();
    let owner = owner.map(|person| Owner { id: person.id.clone(), email: person.email.clone() });
    let content = SavedContent {
        name: asked.name,
        page: asked.page,
        state: asked.state,
        shared: asked.shared,
    };
    let content = check(content, owner.is_some())?;
    if app.catalog.saved_views(application).await?.len() >= limit::SAVED_VIEWS_MAX {
        let most = limit::SAVED_VIEWS_MAX;
        return Err(Problem::bad_request(format!(
            "the application has {most} saved views, the limit; delete one"
        )));
    }
    let view = app.catalog.create_saved_view(application, owner, content, now_ms()).await?;
    Ok((StatusCode::CREATED, Json(info(&caller, view))))
}

/// Changes a saved view.
#[utoipa::path(patch, operation_id = "change_saved_view", path = "/api/v1/applications/{id}/saved_views/{view_id}",
    tag = "saved views",
    params(("id" = String, Path, description = "The application's id."),
        ("view_id" = String, Path, description = "The saved view's id.")),
    request_body = SavedViewChange,
    responses((status = 200, body = SavedViewInfo), (status = 400, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, view_id)): Path<(String, String)>,
    Json(asked): Json<SavedViewChange>,
) -> Result<Json<SavedViewInfo>, Problem> {
    let application = find_text(&app, &id)?.application.id;
    let mut view = to_change(&app, &caller, application, &view_id).await?;
    let before = view.content;
    let content = SavedContent {
        name: asked.name.unwrap_or(before.name),
        page: asked.page.unwrap_or(before.page),
        state: asked.state.unwrap_or(before.state),
        shared: asked.shared.unwrap_or(before.shared),
    };
    if content.shared && !before.shared {
        need(&caller, Scope::Write)?;
    }
    view.content = check(content, view.owner.is_some())?;
    view.updated_ms = now_ms();
    app.catalog.update_saved_view(&view.id, &view.content, view.updated_ms).await?;
    Ok(Json(info(&caller, view)))
}

/// Deletes a saved view.
#[utoipa::path(delete, operation_id = "delete_saved_view", path = "/api/v1/applications/{id}/saved_views/{view_id}",
    tag = "saved views",
    params(("id" = String, Path, description = "The application's id."),
        ("view_id" = String, Path, description = "The saved view's id.")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((id, view_id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let application = find_text(&app, &id)?.application.id;
    let view = to_change(&app, &caller, application, &view_id).await?;
    app.catalog.delete_saved_view(&view.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn to_change(
    app: &App,
    caller: &Caller,
    application: Uuid,
    id: &str,
) -> Result<SavedView, Problem> {
    let all = app.catalog.saved_views(application).await?;
    let found = all.into_iter().find(|view| view.id == id && may_see(caller, view));
    let none = || Problem::not_found(format!("there is no saved view with the id `{id}`"));
    let view = found.ok_or_else(none)?;
    if may_change(caller, &view) {
        return Ok(view);
    }
    let owner = view.owner.map_or("nobody".to_owned(), |owner| owner.email);
    Err(Problem::forbidden(format!(
        "it is {owner}'s: its owner or an admin may change it; save one of your own"
    )))
}

fn is_owner(caller: &Caller, view: &SavedView) -> bool {
    let ids = caller.person.as_ref().zip(view.owner.as_ref());
    ids.is_some_and(|(person, owner)| person.id == owner.id)
}

fn may_see(caller: &Caller, view: &SavedView) -> bool {
    view.content.shared || is_owner(caller, view)
}

fn may_change(caller: &Caller, view: &SavedView) -> bool {
    let least = if view.owner.is_some() { Scope::Admin } else { Scope::Write };
    is_owner(caller, view) || (view.content.shared && caller.scope >= least)
}

fn check(content: SavedContent, has_owner: bool) -> Result<SavedContent, Problem> {
    let words = |text: &str, pointer: &str, most: usize| match text.trim() {
        "" => Err(needed(pointer, &format!("1 to {most} characters"))),
        text if text.chars().count() > most => {
            Err(needed(pointer, &format!("1 to {most} characters")))
        }
        text => Ok(text.to_owned()),
    };
    let name = words(&content.name, "/name", limit::SAVED_VIEW_NAME_CHARS_MAX)?;
    let page = words(&content.page, "/page", limit::NAME_CHARS_MAX)?;
    if content.state.len() > limit::SAVED_VIEW_STATE_BYTES_MAX {
        let most = limit::SAVED_VIEW_STATE_BYTES_MAX;
        return Err(needed("/state", &format!("{most} bytes at most")));
    }
    if !content.shared && !has_owner {
        return Err(needed(
            "/shared",
            "true: with a token there is nobody to whom it would belong",
        ));
    }
    Ok(SavedContent { name, page, ..content })
}

fn info(caller: &Caller, view: SavedView) -> SavedViewInfo {
    SavedViewInfo {
        may_change: may_change(caller, &view),
        id: view.id,
        name: view.content.name,
        page: view.content.page,
        state: view.content.state,
        shared: view.content.shared,
        owner: view.owner.map(|owner| owner.email),
        created_ms: view.created_ms,
        updated_ms: view.updated_ms,
    }
}
