//! `bench fill`: many events over many days, through the intake, and what they take once the
//! store has come to rest.
//!
//! Days come in order, as they do in life. With `--late`, the last versions of a share of the
//! views come after everything else, and the view list is timed before and after.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use crate::api::Api;
use crate::generate::{Application, Body, Generator, Options, When};
use crate::ingest::Costs;
use crate::ledger::{self, Ledger};
use crate::load::{self, OnRefusal, Outcome, Settings, now_ms};
use crate::process;
use crate::report::{Report, quantile, say};
use crate::supply::{Fresh, Spool, Supply};
use crate::target::Target;

const DAY_MS: i64 = 86_400_000;
/// At rest means less than this share of a core for [`REST`], and a folder that does not change.
const IDLE_SHARE: f64 = 0.02;
const REST: Duration = Duration::from_secs(15);
/// Events of a body of late versions.
const LATE_BODY: usize = 50;
/// How often the view list is asked to time it.
const LIST_ROUNDS: usize = 20;

/// Fills a store and waits until it is at rest.
#[derive(Args, Debug, Clone)]
pub struct Fill {
    #[command(flatten)]
    target: Target,
    /// How many events
    #[arg(long, default_value_t = 10_000_000)]
    events: u64,
    /// Over how many days before now
    #[arg(long, default_value_t = 14.0)]
    days: f64,
    /// Events a second; 0 is as fast as answers come
    #[arg(long, default_value_t = 0.0)]
    rate: f64,
    /// Kept-alive connections
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// The same seed gives the same events, but for their dates
    #[arg(long)]
    seed: Option<u64>,
    /// Share of the views whose last version comes after everything else
    #[arg(long, default_value_t = 0.0)]
    late: f64,
    /// Seconds to wait before the store may count as being at rest: the buffer is written out when
    /// it is old, and memory is given back only after a while
    #[arg(long, default_value_t = 600)]
    settle: u64,
    /// Write the numbers there as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

impl Fill {
    /// Runs, and prints what was measured.
    pub async fn run(self) -> Result<()> {
        let mut api = self.target.api()?;
        let applications = api.applications().await?;
        let before = ledger::counts(&mut api, &applications, now_ms()).await?;
        let ledger = Ledger::new(applications.len());
        let costs = Costs::start(self.target.process());
        let disk_before = self.target.data.as_deref().map(process::disk_bytes);
        let (outcome, late) = self.send(&applications, &ledger).await?;
        let mut report = Report::new("fill");
        report.number("events", outcome.events as f64, "events acknowledged");
        report.number(
            "events_per_second",
            outcome.events as f64 / outcome.seconds,
            "events/s acknowledged",
        );
        costs.tell(outcome.events, &mut report);
        let patience = Duration::from_secs(120);
        let took = ledger.verify(&mut api, &applications, &before, now_ms(), patience).await?;
        report.number(
            "verified_after_ms",
            took.as_secs_f64() * 1_000.0,
            "ms until every count was right",
        );
        report.number("rows", ledger.rows() as f64, "(views counted once)");
        self.settle(&mut report).await?;
        if let (Some(folder), Some(before)) = (&self.target.data, disk_before) {
            let bytes = process::disk_bytes(folder).saturating_sub(before) as f64;
            report.number("disk_bytes", bytes, "bytes");
            report.number(
                "disk_bytes_per_event",
                bytes / outcome.events as f64,
                "bytes an event sent",
            );
            report.number("disk_bytes_per_row", bytes / ledger.rows() as f64, "bytes a row");
        }
        if !late.is_empty() {
            self.late(&mut api, &applications, &ledger, &before, late, &mut report).await?;
        }
        report.tell(self.json.as_deref())
    }

    async fn send(
        &self,
        applications: &[Application],
        ledger: &Ledger,
    ) -> Result<(Outcome, Spool)> {
        let mut late = Spool::new(false)?;
        let generator = Generator::new(Options {
            seed: self.seed.unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0),
            applications: applications.to_vec(),
            lanes: 512,
            sessions_per_lane: 8,
            late: self.late,
        });
        let fresh = Rc::new(RefCell::new(Fresh::new(
            generator,
            When::before(now_ms(), self.days),
            LATE_BODY,
            None,
        )));
        let outcome = load::run(
            &self.settings(applications, Some(self.events))?,
            Box::new(Watched::new(fresh.clone(), self.events)),
            enters(ledger),
        )
        .await?;
        for body in late_bodies(fresh.borrow_mut().generator().take_late()) {
            late.push(&body)?;
        }
        Ok((outcome, late))
    }

    fn settings(&self, applications: &[Application], events: Option<u64>) -> Result<Settings> {
        Ok(Settings {
            address: self.target.address()?,
            applications: applications.to_vec(),
            connections: self.connections,
            bodies_per_second: self.rate / LATE_BODY as f64,
            seconds: None,
            events,
            resend: 0.0,
            on_refusal: OnRefusal::Retry,
        })
    }

