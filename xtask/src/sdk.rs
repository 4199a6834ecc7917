//! The browser SDK: its build and its checks.
//!
//! The server embeds what `npm run build` leaves in sdk/browser/dist/v1, so the SDK comes before it.

use anyhow::{Result, bail};

use crate::console;
use crate::steps::Done;
use crate::tool::{self, command};

/// Builds the SDK, its packages first where the lock file is newer than they are.
pub(crate) fn build() -> Result<()> {
    console::need_packages()?;
    eprintln!("Building the browser SDK.");
    tool::run(npm("build"))
}

/// Types, unit tests, the build and its size: the step `sdk` of `cargo xtask test`.
pub(crate) fn check() -> Result<Done> {
    console::need_node()?;
    tool::run(npm("check"))?;
    Ok(Done::Passed)
}

/// Fails with a sentence while there is no built SDK to embed.
pub(crate) fn need_built() -> Result<()> {
    if tool::root().join("sdk/browser/dist/v1/manifest.json").is_file() {
        return Ok(());
    }
    bail!("the browser SDK is not built: `cargo xtask test npm sdk` first")
}

fn npm(script: &str) -> std::process::Command {
    command("npm", &["run", "--silent", script, "--workspace", "sdk/browser"])
}
