//! The console's people, as an admin sees and changes them; and one's own password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use solera_event::limit;
use utoipa::ToSchema;

use super::auth::{Admin, Caller};
use super::json::{Json, Path};
use super::login::{check_email, check_password, hashing, hashing_room, too_many};
use super::needed;
use super::problem::Problem;
use crate::app::App;
use crate::catalog::{Changed, Scope, User, UserChange};
use crate::clock::now_ms;
use crate::secret;

/// Somebody to let in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPerson {
    /// What they log in with.
    email: String,
    /// What they may do: `read`, `write` or `admin`.
    scope: String,
    /// Their first password, 10 to 256 characters; they can change it.
    password: String,
}

/// What to change of a person; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonChange {
    /// What they log in with.
    email: Option<String>,
    /// What they may do: `read`, `write` or `admin`.
    scope: Option<String>,
    /// A new password; it ends their sessions.
    password: Option<String>,
}

/// Somebody who may log in.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonInfo {
    /// Their id.
    id: String,
    /// What they log in with.
    email: String,
    /// What they may do: `read`, `write` or `admin`.
    scope: String,
    /// When they were added, in milliseconds since 1970.
    created_ms: i64,
    /// When they last used the console, in milliseconds since 1970, as far as they are logged in.
    used_ms: Option<i64>,
}

/// Everybody who may log in.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonList {
    /// The people, who was there first first.
    people: Vec<PersonInfo>,
}

/// A new password of one's own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    /// The password until now.
    old_password: String,
    /// The one from now on, 10 to 256 characters.
    password: String,
}

/// Lists who may log in.
#[utoipa::path(get, operation_id = "list_people", path = "/api/v1/people", tag = "people",
    responses((status = 200, body = PersonList), (status = 403, body = Problem)))]
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    _: Admin,
) -> Result<Json<PersonList>, Problem> {
    let people = app.catalog.users().await?;
    Ok(Json(PersonList { people: people.into_iter().map(info).collect() }))
}

/// Lets somebody in.
#[utoipa::path(post, operation_id = "create_person", path = "/api/v1/people", tag = "people", request_body = NewPerson,
    responses((status = 201, body = PersonInfo), (status = 400, body = Problem),
        (status = 409, body = Problem)))]
pub(crate) async fn create(
    State(app): State<Arc<App>>,
    _: Admin,
    Json(asked): Json<NewPerson>,
) -> Result<(StatusCode, Json<PersonInfo>), Problem> {
    let email = check_email(&asked.email)?;
    let scope = check_scope(&asked.scope)?;
    check_password(&asked.password)?;
    if app.catalog.user_count().await? >= limit::PEOPLE_MAX {
        let most = limit::PEOPLE_MAX;
        return Err(Problem::bad_request(format!("there are {most} people, the limit")));
    }
    let hash = hashing(move || secret::hash_password(&asked.password)).await?;
    let made = app.catalog.create_user(&email, &hash, scope, now_ms()).await?;
    let user = made.ok_or_else(|| refused(Changed::EmailTaken, &email))?;
    Ok((StatusCode::CREATED, Json(info(user))))
}

/// Changes what somebody may do, or what they log in with.
#[utoipa::path(patch, operation_id = "change_person", path = "/api/v1/people/{id}", tag = "people",
    params(("id" = String, Path, description = "The person's id.")),
    request_body = PersonChange,
    responses((status = 200, body = PersonInfo), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn change(
    State(app): State<Arc<App>>,
    _: Admin,
    Path(id): Path<String>,
    Json(asked): Json<PersonChange>,
) -> Result<Json<PersonInfo>, Problem> {
    let email = asked.email.as_deref().map(check_email).transpose()?;
    let scope = asked.scope.as_deref().map(check_scope).transpose()?;
    let password_hash = match asked.password {
        Some(password) => {
            check_password(&password)?;
            Some(hashing(move || secret::hash_password(&password)).await?)
        }
        None => None,
    };
    let named = email.clone().unwrap_or_else(|| id.clone());
    let change = UserChange { email, password_hash, scope };
    match app.catalog.update_user(&id, &change, None).await? {
        Changed::Done => {}
        other => return Err(refused(other, &named)),
    }
    let user = app.catalog.users().await?.into_iter().find(|user| user.id == id);
    user.map(|user| Json(info(user))).ok_or_else(|| refused(Changed::Nobody, &id))
}

/// Lets somebody in no more; their sessions end at once.
#[utoipa::path(delete, operation_id = "delete_person", path = "/api/v1/people/{id}", tag = "people",
    params(("id" = String, Path, description = "The person's id.")),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    _: Admin,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    match app.catalog.delete_user(&id).await? {
        Changed::Done => Ok(StatusCode::NO_CONTENT),
        other => Err(refused(other, &id)),
    }
}

/// Changes one's own password; one's other sessions end.
#[utoipa::path(post, path = "/api/v1/me/password", tag = "people", request_body = PasswordChange,
    responses((status = 204), (status = 400, body = Problem), (status = 403, body = Problem),
        (status = 429, body = Problem)))]
pub(crate) async fn change_password(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(asked): Json<PasswordChange>,
) -> Result<StatusCode, Problem> {
    let Some(person) = caller.person else {
        return Err(Problem::forbidden("a token has no password; log in to the console"));
    };
    check_password(&asked.password)?;
    // Who finds a console open must not find out the password there.
    let keys = [format!("account {}", person.email.to_lowercase())];
    let room = hashing_room().await;
    app.logins.check(&keys, now_ms()).map_err(too_many)?;
    let user = app.catalog.user(Some(&person.email)).await?;
    let known = user.map(|user| user.password_hash);
    let old = asked.old_password;
    if !room.run(move || secret::is_password(&old, known.as_deref())).await? {
        app.logins.failed(&keys, now_ms());
        return Err(Problem::forbidden("the old password is wrong").at("/old_password"));
    }
    let hash = room.run(move || secret::hash_password(&asked.password)).await?;
    drop(room);
    let change = UserChange { password_hash: Some(hash), ..UserChange::default() };
    match app.catalog.update_user(&person.id, &change, caller.session.as_ref()).await? {
        Changed::Done => Ok(StatusCode::NO_CONTENT),
        other => Err(refused(other, &person.email)),
    }
}

fn check_scope(name: &str) -> Result<Scope, Problem> {
    Scope::from_name(name).ok_or_else(|| needed("/scope", "one of `read`, `write`, `admin`"))
}

fn refused(changed: Changed, who: &str) -> Problem {
    let conflict = |name, detail: String| Problem::new(StatusCode::CONFLICT, name, detail);
    match changed {
        Changed::EmailTaken => {
            conflict("email_taken", format!("somebody has the e-mail address `{who}` already"))
                .at("/email")
        }
        Changed::LastAdmin => {
            let detail = "this is the last person of scope `admin`; give somebody else that first";
            conflict("last_admin", detail.to_owned())
        }
        Changed::Nobody | Changed::Done => {
            Problem::not_found(format!("there is no person with the id `{who}`"))
        }
    }
}

fn info(user: User) -> PersonInfo {
    PersonInfo {
        id: user.id,
        email: user.email,
        scope: user.scope.name().to_owned(),
        created_ms: user.created_ms,
        used_ms: user.used_ms,
    }
}
