//! A segment file of the log: a header with the format's version, then records.
//!
//! Named by the first `Seq` it may hold. Created, written and synced, with its folder, before
//! anything in it counts.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

/// What a segment starts with: a name, and the version of the format as its last byte.
pub(super) const HEADER: [u8; 8] = *b"SOLERAL\x01";

/// The segment that is written to.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) path: PathBuf,
    pub(super) file: File,
    /// Up to where it holds sound records.
    pub(super) length: u64,
}

impl Segment {
    /// A new segment, safe on the disk.
    pub(super) fn create(folder: &Path, first: u64) -> io::Result<Segment> {
        let path = folder.join(format!("{first:020}.log"));
        let file =
            OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&path)?;
        let made = file.write_all_at(&HEADER, 0).and_then(|()| file.sync_all());
        if let Err(error) = made.and_then(|()| crate::disk::sync_folder(folder)) {
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        Ok(Segment { path, file, length: HEADER.len() as u64 })
    }

    /// Writes after the last sound record. What a failed write leaves is not counted.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all_at(bytes, self.length)
    }

    /// Cuts off whatever a failed write left.
    pub(super) fn cut(&self) -> io::Result<()> {
        self.file.set_len(self.length)
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}

/// The segments of a folder with the first `Seq` of each, ascending.
pub(super) fn list(folder: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut segments = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(first) = name.strip_suffix(".log").and_then(|first| first.parse().ok()) {
            segments.push((first, path));
        }
    }
    segments.sort();
    Ok(segments)
}
