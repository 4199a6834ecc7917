//! The one writer of the log: all entries that wait in one write, one sync, then the promise.
//!
//! A thread of its own, for it does nothing but wait for the disk. After a failed sync nobody
//! knows what the disk holds, so it never writes again and says so to everyone who asks.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use solera_event::limit;
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot};

use super::queue::{Acknowledged, Queue, Seq};
use super::segment::Segment;
use super::{AppendError, Entry, record};
use crate::disk::{self, Space};

/// What the writer is asked to do.
pub(super) enum Order {
    /// Write an entry.
    Append(Append),
    /// Delete the segments that hold nothing above this `Seq`.
    Trim(u64),
}

/// An entry and whom to tell.
pub(super) struct Append {
    pub(super) entry: Entry,
    pub(super) room: OwnedSemaphorePermit,
    pub(super) answer: oneshot::Sender<Result<Seq, AppendError>>,
}

/// The writer's state.
pub(super) struct Writer {
    pub(super) folder: PathBuf,
    /// The one that is written to; none before the first entry.
    pub(super) segment: Option<Segment>,
    /// Older segments, each with the highest `Seq` it holds.
    pub(super) older: Vec<(u64, PathBuf)>,
    pub(super) next_seq: u64,
    pub(super) queue: Arc<Queue>,
    pub(super) space: Arc<dyn Space>,
    pub(super) stopped: Option<Arc<str>>,
    pub(super) full: bool,
    pub(super) buffer: Vec<u8>,
}

impl Writer {
    /// Works until nobody can ask any more.
    pub(super) fn run(mut self, mut orders: mpsc::Receiver<Order>) {
        while let Some(order) = orders.blocking_recv() {
            let mut group = Vec::new();
            let mut bytes = 0;
            let mut next = Some(order);
            while let Some(order) = next.take() {
                match order {
                    Order::Trim(seq) => self.trim(seq),
                    Order::Append(append) => {
                        bytes += append.entry.payload.len();
                        group.push(append);
                    }
                }
                if bytes < limit::LOG_GROUP_BYTES_MAX {
                    next = orders.try_recv().ok();
                }
            }
            if !group.is_empty() {
                self.append(group);
            }
        }
        self.queue.close();
    }

    fn append(&mut self, group: Vec<Append>) {
        if let Err(error) = self.write(&group) {
            for append in group {
                let _ = append.answer.send(Err(error.clone()));
            }
            return;
        }
        let first = self.next_seq;
        self.next_seq += group.len() as u64;
        let (mut acknowledged, mut answers) = (Vec::new(), Vec::new());
        for (append, seq) in group.into_iter().zip(first..) {
            let Entry { rows, count, .. } = append.entry;
            let seq = Seq(seq);
            acknowledged.push(Acknowledged { seq, rows, count, room: Some(append.room) });
            answers.push((append.answer, seq));
        }
        self.queue.push(acknowledged.into_iter());
        for (answer, seq) in answers {
            let _ = answer.send(Ok(seq));
        }
    }

    /// Writes and syncs a group, or leaves the log as it was.
    fn write(&mut self, group: &[Append]) -> Result<(), AppendError> {
        if let Some(why) = &self.stopped {
            return Err(AppendError::Stopped { why: why.clone() });
        }
        self.check_space()?;
        let has_room = |segment: &Segment| segment.length < limit::LOG_SEGMENT_BYTES_MAX;
        if !self.segment.as_ref().is_some_and(has_room) {
            self.rotate().map_err(|error| self.refuse("start a segment of", &error))?;
        }
        self.buffer.clear();
        for (append, seq) in group.iter().zip(self.next_seq..) {
            record::put(seq, &append.entry.payload, append.entry.crc, &mut self.buffer);
        }
        let segment = self.segment.as_mut().expect("there is one with room since just now");
        if let Err(error) = segment.write(&self.buffer) {
            if let Err(error) = segment.cut() {
                return Err(self.stop("cut a half-written group off", &error));
            }
            return Err(self.refuse("write to", &error));
        }
        if let Err(error) = segment.sync() {
            return Err(self.stop("sync", &error));
        }
        segment.length += self.buffer.len() as u64;
        self.buffer.shrink_to(limit::LOG_GROUP_BYTES_MAX / 8);
        Ok(())
    }

    fn check_space(&mut self) -> Result<(), AppendError> {
        // A file system that cannot tell is not a full one; a write will say so.
        let enough = self.space.enough(&self.folder).unwrap_or(true);
        if enough {
            if std::mem::take(&mut self.full) {
                tracing::info!("there is room on the disk again: the log takes events");
            }
            return Ok(());
        }
        Err(self.disk_full())
    }

    fn disk_full(&mut self) -> AppendError {
        if !std::mem::replace(&mut self.full, true) {
            let folder = self.folder.display();
            tracing::error!(
                "the disk of {folder} is full: no event is taken until there is room; nothing \
                 acknowledged is lost"
            );
        }
        AppendError::Full { retry_after_s: disk::FULL_RETRY_AFTER_S }
    }

    /// A full disk passes by itself; anything else ends the log.
    fn refuse(&mut self, what: &str, error: &io::Error) -> AppendError {
        if disk::is_full(error) { self.disk_full() } else { self.stop(what, error) }
    }

    fn stop(&mut self, what: &str, error: &io::Error) -> AppendError {
        let path = self.segment.as_ref().map_or(&self.folder, |segment| &segment.path).display();
        let why: Arc<str> =
            format!("could not {what} the log {path}: {error}; start again once the disk is sound")
                .into();
        tracing::error!("the log has stopped, no event is taken any more: {why}");
        self.stopped = Some(why.clone());
        AppendError::Stopped { why }
    }

    fn rotate(&mut self) -> io::Result<()> {
        let segment = Segment::create(&self.folder, self.next_seq)?;
        let old = self.segment.replace(segment);
        self.older.extend(old.map(|old| (self.next_seq - 1, old.path)));
        Ok(())
    }

    fn trim(&mut self, seq: u64) {
        let all_done = seq + 1 >= self.next_seq;
        let is_long = |segment: &Segment| segment.length > limit::LOG_GROUP_BYTES_MAX as u64;
        let worth_it = self.segment.as_ref().is_some_and(is_long);
        if all_done && worth_it && self.stopped.is_none() {
            // Should this fail, the segment is trimmed another time.
            let _ = self.rotate();
        }
        self.older.retain(|(last, path)| {
            if *last > seq {
                return true;
            }
            if let Err(error) = std::fs::remove_file(path) {
                tracing::warn!("{} could not be deleted: {error}", path.display());
            }
            false
        });
    }
}
