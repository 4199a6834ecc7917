//! Aggregate questions: one at a time, or twenty at once, each answered as soon as it is ready.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use bytes::Bytes;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use serde::{Deserialize, Serialize};
use solera_event::limit;
use solera_query::check;
use utoipa::ToSchema;

use super::answer::Answer;
use super::applications;
use super::auth::Reader;
use super::json::{self, Json};
use super::needed;
use super::problem::Problem;
use super::question::QueryRequest;
use crate::app::App;
use crate::ask;
use crate::clock::now_ms;

/// Questions to ask at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QueriesRequest {
    /// Up to 20.
    queries: Vec<QueryRequest>,
}

/// One line of the answers: an answer or what is wrong with the question.
#[derive(Serialize, ToSchema)]
pub(crate) struct QueriesLine {
    /// The question's place in the request, from 0.
    index: usize,
    /// The question's own name, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The answer.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
    /// What is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Problem>,
}

/// Asks for numbers by group and by time.
#[utoipa::path(post, path = "/api/v1/query", tag = "questions", request_body = QueryRequest,
    responses((status = 200, body = Answer), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 503, body = Problem),
        (status = 504, body = Problem)))]
pub(crate) async fn query(
    State(app): State<Arc<App>>,
    _: Reader,
    Json(request): Json<QueryRequest>,
) -> Result<Json<Answer>, Problem> {
    answer(&app, request).await.map(Json)
}

/// Asks several questions at once. The answers come as lines of JSON, each when it is ready.
#[utoipa::path(post, path = "/api/v1/queries", tag = "questions", request_body = QueriesRequest,
    responses((status = 200, content_type = "application/x-ndjson", body = QueriesLine),
        (status = 400, body = Problem)))]
pub(crate) async fn queries(
    State(app): State<Arc<App>>,
    _: Reader,
    Json(request): Json<QueriesRequest>,
) -> Result<Response, Problem> {
    if request.queries.is_empty() || request.queries.len() > limit::QUESTIONS_MAX {
        let what = format!("a list of 1 to {} questions", limit::QUESTIONS_MAX);
        return Err(needed("/queries", &what));
    }
    let asked: FuturesUnordered<_> = request
        .queries
        .into_iter()
        .enumerate()
        .map(|(index, request)| {
            let app = app.clone();
            async move {
                let name = request.name.clone();
                let (answer, error) = match answer(&app, request).await {
                    Ok(answer) => (Some(answer), None),
                    Err(problem) => (None, Some(problem)),
                };
                line(&QueriesLine { index, name, answer, error })
            }
        })
        .collect();
    let lines = asked.map(Ok::<_, Infallible>);
    Ok(json::response("application/x-ndjson", Body::from_stream(lines)))
}

async fn answer(app: &App, request: QueryRequest) -> Result<Answer, Problem> {
    let explain = request.explain;
    let query = request.read()?;
    applications::find(app, query.application).map_err(|problem| problem.at("/application_id"))?;
    let select = check::query(&query, now_ms())?;
    let answered = ask::ask(app, select, explain).await?;
    Ok(Answer::new(answered.rows, answered.explain))
}

fn line(line: &QueriesLine) -> Bytes {
    let mut json = serde_json::to_vec(line).expect("an answer is JSON");
    json.push(b'\n');
    json.into()
}
