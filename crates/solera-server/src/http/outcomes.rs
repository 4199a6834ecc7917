//! `GET /api/v1/intake`: where items ended, over time, and why those that were dropped were.
//!
//! A question over the store's outcomes, with the counts of the minute that is not written down
//! yet added to it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use solera_event::time::DAY_MS;
use solera_event::{DropReason, Kind, limit};
use solera_query::{Cell, Compute, EventsQuery, Function, GroupBy, Query, Table, check};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::auth::{Caller, need};
use super::json::{self, Json};
use super::problem::Problem;
use super::when::When;
use super::{applications, outcome_series, question};
use crate::app::App;
use crate::catalog::Scope;
use crate::clock::now_ms;
use crate::{ask, outcomes};

/// Whose intake, and when.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct IntakeRequest {
    /// Whose. Without it: what came with client tokens that nobody has, for admins.
    application_id: Option<String>,
    /// From this time on; a day ago by default.
    from: Option<String>,
    /// Up to and without this time; now by default.
    to: Option<String>,
    /// The width of time buckets: `auto` or such as `1h`; without it one sum of all.
    interval: Option<String>,
}

/// Where items ended.
#[derive(Serialize, ToSchema)]
pub(crate) struct IntakeAnswer {
    /// Sums, by outcome, reason and kind of event.
    outcomes: Vec<OutcomeInfo>,
    /// The same by time, where an interval was asked for: of each a point in every stretch of time.
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<Vec<OutcomePoint>>,
    /// How wide the stretches of the series are, in milliseconds: as asked for, or wider where
    /// it would have more than 10,000 points.
    #[serde(skip_serializing_if = "Option::is_none")]
    interval_ms: Option<i64>,
}

/// How many items ended so.
#[derive(Serialize, ToSchema)]
pub(crate) struct OutcomeInfo {
    /// `accepted` or `dropped`.
    outcome: String,
    /// Why it was dropped; empty when it was not.
    reason: String,
    /// Of which kind; empty where that was not known.
    kind: String,
    /// How many items.
    count: u64,
    /// Their bytes as they were sent, inflated. With the accepted ones count those of what was sent
    /// again: whether it was is found out later.
    bytes: u64,
    /// What to know and do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'static str>,
    /// The beginning of one of them, scrubbed.
    #[serde(skip_serializing_if = "Option::is_none")]
    sample: Option<String>,
}

/// How many items ended so, in one stretch of time.
#[derive(Serialize, ToSchema)]
pub(crate) struct OutcomePoint {
    /// When it begins, in milliseconds since 1970.
    pub(super) time: i64,
    /// `accepted` or `dropped`.
    pub(super) outcome: String,
    /// Why it was dropped; empty when it was not.
    pub(super) reason: String,
    /// Of which kind; empty where that was not known.
    pub(super) kind: String,
    /// How many items.
    pub(super) count: u64,
    /// Their bytes as they were sent.
    pub(super) bytes: u64,
}

/// What is summed up together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SumKey {
    /// `accepted` or `dropped`.
    pub(super) outcome: String,
    /// Why it was dropped; empty when it was not.
    pub(super) reason: String,
    /// Of which kind; empty where that was not known.
    pub(super) kind: String,
}

/// How much it is.
#[derive(Debug, Default)]
pub(super) struct Sum {
    /// Items.
    pub(super) count: u64,
    /// Their bytes.
    pub(super) bytes: u64,
    sample: Option<String>,
}

/// Sums by what they are of.
pub(super) type Sums = BTreeMap<SumKey, Sum>;

const GROUPS: [&str; 3] = ["outcome.name", "outcome.reason", "outcome.kind"];

/// Tells where items ended.
#[utoipa::path(get, path = "/api/v1/intake", tag = "questions", params(IntakeRequest),
    responses((status = 200, body = IntakeAnswer), (status = 400, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 503, body = Problem), (status = 504, body = Problem)))]
pub(crate) async fn intake(
    State(app): State<Arc<App>>,
    caller: Caller,
    json::Query(asked): json::Query<IntakeRequest>,
) -> Result<Json<IntakeAnswer>, Problem> {
    let application = match &asked.application_id {
        Some(id) => {
            let id = question::application_id(id)?;
            applications::find(&app, id)?.application.id
        }
        None => {
            need(&caller, Scope::Admin)?;
            outcomes::NOBODY
        }
    };
    let now_ms = now_ms();
    let time = |text: &Option<String>, otherwise: i64, pointer: &str| match text {
        Some(text) => When::of_text(text)
            .map(|when| when.0)
            .map_err(|why| Problem::bad_request(why).at(pointer)),
        None => Ok(otherwise),
    };
    let to_ms = time(&asked.to, now_ms + 1, "/to")?;
    let from_ms = time(&asked.from, to_ms - DAY_MS, "/from")?;
    let sums = sums(&app, application, from_ms..to_ms, now_ms).await?;
    let mut answer = IntakeAnswer { outcomes: Vec::new(), series: None, interval_ms: None };
    if let Some(interval) = asked.interval.as_deref() {
        let query = counted(application, from_ms, to_ms);
        let (points, interval_ms) =
            outcome_series::ask(&app, query, interval, sums.len(), now_ms).await?;
        (answer.series, answer.interval_ms) = (Some(points), Some(interval_ms));
    }
    answer.outcomes = sums.into_iter().map(info).collect();
    Ok(Json(answer))
}

