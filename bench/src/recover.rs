//! `bench recover`: kill -9, and how long until the server answers and every count is right.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::Args;

use crate::generate::{Body, Generator, Options, When};
use crate::ledger::{self, Ledger};
use crate::load::{self, OnRefusal, Settings, now_ms};
use crate::report::Report;
use crate::server::Server;
use crate::supply::Fresh;
use crate::target::Target;

/// Starts a server, loads it, kills it, starts it again.
#[derive(Args, Debug, Clone)]
pub struct Recover {
    #[command(flatten)]
    target: Target,
    /// The command that starts the server, words apart by spaces
    #[arg(long)]
    command: String,
    /// How many seconds it is loaded before it is killed
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// Kept-alive connections
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Write the numbers there as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

impl Recover {
    /// Runs, and prints what was measured.
    pub async fn run(self) -> Result<()> {
        let address = self.target.address()?;
        let server = Server::start(&self.command, &address).await?;
        let mut report = Report::new("recover");
        report.number(
            "start_ms",
            server.ready_after.as_secs_f64() * 1_000.0,
            "ms from start to /readyz",
        );
        let mut api = self.target.api()?;
        let applications = api.applications().await?;
        let before = ledger::counts(&mut api, &applications, now_ms()).await?;
        let ledger = Ledger::new(applications.len());
        let settings = Settings {
            address: address.clone(),
            applications: applications.clone(),
            connections: self.connections,
            bodies_per_second: 0.0,
            seconds: Some(self.seconds),
            events: None,
            resend: 0.0,
            on_refusal: OnRefusal::Retry,
        };
        let seed = uuid::Uuid::new_v4().as_u64_pair().0;
        let options = Options {
            seed,
            applications: applications.clone(),
            lanes: 512,
            sessions_per_lane: 8,
            late: 0.0,
        };
        let fresh = Fresh::new(Generator::new(options), When::before(now_ms(), 0.0), 50, None);
        let entered = ledger.clone();
        let outcome =
            load::run(&settings, Box::new(fresh), Box::new(move |body: &Body| entered.enter(body)))
                .await?;
        // at once: what was acknowledged last is in the log only
        server.kill()?;
        report.number("events", outcome.events as f64, "events acknowledged before kill -9");
        let server = Server::start(&self.command, &address).await?;
        report.number(
            "recovery_ms",
            server.ready_after.as_secs_f64() * 1_000.0,
            "ms from start to /readyz after kill -9",
        );
        let mut api = self.target.api()?;
        let right = ledger
            .verify(&mut api, &applications, &before, now_ms(), Duration::from_secs(60))
            .await?;
        report.number(
            "recovered_counts_ms",
            right.as_secs_f64() * 1_000.0,
            "ms more until every count was right",
        );
        let stopped = server.stop().await?;
        report.number("stop_ms", stopped.as_secs_f64() * 1_000.0, "ms from SIGTERM to the end");
        let server = Server::start(&self.command, &address).await?;
        report.number(
            "restart_ms",
            server.ready_after.as_secs_f64() * 1_000.0,
            "ms from start to /readyz after SIGTERM",
        );
        server.stop().await?;
        report.tell(self.json.as_deref())
    }
}
