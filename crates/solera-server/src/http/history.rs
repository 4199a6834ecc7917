//! Everything of one session or view, in the order in which it happened.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::State;
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use solera_event::limit;
use solera_query::{EventsSelect, check};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::answer::round_ms;
use super::auth::Reader;
use super::events::raw;
use super::json::{Json, Path, Query};
use super::problem::Problem;
use super::when::When;
use super::{applications, question};
use crate::app::App;
use crate::ask;
use crate::clock::now_ms;

/// Whose session or view, and about when.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct HistoryRequest {
    /// Whose it is.
    application_id: String,
    /// A hint of when it began: milliseconds since 1970, or RFC 3339. Makes the answer faster.
    from: Option<String>,
    /// A hint of when it ended.
    to: Option<String>,
}

/// Everything of one session or view.
#[derive(Serialize, ToSchema)]
pub(crate) struct HistoryAnswer {
    /// The session itself, as worked out of its views; null for a view.
    #[schema(value_type = Option<std::collections::BTreeMap<String, serde_json::Value>>)]
    session: Option<Box<RawValue>>,
    /// Its events whole, the oldest first.
    #[schema(value_type = Vec<std::collections::BTreeMap<String, serde_json::Value>>)]
    events: Vec<Box<RawValue>>,
    /// Whether there are more events than one answer may have.
    truncated: bool,
    /// How many rows of events were read.
    scanned_rows: u64,
    /// How long it took, in milliseconds.
    elapsed_ms: f64,
}

struct Asked {
    application: Uuid,
    from_ms: Option<i64>,
    to_ms: Option<i64>,
}

/// Gives everything of one session, in order.
#[utoipa::path(get, path = "/api/v1/sessions/{id}", tag = "questions",
    params(("id" = String, Path, description = "The session's id."), HistoryRequest),
    responses((status = 200, body = HistoryAnswer), (status = 404, body = Problem),
        (status = 503, body = Problem), (status = 504, body = Problem)))]
pub(crate) async fn session(
    State(app): State<Arc<App>>,
    _: Reader,
    Path(id): Path<String>,
    Query(request): Query<HistoryRequest>,
) -> Result<Json<HistoryAnswer>, Problem> {
    let begun = Instant::now();
    let asked = read(&app, request)?;
    let select = check::session(asked.application, &id, asked.from_ms, asked.to_ms, now_ms())?;
    let (session, mut answer) = futures::try_join!(
        ask::ask(&app, select.session().clone(), false),
        everything(&app, select.events()),
    )?;
    let document = |row: &Vec<_>| raw(solera_query::document(&session.rows.columns, row));
    answer.session = session.rows.rows.first().and_then(document);
    answer.scanned_rows += session.rows.scanned_rows;
    found(answer, begun, &format!("there is no session with the id `{id}`"))
}

/// Gives everything of one view, in order.
#[utoipa::path(get, path = "/api/v1/views/{id}", tag = "questions",
    params(("id" = String, Path, description = "The view's id."), HistoryRequest),
    responses((status = 200, body = HistoryAnswer), (status = 404, body = Problem),
        (status = 503, body = Problem), (status = 504, body = Problem)))]
pub(crate) async fn view(
    State(app): State<Arc<App>>,
    _: Reader,
    Path(id): Path<String>,
    Query(request): Query<HistoryRequest>,
) -> Result<Json<HistoryAnswer>, Problem> {
    let begun = Instant::now();
    let asked = read(&app, request)?;
    let selects = check::view(asked.application, &id, asked.from_ms, asked.to_ms, now_ms())?;
    let answer = everything(&app, &selects).await?;
    found(answer, begun, &format!("there is no view with the id `{id}`"))
}

fn read(app: &App, request: HistoryRequest) -> Result<Asked, Problem> {
    let application = question::application_id(&request.application_id)?;
    applications::find(app, application)?;
    let time = |text: Option<String>, pointer: &str| match text {
        Some(text) => When::of_text(&text)
            .map(|when| Some(when.0))
            .map_err(|why| Problem::bad_request(why).at(pointer)),
        None => Ok(None),
    };
    let (from_ms, to_ms) = (time(request.from, "/from")?, time(request.to, "/to")?);
    Ok(Asked { application, from_ms, to_ms })
}

/// The events of all kinds, merged by date.
async fn everything(app: &App, selects: &[EventsSelect]) -> Result<HistoryAnswer, Problem> {
    let lists = try_join_all(selects.iter().map(|select| ask::events(app, select))).await?;
    let cut = lists.iter().any(|list| list.is_cut);
    let scanned_rows = lists.iter().map(|list| list.scanned_rows).sum();
    let mut documents: Vec<_> = lists.into_iter().flat_map(|list| list.documents).collect();
    documents.sort_by_key(|one| one.date_ms);
    let truncated = cut || documents.len() > limit::SESSION_EVENTS_MAX;
    documents.truncate(limit::SESSION_EVENTS_MAX);
    let events = documents.into_iter().filter_map(|one| raw(one.json)).collect();
    Ok(HistoryAnswer { session: None, events, truncated, scanned_rows, elapsed_ms: 0.0 })
}

fn found(
    mut answer: HistoryAnswer,
    begun: Instant,
    nothing: &str,
) -> Result<Json<HistoryAnswer>, Problem> {
    if answer.session.is_none() && answer.events.is_empty() {
        return Err(Problem::not_found(nothing));
    }
    answer.elapsed_ms = round_ms(begun.elapsed().as_secs_f64() * 1000.0);
    Ok(Json(answer))
}
