//! Where files lie and how they begin.

use super::Finding;
use super::source::{File, Tree};

/// Generated files whose names others have settled.
const GENERATED: &[&str] = &["docs/config.md", "docs/fields.md", "schema/openapi.json"];

/// Checks places and heads.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = tree.rust().filter_map(rust).collect();
    findings.extend(tree.files.iter().filter_map(script));
    findings.extend(tree.files.iter().filter_map(generated));
    let missing = GENERATED.iter().filter(|path| tree.file(path).is_none());
    findings.extend(
        missing.map(|path| Finding::wrong(*path, "is missing: `cargo xtask codegen` writes it")),
    );
    findings
}

fn rust(file: &File) -> Option<Finding> {
    let wrong = |message: &str| Some(Finding::wrong(&file.path, message));
    // Beside integration tests, `common.rs` would be a test of its own.
    if file.path.ends_with("/mod.rs") && !file.path.contains("/tests/") {
        return wrong("is named mod.rs; name it after its folder, beside it");
    }
    if let Some((_, within)) = file.path.split_once("/src/")
        && within.trim_end_matches("/tests.rs").matches('/').count() > 1
    {
        return wrong("lies more than one folder deep under src");
    }
    if !file.path.ends_with("/tests.rs") && !file.text.starts_with("//!") {
        return wrong(
            "has no head: begin with `//!` and say what it does, does not know, and holds",
        );
    }
    None
}

fn script(file: &File) -> Option<Finding> {
    let script = [".ts", ".tsx", ".js", ".mjs"].iter().any(|end| file.path.ends_with(end));
    let heads = ["//", "/*", "#!"];
    // As in Rust: what is tested stands beside it, and has the head.
    let is_test = file.path.contains(".test.");
    if script
        && !is_test
        && !file.path.contains(".gen.")
        && !heads.iter().any(|head| file.text.starts_with(head))
    {
        return Some(Finding::wrong(
            &file.path,
            "has no head: begin with a comment on what it does",
        ));
    }
    None
}

fn generated(file: &File) -> Option<Finding> {
    let head: String = file.text.lines().take(5).collect();
    let says_so = head.contains("@generated") || head.contains("<!-- Written from");
    let named = file.path.contains(".gen.") || GENERATED.contains(&file.path.as_str());
    if says_so && !named && !file.path.ends_with(".rs") && !file.path.ends_with(".lock") {
        return Some(Finding::wrong(&file.path, "is generated: put `.gen.` into its name"));
    }
    None
}
