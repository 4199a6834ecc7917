//! `bench ingest`: how many events a second are acknowledged, how fast, and at what cost.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::generate::{Application, Body, Generator, Options, When};
use crate::ledger::{self, Ledger};
use crate::load::{self, OnAck, OnRefusal, Outcome, Settings, now_ms};
use crate::report::{Report, quantile, say};
use crate::supply::{Fresh, Spool, Supply};
use crate::target::Target;
use crate::{probe, process};

/// How long after the last answer every count must be right.
const VERIFY_WITHIN: Duration = Duration::from_secs(60);

/// How bodies are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// As they are
    Plain,
    /// As a zlib stream, told by dd-evp-encoding=deflate
    Deflate,
}

/// Sends generated events and measures the server.
#[derive(Args, Debug, Clone)]
pub struct Ingest {
    #[command(flatten)]
    target: Target,
    /// Stop after this many seconds
    #[arg(long)]
    seconds: Option<f64>,
    /// Stop after this many events [default: none, or 60 seconds]
    #[arg(long)]
    events: Option<u64>,
    /// Events a second; 0 is as fast as answers come
    #[arg(long, default_value_t = 0.0)]
    rate: f64,
    /// Kept-alive connections
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Events of a body
    #[arg(long, default_value_t = 50)]
    body: usize,
    /// How bodies are sent
    #[arg(long, value_enum, default_value = "plain")]
    encoding: Encoding,
    /// Level of deflate
    #[arg(long, default_value_t = 6)]
    level: u32,
    /// Make so many events before the clock starts, so that making them costs the server nothing
    #[arg(long, value_name = "EVENTS")]
    prepare: Option<u64>,
    /// Spread the events' dates over so many days before now
    #[arg(long, default_value_t = 0.0)]
    days: f64,
    /// The same seed gives the same events, but for their dates
    #[arg(long)]
    seed: Option<u64>,
    /// Browsers whose bodies take turns
    #[arg(long, default_value_t = 512)]
    lanes: usize,
    /// Sessions open at once in a browser
    #[arg(long, default_value_t = 8)]
    sessions: usize,
    /// Send this share of the bodies a second time
    #[arg(long, default_value_t = 0.0)]
    resend: f64,
    /// Send again what is refused until it is taken
    #[arg(long)]
    retry: bool,
    /// Do not probe how soon events are visible
    #[arg(long)]
    no_probe: bool,
    /// Afterwards, ask until every kind's count is as acknowledged; an error if it never is
    #[arg(long)]
    verify: bool,
    /// Write the acknowledged events there, one a line
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Write the numbers there as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

impl Ingest {
    /// Runs, and prints what was measured.
    pub async fn run(self) -> Result<()> {
        ensure!(
            self.record.is_none() || self.encoding == Encoding::Plain,
            "--record wants --encoding plain"
        );
        let mut api = self.target.api()?;
        let applications = api.applications().await?;
        let before = if self.verify {
            ledger::counts(&mut api, &applications, now_ms()).await?
        } else {
            Vec::new()
        };
        let supply = self.supply(&applications)?;
        let ledger = Ledger::new(applications.len());
        let (on_ack, recorder) = self.on_ack(ledger.clone())?;
        let server = self.target.process();
        let costs = Costs::start(server);
        let stop = Rc::new(Cell::new(false));
        let probe = (!self.no_probe).then(|| self.probe(&applications[0], &stop)).transpose()?;
        let outcome = load::run(&self.settings(&applications)?, supply, on_ack).await?;
        let mut report = Report::new("ingest");
        self.tell_outcome(&outcome, &mut report);
        costs.tell(outcome.events, &mut report);
        stop.set(true);
        if let Some(probe) = probe {
            tell_freshness(probe.await??, &mut report);
        }
        if let Some(recorder) = recorder {
            recorder.borrow_mut().flush().context("the record cannot be written")?;
        }
        report.number("rows", ledger.rows() as f64, "(views counted once)");
        if self.verify {
            let took =
                ledger.verify(&mut api, &applications, &before, now_ms(), VERIFY_WITHIN).await?;
            report.number("verified_after_ms", took.as_secs_f64() * 1_000.0, "ms");
        }
        if let Some(folder) = &self.target.data {
            report.number(
                "disk_bytes",
                process::disk_bytes(folder) as f64,
                "bytes, before compaction is done",
            );
        }
        report.tell(self.json.as_deref())?;
        if outcome.events == 0 {
            bail!("nothing was acknowledged: {:?}", outcome.answers);
        }
        Ok(())
    }

    fn settings(&self, applications: &[Application]) -> Result<Settings> {
        let seconds = self
            .seconds
            .or_else(|| (self.events.is_none() && self.prepare.is_none()).then_some(60.0));
        Ok(Settings {
            address: self.target.address()?,
            applications: applications.to_vec(),
            connections: self.connections,
            bodies_per_second: self.rate / self.body as f64,
            seconds,
            events: self.events,
            resend: self.resend,
            on_refusal: if self.retry { OnRefusal::Retry } else { OnRefusal::Count },
        })
    }

