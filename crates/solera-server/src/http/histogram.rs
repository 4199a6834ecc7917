//! The distribution of a measure.

use std::sync::Arc;

use axum::extract::State;
use serde::Deserialize;
use solera_query::{HistogramQuery, check};
use utoipa::ToSchema;

use super::answer::Answer;
use super::applications;
use super::auth::Reader;
use super::json::Json;
use super::problem::Problem;
use super::question::Scope;
use super::when::When;
use crate::app::App;
use crate::ask;
use crate::clock::now_ms;

/// Which measure, in how many buckets.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HistogramRequest {
    /// Whose events.
    application_id: String,
    /// Which events, such as `view`.
    event: String,
    /// From this time on: milliseconds since 1970, or RFC 3339.
    from: When,
    /// Up to and without this time.
    to: When,
    /// A search text; empty is everything.
    #[serde(default)]
    filter: Option<String>,
    /// The measure.
    field: String,
    /// About how many buckets; 40 by default.
    #[serde(default)]
    buckets: Option<usize>,
    /// Where the first bucket starts, in the field's unit.
    #[serde(default)]
    min: Option<f64>,
    /// Where the last bucket ends; larger values are in one more that has no end.
    #[serde(default)]
    max: Option<f64>,
    /// Whether to say how the answer was worked out.
    #[serde(default)]
    explain: bool,
}

/// Gives the distribution of a measure: `from`, `to` and `count` of each bucket.
#[utoipa::path(post, path = "/api/v1/histogram", tag = "questions",
    request_body = HistogramRequest,
    responses((status = 200, body = Answer), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 503, body = Problem),
        (status = 504, body = Problem)))]
pub(crate) async fn histogram(
    State(app): State<Arc<App>>,
    _: Reader,
    Json(asked): Json<HistogramRequest>,
) -> Result<Json<Answer>, Problem> {
    let scope = Scope::read(&asked.application_id, &asked.event, asked.from, asked.to)?;
    applications::find(&app, scope.application)?;
    let query = HistogramQuery {
        application: scope.application,
        event: scope.event,
        from_ms: scope.from_ms,
        to_ms: scope.to_ms,
        filter: asked.filter.unwrap_or_default(),
        field: asked.field,
        buckets: asked.buckets,
        min: asked.min,
        max: asked.max,
    };
    let select = check::histogram(&query, now_ms())?;
    let answered = ask::ask(&app, select, asked.explain).await?;
    Ok(Json(Answer::new(answered.rows, answered.explain)))
}
