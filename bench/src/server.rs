//! A server that the bench starts, stops and kills.
//!
//! Only ever ends the process that it started.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::api::Api;
use crate::http::Address;

/// How long a server may take until it is ready, and until it has ended.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often it is asked.
const PAUSE: Duration = Duration::from_millis(5);

/// A running server.
pub struct Server {
    child: Child,
    /// From the start until it was ready.
    pub ready_after: Duration,
}

impl Server {
    /// Starts a server with this command (words apart by spaces) and waits until it is ready.
    pub async fn start(command: &str, address: &Address) -> Result<Server> {
        let mut words = command.split_whitespace();
        let program = words.next().context("the server's command is empty")?;
        let started = Instant::now();
        let child =
            Command::new(program).args(words).stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        let mut child = child.with_context(|| format!("`{program}` cannot be started"))?;
        let mut api = Api::new(address, "");
        while !api.is_ready().await {
            if let Some(status) = child.try_wait()? {
                bail!("the server ended before it was ready: {status}");
            }
            if started.elapsed() > PATIENCE {
                child.kill()?;
                bail!("the server was not ready within {} s", PATIENCE.as_secs());
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(Server { child, ready_after: started.elapsed() })
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as a power cut would: SIGKILL.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill().context("the server cannot be killed")?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to end (SIGTERM) and waits: how long that took.
    pub async fn stop(mut self) -> Result<Duration> {
        let started = Instant::now();
        // the standard library knows SIGKILL only
        let told = Command::new("kill").arg(self.child.id().to_string()).status()?;
        anyhow::ensure!(told.success(), "the server cannot be told to end");
        while self.child.try_wait()?.is_none() {
            anyhow::ensure!(
                started.elapsed() < PATIENCE,
                "the server did not end within {} s",
                PATIENCE.as_secs()
            );
            tokio::time::sleep(PAUSE).await;
        }
        Ok(started.elapsed())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // an error of the bench leaves no server behind; one that ended already is fine
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
