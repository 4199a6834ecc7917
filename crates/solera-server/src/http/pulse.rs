//! `GET /api/v1/applications/{id}/health`: how an application's intake is at this moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use serde::Serialize;
use solera_event::time::{DAY_MS, HOUR_MS};
use solera_event::{DropReason, Kind};
use solera_query::{Compute, Function, Query, Table, check};
use utoipa::ToSchema;
use uuid::Uuid;

use super::answer::round_ms;
use super::applications::find_text;
use super::auth::Reader;
use super::json::{Json, Path};
use super::outcomes::{self, Sums};
use super::problem::Problem;
use crate::app::App;
use crate::ask;
use crate::clock::now_ms;

/// How an application's intake is.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApplicationHealth {
    /// Events that came in the last 60 seconds.
    events_last_minute: u64,
    /// When events last came, in milliseconds since 1970; none when there are none.
    last_received_ms: Option<i64>,
    /// From arrival to being in the answers, in the last five minutes; none when nothing came.
    visible: Option<VisibleInfo>,
    /// What came in the last hour, by kind of event, the most first.
    received_last_hour: Vec<ReceivedInfo>,
    /// What was dropped in the last hour, by reason, the most first.
    dropped_last_hour: Vec<DroppedInfo>,
}

/// How long it took from arrival to being in the answers.
#[derive(Serialize, ToSchema)]
pub(crate) struct VisibleInfo {
    /// The median, in milliseconds.
    p50_ms: f64,
    /// The 95th percentile, in milliseconds.
    p95_ms: f64,
    /// How many batches of events were timed.
    count: usize,
}

/// What came of one kind.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReceivedInfo {
    /// The kind of event.
    kind: String,
    /// Events that were accepted.
    count: u64,
    /// Their bytes as they were sent, inflated; of what was sent again, too.
    bytes: u64,
}

/// What was dropped for one reason.
#[derive(Serialize, ToSchema)]
pub(crate) struct DroppedInfo {
    /// The reason.
    reason: String,
    /// How many items.
    count: u64,
    /// What to know and do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'static str>,
}

/// Tells how an application's intake is: how much comes, what is dropped, how soon it is seen.
#[utoipa::path(get, operation_id = "application_health",
    path = "/api/v1/applications/{id}/health", tag = "applications",
    params(("id" = String, Path, description = "The application's id.")),
    responses((status = 200, body = ApplicationHealth), (status = 404, body = Problem),
        (status = 503, body = Problem), (status = 504, body = Problem)))]
pub(crate) async fn health(
    State(app): State<Arc<App>>,
    _: Reader,
    Path(id): Path<String>,
) -> Result<Json<ApplicationHealth>, Problem> {
    let application = find_text(&app, &id)?.application.id;
    let now_ms = now_ms();
    let reading = app.pulse.of(application, now_ms);
    let sums = outcomes::sums(&app, application, now_ms - HOUR_MS..now_ms + 1, now_ms).await?;
    let last_received_ms = match reading.last_ms {
        Some(last_ms) => Some(last_ms),
        None => last_before_start(&app, application, now_ms).await?,
    };
    let visible = reading.visible.map(|visible| VisibleInfo {
        p50_ms: round_ms(visible.p50_ms),
        p95_ms: round_ms(visible.p95_ms),
        count: visible.count,
    });
    Ok(Json(ApplicationHealth {
        events_last_minute: reading.events_last_minute,
        last_received_ms,
        visible,
        received_last_hour: received(&sums),
        dropped_last_hour: dropped(&sums),
    }))
}

fn received(sums: &Sums) -> Vec<ReceivedInfo> {
    let accepted = sums.iter().filter(|(key, _)| key.outcome == "accepted");
    let info = accepted.map(|(key, sum)| ReceivedInfo {
        kind: key.kind.clone(),
        count: sum.count,
        bytes: sum.bytes,
    });
    let mut all: Vec<_> = info.collect();
    all.sort_by_key(|info| std::cmp::Reverse((info.count, info.bytes)));
    all
}

fn dropped(sums: &Sums) -> Vec<DroppedInfo> {
    let mut by_reason: BTreeMap<&str, u64> = BTreeMap::new();
    for (key, sum) in sums.iter().filter(|(key, _)| key.outcome == "dropped") {
        *by_reason.entry(&key.reason).or_default() += sum.count;
    }
    let info = |(reason, count): (&str, u64)| DroppedInfo {
        reason: reason.to_owned(),
        count,
        hint: DropReason::from_name(reason).map(DropReason::hint),
    };
    let mut all: Vec<_> = by_reason.into_iter().map(info).collect();
    all.sort_by_key(|info| std::cmp::Reverse(info.count));
    all
}

/// When the outcomes last tell of an accepted event, as far back as they are kept.
async fn last_before_start(
    app: &App,
    application: Uuid,
    now_ms: i64,
) -> Result<Option<i64>, Problem> {
    let days = i64::from(app.config.retention.days(Kind::Outcome));
    let query = Query {
        application,
        event: Table::Kind(Kind::Outcome),
        from_ms: now_ms - days * DAY_MS,
        to_ms: now_ms + 1,
        filter: "outcome.name:accepted".to_owned(),
        compute: vec![Compute {
            name: "last".to_owned(),
            function: Function::Max,
            field: Some("date".to_owned()),
            p: None,
            filter: None,
        }],
        group_by: Vec::new(),
        interval: None,
        time_zone: None,
        order_by: None,
        limit: None,
    };
    let answered = ask::ask(app, check::query(&query, now_ms)?, false).await?;
    Ok(answered.rows.rows.first().and_then(|row| row.first()).and_then(|cell| cell.as_i64()))
}
