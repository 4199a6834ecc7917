//! What is past its time, and applications that are gone.
//!
//! Parts go as a whole, when the last of their rows is past its time; the blobs that their rows
//! point at go with them, after the manifest forgot the parts. Of a part that others still need,
//! compaction leaves out what is past its time.

use std::sync::Arc;

use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ParquetRecordBatchReaderBuilder};
use parquet::errors::ParquetError;
use solera_event::{Kind, Uuid, field};

use super::kept::Kept;
use super::lookup::{mask, options};
use super::manifest::Change;
use super::part::PartMeta;
use super::tables::Part;
use super::{Embedded, compact, lock, now_ms};
use crate::config::Retention;
use crate::error::{StoreError, blocking};
use crate::wal::Log;

impl Embedded {
    /// Lets go of what is past its time; answers how many parts that were.
    ///
    /// # Errors
    /// When the manifest cannot be written; nothing is gone then.
    pub(crate) async fn expire(self: &Arc<Self>, now_ms: i64) -> Result<usize, StoreError> {
        let mut count = 0;
        for kind in Kind::ALL {
            count += self.expire_kind(kind, now_ms).await?;
        }
        Ok(count)
    }

    /// Keeps events of an application for days of its own, or as long as everybody's. What is
    /// past its time then is in no answer from here on.
    pub(crate) fn set_retention(&self, application: Uuid, own: Option<Retention>) {
        let mut kept = lock(&self.kept);
        let mut new = Kept::clone(&kept);
        match own {
            Some(own) => new.own.insert(application, own),
            None => new.own.remove(&application),
        };
        *kept = Arc::new(new);
    }

    async fn expire_kind(self: &Arc<Self>, kind: Kind, now_ms: i64) -> Result<usize, StoreError> {
        let _commit = self.commit.lock().await;
        let kept = self.kept();
        let expired: Vec<Part> = {
            let tables = self.tables();
            let parts = tables.kind(kind).parts.values();
            parts.filter(|part| kept.is_all_past(part.meta(), now_ms)).cloned().collect()
        };
        if expired.is_empty() {
            return Ok(0);
        }
        let gone: Vec<u32> = expired.iter().map(|part| part.meta().id).collect();
        let mut blobs = Vec::new();
        if kind == Kind::Replay {
            let metas: Vec<_> = expired.iter().map(|part| part.file.clone()).collect();
            let read = move || metas.iter().map(|file| self::blobs(&file.meta)).collect::<Vec<_>>();
            for of_part in blocking("reading blobs' keys", read).await? {
                match of_part {
                    Ok(keys) => blobs.extend(keys),
                    Err(error) => tracing::warn!("blobs of an expired part stay: {error}"),
                }
            }
        }
        self.change(Change { remove: gone.clone(), ..Change::default() }).await?;
        let this = self.clone();
        let parts = blocking("forgetting parts", move || this.forget(kind, &gone)).await?;
        for part in &parts {
            part.file.delete_when_unread();
        }
        tracing::info!("{} parts of kind {} have expired", parts.len(), kind.name());
        self.blobs.delete(&blobs).await;
        Ok(parts.len())
    }

    /// From now on no event of the application is kept; those that are there go with the next
    /// compactions, blobs too.
    ///
    /// # Errors
    /// When the manifest or parts cannot be written.
    pub(crate) async fn delete_application(
        self: &Arc<Self>,
        application: Uuid,
        log: &Log,
    ) -> Result<(), StoreError> {
        self.manifest.delete_application(application, now_ms()).await?;
        let this = self.clone();
        blocking("deleting an application", move || {
            this.inserter().deleted.insert(application);
        })
        .await?;
        // What is in the buffer comes to parts first, for only there its blobs are found.
        self.flush(log).await
    }
}

/// The keys of the blobs that the rows of a part point at.
fn blobs(part: &PartMeta) -> Result<Vec<String>, ParquetError> {
    let file = std::fs::File::open(&part.path)?;
    let footer = ArrowReaderMetadata::load(&file, options())?;
    let mask = mask(&footer, &[field::SEGMENT_BLOB.field().path]);
    let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, footer);
    let mut keys = Vec::new();
    for batch in reader.with_projection(mask).build()? {
        let batch = batch?;
        keys.extend((0..batch.num_rows()).filter_map(|row| compact::blob(&batch, row)));
    }
    Ok(keys)
}
