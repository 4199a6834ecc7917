//! `bench ask`: how long the fourteen questions take, cold and warm, alone and under load.

pub mod question;

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use crate::api::Api;
use crate::load::now_ms;
use crate::report::{Report, digits, quantile, say};
use crate::server::Server;
use crate::target::Target;
use question::{Question, Scope};

const DAY_MS: i64 = 86_400_000;

/// Asks the fourteen questions again and again.
#[derive(Args, Debug, Clone)]
pub struct Ask {
    #[command(flatten)]
    target: Target,
    /// How often each question is asked once it is warm
    #[arg(long, default_value_t = 20)]
    rounds: usize,
    /// How many days before now the questions reach
    #[arg(long, default_value_t = 14)]
    days: i64,
    /// Only the questions of these numbers
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Ask about this application [default: the bench's first]
    #[arg(long)]
    application: Option<String>,
    /// Start the server with this command before, so that the first round is cold
    #[arg(long, value_name = "COMMAND")]
    command: Option<String>,
    /// Send generated events for so many seconds, and ask until that is over
    #[arg(long = "while", value_name = "SECONDS")]
    load_seconds: Option<f64>,
    /// Events a second of that load; 0 is as fast as answers come
    #[arg(long, default_value_t = 0.0)]
    load_rate: f64,
    /// Print the answers
    #[arg(long)]
    show: bool,
    /// Write the numbers there as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// The times of one question.
struct Timed {
    question: Question,
    cold_ms: f64,
    warm_ms: Vec<f64>,
    rows: usize,
    scanned_rows: u64,
    failed: u64,
}

impl Ask {
    /// Runs, and prints what was measured.
    pub async fn run(self) -> Result<()> {
        let address = self.target.address()?;
        let server = match &self.command {
            Some(command) => Some(Server::start(command, &address).await?),
            None => None,
        };
        let mut api = self.target.api()?;
        let application = match &self.application {
            Some(id) => id.clone(),
            None => api.applications().await?[0].id.clone(),
        };
        let to_ms = now_ms();
        let scope = Scope { application, from_ms: to_ms - self.days * DAY_MS, to_ms };
        let mut questions = scope.questions(&mut api).await?;
        questions.retain(|question| {
            self.only.is_empty() || self.only.iter().any(|one| one == question.number)
        });
        let mut load = self.load_seconds.map(|seconds| self.load(seconds)).transpose()?;
        let timed = self.rounds(&mut api, questions, load.as_mut()).await?;
        self.tell(&timed, load.is_some())?;
        if let Some(mut load) = load {
            load.wait()?;
        }
        if let Some(server) = server {
            server.stop().await?;
        }
        Ok(())
    }

    async fn rounds(
        &self,
        api: &mut Api,
        questions: Vec<Question>,
        mut load: Option<&mut Child>,
    ) -> Result<Vec<Timed>> {
        let mut timed = Vec::new();
        for question in questions {
            let mut one = Timed {
                question,
                cold_ms: f64::NAN,
                warm_ms: Vec::new(),
                rows: 0,
                scanned_rows: 0,
                failed: 0,
            };
            one.cold_ms = self.once(api, &mut one, self.show).await?;
            timed.push(one);
        }
        for round in 0.. {
            let over = match &mut load {
                Some(load) => load.try_wait()?.is_some(),
                None => round >= self.rounds,
            };
            if over {
                return Ok(timed);
            }
            for one in &mut timed {
                let took = self.once(api, one, false).await?;
                one.warm_ms.push(took);
            }
        }
        unreachable!("rounds end when the load does or all are done")
    }

    async fn once(&self, api: &mut Api, timed: &mut Timed, show: bool) -> Result<f64> {
        let question = &timed.question;
        let started = Instant::now();
        let answer = api.exchange(question.method, &question.path, question.body.as_ref()).await?;
        let took = started.elapsed().as_secs_f64() * 1_000.0;
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        if answer.status != 200 {
            timed.failed += 1;
            if self.load_seconds.is_none() {
                bail!("question {} was answered {}: {body}", question.number, answer.status);
            }
        }
        timed.rows = ["rows", "events", "facets", "buckets"]
            .iter()
            .find_map(|key| body[*key].as_array())
            .map_or(0, Vec::len);
        timed.scanned_rows = body["scanned_rows"].as_u64().unwrap_or(0);
        if show {
            say(&format!(
                "{} {}\n{}",
                question.number,
                question.words,
                String::from_utf8_lossy(&answer.body)
            ));
        }
        Ok(took)
    }

    /// A process of its own, so that asking and loading do not wait for each other.
    fn load(&self, seconds: f64) -> Result<Child> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["ingest", "--server", &self.target.server, "--token", self.target.token()?]);
        command.args(["--seconds", &seconds.to_string(), "--rate", &self.load_rate.to_string()]);
        if let Some(pid) = self.target.pid {
            command.args(["--pid", &pid.to_string()]);
        }
        command.stdin(Stdio::null()).spawn().context("the load cannot be started")
    }

    fn tell(&self, timed: &[Timed], loaded: bool) -> Result<()> {
        let mut report =
            Report::new(if loaded { "ask, while events come in (ms)" } else { "ask (ms)" });
        let mut json = Vec::new();
        for one in timed {
            let mut warm = one.warm_ms.clone();
            let (p50, p95) = (quantile(&mut warm, 0.5), quantile(&mut warm, 0.95));
            let name = format!("{} {}", one.question.number, one.question.words);
            let failed =
                if one.failed > 0 { format!("  {} failed", one.failed) } else { String::new() };
            report.line(&name, &format!(
                "first {:>7}  p50 {:>7}  p95 {:>7}  rows {:>5}  scanned {:>10}  asked {}{failed}",
                digits(one.cold_ms), digits(p50), digits(p95), one.rows, digits(one.scanned_rows as f64), warm.len() + 1,
            ));
            json.push(json!({
                "number": one.question.number, "question": one.question.words, "first_ms": one.cold_ms, "p50_ms": p50, "p95_ms": p95,
                "rows": one.rows, "scanned_rows": one.scanned_rows, "warm_ms": one.warm_ms, "failed": one.failed,
            }));
        }
        report.detail("questions", json.into());
        report.tell(self.json.as_deref())
    }
}
