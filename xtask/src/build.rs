//! `cargo xtask build`: everything for release.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{console, sdk, tool};

/// Builds everything; the binary's path is the last line printed.
pub(crate) fn run() -> Result<()> {
    println!("{}", release()?.display());
    Ok(())
}

/// Builds the server as people use it, the console and the browser SDK in it, and gives the binary's path.
pub(crate) fn release() -> Result<PathBuf> {
    console::build()?;
    sdk::build()?;
    eprintln!("Building the server; the first time takes some minutes.");
    executable(tool::cargo(&["build", "--locked", "--release", "--package", "solera-server"]))
}

/// Builds the server for tests, and gives the binary's path.
///
/// With all tests of the workspace, as the step before built them: alone, the server's
/// dependencies would have other features, and all of them would be built once more.
pub(crate) fn for_tests() -> Result<PathBuf> {
    executable(tool::cargo(&["test", "--locked", "--workspace", "--no-run"]))
}

/// Runs a build, cargo showing its progress, and reads the binary's path out of its messages.
fn executable(mut command: Command) -> Result<PathBuf> {
    let output = command
        .arg("--message-format=json-render-diagnostics")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo: install Rust with rustup")?;
    if !output.status.success() {
        bail!("the server does not build; cargo says why above");
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    messages
        .filter(|message| {
            message["target"]["name"] == "solera" && message["profile"]["test"] == false
        })
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .context("cargo built no binary named `solera`")
}
