//! Licences of the npm packages, as the lock file tells them.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tool;

/// Packages under a licence that is on no list, and why they may come in all the same.
const EXCEPTIONS: &[(&str, &str)] = &[
    // As permissive as MIT, and only while the console's API types are written.
    ("argparse", "Python-2.0"),
];

/// What is wrong with the packages, and how many there are. Links to our own folders are none.
pub(super) fn check(allow: impl Fn(&str) -> Result<bool, String>) -> Result<(Vec<String>, usize)> {
    let text = std::fs::read_to_string(tool::root().join("package-lock.json"))
        .context("cannot read package-lock.json")?;
    let lock: Value = serde_json::from_str(&text).context("package-lock.json is no JSON")?;
    let packages = lock["packages"].as_object().context("package-lock.json lists packages")?;
    let installed = packages.iter().filter(|(_, package)| package["link"] != true);
    let named = installed.filter_map(|(path, package)| {
        Some((path.rsplit_once("node_modules/")?.1, package["license"].as_str()))
    });
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (name, licence) in named {
        count += 1;
        match licence {
            None => wrong.push(format!("npm's {name} names no licence")),
            Some(licence) if EXCEPTIONS.contains(&(name, licence)) => {}
            Some(licence) if allow(licence) == Ok(true) => {}
            Some(licence) => wrong.push(format!("npm's {name} is under {licence}")),
        }
    }
    Ok((wrong, count))
}
