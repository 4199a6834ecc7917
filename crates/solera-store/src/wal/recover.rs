//! What a start finds in the log: a torn tail is cut, rotten records are set aside, the rest is
//! read again.
//!
//! A tail is torn where the last segment ends in bytes that are no whole record: they were never
//! acknowledged. Anything else that is no record is damage: named, copied to `corrupt/`, skipped.

use std::collections::VecDeque;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use solera_event::limit;

use super::entry;
use super::queue::{Acknowledged, Group, Seq};
use super::record::{self, Found};
use super::segment::{self, HEADER};
use crate::disk;

/// What was found.
pub(super) struct Recovered {
    /// Segments, each with the highest `Seq` it holds.
    pub(super) segments: Vec<(u64, PathBuf)>,
    /// The highest `Seq` of all.
    pub(super) last_seq: u64,
    /// Entries that must be inserted again.
    pub(super) replay: Replay,
}

/// Why a log cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecoverError {
    /// The file system.
    #[error("{path}: {error}")]
    Io { path: PathBuf, error: io::Error },
    /// A newer program wrote it.
    #[error("{path} is of log version {found}, this program reads up to {known}")]
    Newer { path: PathBuf, found: u8, known: u8 },
}

/// Reads the whole log once and makes it sound.
pub(super) fn recover(folder: &Path, trimmed: u64) -> Result<Recovered, RecoverError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| RecoverError::Io { path, error }
    };
    let mut found = segment::list(folder).map_err(at(folder))?;
    let mut segments = Vec::new();
    let (mut last_seq, mut replayed) = (trimmed, 0);
    let count = found.len();
    for (place, (first, path)) in found.drain(..).enumerate() {
        let bytes = fs::read(&path).map_err(at(&path))?;
        check_header(&path, &bytes)?;
        let checked = check(&path, &bytes, trimmed, place + 1 == count).map_err(at(&path))?;
        if checked.records == 0 {
            // The crash came before its first record.
            fs::remove_file(&path).map_err(at(&path))?;
            continue;
        }
        last_seq = last_seq.max(checked.last_seq).max(first.saturating_sub(1));
        replayed += checked.to_replay;
        segments.push((checked.last_seq, path));
    }
    if replayed > 0 {
        tracing::info!("{replayed} entries of the log are read again");
    }
    let files = segments.iter().filter(|(last, _)| *last > trimmed);
    let replay = Replay {
        files: files.map(|(_, path)| path.clone()).collect(),
        open: None,
        trimmed,
        left: replayed,
    };
    Ok(Recovered { segments, last_seq, replay })
}

fn check_header(path: &Path, bytes: &[u8]) -> Result<(), RecoverError> {
    let (name, known) = HEADER.split_at(7);
    match bytes.get(..8) {
        Some(header) if header.starts_with(name) && header[7] > known[0] => {
            Err(RecoverError::Newer { path: path.to_owned(), found: header[7], known: known[0] })
        }
        // A rotten header is damage like any other: the records say for themselves what they are.
        _ => Ok(()),
    }
}

struct Checked {
    records: usize,
    to_replay: usize,
    last_seq: u64,
}

fn check(path: &Path, bytes: &[u8], trimmed: u64, is_last: bool) -> io::Result<Checked> {
    let mut checked = Checked { records: 0, to_replay: 0, last_seq: 0 };
    let mut at = start(bytes);
    while at < bytes.len() {
        match record::find(bytes, at) {
            Found::Record(record, next) => {
                checked.records += 1;
                checked.to_replay += usize::from(record.seq > trimmed);
                checked.last_seq = checked.last_seq.max(record.seq);
                at = next;
            }
            Found::Damage(next) => {
                set_aside(path, bytes, at, next)?;
                at = next;
            }
            Found::End if is_last => {
                if record::is_whole(bytes, at) {
                    // Nothing is missing of it, so it is rotten: it may have been acknowledged.
                    set_aside(path, bytes, at, bytes.len())?;
                }
                let torn = bytes.len() - at;
                tracing::info!("{}: {torn} bytes of a torn tail are cut off", path.display());
                let file = OpenOptions::new().write(true).open(path)?;
                file.set_len(at as u64)?;
                file.sync_all()?;
                break;
            }
            Found::End => {
                set_aside(path, bytes, at, bytes.len())?;
                break;
            }
        }
    }
    Ok(checked)
}

/// Where the records begin: after the header, or at once where there is none to be seen.
fn start(bytes: &[u8]) -> usize {
    if bytes.starts_with(&HEADER) { HEADER.len() } else { 0 }
}

fn set_aside(path: &Path, bytes: &[u8], from: usize, to: usize) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(".")).join("corrupt");
    disk::create_folder(&folder)?;
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or("segment");
    let copy = folder.join(format!("{name}-{from}.bytes"));
    fs::write(&copy, &bytes[from..to])?;
    disk::sync_file(&copy)?;
    tracing::error!(
        "{}: the bytes {from} to {to} are no sound record; they are copied to {} and skipped",
        path.display(),
        copy.display()
    );
    Ok(())
}

/// Reads entries again, a group at a time.
#[derive(Debug, Default)]
pub(super) struct Replay {
    files: VecDeque<PathBuf>,
    open: Option<(PathBuf, Vec<u8>, usize)>,
    trimmed: u64,
    /// Entries that are still to come.
    pub(super) left: usize,
}

impl Replay {
    /// The next group, `None` at the end. Blocks on the disk; after an error it may be tried again.
    pub(super) fn next(&mut self) -> io::Result<Option<Group>> {
        let mut entries = Vec::new();
        let mut rows = 0;
        while rows < limit::DRAIN_ROWS_MAX {
            let Some((path, bytes, at)) = &mut self.open else {
                let Some(path) = self.files.front() else { break };
                let bytes = match fs::read(path) {
                    Ok(bytes) => bytes,
                    // Those before it are handed on first.
                    Err(_) if !entries.is_empty() => break,
                    Err(error) => return Err(error),
                };
                let at = start(&bytes);
                self.open = self.files.pop_front().map(|path| (path, bytes, at));
                continue;
            };
            match record::find(bytes, *at) {
                Found::Record(record, next) => {
                    *at = next;
                    if record.seq <= self.trimmed {
                        continue;
                    }
                    self.left = self.left.saturating_sub(1);
                    let Some((unpacked, count)) = entry::unpack(record.payload) else {
                        let (path, seq) = (path.display(), record.seq);
                        tracing::error!("{path}: entry {seq} cannot be unpacked and is skipped");
                        continue;
                    };
                    rows += count;
                    let seq = Seq(record.seq);
                    entries.push(Acknowledged { seq, rows: unpacked, count, room: None });
                }
                Found::Damage(next) => *at = next,
                Found::End => self.open = None,
            }
        }
        Ok((!entries.is_empty()).then(|| Group::new(entries)))
    }
}
