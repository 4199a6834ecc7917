//! A copy of a running store, and a store made of a copy.
//!
//! No part comes or goes while the copy is made, so the manifest's copy and the files agree. The
//! log is copied after them: what is inserted meanwhile is in it, and a tail cut in the middle of
//! an append is cut off as after a crash. Blobs come last: they are there before their rows.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk;
use crate::embedded::Embedded;
use crate::error::{StoreError, blocking};
use crate::{format, wal};

/// Copies an open store.
///
/// # Errors
/// When the folder holds something, or the disk cannot be written.
pub(crate) async fn backup(from: &Path, embedded: &Embedded, to: &Path) -> Result<(), StoreError> {
    empty(to)?;
    let _commit = embedded.hold_parts().await;
    embedded.manifest.copy(&to.join("manifest.sqlite")).await?;
    let parts: Vec<PathBuf> =
        embedded.tables().parts().map(|part| part.meta().path.clone()).collect();
    let (from, to) = (from.to_owned(), to.to_owned());
    let copy = move || {
        copy_files(&parts, &to.join("parts"), true)
            .and_then(|()| copy_files(&wal::files(&from.join("log"))?, &to.join("log"), false))
            .and_then(|()| copy_tree(&from.join("blobs"), &to.join("blobs")))
            .and_then(|()| copy_files(&[from.join(format::FILE)], &to, false))
            .and_then(|()| disk::sync_file(&to.join("manifest.sqlite")))
            .map_err(StoreError::io(&to))
    };
    blocking("copying the store", copy).await?
}

/// Makes a store of a backup.
///
/// # Errors
/// When `from` is no backup, `to` holds something, or the disk cannot be written.
pub(crate) fn restore(from: &Path, to: &Path) -> Result<(), StoreError> {
    // Written last, so a backup that broke off has none.
    let whole = from.join(format::FILE);
    if !whole.is_file() {
        let error = io::Error::new(io::ErrorKind::NotFound, "no whole backup of a store");
        return Err(StoreError::Io { path: whole, error });
    }
    empty(to)?;
    copy_tree(from, to).map_err(StoreError::io(to))
}

/// Makes the folder, or finds it empty.
fn empty(folder: &Path) -> Result<(), StoreError> {
    disk::create_folder(folder).map_err(StoreError::io(folder))?;
    let mut files = fs::read_dir(folder).map_err(StoreError::io(folder))?;
    if files.next().is_some() {
        let error = io::Error::new(io::ErrorKind::DirectoryNotEmpty, "the folder is not empty");
        return Err(StoreError::Io { path: folder.to_owned(), error });
    }
    Ok(())
}

fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            files.push(entry.path());
        }
    }
    copy_files(&files, to, false)
}

/// Copies files into a folder and makes them safe. Files that never change may be linked.
fn copy_files(files: &[PathBuf], to: &Path, link: bool) -> io::Result<()> {
    disk::create_folder(to)?;
    for file in files {
        let copy = to.join(file.file_name().unwrap_or_default());
        if link && fs::hard_link(file, &copy).is_ok() {
            continue;
        }
        fs::copy(file, &copy)?;
        disk::sync_file(&copy)?;
    }
    disk::sync_folder(to)
}
