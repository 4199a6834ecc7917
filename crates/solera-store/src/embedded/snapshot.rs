//! What a question sees of one kind: parts and batches with their dead rows, at one moment.
//!
//! Cheap to take and never changes: whatever is inserted, flushed or compacted meanwhile makes
//! new ones. A part's file stays on disk while a snapshot holds its [`PartFile`].

use std::sync::Arc;

use arrow::array::RecordBatch;
use solera_event::Kind;

use super::part::{Dead, PartMeta};

/// One kind at one moment.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    /// Which kind.
    pub(crate) kind: Kind,
    /// Its parts, in the order of their days, then ids.
    pub(crate) parts: Vec<PartView>,
    /// What is in the buffer, the oldest first.
    pub(crate) batches: Vec<BatchView>,
    /// Rows that began before this time do not count any more, in milliseconds since 1970.
    pub(crate) since_ms: Option<i64>,
}

/// A part and its dead rows.
#[derive(Debug, Clone)]
pub(crate) struct PartView {
    /// The part.
    pub(crate) part: Arc<PartFile>,
    /// Its dead rows.
    pub(crate) dead: Arc<Dead>,
}

/// A batch of the buffer and its dead rows.
#[derive(Debug, Clone)]
pub(crate) struct BatchView {
    /// The rows, columns as [`crate::columns`] names and types them for the buffer.
    pub(crate) batch: RecordBatch,
    /// Its dead rows.
    pub(crate) dead: Arc<Dead>,
}

/// A part's file, deleted when the last one who reads it is done with a part that is gone.
#[derive(Debug)]
pub(crate) struct PartFile {
    /// What is known of it.
    pub(crate) meta: PartMeta,
    gone: std::sync::atomic::AtomicBool,
}

impl PartFile {
    /// A part that counts.
    pub(crate) fn new(meta: PartMeta) -> PartFile {
        PartFile { meta, gone: false.into() }
    }

    /// From now on the file is deleted with its last reader. Only after the manifest forgot it.
    pub(crate) fn delete_when_unread(&self) {
        self.gone.store(true, std::sync::atomic::Ordering::Release);
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        if !*self.gone.get_mut() {
            return;
        }
        if let Err(error) = std::fs::remove_file(&self.meta.path) {
            let path = self.meta.path.display();
            tracing::warn!("the old part {path} could not be deleted: {error}");
        }
    }
}
