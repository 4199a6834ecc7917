//! Which server to work on: its address, how to be let in, its process and its folder.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use crate::api::Api;
use crate::http::Address;
use crate::process;

/// The server to work on.
#[derive(Args, Debug, Clone)]
pub struct Target {
    /// Its address
    #[arg(long, default_value = "http://127.0.0.1:7654")]
    pub server: String,
    /// The token that lets us in
    #[arg(long, env = "SOLERA_ADMIN_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// Its process, for CPU and memory [default: who listens on the port]
    #[arg(long)]
    pub pid: Option<u32>,
    /// Its folder, for bytes on the disk
    #[arg(long)]
    pub data: Option<PathBuf>,
}

impl Target {
    /// The address, read.
    pub fn address(&self) -> Result<Address> {
        Address::read(&self.server)
    }

    /// The token.
    pub fn token(&self) -> Result<&str> {
        self.token.as_deref().context("give a token with --token or SOLERA_ADMIN_TOKEN")
    }

    /// A connection for questions.
    pub fn api(&self) -> Result<Api> {
        Ok(Api::new(&self.address()?, self.token()?))
    }

    /// The server's process, if it can be found.
    pub fn process(&self) -> Option<u32> {
        self.pid.or_else(|| process::listener(self.address().ok()?.port()))
    }
}