    /// Waits as long as was asked, then until the server uses no CPU and its folder stays as it is.
    async fn settle(&self, report: &mut Report) -> Result<()> {
        let Some(pid) = self.target.process() else { return Ok(()) };
        say(&format!("waiting {} s, then until the store is at rest", self.settle));
        let started = Instant::now();
        tokio::time::sleep(Duration::from_secs(self.settle)).await;
        let state =
            || (process::cpu_seconds(pid), self.target.data.as_deref().map(process::disk_bytes));
        let (mut cpu, mut disk) = state();
        loop {
            tokio::time::sleep(REST).await;
            let (cpu_now, disk_now) = state();
            let used = cpu_now.as_ref().unwrap_or(&0.0) - cpu.as_ref().unwrap_or(&0.0);
            if used < IDLE_SHARE * REST.as_secs_f64() && disk == disk_now {
                break;
            }
            (cpu, disk) = (cpu_now, disk_now);
        }
        report.number("at_rest_after_s", started.elapsed().as_secs_f64(), "s");
        report.number("memory_at_rest_bytes", process::memory(pid)?.0 as f64, "bytes resident");
        Ok(())
    }

    async fn late(
        &self,
        api: &mut Api,
        applications: &[Application],
        ledger: &Ledger,
        before: &[Vec<u64>],
        late: Spool,
        report: &mut Report,
    ) -> Result<()> {
        let mut without = self.view_list(api, &applications[0]).await?;
        let settings = self.settings(applications, None)?;
        let outcome = load::run(&settings, Box::new(late.reader()?), enters(ledger)).await?;
        ledger.verify(api, applications, before, now_ms(), Duration::from_secs(120)).await?;
        let mut with = self.view_list(api, &applications[0]).await?;
        report.number("late_views", outcome.events as f64, "views updated after everything else");
        report.number(
            "late_events_per_second",
            outcome.events as f64 / outcome.seconds,
            "late versions/s acknowledged",
        );
        let (without, with) = (quantile(&mut without, 0.5), quantile(&mut with, 0.5));
        report.number("view_list_p50_ms", without, "ms before");
        report.number("view_list_updated_late_p50_ms", with, "ms with them updated late");
        report.number("view_list_ratio", with / without, "");
        Ok(())
    }

    /// The newest hundred views and the top of them by name: what a view list shows.
    async fn view_list(&self, api: &mut Api, application: &Application) -> Result<Vec<f64>> {
        let now = now_ms();
        let scope = |rest: Value| {
            let mut question = json!({ "application_id": application.id, "event": "view", "from": now - (self.days.ceil() as i64 + 1) * DAY_MS, "to": now });
            if let (Some(question), Value::Object(rest)) = (question.as_object_mut(), rest) {
                question.extend(rest);
            }
            question
        };
        let newest = scope(json!({ "limit": 100 }));
        let names = scope(json!({
            "compute": [{ "name": "n", "fn": "count" }, { "name": "p75", "fn": "percentile", "field": "view.largest_contentful_paint", "p": 75 }],
            "group_by": [{ "field": "view.name" }], "order_by": "-n", "limit": 20,
        }));
        let mut times = Vec::new();
        for round in 0..=LIST_ROUNDS {
            let started = Instant::now();
            api.ask("POST", "/api/v1/events", Some(&newest)).await?;
            api.ask("POST", "/api/v1/query", Some(&names)).await?;
            // the first round warms up
            if round > 0 {
                times.push(started.elapsed().as_secs_f64() * 1_000.0);
            }
        }
        Ok(times)
    }
}

fn enters(ledger: &Ledger) -> load::OnAck {
    let ledger = ledger.clone();
    Box::new(move |body: &Body| ledger.enter(body))
}

fn late_bodies(mut late: Vec<crate::generate::Late>) -> Vec<Body> {
    late.sort_by_key(|(application, ..)| *application);
    let same = late.chunk_by(|a, b| a.0 == b.0).flat_map(|one| one.chunks(LATE_BODY));
    same.map(|chunk| {
        let lines: Vec<&[u8]> = chunk.iter().map(|(_, _, line)| line.as_slice()).collect();
        let sent = chunk.iter().map(|(_, sent, _)| *sent).collect();
        Body { bytes: lines.join(&b'\n'), sent, application: chunk[0].0, ..Body::default() }
    })
    .collect()
}

/// A supply that tells how far it has come.
struct Watched {
    fresh: Rc<RefCell<Fresh>>,
    events: u64,
    told: u64,
}

impl Watched {
    fn new(fresh: Rc<RefCell<Fresh>>, events: u64) -> Watched {
        Watched { fresh, events, told: 0 }
    }
}

impl Supply for Watched {
    fn next(&mut self, body: &mut Body, done: f64) -> Result<bool> {
        if (done * 20.0) as u64 > self.told {
            self.told = (done * 20.0) as u64;
            say(&format!("{} % of {} events", self.told * 5, self.events));
        }
        self.fresh.borrow_mut().next(body, done)
    }

    fn is_deflated(&self) -> bool {
        false
    }
}
