//! Words that do not belong into the repository: unfinished work, other words for our nouns, and
//! places that exist on one machine only.

use super::Finding;
use super::source::{self, File, Tree};

/// Words of unfinished work, spelt so that this file does not hold them.
const UNFINISHED: &[&str] = &[
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("HA", "CK:"),
    concat!("for", " now"),
    concat!("not yet", " implemented"),
    concat!("TO", "DO"),
];

/// A word, and the one to use instead (ARCHITECTURE.md, "Words").
const OTHERS: &[(&str, &str)] = &[
    (concat!("page", " view"), "view"),
    (concat!("ten", "ant"), "application"),
    (concat!("meta", "store"), "catalog"),
    (concat!("error", " group"), "issue"),
    (concat!("debug", " file"), "artifact"),
    (concat!("data", " point"), "event"),
];

/// Folders of machines, and hosts that no clone can reach.
const PLACES: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/ho", "me/"),
    concat!("/Use", "rs/"),
    concat!("/root", "/."),
    concat!(".inter", "nal/"),
    concat!("arti", "factory"),
    concat!("pypi", "-proxy"),
    concat!("registry", "-proxy"),
];

/// Looks for the words.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let read = tree.files.iter().filter(|file| !is_data(&file.path));
    read.flat_map(check_file).collect()
}

/// What others wrote, or a program: not ours to word.
fn is_data(path: &str) -> bool {
    path.starts_with("schema/")
        || path == "LICENSE"
        || path.contains("lock")
        || path.contains(".gen.")
}

fn check_file(file: &File) -> Vec<Finding> {
    // ASCII alone, for a byte must stay in its place.
    let lower = file.text.to_ascii_lowercase();
    let place = |at: usize| format!("{}:{}", file.path, source::line(&lower, at));
    let mut findings = Vec::new();
    for word in UNFINISHED {
        let shouted = word.chars().all(|one| !one.is_lowercase());
        let at = if shouted { file.text.find(word) } else { lower.find(word) };
        let message =
            format!("`{}` tells of unfinished work: finish it, or leave it out", word.trim());
        findings.extend(at.map(|at| Finding::wrong(place(at), message)));
    }
    for (word, ours) in OTHERS {
        let message = format!("say `{ours}`, not `{word}`: see the words in ARCHITECTURE.md");
        let told_there = matches!(file.path.as_str(), "ARCHITECTURE.md" | "STYLE.md");
        let at = find_word(&lower, word).filter(|_| !told_there);
        findings.extend(at.map(|at| Finding::wrong(place(at), message)));
    }
    for word in PLACES {
        let message = format!("`{word}` names a place that exists on one machine only");
        findings.extend(lower.find(word).map(|at| Finding::wrong(place(at), message)));
    }
    findings
}

/// Where the word begins one, in whichever form it goes on.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let begins =
        |at: &usize| text[..*at].chars().next_back().is_none_or(|one| !one.is_alphanumeric());
    text.match_indices(word).map(|(at, _)| at).find(begins)
}
