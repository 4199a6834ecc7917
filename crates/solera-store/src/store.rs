//! The store as the server holds it: open, append, drain, insert, ask, close.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use solera_event::{Event, Kind, Uuid};
use tokio::task::JoinHandle;

use crate::disk::Space;
use crate::embedded::Embedded;
use crate::embedded::choose::Mood;
use crate::embedded::insert::Inserted;
use crate::embedded::select::Asker;
use crate::embedded::snapshot::Snapshot;
use crate::error::{OpenError, StoreError, blocking};
use crate::statistics::Statistics;
use crate::wal::{AppendError, Entry, Group, Log, Seq};
use crate::{Config, Retention, background, backup, disk, format};

/// An open store. Clones share it.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

/// What all clones share.
pub(crate) struct Inner {
    pub(crate) config: Config,
    pub(crate) embedded: Arc<Embedded>,
    pub(crate) log: Arc<Log>,
    /// Answers questions.
    pub(crate) asker: Asker,
    background: Mutex<Option<JoinHandle<()>>>,
    /// Held for as long as the store is open.
    _lock: File,
}

impl Store {
    /// Opens a store, or makes one where there is none, and starts its background work. What the
    /// log holds and parts do not comes first from [`Store::next`].
    ///
    /// # Errors
    /// See [`OpenError`]. A corrupt part or log record is none: it is named and set aside.
    pub async fn open(config: Config) -> Result<Store, OpenError> {
        let space: Arc<dyn disk::Space> = Arc::new(disk::FreeBytes(config.disk_free_bytes_min));
        Store::open_with(config, space).await
    }

    pub(crate) async fn open_with(
        config: Config,
        space: Arc<dyn disk::Space>,
    ) -> Result<Store, OpenError> {
        disk::create_folder(&config.folder).map_err(StoreError::io(&config.folder))?;
        let lock = lock(&config.folder)?;
        format::check(&config.folder)?;
        let (embedded, trimmed) = Embedded::open(&config).await?;
        let embedded = Arc::new(embedded);
        let folder = config.folder.join("log");
        let log = blocking("opening the log", move || Log::open(&folder, trimmed, space)).await??;
        let log = Arc::new(log);
        let asker =
            Asker::new(Arc::clone(&embedded.footers)).map_err(StoreError::io(&config.folder))?;
        let work = config.background.then(|| background::start(&embedded, &log));
        let background = Mutex::new(work);
        let inner = Inner { config, embedded, log, asker, background, _lock: lock };
        Ok(Store { inner: Arc::new(inner) })
    }

