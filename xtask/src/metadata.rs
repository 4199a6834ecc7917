//! What cargo knows of the workspace and of every dependency, as far as the checks ask.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tool::{self, cargo};

/// A package of the dependency graph.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The SPDX expression of its manifest, if it has one.
    pub(crate) licence: Option<String>,
    /// `None` for the workspace's own packages.
    pub(crate) source: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// A line under a package's `[dependencies]`.
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// Which table of the manifest a dependency stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Normal,
    Dev,
    Build,
}

/// The workspace's own packages.
pub(crate) fn workspace() -> Result<Vec<Package>> {
    packages(&["metadata", "--format-version=1", "--no-deps"])
}

/// Every package that some target of the workspace depends on.
pub(crate) fn all() -> Result<Vec<Package>> {
    packages(&["metadata", "--format-version=1", "--locked"])
}

fn packages(arguments: &[&str]) -> Result<Vec<Package>> {
    let text = tool::output(cargo(arguments))?;
    let metadata: Value = serde_json::from_str(&text).context("cargo metadata prints JSON")?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists packages")?;
    Ok(packages.iter().map(package).collect())
}

fn package(value: &Value) -> Package {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let dependencies = value["dependencies"].as_array().into_iter().flatten();
    Package {
        name: text("name").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        licence: text("license"),
        source: text("source"),
        dependencies: dependencies.map(dependency).collect(),
    }
}

fn dependency(value: &Value) -> Dependency {
    Dependency {
        name: value["name"].as_str().unwrap_or_default().to_owned(),
        kind: match value["kind"].as_str() {
            Some("dev") => Kind::Dev,
            Some("build") => Kind::Build,
            _ => Kind::Normal,
        },
    }
}
