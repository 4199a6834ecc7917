//! "Only this file may": names that stand in few places, so that one knows where to look.
//!
//! Code only: comments, texts and tests may say what they like.

use super::Finding;
use super::source::{self, File, Tree};

/// A rule over the code of the crates.
struct Rule {
    /// Names that the rule is about.
    names: &'static [&'static str],
    /// Paths, by their beginning, in which they may not stand. All code when it is empty.
    within: &'static [&'static str],
    /// Paths, by their beginning, in which they may.
    may: &'static [&'static str],
    /// What to do instead.
    instead: &'static str,
}

const PURE: &[&str] =
    &["crates/solera-event/src/", "crates/solera-intake/src/", "crates/solera-query/src/"];

const RULES: &[Rule] = &[
    Rule {
        names: &["arrow::", "datafusion::", "parquet::"],
        within: &[],
        may: &["crates/solera-store/", "bench/"],
        instead: "columns are the store's; take `Rows`",
    },
    Rule {
        names: &["sqlx::"],
        within: &[],
        may: &[
            "crates/solera-server/src/catalog",
            "crates/solera-store/src/embedded/manifest",
            "crates/solera-store/src/error.rs",
        ],
        instead: "SQL databases are the catalog's and the manifest's",
    },
    Rule {
        names: &[
            "SystemTime::now",
            "Instant::now",
            "std::fs",
            "std::net::Tcp",
            "std::env",
            "tokio::",
            "std::thread",
        ],
        within: PURE,
        may: &[],
        instead: "a pure crate takes time and bytes as arguments",
    },
    Rule {
        names: &["process::exit"],
        within: &["crates/"],
        may: &["crates/solera-server/src/main.rs"],
        instead: "return an error",
    },
];

/// Applies the rules.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let files = tree.rust().filter(|file| !file.is_test() && file.path.starts_with("crates/"));
    files.flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<Finding> {
    let begins = |paths: &[&str]| paths.iter().any(|path| file.path.starts_with(path));
    let code = source::code(file.production());
    let mut findings = Vec::new();
    for rule in RULES {
        if (!rule.within.is_empty() && !begins(rule.within)) || begins(rule.may) {
            continue;
        }
        let found = rule.names.iter().filter_map(|name| Some((name, find(&code, name)?)));
        findings.extend(found.map(|(name, at)| {
            let place = format!("{}:{}", file.path, source::line(&code, at));
            Finding::wrong(place, format!("`{name}` may not stand here: {}", rule.instead))
        }));
    }
    findings.extend(sql(file));
    findings.extend(derives(file, &code));
    findings
}

/// Crates whose types stand in no wire format and no API.
const NOT_WIRE: &[&str] = &["crates/solera-event/", "crates/solera-query/", "crates/solera-store/"];

/// A type that serde reads or writes is a wire struct, a setting or an API struct.
fn derives(file: &File, code: &str) -> Option<Finding> {
    let named = NOT_WIRE.iter().any(|path| file.path.starts_with(path));
    let derive = |line: &&str| line.contains("derive(") && line.contains("erialize");
    let at = code.lines().position(|line| derive(&line)).filter(|_| named)?;
    let place = format!("{}:{}", file.path, at + 1);
    Some(Finding::wrong(place, "serde stands in wire structs, settings and the API's structs"))
}

/// SQL over events is written in one place. Texts count here, so the whole text is looked at.
fn sql(file: &File) -> Option<Finding> {
    let may = ["crates/solera-query/src/sql", "crates/solera-query/src/select"];
    if may.iter().any(|path| file.path.starts_with(path)) {
        return None;
    }
    let text = file.production();
    let at = text.find("FROM \\\"").or_else(|| text.find("WHERE \\\"application.id\\\""))?;
    let place = format!("{}:{}", file.path, source::line(text, at));
    Some(Finding::wrong(place, "only solera-query's sql/ writes SQL over events"))
}

/// Where the name stands as a word of its own.
fn find(code: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = code[from..].find(name).map(|at| from + at) {
        let part_of_word = |one: char| one.is_alphanumeric() || one == '_';
        let before = code[..at].chars().next_back().is_some_and(part_of_word)
            // A module of ours may have a crate's name: `crate::sql::datafusion::`.
            || (name.ends_with(':') && code[..at].ends_with("::"));
        let after = code[at + name.len()..].chars().next().is_some_and(part_of_word);
        if !before && (!after || name.ends_with(':')) {
            return Some(at);
        }
        from = at + name.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_words_of_their_own() {
        for (code, name, found) in [
            ("use arrow::Array;", "arrow::", true),
            ("use crate::sql::arrow::text;", "arrow::", false),
            ("use narrow::x;", "arrow::", false),
            ("let now = std::time::SystemTime::now();", "SystemTime::now", true),
            ("#[derive(Serialize)]", "Serialize", true),
            ("fn serialize() {}", "Serialize", false),
            ("impl SerializeMap {}", "Serialize", false),
        ] {
            assert_eq!(find(code, name).is_some(), found, "{name} in {code}");
        }
    }
}
