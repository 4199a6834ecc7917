//! The log: what is in it is promised.
//!
//! Entries are appended by one writer, many at a time with one sync, and only then acknowledged.
//! Each is handed on once, in order, to whoever inserts it; after a start those that are in no
//! part come first, again. Knows rows as bytes, nothing of what is in them.

mod entry;
mod queue;
mod record;
mod recover;
mod segment;
mod writer;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use solera_event::limit;
use tokio::sync::{mpsc, oneshot};

pub use entry::Entry;
pub use queue::{Group, Seq};

use crate::disk::{self, Space};
use queue::Queue;
use recover::Replay;
use writer::{Append, Order, Writer};

pub(crate) use recover::RecoverError;

/// After how long a log that could not be read is read again.
const READ_AGAIN: Duration = Duration::from_secs(1);

/// Why an entry was not taken.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AppendError {
    /// The disk is nearly full. It is worth trying again.
    #[error("the disk is full, try again in {retry_after_s} s")]
    Full {
        /// When to try again, in seconds.
        retry_after_s: u32,
    },
    /// The log has stopped for good.
    #[error("{why}")]
    Stopped {
        /// What happened, and what to do.
        why: Arc<str>,
    },
}

/// The open log.
pub(crate) struct Log {
    orders: Mutex<Option<mpsc::Sender<Order>>>,
    queue: Arc<Queue>,
    replay: tokio::sync::Mutex<Option<Replay>>,
    replay_left: AtomicUsize,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl Log {
    /// Opens the log of a folder. Entries up to `trimmed` are in parts already.
    ///
    /// # Errors
    /// When the disk cannot be read or written, or a newer program wrote the log.
    pub(crate) fn open(
        folder: &Path,
        trimmed: u64,
        space: Arc<dyn Space>,
    ) -> Result<Log, RecoverError> {
        let at = |error| RecoverError::Io { path: folder.to_owned(), error };
        disk::create_folder(folder).map_err(at)?;
        let recovered = recover::recover(folder, trimmed)?;
        let queue = Arc::new(Queue::new());
        let (orders, receiver) = mpsc::channel(limit::LOG_QUEUE_ENTRIES_MAX);
        let writer = Writer {
            folder: folder.to_owned(),
            // Begun with the first entry: on a full disk a start is for what can be read.
            segment: None,
            older: recovered.segments,
            next_seq: recovered.last_seq + 1,
            queue: queue.clone(),
            space,
            stopped: None,
            full: false,
            buffer: Vec::new(),
        };
        let thread = std::thread::Builder::new().name("solera-log".to_owned());
        let writer = thread.spawn(move || writer.run(receiver)).map_err(at)?;
        Ok(Log {
            orders: Mutex::new(Some(orders)),
            queue,
            replay_left: recovered.replay.left.into(),
            replay: tokio::sync::Mutex::new(Some(recovered.replay)),
            writer: Mutex::new(Some(writer)),
        })
    }

    /// Appends an entry; when this answers it is safe on the disk.
    ///
    /// # Errors
    /// See [`AppendError`].
    pub(crate) async fn append(&self, entry: Entry) -> Result<Seq, AppendError> {
        let closed = || AppendError::Stopped { why: "the store is closed".into() };
        let orders = self.orders().ok_or_else(closed)?;
        let room = self.queue.room(entry.rows.len()).await.ok_or_else(closed)?;
        let (answer, answered) = oneshot::channel();
        let order = Order::Append(Append { entry, room, answer });
        orders.send(order).await.map_err(|_| closed())?;
        drop(orders);
        answered.await.map_err(|_| closed())?
    }

    /// The next entries to insert. `None` once the log is closed and all were handed on.
    pub(crate) async fn next(&self) -> Option<Group> {
        let mut replay = self.replay.lock().await;
        while let Some(mut reading) = replay.take() {
            let read = tokio::task::spawn_blocking(move || (reading.next(), reading)).await;
            match read {
                Ok((Ok(Some(group)), rest)) => {
                    self.replay_left.store(rest.left, Ordering::Relaxed);
                    *replay = Some(rest);
                    return Some(group);
                }
                Ok((Ok(None), _)) => {}
                Ok((Err(error), rest)) => {
                    // Whatever comes later must wait, or the log would be trimmed past this.
                    tracing::error!(
                        "the log cannot be read again, and is tried once more: {error}"
                    );
                    *replay = Some(rest);
                    tokio::time::sleep(READ_AGAIN).await;
                    continue;
                }
                Err(error) => tracing::error!("reading the log again broke off: {error}"),
            }
            self.replay_left.store(0, Ordering::Relaxed);
        }
        drop(replay);
        self.queue.next().await
    }

    /// Everything up to this `Seq` is in parts: its segments go.
    pub(crate) async fn trim(&self, seq: Seq) {
        if let Some(orders) = self.orders() {
            let _ = orders.send(Order::Trim(seq.0)).await;
        }
    }

    /// Entries of before the start that are still to be handed on.
    pub(crate) fn replay_left(&self) -> usize {
        self.replay_left.load(Ordering::Relaxed)
    }

    /// Bytes of rows that are in the log and not yet inserted.
    pub(crate) fn waiting_bytes(&self) -> usize {
        self.queue.waiting_bytes()
    }

    /// Takes no more entries, and returns when all that were taken are safe. Blocks.
    pub(crate) fn close(&self) {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner).take();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Err(_)) = writer.map(JoinHandle::join) {
            tracing::error!("the log's writer broke off");
        }
    }

    fn orders(&self) -> Option<mpsc::Sender<Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The files of a log's folder, for a copy.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(segment::list(folder)?.into_iter().map(|(_, path)| path).collect())
}

#[cfg(test)]
mod tests;
