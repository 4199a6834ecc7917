//! Who asks, and whether they may.
//!
//! A `Bearer` token (an API token, or the operator's admin token), or the console's cookie. A
//! cookie is sent by the browser unasked, so with one an unsafe method must come from our own
//! pages: `Sec-Fetch-Site` or `Origin` says so.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};

use super::problem::Problem;
use crate::app::App;
use crate::catalog::{Person, Scope};
use crate::clock::now_ms;
use crate::secret::{self, Hash};

/// The console's cookie. Its value is a secret; its hash is in the catalog.
pub(crate) const COOKIE: &str = "solera_session";

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// What they may do.
    pub(crate) scope: Scope,
    /// The person, when somebody is logged in.
    pub(crate) person: Option<Person>,
    /// The console session, when there is one.
    pub(crate) session: Option<Hash>,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Caller, Problem> {
        if let Some(token) = bearer(&parts.headers) {
            return by_token(app, token);
        }
        let Some(cookie) = cookie(&parts.headers) else {
            return Err(Problem::unauthorized(
                "send `Authorization: Bearer` with an API token, or log in to the console",
            ));
        };
        let hash = secret::hash(cookie);
        let Some(person) = app.catalog.session(&hash, now_ms()).await? else {
            return Err(Problem::unauthorized("the console session is over; log in again"));
        };
        if !is_safe(&parts.method) && !is_same_origin(&parts.headers, app) {
            return Err(cross_site());
        }
        Ok(Caller { scope: person.scope, person: Some(person), session: Some(hash) })
    }
}

/// A caller that may read.
pub(crate) struct Reader;
/// A caller that may create and change.
pub(crate) struct Writer;
/// A caller that may do everything.
pub(crate) struct Admin;

macro_rules! needs {
    ($($name:ident = $scope:ident),*) => {
        $(impl FromRequestParts<Arc<App>> for $name {
            type Rejection = Problem;

            async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<$name, Problem> {
                let caller = Caller::from_request_parts(parts, app).await?;
                need(&caller, Scope::$scope).map(|()| $name)
            }
        })*
    };
}

needs!(Reader = Read, Writer = Write, Admin = Admin);

/// 403 when the caller's scope is less than that.
pub(crate) fn need(caller: &Caller, scope: Scope) -> Result<(), Problem> {
    if caller.scope >= scope {
        return Ok(());
    }
    let (has, needs) = (caller.scope.name(), scope.name());
    let who = if caller.person.is_some() { "you have" } else { "the token has" };
    Err(Problem::forbidden(format!("{who} the scope `{has}`, this needs `{needs}`")))
}

fn by_token(app: &App, token: &str) -> Result<Caller, Problem> {
    let hash = secret::hash(token);
    let masters = app.admin_token.iter().chain([&app.local_token]);
    if masters.fold(false, |found, master| found | secret::same(master, &hash)) {
        return Ok(Caller { scope: Scope::Admin, person: None, session: None });
    }
    let known = app.catalog.known();
    let Some(token) = known.api_token(&hash) else {
        return Err(Problem::unauthorized("the token is unknown or revoked"));
    };
    app.token_use.note(&token.id, now_ms());
    Ok(Caller { scope: token.scope, person: None, session: None })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == COOKIE && !value.is_empty())
        .map(|(_, value)| value)
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the browser says that a page of our own sends this. Without a word of it: no.
pub(crate) fn is_same_origin(headers: &HeaderMap, app: &App) -> bool {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    if app.config.public_url.as_deref() == Some(origin) {
        return true;
    }
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text(header::HOST)
}

/// What is answered to a request that another site's page sends.
pub(crate) fn cross_site() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "cross_site",
        "with a cookie, changes are taken from the console's own pages alone; \
         scripts send `Authorization: Bearer`",
    )
}