    /// Events as an entry: encoded, compressed, checksummed. CPU work, for the handler.
    pub fn entry(events: &[Event<'_>]) -> Entry {
        Entry::new(events)
    }

    /// Appends an entry to the log; when this answers it is safe on the disk. Waits while more
    /// than [`solera_event::limit::DRAIN_BYTES_MAX`] wait to be inserted.
    ///
    /// # Errors
    /// See [`AppendError`].
    pub async fn append(&self, entry: Entry) -> Result<Seq, AppendError> {
        self.inner.log.append(entry).await
    }

    /// The next entries to insert, in order. `None` once the store is closed.
    pub async fn next(&self) -> Option<Group> {
        self.inner.log.next().await
    }

    /// Inserts entries; their events are in the answers when this returns. Entries that were
    /// inserted before change nothing. One call at a time, in order.
    pub async fn insert(&self, group: &Group) -> Inserted {
        match self.inner.embedded.insert(group, &self.inner.log).await {
            Ok(inserted) => inserted,
            Err(error) => {
                tracing::error!("a group of the log was not inserted: {error}");
                Inserted::default()
            }
        }
    }

    /// One kind at this moment.
    pub(crate) fn snapshot(&self, kind: Kind) -> Snapshot {
        self.inner.embedded.snapshot(kind)
    }

    /// A part that cannot be read is named, moved away, and does not count any more.
    pub(crate) async fn set_aside(&self, part: u32, why: &str) {
        self.inner.embedded.set_aside(part, why).await;
    }

    /// Keeps bytes under a key (`a/b/c`); durable when this returns.
    ///
    /// # Errors
    /// When the key is none, or the disk cannot keep it.
    pub async fn put_blob(&self, key: &str, bytes: Bytes) -> Result<(), StoreError> {
        // The row that would point at it is not taken either.
        let Config { folder, disk_free_bytes_min, .. } = &self.inner.config;
        if !disk::FreeBytes(*disk_free_bytes_min).enough(folder).unwrap_or(true) {
            return Err(StoreError::Full);
        }
        self.inner.embedded.blobs.put(key, bytes).await
    }

    /// The bytes of a key.
    ///
    /// # Errors
    /// When the key is none, or the disk cannot be read.
    pub async fn get_blob(&self, key: &str) -> Result<Option<Bytes>, StoreError> {
        self.inner.embedded.blobs.get(key).await
    }

    /// From now on no event of the application is kept; those that are there, and their blobs,
    /// are deleted by and by. Questions about it are the caller's to refuse.
    ///
    /// # Errors
    /// When the disk cannot be written; it is remembered or not, and can be asked for again.
    pub async fn delete_application(&self, application: Uuid) -> Result<(), StoreError> {
        self.inner.embedded.delete_application(application, &self.inner.log).await
    }

    /// Keeps events of an application for days of its own, or as long as everybody's. What is past
    /// its time then is in no answer from here on, and leaves the disk by and by. Not remembered:
    /// at the next start [`Config::own_retention`] says it.
    pub fn set_retention(&self, application: Uuid, own: Option<Retention>) {
        self.inner.embedded.set_retention(application, own);
    }

    /// Writes what is in the buffer to parts, and trims the log.
    ///
    /// # Errors
    /// When parts cannot be written; nothing is lost then.
    pub async fn flush(&self) -> Result<(), StoreError> {
        self.inner.embedded.flush(&self.inner.log).await
    }

    /// Packs everything into as few and small parts as can be. Takes long.
    ///
    /// # Errors
    /// When parts cannot be written; the old ones still count.
    pub async fn compact(&self) -> Result<(), StoreError> {
        self.flush().await?;
        while self.inner.embedded.compact(Mood::All).await? {}
        Ok(())
    }

    /// Lets go of what is past its time at `now_ms`; answers how many parts that were.
    ///
    /// # Errors
    /// When the manifest cannot be written; nothing is gone then.
    pub async fn expire(&self, now_ms: i64) -> Result<usize, StoreError> {
        self.inner.embedded.expire(now_ms).await
    }

    /// Copies the store, as it is at this moment, into a folder that is empty or not there.
    ///
    /// # Errors
    /// When the folder holds something, or the disk cannot be written.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        backup::backup(&self.inner.config.folder, &self.inner.embedded, to).await
    }

    /// Makes of a backup a store that can be opened, in a folder that is empty or not there.
    ///
    /// # Errors
    /// When `from` is no backup, `to` holds something, or the disk cannot be written.
    pub fn restore(from: &Path, to: &Path) -> Result<(), StoreError> {
        backup::restore(from, to)
    }

    /// What there is and what happened.
    pub fn statistics(&self) -> Statistics {
        Statistics::of(&self.inner.embedded, &self.inner.log)
    }

    /// Takes no more entries, makes everything durable and lets the folder go. What was not
    /// inserted yet comes again at the next start.
    ///
    /// # Errors
    /// When parts could not be written; the log still has everything.
    pub async fn close(self) -> Result<(), StoreError> {
        let background = {
            let mut background =
                self.inner.background.lock().unwrap_or_else(PoisonError::into_inner);
            background.take()
        };
        if let Some(background) = background {
            background.abort();
        }
        let flushed = self.flush().await;
        let log = self.inner.log.clone();
        blocking("closing the log", move || log.close()).await?;
        self.inner.embedded.manifest.close().await;
        flushed
    }
}

fn lock(folder: &Path) -> Result<File, OpenError> {
    let path = folder.join("LOCK");
    let file = File::create(&path).map_err(StoreError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked { folder: folder.to_owned() }),
        Err(TryLockError::Error(error)) => Err(StoreError::Io { path, error }.into()),
    }
}

#[cfg(test)]
mod session_tests;
#[cfg(test)]
mod tests;
