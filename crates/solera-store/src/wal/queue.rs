//! Entries that are in the log and not yet in the buffer, in the order of their `Seq`.
//!
//! Bounded in bytes of rows: whoever appends takes room first and waits when there is none, and
//! the room comes back when the group that holds the entry is dropped after its insertion.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use solera_event::limit;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// The number of an entry in the log; never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seq(pub u64);

/// Entries to insert at once. Clones share them.
#[derive(Debug, Clone)]
pub struct Group {
    entries: Arc<Vec<Acknowledged>>,
}

impl Group {
    pub(super) fn new(entries: Vec<Acknowledged>) -> Group {
        Group { entries: Arc::new(entries) }
    }

    /// The entries, in order: number and rows, as `solera_event::row` reads them.
    pub fn entries(&self) -> impl Iterator<Item = (Seq, &[u8])> {
        self.entries.iter().map(|entry| (entry.seq, &*entry.rows))
    }
}

/// One entry that waits.
#[derive(Debug)]
pub(crate) struct Acknowledged {
    pub(crate) seq: Seq,
    pub(crate) rows: Bytes,
    pub(crate) count: usize,
    /// Its room in the queue, given back with it; none where it is read back from the log.
    #[expect(dead_code, reason = "only held")]
    pub(crate) room: Option<OwnedSemaphorePermit>,
}

/// The queue.
#[derive(Debug)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Notify,
    room: Arc<Semaphore>,
}

#[derive(Debug, Default)]
struct State {
    entries: VecDeque<Acknowledged>,
    rows: usize,
    /// When the first of them came.
    since: Option<Instant>,
    closed: bool,
}

impl Queue {
    pub(super) fn new() -> Queue {
        Queue {
            state: Mutex::default(),
            changed: Notify::new(),
            room: Arc::new(Semaphore::new(limit::DRAIN_BYTES_MAX)),
        }
    }

    /// Waits for room for so many bytes. `None` when the log is closed.
    pub(super) async fn room(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        // One entry larger than the whole queue still passes, alone.
        let bytes = bytes.clamp(1, limit::DRAIN_BYTES_MAX) as u32;
        self.room.clone().acquire_many_owned(bytes).await.ok()
    }

    pub(super) fn push(&self, entries: impl Iterator<Item = Acknowledged>) {
        let mut state = self.lock();
        for entry in entries {
            state.rows += entry.count;
            state.entries.push_back(entry);
        }
        state.since.get_or_insert_with(Instant::now);
        drop(state);
        self.changed.notify_one();
    }

    /// Nothing comes after what is in it.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.room.close();
        self.changed.notify_one();
    }

    /// How many bytes of rows wait.
    pub(super) fn waiting_bytes(&self) -> usize {
        limit::DRAIN_BYTES_MAX.saturating_sub(self.room.available_permits())
    }

    /// The next entries: as soon as they are [`limit::DRAIN_ROWS_MAX`] rows, or the first has
    /// waited for [`limit::DRAIN_WAIT_MS`]. `None` when it is closed and empty.
    pub(super) async fn next(&self) -> Option<Group> {
        loop {
            let wait = match self.take() {
                Take::Group(group) => return Some(group),
                Take::Closed => return None,
                Take::Wait(wait) => wait,
            };
            match wait {
                None => self.changed.notified().await,
                Some(wait) => {
                    let _ = tokio::time::timeout(wait, self.changed.notified()).await;
                }
            }
        }
    }

    fn take(&self) -> Take {
        let mut state = self.lock();
        let Some(since) = state.since else {
            return if state.closed { Take::Closed } else { Take::Wait(None) };
        };
        let wait = Duration::from_millis(limit::DRAIN_WAIT_MS).saturating_sub(since.elapsed());
        if state.rows < limit::DRAIN_ROWS_MAX && !wait.is_zero() && !state.closed {
            return Take::Wait(Some(wait));
        }
        let mut entries = Vec::new();
        let mut rows = 0;
        while let Some(entry) = state.entries.front() {
            if rows > 0 && rows + entry.count > limit::DRAIN_ROWS_MAX {
                break;
            }
            rows += entry.count;
            entries.extend(state.entries.pop_front());
        }
        state.rows -= rows;
        if state.entries.is_empty() {
            state.since = None;
        }
        Take::Group(Group::new(entries))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Take {
    Group(Group),
    Wait(Option<Duration>),
    Closed,
}
