//! The way of a question, from a checked statement to its answer.
//!
//! Dropping the future cancels the question: that is what happens when its client goes away.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use solera_query::{EventsSelect, Rows, Select, Step};
use solera_store::{Events, SelectError, SelectOptions};

use crate::app::App;
use crate::http::Problem;

/// A question's answer.
pub(crate) struct Answered {
    /// What was asked for.
    pub(crate) rows: Rows,
    /// How it was worked out, when that was asked for.
    pub(crate) explain: Option<String>,
}

/// Answers a question: its statement, and the ones that follow from it.
///
/// # Errors
/// 504 past the time limit, 503 past the memory limit, 500 when the store fails.
pub(crate) async fn ask(app: &App, select: Select, explain: bool) -> Result<Answered, Problem> {
    bounded(app, steps(app, select, explain)).await
}

/// Answers a question for whole events.
///
/// # Errors
/// As [`ask`].
pub(crate) async fn events(app: &App, select: &EventsSelect) -> Result<Events, Problem> {
    bounded(app, async { app.store.events(select).await.map_err(|error| failed(app, error)) }).await
}

async fn steps(app: &App, mut select: Select, explain: bool) -> Result<Answered, Problem> {
    let begun = Instant::now();
    let mut plans = String::new();
    loop {
        let options = SelectOptions { explain };
        let answer =
            app.store.select(&select, options).await.map_err(|error| failed(app, error))?;
        plans.extend(answer.explain);
        match select.finish(answer.rows) {
            Step::Ask(next) => select = *next,
            Step::Done(rows) => {
                let elapsed_ms = begun.elapsed().as_secs_f64() * 1000.0;
                let rows = Rows { elapsed_ms, ..rows };
                return Ok(Answered { rows, explain: explain.then_some(plans) });
            }
        }
    }
}

async fn bounded<T>(
    app: &App,
    answer: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    let begun = Instant::now();
    let limit_s = app.config.question_timeout_s;
    let answered = tokio::time::timeout(Duration::from_secs(limit_s.into()), answer).await;
    app.metrics.question_seconds.observe(begun.elapsed());
    answered.unwrap_or_else(|_| {
        app.metrics.questions_failed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Err(Problem::new(
            StatusCode::GATEWAY_TIMEOUT,
            "too_slow",
            format!(
                "the question took over {limit_s} s, the limit; ask for less time or fewer groups"
            ),
        ))
    })
}

fn failed(app: &App, error: SelectError) -> Problem {
    app.metrics.questions_failed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    match error {
        SelectError::TimedOut { .. } => {
            Problem::new(StatusCode::GATEWAY_TIMEOUT, "too_slow", error.to_string())
        }
        SelectError::Memory { .. } => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "too_much_memory", error.to_string())
                .retry_after(5)
        }
        SelectError::Closed => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "stopping", error.to_string())
                .retry_after(5)
        }
        error => Problem::internal(&error),
    }
}
