//! Whole events, the newest first, a page at a time.

use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use solera_event::Id;
use solera_query::check::{self, Events};
use solera_query::{Cell, EventsQuery, EventsSelect, Select, cursor, document};
use utoipa::ToSchema;

use super::answer::round_ms;
use super::applications;
use super::auth::Reader;
use super::json::Json;
use super::problem::Problem;
use super::question::Scope;
use super::when::When;
use crate::app::App;
use crate::ask;
use crate::clock::now_ms;

/// Which events to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventsRequest {
    /// Whose events.
    application_id: String,
    /// `view`, `resource`, `action`, `error`, `long_task`, `vital`, `log`, `other`,
    /// `replay` or `session`.
    event: String,
    /// From this time on: milliseconds since 1970, or RFC 3339.
    from: When,
    /// Up to and without this time.
    to: When,
    /// A search text; empty is everything.
    #[serde(default)]
    filter: Option<String>,
    /// How many; 100 by default.
    #[serde(default)]
    limit: Option<usize>,
    /// Where the page before ended, as its answer said.
    #[serde(default)]
    cursor: Option<String>,
}

/// A page of events.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventsAnswer {
    /// The events whole, as they were sent, the newest first.
    #[schema(value_type = Vec<std::collections::BTreeMap<String, serde_json::Value>>)]
    pub(crate) events: Vec<Box<RawValue>>,
    /// Where this page ended; null when there is no more.
    pub(crate) cursor: Option<String>,
    /// How many rows of events were read.
    pub(crate) scanned_rows: u64,
    /// How long it took, in milliseconds.
    pub(crate) elapsed_ms: f64,
}

/// Gives whole events, the newest first.
#[utoipa::path(post, path = "/api/v1/events", tag = "questions", request_body = EventsRequest,
    responses((status = 200, body = EventsAnswer), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 503, body = Problem),
        (status = 504, body = Problem)))]
pub(crate) async fn events(
    State(app): State<Arc<App>>,
    _: Reader,
    Json(asked): Json<EventsRequest>,
) -> Result<Json<EventsAnswer>, Problem> {
    let scope = Scope::read(&asked.application_id, &asked.event, asked.from, asked.to)?;
    applications::find(&app, scope.application)?;
    let query = EventsQuery {
        application: scope.application,
        event: scope.event,
        from_ms: scope.from_ms,
        to_ms: scope.to_ms,
        filter: asked.filter.unwrap_or_default(),
        limit: asked.limit,
        cursor: asked.cursor,
    };
    match check::events(&query, now_ms())? {
        Events::Whole(select) => whole(&app, &select).await.map(Json),
        Events::Sessions(select) => sessions(&app, select).await.map(Json),
    }
}

async fn whole(app: &App, select: &EventsSelect) -> Result<EventsAnswer, Problem> {
    let found = ask::events(app, select).await?;
    let last = found.documents.last().filter(|_| found.is_cut);
    Ok(EventsAnswer {
        cursor: last.map(|last| cursor(last.date_ms, &last.id)),
        events: found.documents.into_iter().filter_map(|one| raw(one.json)).collect(),
        scanned_rows: found.scanned_rows,
        elapsed_ms: round_ms(found.elapsed_ms),
    })
}

/// Sessions have no events of their own: a row of the session table becomes a document.
async fn sessions(app: &App, select: Select) -> Result<EventsAnswer, Problem> {
    let limit = select.rows_max();
    let rows = ask::ask(app, select, false).await?.rows;
    let at = |name: &str| rows.columns.iter().position(|column| column.name == name);
    let last = rows.rows.last().filter(|_| rows.rows.len() >= limit);
    let last = last.and_then(|row| match (&row[at("date")?], &row[at("session.id")?]) {
        (Cell::Int(date_ms), Cell::Text(id)) => Some(cursor(*date_ms, &Id::parse(id))),
        _ => None,
    });
    Ok(EventsAnswer {
        cursor: last,
        events: rows.rows.iter().filter_map(|row| raw(document(&rows.columns, row))).collect(),
        scanned_rows: rows.scanned_rows,
        elapsed_ms: round_ms(rows.elapsed_ms),
    })
}

/// A document's text, passed through as it is; `None` where what was kept has rotted.
pub(crate) fn raw(json: String) -> Option<Box<RawValue>> {
    RawValue::from_string(json)
        .inspect_err(|error| tracing::error!("an event is left out, for it is no JSON: {error}"))
        .ok()
}
