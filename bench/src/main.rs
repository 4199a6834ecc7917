//! `bench`: reads the command line, and runs one measurement.

use anyhow::Result;
use clap::{Parser, Subcommand};
use solera_bench::ingest::Ingest;

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
}

fn main() -> Result<()> {
    let command = Command::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // one thread: the bench shares the machine with what it measures
    tokio::task::LocalSet::new().block_on(&runtime, async {
        match command.what {
            What::Ingest(ingest) => ingest.run().await,
        }
    })
}
