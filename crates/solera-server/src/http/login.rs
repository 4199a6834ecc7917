//! The console's people: the first one through the set-up link, then log in, log out, who am I.

use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use solera_event::limit;
use tokio::sync::{Semaphore, SemaphorePermit};
use utoipa::ToSchema;

use super::auth::{self, COOKIE, Caller};
use super::json::Json;
use super::problem::Problem;
use super::{ClientAddress, needed};
use crate::app::App;
use crate::catalog::User;
use crate::clock::now_ms;
use crate::secret;

/// What the set-up link asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Setup {
    /// The secret of the link that was printed at the first start.
    token: String,
    /// What the first person logs in with.
    email: String,
    /// 10 to 256 characters.
    password: String,
}

/// Who logs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Login {
    /// May be left out while there is one person alone.
    email: Option<String>,
    /// The password.
    password: String,
}

/// Who is asking.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    /// The person, when somebody is logged in.
    email: Option<String>,
    /// What they may do: `read`, `write` or `admin`.
    scope: String,
}

/// Sets up the first person, once, with the link printed at the first start.
#[utoipa::path(post, path = "/api/v1/setup", tag = "people", security(()), request_body = Setup,
    responses((status = 201, body = Me), (status = 403, body = Problem),
        (status = 429, body = Problem)))]
pub(crate) async fn setup(
    State(app): State<Arc<App>>,
    Extension(address): Extension<ClientAddress>,
    Json(asked): Json<Setup>,
) -> Result<Response, Problem> {
    app.logins.check(&[address.key()], now_ms()).map_err(too_many)?;
    check_link(&app, &asked.token, &address).await?;
    let email = check_email(&asked.email)?;
    check_password(&asked.password)?;
    let password = asked.password;
    let hash = hashing(move || secret::hash_password(&password)).await?;
    if !app.catalog.create_first_user(&email, &hash, now_ms()).await? {
        return Err(setup_done());
    }
    let user = app.catalog.user(Some(&email)).await?;
    let user = user.ok_or_else(|| Problem::internal(&"the first person is not there"))?;
    let mut response = begin(&app, &user).await?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Whether a set-up link is good. What became of it is told to whoever holds it; to a guess
/// nothing is told, not even whether somebody is set up.
async fn check_link(app: &App, token: &str, address: &ClientAddress) -> Result<(), Problem> {
    let refused = |name, detail| Problem::new(StatusCode::FORBIDDEN, name, detail);
    let hash = secret::hash(token);
    let used = app.catalog.setup_used().await?;
    if used.is_some_and(|used| secret::same(&used, &hash)) {
        return Err(setup_done());
    }
    match app.catalog.setup().await? {
        Some((link, made_ms)) if secret::same(&link, &hash) => {
            if now_ms() - made_ms < limit::SETUP_LINK_MS {
                return Ok(());
            }
            let detail = "the set-up link is over a day old; start the server again for a new one";
            Err(refused("setup_expired", detail))
        }
        _ => {
            app.logins.failed(&[address.key()], now_ms());
            let detail = "there is no such set-up link: it is not whole, or the server was started \
                again and printed another; once somebody is set up, log in";
            Err(refused("setup_unknown", detail))
        }
    }
}

fn setup_done() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "setup_done", "the set-up is done; log in")
}

/// Logs in to the console; the answer sets the cookie.
#[utoipa::path(post, path = "/api/v1/login", tag = "people", security(()), request_body = Login,
    responses((status = 200, body = Me), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 429, body = Problem)))]
