//! The files of the repository, and their code without comments and texts.
//!
//! Text, not a syntax tree: a check that needs types is the compiler's. What lies in no commit
//! yet counts too, what git ignores does not.

use anyhow::{Context, Result};

use crate::tool::{self, command};

/// Every text file of the repository.
pub(super) struct Tree {
    pub(super) files: Vec<File>,
}

/// One file.
pub(super) struct File {
    /// From the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

impl Tree {
    /// Reads it; files that are no UTF-8 are left out.
    pub(super) fn read() -> Result<Tree> {
        let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let list = tool::output(command("git", &arguments))
            .context("tidy asks git for the files; run it in a clone")?;
        let files = list.split('\0').filter(|path| !path.is_empty()).filter_map(File::read);
        Ok(Tree { files: files.collect() })
    }

    /// The files of our own Rust code, tests included.
    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.path.ends_with(".rs"))
    }

    /// The file of that path.
    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl File {
    fn read(path: &str) -> Option<File> {
        let text = std::fs::read_to_string(tool::root().join(path)).ok()?;
        Some(File { path: path.to_owned(), text })
    }

    /// Whether the whole file is tests, or what only tests use.
    pub(super) fn is_test(&self) -> bool {
        let aside = ["/tests/", "/benches/", "/fuzz/"];
        self.path.ends_with("/tests.rs")
            || self.path.ends_with("_tests.rs")
            || self.path.starts_with("tests/")
            || aside.iter().any(|folder| self.path.contains(folder))
    }

    /// The text up to the tests at its end.
    pub(super) fn production(&self) -> &str {
        let end = self.text.find("\n#[cfg(test)]\nmod ").filter(|at| {
            let rest = &self.text[*at..];
            rest.find('{').unwrap_or(usize::MAX) < rest.find(';').unwrap_or(usize::MAX)
        });
        &self.text[..end.unwrap_or(self.text.len())]
    }
}

/// The same text with comments and what stands in quotes blanked, line by line in its place.
pub(super) fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let aside = aside(rest);
        let length = if aside == 0 { first.len_utf8() } else { aside };
        let (piece, after) = rest.split_at(length);
        match aside {
            0 => code.push_str(piece),
            _ => code.extend(piece.chars().map(|one| if one == '\n' { '\n' } else { ' ' })),
        }
        rest = after;
    }
    code
}

/// How many bytes of comment or quoted text stand at the beginning.
fn aside(text: &str) -> usize {
    let until = |mark: &str, from: usize| {
        text[from..].find(mark).map_or(text.len(), |at| from + at + mark.len())
    };
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return until("*/", 2);
    }
    if let Some(hashes) = raw(text) {
        let close = format!("\"{}", "#".repeat(hashes));
        return until(&close, hashes + 2);
    }
    match text.as_bytes() {
        [b'"', ..] => quoted(text.as_bytes()),
        [b'\'', b'\\', _, ..] => until("'", 3),
        [b'\'', _, b'\'', ..] => 3,
        _ => 0,
    }
}

/// The hashes of a raw string that begins here.
fn raw(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

fn quoted(bytes: &[u8]) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The number of the line that a byte stands in.
pub(super) fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_blanked_in_their_place() {
        for (text, expected) in [
            ("a // b\nc", "a     \nc"),
            ("a /* b\nc */ d", "a     \n     d"),
            (r#"f("{ \" }", 1)"#, "f(        , 1)"),
            ("r#\"{ \"x\" }\"# + 1", "             + 1"),
            ("'{' + 'a", "    + 'a"),
            (r"'\'' + 1", "     + 1"),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }
}
