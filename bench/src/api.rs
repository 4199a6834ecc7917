//! Solera's HTTP API, as far as the bench asks it: applications, questions, metrics.
//!
//! Knows the API's JSON and nothing of what stands behind it.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::generate::Application;
use crate::http::{Address, Answer, Connection};

/// Names of the applications that the bench makes; the first sends 70 % of the events.
pub const APPLICATION_NAMES: [&str; 4] = ["bench one", "bench two", "bench three", "bench four"];

/// A connection that asks with a token.
pub struct Api {
    address: Address,
    token: String,
    connection: Option<Connection>,
}

impl Api {
    /// Asks this server with this bearer token.
    pub fn new(address: &Address, token: &str) -> Api {
        Api { address: address.clone(), token: token.to_owned(), connection: None }
    }

    /// Asks once; connects anew when the connection is gone.
    pub async fn exchange(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> std::io::Result<Answer> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.address.authority,
            self.token,
            body.len()
        );
        if let Some(mut kept) = self.connection.take().filter(Connection::is_open) {
            // one that lay idle may be closed by now: then the question is asked on a new one
            if let Ok(answer) = kept.exchange(request.as_bytes()).await {
                self.connection = Some(kept);
                return Ok(answer);
            }
        }
        let mut connection = Connection::open(&self.address).await?;
        let answer = connection.exchange(request.as_bytes()).await?;
        self.connection = Some(connection);
        Ok(answer)
    }

    /// Asks, and takes anything but success for an error.
    pub async fn ask(&mut self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let answer = self
            .exchange(method, path, body)
            .await
            .with_context(|| format!("{method} {path} at {}", self.address.authority))?;
        if !(200..300).contains(&answer.status) {
            bail!(
                "{method} {path} was answered {}: {}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            );
        }
        if answer.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&answer.body)
            .with_context(|| format!("{method} {path} was answered with no JSON"))
    }

    /// `POST /api/v1/query`: the rows.
    pub async fn rows(&mut self, question: &Value) -> Result<Vec<Vec<Value>>> {
        let mut answer = self.ask("POST", "/api/v1/query", Some(question)).await?;
        serde_json::from_value(answer["rows"].take()).context("an answer without rows")
    }

    /// The one number that a question without groups gives.
    pub async fn number(&mut self, question: &Value) -> Result<f64> {
        let rows = self.rows(question).await?;
        rows.first()
            .and_then(|row| row.last())
            .and_then(Value::as_f64)
            .context("an answer without a number")
    }

    /// The bench's applications; those that are not there are made.
    pub async fn applications(&mut self) -> Result<Vec<Application>> {
        let known = self.ask("GET", "/api/v1/applications", None).await?;
        let known =
            known["applications"].as_array().or(known.as_array()).cloned().unwrap_or_default();
        let mut applications = Vec::new();
        for name in APPLICATION_NAMES {
            let found = known.iter().find(|application| {
                application["name"] == name && application["client_token"].is_string()
            });
            let application = match found {
                Some(application) => application.clone(),
                None => {
                    self.ask(
                        "POST",
                        "/api/v1/applications",
                        Some(&json!({ "name": name, "type": "browser" })),
                    )
                    .await?
                }
            };
            let text = |key: &str| {
                application[key]
                    .as_str()
                    .map(str::to_owned)
                    .with_context(|| format!("an application without {key}"))
            };
            applications
                .push(Application { id: text("application_id")?, token: text("client_token")? });
        }
        Ok(applications)
    }

    /// The sum of a metric over its labels; none if the server does not have it.
    pub async fn metric(&mut self, name: &str) -> Result<Option<f64>> {
        let answer = self.exchange("GET", "/metrics", None).await?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let values: Vec<f64> = text
            .lines()
            .filter_map(|line| line.strip_prefix(name))
            .filter(|rest| rest.starts_with(['{', ' ']))
            .filter_map(|rest| rest.rsplit(' ').next()?.parse().ok())
            .collect();
        Ok((!values.is_empty()).then(|| values.iter().sum()))
    }

    /// Whether the server says that it is ready.
    pub async fn is_ready(&mut self) -> bool {
        self.exchange("GET", "/readyz", None).await.is_ok_and(|answer| answer.status == 200)
    }
}
