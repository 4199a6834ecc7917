//! The walls: which crate may know which, and what none of them may depend on.

use anyhow::Result;

use super::Finding;
use crate::metadata::{self, Kind, Package};

/// Crate, the in-house crates it knows, and dependencies that would break its wall.
///
/// A ninth edge is a decision record, not a line in a diff.
const WALLS: &[(&str, &[&str], &[&str])] = &[
    ("solera-event", &[], IMPURE),
    ("solera-intake", &["solera-event"], IMPURE),
    ("solera-query", &["solera-event"], IMPURE),
    ("solera-store", &["solera-event", "solera-query"], &["axum", "hyper"]),
    (
        "solera-server",
        &["solera-event", "solera-intake", "solera-query", "solera-store"],
        &["arrow", "datafusion", "parquet"],
    ),
    ("solera-bench", &[], &[]),
    ("xtask", &[], &[]),
];

/// What a pure crate has no use for.
const IMPURE: &[&str] = &[
    "arrow",
    "axum",
    "datafusion",
    "futures",
    "hyper",
    "object_store",
    "parquet",
    "reqwest",
    "sqlx",
    "tokio",
    "tracing",
];

/// Crates whose own dependencies are few on purpose.
const SMALL: &[(&str, &[&str])] = &[("solera-event", &["serde", "serde_json", "uuid"])];

/// Compares the manifests with the walls.
pub(super) fn check() -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for package in metadata::workspace()? {
        let Some((name, edges, barred)) = WALLS.iter().find(|wall| wall.0 == package.name) else {
            findings.push(Finding::wrong(&package.name, "a new crate needs a decision record"));
            continue;
        };
        findings.extend(compare(&package, name, edges));
        let depends = normal(&package);
        findings.extend(depends.iter().filter(|on| barred.contains(on)).map(|on| {
            Finding::wrong(*name, format!("may not depend on `{on}`: see ARCHITECTURE.md"))
        }));
        if let Some((_, few)) = SMALL.iter().find(|small| small.0 == package.name) {
            let more = depends.iter().filter(|on| !few.contains(on));
            findings.extend(more.map(|on| Finding::wrong(*name, format!("may not need `{on}`"))));
        }
    }
    Ok(findings)
}

/// In-house edges: exactly those of the wall, and no others in tests.
fn compare(package: &Package, name: &str, edges: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let ours = package.dependencies.iter().filter(|on| WALLS.iter().any(|wall| wall.0 == on.name));
    for on in ours.filter(|on| !edges.contains(&on.name.as_str())) {
        let message = format!("depends on `{}`: not one of the eight edges", on.name);
        findings.push(Finding::wrong(name, message));
    }
    let depends = normal(package);
    for edge in edges.iter().filter(|edge| !depends.contains(edge)) {
        findings
            .push(Finding::wrong(name, format!("the edge to `{edge}` is gone; so say the docs")));
    }
    findings
}

fn normal(package: &Package) -> Vec<&str> {
    let normal = package.dependencies.iter().filter(|on| on.kind != Kind::Dev);
    normal.map(|on| on.name.as_str()).collect()
}