fn info((key, sum): (SumKey, Sum)) -> OutcomeInfo {
    let SumKey { outcome, reason, kind } = key;
    let Sum { count, bytes, sample } = sum;
    let hint = DropReason::from_name(&reason).map(DropReason::hint);
    OutcomeInfo { outcome, reason, kind, count, bytes, hint, sample }
}

/// The sums of a stretch of time, with those of now that are not written down yet.
pub(super) async fn sums(
    app: &App,
    application: Uuid,
    range: Range<i64>,
    now_ms: i64,
) -> Result<Sums, Problem> {
    let mut sums = written_down(app, application, range.start, range.end).await?;
    if !range.contains(&now_ms) {
        return Ok(sums);
    }
    for (key, tally) in app.outcomes.pending(application) {
        let sum = sums.entry(sum_key(&key)).or_default();
        sum.count += tally.count;
        sum.bytes += tally.bytes;
        sum.sample = Some(tally.sample).filter(|text| !text.is_empty()).or(sum.sample.take());
    }
    Ok(sums)
}

/// What a count that is not written down yet is summed up with.
pub(super) fn sum_key(key: &outcomes::Key) -> SumKey {
    let (outcome, reason) = outcomes::names(key.outcome);
    let kind = key.kind.map_or("", Kind::name);
    SumKey { outcome: outcome.into(), reason: reason.into(), kind: kind.into() }
}

/// The sums that are in the store.
async fn written_down(
    app: &App,
    application: Uuid,
    from_ms: i64,
    to_ms: i64,
) -> Result<Sums, Problem> {
    let query = counted(application, from_ms, to_ms);
    let answered = ask::ask(app, check::query(&query, now_ms())?, false).await?;
    let mut sums = Sums::new();
    for row in &answered.rows.rows {
        if let [outcome, reason, kind, count, bytes] = row.as_slice() {
            let key = SumKey { outcome: text(outcome), reason: text(reason), kind: text(kind) };
            let sum = sums.entry(key).or_default();
            sum.count += number(count);
            sum.bytes += number(bytes);
        }
    }
    for document in samples(app, application, from_ms, to_ms).await? {
        let outcome = &document["outcome"];
        let text = |name: &str| outcome[name].as_str().unwrap_or_default().to_owned();
        let key = SumKey { outcome: text("name"), reason: text("reason"), kind: text("kind") };
        if let Some(sum) = sums.get_mut(&key) {
            sum.sample.get_or_insert_with(|| text("sample"));
        }
    }
    Ok(sums)
}

/// The latest outcomes that have a sample, as documents.
async fn samples(
    app: &App,
    application: Uuid,
    from_ms: i64,
    to_ms: i64,
) -> Result<Vec<serde_json::Value>, Problem> {
    let query = EventsQuery {
        application,
        event: Table::Kind(Kind::Outcome),
        from_ms,
        to_ms,
        filter: "outcome.sample:*".to_owned(),
        limit: Some(limit::EVENTS_MAX),
        cursor: None,
    };
    let check::Events::Whole(select) = check::events(&query, now_ms())? else {
        return Ok(Vec::new());
    };
    let found = ask::events(app, &select).await?;
    Ok(found.documents.iter().filter_map(|one| serde_json::from_str(&one.json).ok()).collect())
}

/// The question for counts and bytes.
fn counted(application: Uuid, from_ms: i64, to_ms: i64) -> Query {
    let group = |field: &str| GroupBy { field: field.to_owned(), limit: None, order_by: None };
    let sum = |name: &str, field: &str| Compute {
        name: name.to_owned(),
        function: Function::Sum,
        field: Some(field.to_owned()),
        p: None,
        filter: None,
    };
    Query {
        application,
        event: Table::Kind(Kind::Outcome),
        from_ms,
        to_ms,
        filter: String::new(),
        compute: vec![sum("count", "outcome.count"), sum("bytes", "outcome.bytes")],
        group_by: GROUPS.map(group).into(),
        interval: None,
        time_zone: None,
        order_by: None,
        limit: Some(limit::ROWS_MAX),
    }
}

/// A text; empty where there is none.
pub(super) fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

/// A count; 0 where there is none.
pub(super) fn number(cell: &Cell) -> u64 {
    cell.as_f64().unwrap_or_default() as u64
}