    fn supply(&self, applications: &[Application]) -> Result<Box<dyn Supply>> {
        let generator = Generator::new(Options {
            seed: self.seed.unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0),
            applications: applications.to_vec(),
            lanes: self.lanes,
            sessions_per_lane: self.sessions,
            late: 0.0,
        });
        let level = (self.encoding == Encoding::Deflate).then_some(self.level);
        let fresh = Fresh::new(generator, When::before(now_ms(), self.days), self.body, level);
        let Some(events) = self.prepare else { return Ok(Box::new(fresh)) };
        say(&format!("making {events} events before the clock starts"));
        Ok(Box::new(Spool::filled(fresh, events)?.reader()?))
    }

    fn on_ack(&self, ledger: Ledger) -> Result<(OnAck, Option<Recorder>)> {
        let Some(path) = &self.record else {
            return Ok((Box::new(move |body: &Body| ledger.enter(body)), None));
        };
        let file =
            File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
        let recorder: Recorder = Rc::new(RefCell::new(BufWriter::with_capacity(1 << 20, file)));
        let writer = recorder.clone();
        let on_ack = move |body: &Body| {
            ledger.enter(body);
            let mut writer = writer.borrow_mut();
            // an error stays in the writer's file and is told by the flush at the end
            let _ = writer.write_all(&body.bytes).and_then(|()| writer.write_all(b"\n"));
        };
        Ok((Box::new(on_ack), Some(recorder)))
    }

    fn probe(
        &self,
        application: &Application,
        stop: &Rc<Cell<bool>>,
    ) -> Result<tokio::task::JoinHandle<Result<Vec<f64>>>> {
        let (address, token) = (self.target.address()?, self.target.token()?.to_owned());
        Ok(tokio::task::spawn_local(probe::run(address, token, application.clone(), stop.clone())))
    }

    fn tell_outcome(&self, outcome: &Outcome, report: &mut Report) {
        let mut latencies = outcome.latencies_ms.clone();
        report.number(
            "events_per_second",
            outcome.events as f64 / outcome.seconds,
            "events/s acknowledged",
        );
        let full = &outcome.by_second[..outcome.by_second.len().saturating_sub(1)];
        report.number("slowest_second", full.iter().min().copied().unwrap_or(0) as f64, "events");
        report.number("events", outcome.events as f64, "events");
        report.number("seconds", outcome.seconds, "s");
        report.number(
            "event_bytes",
            outcome.bytes as f64 / outcome.events as f64,
            "bytes an event as sent",
        );
        report.number("answer_p50_ms", quantile(&mut latencies, 0.5), "ms");
        report.number("answer_p99_ms", quantile(&mut latencies, 0.99), "ms");
        report.number("answer_max_ms", quantile(&mut latencies, 1.0), "ms");
        let answers: Vec<String> =
            outcome.answers.iter().map(|(answer, count)| format!("{answer}: {count}")).collect();
        report.text("answers", &answers.join(", "));
        report.detail("answers_by_status", json!(outcome.answers));
        report.detail("events_by_second", json!(outcome.by_second));
    }
}

type Recorder = Rc<RefCell<BufWriter<File>>>;

fn tell_freshness(mut seen: Vec<f64>, report: &mut Report) {
    report.number("visible_p50_ms", quantile(&mut seen, 0.5), "ms from sending to visible");
    report.number("visible_p95_ms", quantile(&mut seen, 0.95), "ms from sending to visible");
    report.number("visible_max_ms", quantile(&mut seen, 1.0), "ms from sending to visible");
    report.number("probes", seen.len() as f64, "marked events");
}

/// What a run costs the server and the bench.
pub struct Costs {
    server: Option<u32>,
    server_cpu: f64,
    own_cpu: f64,
}

impl Costs {
    /// From now on.
    pub fn start(server: Option<u32>) -> Costs {
        if let Some(pid) = server {
            process::reset_peak(pid);
        }
        Costs { server, server_cpu: server.map_or(0.0, cpu), own_cpu: cpu(std::process::id()) }
    }

    /// Enters what was used since.
    pub fn tell(&self, events: u64, report: &mut Report) {
        let millions = events.max(1) as f64 / 1e6;
        if let Some(pid) = self.server {
            report.number(
                "server_cpu_seconds_per_million",
                (cpu(pid) - self.server_cpu) / millions,
                "CPU s a million events, server",
            );
        }
        report.number(
            "own_cpu_seconds_per_million",
            (cpu(std::process::id()) - self.own_cpu) / millions,
            "CPU s a million events, bench",
        );
        if let Some((now, peak)) = self.server.and_then(|pid| process::memory(pid).ok()) {
            report.number("server_memory_peak_bytes", peak as f64, "bytes resident at the peak");
            report.number("server_memory_bytes", now as f64, "bytes resident at the end");
        }
    }
}

fn cpu(pid: u32) -> f64 {
    process::cpu_seconds(pid).unwrap_or(f64::NAN)
}
