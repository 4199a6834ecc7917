//! Scripts of the browser SDK that earlier versions of this server gave out.
//!
//! A page that pins a script by its hash still loads it after an update: what a version gives out
//! under a hashed name is put into the data folder when it starts. Knows no HTTP. What must hold:
//! nothing is read but names of that form.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use solera_event::limit;

use crate::embedded::File;

/// The folder within the data folder.
const FOLDER: &str = "sdk";

/// Whether it is `solera.0123456789abcdef.js`, where `solera.js` is not.
pub(crate) fn is_hashed(name: &str) -> bool {
    let mut parts = name.split('.');
    let (stem, hash, end) = (parts.next(), parts.next(), parts.next());
    let is_hash = |hash: &str| hash.len() == 16 && hash.bytes().all(|one| one.is_ascii_hexdigit());
    stem.is_some_and(|stem| stem.bytes().all(|one| one.is_ascii_lowercase() || one == b'-'))
        && hash.is_some_and(is_hash)
        && end == Some("js")
        && parts.next().is_none()
}

/// Puts this version's scripts into the data folder, beside those of versions before it.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn keep(data: &Path, files: &[File]) -> io::Result<()> {
    let folder = data.join(FOLDER);
    for file in files.iter().filter(|file| is_hashed(file.name)) {
        let path = folder.join(file.name);
        if path.is_file() {
            continue;
        }
        fs::create_dir_all(&folder)?;
        // Whole or not at all, whatever happens meanwhile.
        let written = path.with_extension("new");
        fs::write(&written, file.plain())?;
        fs::rename(&written, &path)?;
    }
    forget_oldest(&folder)
}

/// A script of an earlier version.
pub(crate) fn read(data: &Path, name: &str) -> Option<Vec<u8>> {
    if !is_hashed(name) {
        return None;
    }
    fs::read(data.join(FOLDER).join(name)).ok()
}

fn forget_oldest(folder: &Path) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let mut kept: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        kept.push((entry.metadata()?.modified()?, entry.path()));
    }
    kept.sort_unstable_by(|one, other| other.cmp(one));
    for (_, path) in kept.iter().skip(limit::SDK_SCRIPTS_KEPT_MAX) {
        fs::remove_file(path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &'static str) -> File {
        File { name, tag: "", plain: Some(b"script"), brotli: None, gzip: None }
    }

    #[test]
    fn what_was_given_out_under_a_hash_is_read_again() {
        let data = tempfile::tempdir().unwrap();
        let files =
            [file("manifest.json"), file("solera-slim.0123456789abcdef.js"), file("solera.js")];
        keep(data.path(), &files).unwrap();
        keep(data.path(), &files).unwrap();
        let read = |name| read(data.path(), name);
        assert_eq!(read("solera-slim.0123456789abcdef.js").as_deref(), Some(b"script".as_slice()));
        assert_eq!(read("solera.0123456789abcdef.js"), None);
        assert_eq!(fs::read_dir(data.path().join(FOLDER)).unwrap().count(), 1);
    }

    #[test]
    fn only_names_of_scripts_are_looked_for() {
        for name in ["solera.js", "../catalog.sqlite", "x.0123456789abcdef.js.js", "a/b.0.js", ""] {
            assert!(!is_hashed(name), "{name}");
        }
        assert!(is_hashed("solera.0123456789abcdef.js"));
    }

    #[test]
    fn without_an_sdk_there_is_no_folder() {
        let data = tempfile::tempdir().unwrap();
        keep(data.path(), &[]).unwrap();
        assert_eq!(fs::read_dir(data.path()).unwrap().count(), 0);
    }
}
