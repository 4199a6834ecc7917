//! `cargo xtask tidy`: what no compiler checks. A remark made twice in review becomes a check here.
//!
//! Each check is a file that takes the tree and gives findings; none changes anything.

mod edge;
mod head;
mod length;
mod lock;
mod may;
mod source;
mod word;

use anyhow::{Result, bail};

use source::Tree;

/// Something that a check found.
pub(crate) struct Finding {
    /// File, and line where there is one.
    place: String,
    /// What is wrong, and what to do.
    message: String,
    /// Whether the check fails by it; else it is only told.
    fatal: bool,
}

impl Finding {
    fn wrong(place: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding { place: place.into(), message: message.into(), fatal: true }
    }

    fn remark(place: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding { place: place.into(), message: message.into(), fatal: false }
    }
}

/// Runs every check; fails when one finds something wrong.
pub(crate) fn run() -> Result<()> {
    let tree = Tree::read()?;
    let mut findings = edge::check()?;
    findings.extend(may::check(&tree));
    findings.extend(head::check(&tree));
    findings.extend(length::check(&tree));
    findings.extend(word::check(&tree));
    findings.extend(lock::check(&tree));
    findings.sort_by(|one, other| (one.fatal, &one.place).cmp(&(other.fatal, &other.place)));
    for finding in &findings {
        let how = if finding.fatal { "wrong " } else { "remark" };
        println!("    {how} {}: {}", finding.place, finding.message);
    }
    let wrong = findings.iter().filter(|finding| finding.fatal).count();
    if wrong > 0 {
        bail!("{wrong} things are not tidy");
    }
    println!("    {} files are tidy", tree.files.len());
    Ok(())
}
