//! `bench`: reads the command line, and runs one measurement.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use solera_bench::ask::Ask;
use solera_bench::crash::Crash;
use solera_bench::fill::Fill;
use solera_bench::ingest::Ingest;
use solera_bench::recover::Recover;
use solera_bench::report::say;

/// Loads Solera, asks it, breaks it, and prints what it measured. Nothing here is a timed test.
#[derive(Parser)]
#[command(name = "bench", version)]
struct Command {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Send generated events: acknowledged a second, latency, cost, freshness
    Ingest(Ingest),
    /// Ask the fourteen questions: time of each, cold and warm, alone and under load
    Ask(Ask),
    /// Send many events over many days, wait until the store is at rest: disk, memory
    Fill(Fill),
    /// Kill -9 a server and start it again: time until it answers and every count is right
    Recover(Recover),
    /// Kill -9 a server at random moments under load: is every acknowledged event there, once?
    Crash(Crash),
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("bench: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // one thread: the bench shares the machine with what it measures
    tokio::task::LocalSet::new().block_on(&runtime, async {
        match command.what {
            What::Ingest(ingest) => ingest.run().await,
            What::Ask(ask) => ask.run().await,
            What::Fill(fill) => fill.run().await,
            What::Recover(recover) => recover.run().await,
            What::Crash(crash) => crash.run().await,
        }
    })
}
