//! The fourteen questions, as requests.
//!
//! They ask the application that sends 70 % of the events, all days unless they say otherwise.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::api::Api;

const DAY_MS: i64 = 86_400_000;
/// The view name that question 13 is about: the one with the most views.
const VIEW_NAME: &str = "/product/:s";

/// A request whose answer is timed.
pub struct Question {
    /// As people number it.
    pub number: &'static str,
    /// In words.
    pub words: &'static str,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with its query.
    pub path: String,
    /// The body of a `POST`.
    pub body: Option<Value>,
}

/// Whom to ask about, and when.
pub struct Scope {
    /// The application.
    pub application: String,
    /// The beginning of all.
    pub from_ms: i64,
    /// The end of all.
    pub to_ms: i64,
}

impl Scope {
    fn question(&self, event: &str, days: Option<(i64, i64)>, rest: Value) -> Value {
        let (from, to) = match days {
            Some((from, to)) => (self.to_ms - from * DAY_MS, self.to_ms - to * DAY_MS),
            None => (self.from_ms, self.to_ms),
        };
        let mut question =
            json!({ "application_id": self.application, "event": event, "from": from, "to": to });
        if let (Some(question), Value::Object(rest)) = (question.as_object_mut(), rest) {
            question.extend(rest);
        }
        question
    }

    /// All questions. The tenth needs a session: it is looked up.
    pub async fn questions(&self, api: &mut Api) -> Result<Vec<Question>> {
        let session = self.session(api).await?;
        let mut questions = self.numbers();
        questions.extend(self.others(&session));
        questions.sort_by_key(|question| {
            let number = question.number.trim_end_matches('s');
            (number.parse::<u32>().unwrap_or(0), question.number)
        });
        Ok(questions)
    }

    #[rustfmt::skip] // a table reads by its columns
    fn numbers(&self) -> Vec<Question> {
        let count = json!({ "name": "n", "fn": "count" });
        let last_day = Some((1, 0));
        vec![
            query("1", "p75 of LCP by view name, top 20 by views", self.question("view", None, json!({
                "compute": [{ "name": "views", "fn": "count" }, { "name": "p75", "fn": "percentile", "field": "view.largest_contentful_paint", "p": 75 }],
                "group_by": [{ "field": "view.name" }], "order_by": "-views", "limit": 20 }))),
            query("2", "errors by hour", self.question("error", None, json!({ "compute": [count], "interval": "1h" }))),
            query("3", "last day's top 50 resource paths: count, p75 of duration, bytes", self.question("resource", last_day, json!({
                "compute": [count, { "name": "p75", "fn": "percentile", "field": "resource.duration", "p": 75 }, { "name": "bytes", "fn": "sum", "field": "resource.transfer_size" }],
                "group_by": [{ "field": "resource.url_path" }], "order_by": "-n", "limit": 50 }))),
            query("4", "sessions by country, exact", self.question("view", None, json!({
                "compute": [{ "name": "sessions", "fn": "cardinality", "field": "session.id" }], "group_by": [{ "field": "geo.country" }], "order_by": "-sessions" }))),
            query("4s", "the same, asked of sessions", self.question("session", None, json!({
                "compute": [{ "name": "sessions", "fn": "count" }], "group_by": [{ "field": "geo.country" }], "order_by": "-sessions" }))),
            query("5", "distinct users, exact", self.question("view", None, json!({ "compute": [{ "name": "users", "fn": "cardinality", "field": "usr.anonymous_id" }] }))),
            query("6", "errors by browser and release", self.question("error", None, json!({
                "compute": [count], "group_by": [{ "field": "browser.name" }, { "field": "version" }], "order_by": "-n" }))),
            query("8", "errors whose message holds a word, by message, with sessions", self.question("error", None, json!({
                "filter": "error.message:*undefined*", "compute": [count, { "name": "sessions", "fn": "cardinality", "field": "session.id" }],
                "group_by": [{ "field": "error.message" }], "order_by": "-n", "limit": 50 }))),
            query("9s", "the same, as numbers by session", self.question("session", last_day, json!({
                "compute": [
                    { "name": "start", "fn": "max", "field": "date" }, { "name": "views", "fn": "max", "field": "session.view.count" },
                    { "name": "actions", "fn": "max", "field": "session.action.count" }, { "name": "errors", "fn": "max", "field": "session.error.count" },
                    { "name": "duration", "fn": "max", "field": "session.duration" }],
                "group_by": [{ "field": "session.id" }], "order_by": "-start", "limit": 50 }))),
            query("11", "a day's resource durations by host and hour", self.question("resource", Some((4, 3)), json!({
                "compute": [{ "name": "p50", "fn": "percentile", "field": "resource.duration", "p": 50 }, { "name": "p75", "fn": "percentile", "field": "resource.duration", "p": 75 },
                    { "name": "p95", "fn": "percentile", "field": "resource.duration", "p": 95 }],
                "group_by": [{ "field": "resource.url_host" }], "interval": "1h" }))),
            query("12", "views by day with a cart over 10", self.question("view", None, json!({ "filter": "context.cart.total:>10", "compute": [count], "interval": "1d" }))),
        ]
    }

    #[rustfmt::skip] // a table reads by its columns
    fn others(&self, session: &str) -> Vec<Question> {
        let facets = ["browser.name", "os.name", "device.type", "geo.country", "view.name", "version", "view.loading_type", "session.has_replay", "connectivity.effective_type", "service"];
        let facets: Vec<Value> = facets.iter().map(|field| json!({ "field": field })).collect();
        vec![
            post("7", "newest 100 errors, whole", "/api/v1/events", self.question("error", None, json!({ "limit": 100 }))),
            post("9", "newest 50 sessions of the last day with their counts", "/api/v1/events", self.question("session", Some((1, 0)), json!({ "limit": 50 }))),
            Question {
                number: "10", words: "everything of one session", method: "GET", body: None,
                path: format!("/api/v1/sessions/{session}?application_id={}&from={}&to={}", self.application, self.from_ms, self.to_ms),
            },
            post("13", "histogram of LCP of one view name", "/api/v1/histogram", self.question("view", None, json!({
                "filter": format!("view.name:\"{VIEW_NAME}\""), "field": "view.largest_contentful_paint" }))),
            post("14", "facets of ten fields, last day's views", "/api/v1/facets", self.question("view", Some((1, 0)), json!({ "fields": facets }))),
        ]
    }

    /// A session that has several views: from the middle of the time, or from anywhere in it.
    async fn session(&self, api: &mut Api) -> Result<String> {
        let middle = self.from_ms + (self.to_ms - self.from_ms) / 2;
        for (from, to) in [(middle, middle + DAY_MS / 4), (self.from_ms, self.to_ms)] {
            let question = json!({
                "application_id": self.application, "event": "session", "from": from, "to": to,
                "compute": [{ "name": "views", "fn": "max", "field": "session.view.count" }],
                "group_by": [{ "field": "session.id" }], "order_by": "-views", "limit": 1,
            });
            let rows = api.rows(&question).await?;
            if let Some(session) = rows.first().and_then(|row| row.first()).and_then(Value::as_str)
            {
                return Ok(session.to_owned());
            }
        }
        bail!("the application has no session in the time asked about: fill it first")
    }
}

fn query(number: &'static str, words: &'static str, body: Value) -> Question {
    post(number, words, "/api/v1/query", body)
}

fn post(number: &'static str, words: &'static str, path: &str, body: Value) -> Question {
    Question { number, words, method: "POST", path: path.to_owned(), body: Some(body) }
}
