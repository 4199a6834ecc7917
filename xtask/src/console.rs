//! The web console: its packages, its build, and the Node.js that both need.
//!
//! The server embeds what `npm run build` leaves in console/dist, so the console comes first.

use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::steps::Done;
use crate::tool::{self, command};

/// The oldest Node.js that Vite and the tests run on.
const NODE: (u32, u32) = (20, 19);
const INSTALL: &str = "install Node.js 20.19 or later, with npm (https://nodejs.org)";

/// Builds the console, its packages first where the lock file is newer than they are.
pub(crate) fn build() -> Result<()> {
    need_packages()?;
    eprintln!("Building the console; this takes some seconds.");
    tool::run(command("npm", &["run", "--silent", "build", "--workspace", "console"]))
}

/// Node.js, and the packages of the lock file where that is newer than they are.
pub(crate) fn need_packages() -> Result<()> {
    need_node()?;
    if packages_are_old() {
        eprintln!("Fetching packages from npm, as the lock file names them.");
        install()?;
    }
    Ok(())
}

/// Installs the packages of the lock file: the step `npm` of `cargo xtask test`.
pub(crate) fn packages() -> Result<Done> {
    need_node()?;
    install()?;
    Ok(Done::Passed)
}

/// API types as described, types, unit tests, the build and its size: the step `console` of `cargo xtask test`.
pub(crate) fn check() -> Result<Done> {
    need_node()?;
    let types = ["run", "--silent", "codegen", "--workspace", "console", "--", "--check"];
    tool::run(command("npm", &types))
        .context("the console's API types are old: `cargo xtask codegen`")?;
    tool::run(command("npm", &["run", "--silent", "check", "--workspace", "console"]))?;
    Ok(Done::Passed)
}

/// Writes the console's API types anew, out of schema/openapi.json.
pub(crate) fn api_types() -> Result<()> {
    need_node()?;
    tool::run(command("npm", &["run", "--silent", "codegen", "--workspace", "console"]))
}

/// Fails with a sentence while there is no built console to embed.
pub(crate) fn need_built() -> Result<()> {
    if tool::root().join("console/dist/index.html").is_file() {
        return Ok(());
    }
    bail!("the console is not built: `cargo xtask test npm console` first")
}

/// Fails with a sentence that says what to install when Node.js is missing or too old.
pub(crate) fn need_node() -> Result<()> {
    tool::need("node", INSTALL)?;
    tool::need("npm", INSTALL)?;
    let said = tool::output(command("node", &["--version"]))?;
    let found = version(&said).with_context(|| format!("`node --version` says `{said}`"))?;
    if found < NODE {
        bail!("Node.js is {}, which is too old: {INSTALL}", said.trim());
    }
    Ok(())
}

fn install() -> Result<()> {
    tool::run(command("npm", &["ci", "--no-audit", "--no-fund"]))
}

/// Whether what is installed is older than the lock file, or not there.
fn packages_are_old() -> bool {
    let installed = written(&tool::root().join("node_modules/.package-lock.json"));
    installed.is_none() || installed < written(&tool::root().join("package-lock.json"))
}

fn written(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file).and_then(|about| about.modified()).ok()
}

/// Major and minor of `v20.20.2`.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().strip_prefix('v')?.split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        for (said, enough) in [("v20.19.0\n", true), ("v20.9.1", false), ("v22.1.0", true)] {
            assert_eq!(version(said).unwrap() >= NODE, enough, "{said}");
        }
        assert_eq!(version("20"), None);
    }
}
