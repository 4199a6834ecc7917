//! Licences of the dependencies, against the list of `deny.toml`.
//!
//! With cargo-deny installed, it does this, and advisories where their database can be had.
//! Without it, the expressions of the manifests are checked here: no advisories, no texts.

mod expression;
mod npm;

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use crate::metadata;
use crate::steps::Done;
use crate::tool::{self, command};

/// The step of `cargo xtask test`.
pub(crate) fn run() -> Result<Done> {
    of_npm()?;
    if tool::find("cargo-deny").is_none() {
        println!("    cargo-deny is not installed: licences are checked by their manifests, ");
        println!("    advisories are not (`cargo install --locked cargo-deny` for both)");
        return by_manifest();
    }
    tool::run(command("cargo-deny", &["check", "licenses", "bans", "sources"]))?;
    if let Err(error) = tool::run(command("cargo-deny", &["fetch", "db"])) {
        println!("    advisories are skipped, for their database cannot be had: {error:#}");
        return Ok(Done::Passed);
    }
    tool::run(command("cargo-deny", &["check", "advisories"]))?;
    Ok(Done::Passed)
}

fn of_npm() -> Result<()> {
    let rules = Rules::read()?;
    let (wrong, count) = npm::check(|licence| rules.allow("", licence))?;
    if !wrong.is_empty() {
        bail!("deny.toml does not allow:\n  {}", wrong.join("\n  "));
    }
    println!("    {count} npm packages, all under allowed licences");
    Ok(())
}

fn by_manifest() -> Result<Done> {
    let rules = Rules::read()?;
    let mut wrong = Vec::new();
    let packages = metadata::all()?;
    for package in packages.iter().filter(|package| package.source.is_some()) {
        let name = format!("{} {}", package.name, package.version);
        match &package.licence {
            None => wrong.push(format!("{name} names no licence")),
            Some(text) => match rules.allow(&package.name, text) {
                Ok(true) => {}
                Ok(false) => wrong.push(format!("{name} is under {text}")),
                Err(error) => wrong.push(format!("{name}: `{text}` is no licence: {error}")),
            },
        }
    }
    if !wrong.is_empty() {
        bail!("deny.toml does not allow:\n  {}", wrong.join("\n  "));
    }
    println!("    {} packages, all under allowed licences", packages.len());
    Ok(Done::Passed)
}

/// What `deny.toml` allows.
struct Rules {
    everywhere: Vec<String>,
    by_crate: BTreeMap<String, Vec<String>>,
}

impl Rules {
    fn read() -> Result<Rules> {
        let text = std::fs::read_to_string(tool::root().join("deny.toml"))
            .context("cannot read deny.toml")?;
        let file: toml::Table = text.parse().context("deny.toml is no TOML")?;
        let licences = file.get("licenses").context("deny.toml has no [licenses]")?;
        let exceptions = licences.get("exceptions").and_then(toml::Value::as_array);
        let mut by_crate = BTreeMap::new();
        for exception in exceptions.into_iter().flatten() {
            let name = exception.get("crate").and_then(toml::Value::as_str);
            by_crate
                .insert(name.context("an exception names its crate")?.to_owned(), texts(exception));
        }
        Ok(Rules { everywhere: texts(licences), by_crate })
    }

    fn allow(&self, package: &str, licence: &str) -> Result<bool, String> {
        let more = self.by_crate.get(package).map(Vec::as_slice).unwrap_or_default();
        let allowed = |name: &str| self.everywhere.iter().chain(more).any(|one| one == name);
        expression::holds(licence, &allowed)
    }
}

fn texts(table: &toml::Value) -> Vec<String> {
    let list = table.get("allow").and_then(toml::Value::as_array);
    list.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned).collect()
}
