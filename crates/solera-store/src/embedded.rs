//! The embedded store: a buffer in memory, parts on disk, a manifest that says which count.
//!
//! Three locks. The inserter's is held while a group is inserted and while rows move, so that
//! places of views are exact; the tables' only for moments; `commit` while the manifest and the
//! tables change, so that no two changes mix. Taken in the order commit, inserter, tables.

#[cfg(test)]
mod ask_sample;
#[cfg(test)]
mod ask_tests;
mod assemble;
mod batch_unit;
mod cache;
pub(crate) mod choose;
pub(crate) mod compact;
pub(crate) mod compacting;
mod distinct;
pub(crate) mod encode;
pub(crate) mod expire;
pub(crate) mod fetch;
pub(crate) mod files;
mod filter;
mod find;
pub(crate) mod flush;
pub(crate) mod flushing;
mod footer;
mod functions;
pub(crate) mod gather;
mod group_unit;
mod groups;
pub(crate) mod ids;
pub(crate) mod insert;
mod json;
pub(crate) mod kept;
pub(crate) mod keys;
pub(crate) mod lookup;
pub(crate) mod manifest;
pub(crate) mod merge;
mod pages;
pub(crate) mod part;
mod plan;
mod prune;
mod quantile;
pub(crate) mod recover;
mod runtime;
mod scan;
pub(crate) mod select;
mod sessions;
mod share;
mod sketch;
pub(crate) mod snapshot;
mod table;
pub(crate) mod tables;
pub(crate) mod verify;
pub(crate) mod views;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

use solera_event::{Kind, Uuid};
use tokio::sync::Notify;

use crate::blob::Blobs;
use crate::error::{StoreError, blocking};
use crate::wal::{Group, Log};
use footer::FooterCache;
use insert::{Inserted, Inserter};
use kept::Kept;
use manifest::{Change, Manifest};
use snapshot::Snapshot;
use tables::Tables;

/// The open store without its log.
pub(crate) struct Embedded {
    pub(crate) folder: PathBuf,
    pub(crate) manifest: Manifest,
    pub(crate) blobs: Blobs,
    kept: Mutex<Arc<Kept>>,
    pub(crate) buffer_bytes_max: usize,
    /// Opened parts, for questions and for views that are looked up.
    pub(crate) footers: Arc<FooterCache>,
    tables: Mutex<Tables>,
    inserter: Mutex<Inserter>,
    commit: tokio::sync::Mutex<()>,
    flushing: tokio::sync::Mutex<()>,
    compacting: tokio::sync::Mutex<()>,
    next_part: AtomicU32,
    /// Parts of changes that failed, which SQLite may have kept all the same.
    doubtful: Mutex<Vec<u32>>,
    /// Up to here everything is in parts.
    trimmed: AtomicU64,
    /// When the oldest row came that no flush has taken.
    filling_since: Mutex<Option<Instant>>,
    pub(crate) flush_wanted: Notify,
    pub(crate) counters: Counters,
    #[cfg(test)]
    pub(crate) break_at: Mutex<Option<&'static str>>,
}

/// What happened since the start.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) rows: AtomicU64,
    pub(crate) flushes: AtomicU64,
    pub(crate) compactions: AtomicU64,
    pub(crate) failures: AtomicU64,
}

impl Embedded {
    /// Inserts a group; its rows are in the answers when this returns. Waits for a flush when
    /// the buffer has grown to twice its size.
    ///
    /// # Errors
    /// When the work broke off; the log still has the entries.
    pub(crate) async fn insert(
        self: &Arc<Self>,
        group: &Group,
        log: &Log,
    ) -> Result<Inserted, StoreError> {
        let (this, group) = (self.clone(), group.clone());
        let (inserted, corrupt, blobs) = blocking("inserting", move || {
            let mut inserter = this.inserter();
            let inserted = inserter.insert(&this.tables, &group);
            let corrupt = std::mem::take(&mut inserter.corrupt);
            (inserted, corrupt, std::mem::take(&mut inserter.lost_blobs))
        })
        .await?;
        let rows: u64 = inserted.counts.iter().map(|count| count.accepted).sum();
        self.counters.rows.fetch_add(rows, Ordering::Relaxed);
        lock(&self.filling_since).get_or_insert_with(Instant::now);
        for (part, why) in corrupt {
            self.set_aside(part, &why).await;
        }
        self.blobs.delete(&blobs).await;
        self.make_room(log).await;
        Ok(inserted)
    }

    /// Asks for a flush when the buffer is full; waits when it is full twice.
    async fn make_room(self: &Arc<Self>, log: &Log) {
        let (active, all) = {
            let tables = self.tables();
            (tables.active_bytes(), tables.buffer_bytes())
        };
        if active >= self.buffer_bytes_max {
            self.flush_wanted.notify_one();
        }
        if all < self.buffer_bytes_max * 2 {
            return;
        }
        if all > active {
            // One is on its way; the next begins without being waited for.
            drop(self.flushing.lock().await);
        } else if let Err(error) = self.flush(log).await {
            tracing::error!("the buffer is full and cannot be written to parts: {error}");
        }
    }

    /// One kind at this moment.
    pub(crate) fn snapshot(&self, kind: Kind) -> Snapshot {
        self.tables().kind(kind).snapshot(kind)
    }

    /// How long the oldest row has been in the buffer, in milliseconds.
    pub(crate) fn buffer_age_ms(&self) -> i64 {
        let since = *lock(&self.filling_since);
        since.map_or(0, |since| since.elapsed().as_millis() as i64)
    }

    /// How long whose events are kept.
    pub(crate) fn kept(&self) -> Arc<Kept> {
        lock(&self.kept).clone()
    }

    pub(crate) fn tables(&self) -> MutexGuard<'_, Tables> {
        lock(&self.tables)
    }

    fn inserter(&self) -> MutexGuard<'_, Inserter> {
        lock(&self.inserter)
    }

    /// Little comes in: lets go of what is only kept to be quick.
    pub(crate) fn rest(&self) {
        self.inserter().views.rest();
    }

    /// How many ids are remembered.
    pub(crate) fn ids(&self) -> usize {
        self.inserter().ids.len()
    }

    /// Changes the manifest. The caller holds `commit`.
    async fn change(&self, mut change: Change) -> Result<(), StoreError> {
        change.next_part = self.next_part.load(Ordering::Relaxed);
        let doubtful = lock(&self.doubtful).clone();
        change.remove.extend(&doubtful);
        match self.manifest.change(&change).await {
            Ok(()) => {
                lock(&self.doubtful).retain(|part| !doubtful.contains(part));
                Ok(())
            }
            Err(error) => {
                lock(&self.doubtful).extend(change.add.iter().map(|(part, _)| part.id));
                Err(error.into())
            }
        }
    }

    /// While this is held no part comes or goes.
    pub(crate) async fn hold_parts(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.commit.lock().await
    }

    fn new_part(&self) -> u32 {
        self.next_part.fetch_add(1, Ordering::Relaxed)
    }

    fn deleted(&self) -> HashSet<Uuid> {
        self.inserter().deleted.clone()
    }

    /// A place where a test can break work off, as a crash would.
    #[cfg(test)]
    fn point(&self, name: &str) -> Result<(), StoreError> {
        match *lock(&self.break_at) {
            Some(at) if at == name => Err(StoreError::Broken(name.to_owned())),
            _ => Ok(()),
        }
    }

    #[cfg(not(test))]
    fn point(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }
}

/// A lock whose holder panicked is taken all the same: what it guards is replaced as a whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The clock, in milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis() as i64)
}
