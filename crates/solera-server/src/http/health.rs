//! Is it there, is it ready, what does it count.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::auth::Admin;
use super::json::{self, Json};
use super::problem::Problem;
use crate::app::App;
use crate::{backup, metrics};

/// How the server is.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`, or what is wrong.
    status: String,
    /// Its version.
    version: &'static str,
}

/// Whose data answers are made with.
#[derive(Serialize, ToSchema)]
pub(crate) struct Attributions {
    /// Each a line of text to show beside answers.
    attributions: Vec<String>,
}

/// A backup to make.
#[derive(serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackupRequest {
    /// A folder on the server's machine that does not exist yet.
    to: String,
}

/// Whether the process lives.
#[utoipa::path(get, path = "/healthz", tag = "server", security(()),
    responses((status = 200, body = Health)))]
pub(crate) async fn healthz() -> Json<Health> {
    Json(health("ok"))
}

/// Whether events are taken and questions answered.
#[utoipa::path(get, path = "/readyz", tag = "server", security(()),
    responses((status = 200, body = Health), (status = 503, body = Problem)))]
pub(crate) async fn readyz(State(app): State<Arc<App>>) -> Result<Json<Health>, Problem> {
    if let Some(why) = app.log_stopped.get() {
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "log_stopped", why));
    }
    // While the log is read again, what was acknowledged before would be missing from answers.
    match app.store.statistics().replay_left {
        0 => Ok(Json(health("ok"))),
        left => {
            let why =
                format!("{left} entries of the log are still to be read again; wait a moment");
            Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "recovering", why))
        }
    }
}

/// What the server counts, in Prometheus's text format.
#[utoipa::path(get, path = "/metrics", tag = "server", security(()),
    responses((status = 200, content_type = "text/plain", body = String)))]
pub(crate) async fn metrics(State(app): State<Arc<App>>) -> Response {
    let mut page = app.metrics.page();
    app.outcomes.page(&mut page);
    for (name, help, value) in crate::steps::gauges(&app.store.statistics()) {
        metrics::head(&mut page, name, "gauge", help);
        metrics::line(&mut page, name, value);
    }
    json::response("text/plain; version=0.0.4; charset=utf-8", Body::from(page))
}

/// What must be said beside answers, for the data they are made with.
#[utoipa::path(get, path = "/api/v1/attributions", tag = "server", security(()),
    responses((status = 200, body = Attributions)))]
pub(crate) async fn attributions(State(app): State<Arc<App>>) -> Json<Attributions> {
    let said = app.config.geo_attribution.clone().filter(|_| app.geo.is_some());
    Json(Attributions { attributions: said.into_iter().collect() })
}

/// Copies everything that is kept into a new folder on the server's machine.
#[utoipa::path(post, path = "/api/v1/backup", tag = "server", request_body = BackupRequest,
    responses((status = 204), (status = 400, body = Problem)))]
pub(crate) async fn backup(
    State(app): State<Arc<App>>,
    _: Admin,
    Json(asked): Json<BackupRequest>,
) -> Result<StatusCode, Problem> {
    match backup::copy(&app.catalog, &app.store, asked.to.as_ref()).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(Problem::bad_request(format!("{error:#}")).at("/to")),
    }
}

fn health(status: &str) -> Health {
    Health { status: status.to_owned(), version: env!("CARGO_PKG_VERSION") }
}
