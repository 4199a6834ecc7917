//! `cargo xtask build`: everything for release.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::tool;

/// How the server is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build, slow to run: for tests.
    Dev,
    /// What people use.
    Release,
}

/// Builds everything; the binary's path is the last line printed.
pub(crate) fn run() -> Result<()> {
    let binary = server(Profile::Release)?;
    println!("{}", binary.display());
    Ok(())
}

/// Builds the server, cargo showing its progress, and gives the binary's path.
pub(crate) fn server(profile: Profile) -> Result<PathBuf> {
    let format = "--message-format=json-render-diagnostics";
    let mut command = tool::cargo(&["build", "--locked", "--package", "solera-server", format]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    eprintln!("Building the server; the first time takes some minutes.");
    executable(command)
}

/// Runs a cargo build and reads the binary's path out of its messages.
fn executable(mut command: Command) -> Result<PathBuf> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo: install Rust with rustup")?;
    if !output.status.success() {
        bail!("the server does not build; cargo says why above");
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .context("cargo built no binary named `solera`")
}
