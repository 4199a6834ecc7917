//! `GET /api/v1/intake`: where items ended, over time, and why those that were dropped were.
//!
//! A question over the store's outcomes, with the counts of the minute that is not written down
//! yet added to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use solera_event::time::DAY_MS;
use solera_event::{DropReason, Kind};
use solera_query::{Cell, Compute, EventsQuery, Function, GroupBy, Interval, Query, Table, check};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::auth::Reader;
use super::json::{self, Json};
use super::problem::Problem;
use super::when::When;
use super::{applications, needed, parse_width, question};
use crate::app::App;
use crate::clock::now_ms;
use crate::{ask, outcomes};

/// Whose intake, and when.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct IntakeRequest {
    /// Whose.
    application_id: String,
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
    /// The same by time, where an interval was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<Vec<OutcomePoint>>,
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
    time: i64,
    /// `accepted` or `dropped`.
    outcome: String,
    /// Why it was dropped; empty when it was not.
    reason: String,
    /// How many items.
    count: u64,
}

type Sums = BTreeMap<(String, String, String), (u64, Option<String>)>;

/// Tells where items ended.
#[utoipa::path(get, path = "/api/v1/intake", tag = "questions", params(IntakeRequest),
    responses((status = 200, body = IntakeAnswer), (status = 400, body = Problem),
        (status = 404, body = Problem)))]
pub(crate) async fn intake(
    State(app): State<Arc<App>>,
    _: Reader,
    json::Query(asked): json::Query<IntakeRequest>,
) -> Result<Json<IntakeAnswer>, Problem> {
    let application = question::application_id(&asked.application_id)?;
    applications::find(&app, application)?;
    let now_ms = now_ms();
    let time = |text: &Option<String>, otherwise: i64, pointer: &str| match text {
        Some(text) => When::of_text(text)
            .map(|when| when.0)
            .map_err(|why| Problem::bad_request(why).at(pointer)),
        None => Ok(otherwise),
    };
    let to_ms = time(&asked.to, now_ms + 1, "/to")?;
    let from_ms = time(&asked.from, to_ms - DAY_MS, "/from")?;
    let mut sums = written_down(&app, application, from_ms, to_ms).await?;
    let is_now = (from_ms..to_ms).contains(&now_ms);
    let pending = if is_now { app.outcomes.pending(application) } else { Vec::new() };
    for (key, tally) in &pending {
        let (outcome, reason) = outcomes::names(key.outcome);
        let kind = key.kind.map_or("", Kind::name);
        let sum = sums.entry((outcome.into(), reason.into(), kind.into())).or_default();
        sum.0 += tally.count;
        sum.1 = (!tally.sample.is_empty()).then(|| tally.sample.clone()).or(sum.1.take());
    }
    let series = match asked.interval.as_deref() {
        Some(interval) => Some(series(&app, application, from_ms, to_ms, interval).await?),
        None => None,
    };
    Ok(Json(IntakeAnswer { outcomes: sums.into_iter().map(info).collect(), series }))
}

fn info(
    ((outcome, reason, kind), (count, sample)): ((String, String, String), (u64, Option<String>)),
) -> OutcomeInfo {
    let hint = DropReason::from_name(&reason).map(DropReason::hint);
    OutcomeInfo { outcome, reason, kind, count, hint, sample }
}

/// The sums that are in the store.
async fn written_down(
    app: &App,
    application: Uuid,
    from_ms: i64,
    to_ms: i64,
) -> Result<Sums, Problem> {
    let query =
        sum(application, from_ms, to_ms, &["outcome.name", "outcome.reason", "outcome.kind"]);
    let answered = ask::ask(app, check::query(&query, now_ms())?, false).await?;
    let mut sums = Sums::new();
    for row in &answered.rows.rows {
        if let [outcome, reason, kind, count] = row.as_slice() {
            let key = (text(outcome), text(reason), text(kind));
            sums.entry(key).or_default().0 += number(count);
        }
    }
    for document in samples(app, application, from_ms, to_ms).await? {
        let outcome = &document["outcome"];
        let text = |name: &str| outcome[name].as_str().unwrap_or_default().to_owned();
        let sum = sums.get_mut(&(text("name"), text("reason"), text("kind")));
        if let Some((_, sample)) = sum {
            sample.get_or_insert_with(|| text("sample"));
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
        limit: None,
        cursor: None,
    };
    let check::Events::Whole(select) = check::events(&query, now_ms())? else {
        return Ok(Vec::new());
    };
    let found = ask::events(app, &select).await?;
    Ok(found.documents.iter().filter_map(|one| serde_json::from_str(&one.json).ok()).collect())
}

async fn series(
    app: &App,
    application: Uuid,
    from_ms: i64,
    to_ms: i64,
    interval: &str,
) -> Result<Vec<OutcomePoint>, Problem> {
    let bad = || needed("/interval", "`auto` or a width such as `1h`");
    let mut query = sum(application, from_ms, to_ms, &["outcome.name", "outcome.reason"]);
    query.interval = Some(match interval {
        "auto" => Interval::Auto,
        text => Interval::Fixed(parse_width(text).filter(|ms| *ms > 0).ok_or_else(bad)?),
    });
    let answered = ask::ask(app, check::query(&query, now_ms())?, false).await?;
    let point = |row: &Vec<Cell>| match row.as_slice() {
        [outcome, reason, time, count] => Some(OutcomePoint {
            time: time.as_i64()?,
            outcome: text(outcome),
            reason: text(reason),
            count: number(count),
        }),
        _ => None,
    };
    Ok(answered.rows.rows.iter().filter_map(point).collect())
}

fn sum(application: Uuid, from_ms: i64, to_ms: i64, groups: &[&str]) -> Query {
    let group = |field: &&str| GroupBy { field: field.to_string(), limit: None, order_by: None };
    Query {
        application,
        event: Table::Kind(Kind::Outcome),
        from_ms,
        to_ms,
        filter: String::new(),
        compute: vec![Compute {
            name: "count".to_owned(),
            function: Function::Sum,
            field: Some("outcome.count".to_owned()),
            p: None,
            filter: None,
        }],
        group_by: groups.iter().map(group).collect(),
        interval: None,
        time_zone: None,
        order_by: None,
        limit: None,
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn number(cell: &Cell) -> u64 {
    cell.as_f64().unwrap_or_default() as u64
}
