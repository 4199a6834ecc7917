//! `cargo xtask up`: from a clone to a running server.

use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::geo::{self, Edition};
use crate::{build, tool};

/// The setting that names proxies whose word for a visitor's address counts.
const TRUSTED: &str = "SOLERA_TRUSTED_PROXIES";

/// How to start it.
#[derive(Args)]
pub(crate) struct Options {
    /// Address and port to answer on
    #[arg(long, default_value = "127.0.0.1:7654")]
    listen: SocketAddr,
    /// The folder that holds everything
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Which free DB-IP database to fetch for countries and cities
    #[arg(long, value_enum, default_value = "country")]
    geo: Edition,
}

/// Builds the server, fetches the database of addresses, and becomes the server.
pub(crate) fn run(options: &Options) -> Result<()> {
    check_port(options.listen)?;
    let binary = build::release()?;
    let data = tool::root().join(&options.data);
    let mut serve = Command::new(&binary);
    serve.arg("serve").arg("--listen").arg(options.listen.to_string()).arg("--data").arg(&data);
    if options.listen.ip().is_loopback() && std::env::var_os(TRUSTED).is_none() {
        // Who reaches it is on this machine: the demo may tell where its visitors are.
        serve.env(TRUSTED, "127.0.0.0/8,::1");
    }
    match geo::fetch(options.geo, &data.join("geo")) {
        Ok(Some(database)) => database.set(&mut serve),
        Ok(None) => {}
        Err(error) => {
            println!(
                "Countries and cities stay empty, for their database cannot be had: {error:#}"
            );
        }
    }
    println!(
        "Starting Solera on http://{} with {}; Ctrl-C stops it.",
        options.listen,
        data.display()
    );
    // In its place rather than as its parent: Ctrl-C and SIGTERM then reach the server alone.
    Err(serve.exec()).with_context(|| format!("cannot start {}", binary.display()))
}

fn check_port(address: SocketAddr) -> Result<()> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "{address} is taken by another program; stop it, or choose another with \
             `cargo xtask up --listen 127.0.0.1:PORT`"
        ),
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}