pub(crate) async fn login(
    State(app): State<Arc<App>>,
    Extension(address): Extension<ClientAddress>,
    headers: HeaderMap,
    Json(asked): Json<Login>,
) -> Result<Response, Problem> {
    if headers.contains_key(header::ORIGIN) && !auth::is_same_origin(&headers, &app) {
        return Err(auth::cross_site());
    }
    let account = format!("account {}", asked.email.as_deref().unwrap_or_default().to_lowercase());
    let keys = [address.key(), account];
    let room = hashing_room().await;
    app.logins.check(&keys, now_ms()).map_err(too_many)?;
    let user = app.catalog.user(asked.email.as_deref()).await?;
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let good = asked.password.chars().count() <= limit::PASSWORD_CHARS_MAX
        && room.run(move || secret::is_password(&asked.password, hash.as_deref())).await?;
    match user {
        Some(user) if good => {
            app.logins.succeeded(&keys);
            begin(&app, &user).await
        }
        _ => {
            app.logins.failed(&keys, now_ms());
            Err(Problem::unauthorized("the e-mail address or the password is wrong"))
        }
    }
}

/// Ends the console session.
#[utoipa::path(post, path = "/api/v1/logout", tag = "people", responses((status = 204)))]
pub(crate) async fn logout(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<Response, Problem> {
    if let Some(session) = caller.session {
        app.catalog.end_session(&session).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&mut response, &app, "", 0);
    Ok(response)
}

/// Who is asking.
#[utoipa::path(get, path = "/api/v1/me", tag = "people",
    responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub(crate) async fn me(caller: Caller) -> Json<Me> {
    let email = caller.person.map(|person| person.email);
    Json(Me { email, scope: caller.scope.name().to_owned() })
}

async fn begin(app: &App, user: &User) -> Result<Response, Problem> {
    let cookie = secret::new("");
    app.catalog.begin_session(&secret::hash(&cookie), user, now_ms()).await?;
    let me = Me { email: Some(user.email.clone()), scope: user.scope.name().to_owned() };
    let mut response = Json(me).into_response();
    set_cookie(&mut response, app, &cookie, limit::CONSOLE_SESSION_IDLE_MS / 1000);
    Ok(response)
}

fn set_cookie(response: &mut Response, app: &App, value: &str, age_s: i64) {
    let over_tls = app.config.public_url.as_deref().is_some_and(|url| url.starts_with("https:"));
    let secure = if over_tls { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age_s}{secure}");
    let cookie = HeaderValue::from_str(&cookie).expect("letters and digits are a header");
    response.headers_mut().insert(header::SET_COOKIE, cookie);
}

/// Room for a slow hash: no more of them at once than there are cores.
pub(crate) struct HashingRoom {
    _held: SemaphorePermit<'static>,
}

/// Waits for room for a slow hash. Whoever checks a password looks only then whether one may: so
/// a hundred guesses made at once are counted like those made one after another.
pub(crate) async fn hashing_room() -> HashingRoom {
    static ROOM: Semaphore = Semaphore::const_new(2);
    HashingRoom { _held: ROOM.acquire().await.expect("it is never closed") }
}

impl HashingRoom {
    /// Runs a slow hash where it holds nobody up.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        tokio::task::spawn_blocking(work).await.map_err(|error| Problem::internal(&error))
    }
}

/// Runs a slow hash when there is room for it.
pub(crate) async fn hashing<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    hashing_room().await.run(work).await
}

/// An e-mail address, trimmed.
pub(crate) fn check_email(email: &str) -> Result<String, Problem> {
    let email = email.trim();
    let plausible = email.len() <= 254
        && email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && !host.is_empty() && !email.contains(char::is_whitespace)
        });
    if plausible { Ok(email.to_owned()) } else { Err(needed("/email", "an e-mail address")) }
}

/// Whether a password is long enough, and not too long to be hashed.
pub(crate) fn check_password(password: &str) -> Result<(), Problem> {
    let (least, most) = (limit::PASSWORD_CHARS_MIN, limit::PASSWORD_CHARS_MAX);
    if (least..=most).contains(&password.chars().count()) {
        return Ok(());
    }
    Err(needed("/password", &format!("{least} to {most} characters")))
}

/// 429 for who must wait before the next attempt.
pub(crate) fn too_many(wait_s: u32) -> Problem {
    let detail = format!("too many failed attempts; try again in {wait_s} s");
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts", detail).retry_after(wait_s)
}
