//! `solera demo`: believable traffic through the intake of a running server, so that a newcomer
//! has something to ask about.
//!
//! A visitor like any other: it knows the server's HTTP API and nothing of its insides. The same
//! seed tells the same story with the same ids, so that a second run of it changes no answer.

mod client;
mod event;
mod page;
mod story;
mod visit;
mod world;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;

use crate::clock::now_ms;
use client::{Client, Target};
use visit::{Batch, Visit};

/// Visits that are sent at once: enough to keep a server busy, few enough to go unnoticed.
const SENDERS: usize = 8;
/// Visits made ahead of the senders.
const AHEAD: usize = 32;

/// What to send, and where.
#[derive(Args)]
pub(crate) struct Demo {
    /// How many sessions
    #[arg(long, default_value_t = 1_000)]
    sessions: usize,
    /// Over how many days before now
    #[arg(long, default_value_t = 7.0)]
    days: f64,
    /// The server
    #[arg(long, default_value = "http://127.0.0.1:7654", value_name = "URL")]
    server: String,
    /// Send for this application [default: one is made, which needs the admin token]
    #[arg(long, value_name = "ID", requires = "client_token")]
    application_id: Option<String>,
    /// That application's client token
    #[arg(long, value_name = "TOKEN", requires = "application_id")]
    client_token: Option<String>,
    /// What the application is called that is made
    #[arg(long, default_value = "Demo shop")]
    name: String,
    /// The server's admin token, to make an application with
    #[arg(long, env = "SOLERA_ADMIN_TOKEN", hide_env_values = true, value_name = "TOKEN")]
    admin_token: Option<String>,
    /// The same seed tells the same story with the same ids [default: another each time]
    #[arg(long)]
    seed: Option<u64>,
}

/// Sends it all, with a progress bar.
pub(crate) async fn run(demo: Demo) -> anyhow::Result<()> {
    anyhow::ensure!(demo.days > 0.0, "`--days` is {}, it must be more than 0", demo.days);
    let target = target(&demo).await?;
    let seed = demo.seed.unwrap_or_else(|| rand::rng().random());
    let bar = ProgressBar::new(demo.sessions as u64).with_style(style());
    bar.enable_steady_tick(Duration::from_millis(200));
    let (visits, waiting) = mpsc::channel::<Vec<Batch>>(AHEAD);
    let waiting = Arc::new(Mutex::new(waiting));
    let mut senders = JoinSet::new();
    for _ in 0..SENDERS {
        senders.spawn(send(target.clone(), waiting.clone(), bar.clone()));
    }
    let mut random = SmallRng::seed_from_u64(seed);
    let span_ms = (demo.days * 86_400_000.0) as i64;
    let story = story::Story::new(now_ms() - span_ms, now_ms(), target.application.clone());
    for _ in 0..demo.sessions {
        let visit = Visit::new(&story, SmallRng::seed_from_u64(random.random())).batches();
        // every sender has failed: the first of them says why
        if visits.send(visit).await.is_err() {
            break;
        }
    }
    drop(visits);
    let mut events = 0;
    while let Some(sent) = senders.join_next().await {
        events += sent??;
    }
    bar.finish_and_clear();
    crate::say(&format!(
        "sent {events} events of {} sessions for application {} (seed {seed})",
        demo.sessions, target.application
    ));
    Ok(())
}

async fn target(demo: &Demo) -> anyhow::Result<Target> {
    let authority = client::authority(&demo.server)?;
    if let (Some(application), Some(token)) = (&demo.application_id, &demo.client_token) {
        return Ok(Target { authority, application: application.clone(), token: token.clone() });
    }
    let admin = demo.admin_token.as_deref().context(
        "give --application-id and --client-token of an application, or the server's admin token \
         (--admin-token or SOLERA_ADMIN_TOKEN) to have one made",
    )?;
    let (application, token) = client::make_application(&authority, admin, &demo.name).await?;
    crate::say(&format!("made application {application}, called {}", demo.name));
    Ok(Target { authority, application, token })
}

async fn send(
    target: Target,
    waiting: Arc<Mutex<mpsc::Receiver<Vec<Batch>>>>,
    bar: ProgressBar,
) -> anyhow::Result<usize> {
    let (mut client, mut events) = (Client::new(target), 0);
    loop {
        let visit = waiting.lock().await.recv().await;
        let Some(visit) = visit else { return Ok(events) };
        for batch in visit {
            client.send(&batch).await?;
            events += batch.lines.len();
        }
        bar.inc(1);
    }
}

fn style() -> ProgressStyle {
    let template = "{bar:30} {pos}/{len} sessions, {per_sec}, {eta} left";
    ProgressStyle::with_template(template).expect("the template is fixed text")
}
