//! Which parts and batches may hold a session, so that a question about one reads no others.
//!
//! A part's file carries a Bloom filter of its sessions for each row group. It may say yes where
//! there is none, about once in a hundred parts, and never no where there is one; a part without
//! filters is always read. Filters are kept in memory apart from footers, which are twenty times
//! their size: the parts of months fit.

use std::sync::Arc;

use arrow::array::{BinaryArray, RecordBatch};
use parquet::bloom_filter::Sbbf;
use parquet::errors::ParquetError;
use solera_event::{Id, field};

use super::cache::PartCache;
use super::footer::{Footer, FooterCache};
use super::snapshot::{PartFile, Snapshot};

/// Filters of parts, bounded in bytes.
#[derive(Debug)]
pub(super) struct Sessions(PartCache<Filters>);

/// The filter of each row group of a part; none where one has none.
type Filters = Option<Vec<Sbbf>>;

impl Sessions {
    /// Keeps filters of that many bytes.
    pub(super) fn new(bytes_max: usize) -> Sessions {
        Sessions(PartCache::new(bytes_max))
    }

    /// Of a snapshot what may hold a session. May read the disk.
    pub(super) fn narrow(&self, snapshot: &mut Snapshot, id: &Id<'_>, footers: &FooterCache) {
        let id = id.to_bytes();
        snapshot.parts.retain(|view| self.part_may_hold(&view.part, &id, footers));
        snapshot.batches.retain(|view| batch_may_hold(&view.batch, &id));
    }

    /// A part that cannot be read is said to hold it: whoever reads it will tell.
    fn part_may_hold(&self, part: &Arc<PartFile>, id: &[u8], footers: &FooterCache) -> bool {
        let filters = self.0.get(part, || {
            let filters = read(&*footers.get(part)?)?;
            let blocks: usize = filters.iter().flatten().map(Sbbf::num_blocks).sum();
            Ok::<_, ParquetError>((filters, blocks * BLOCK_BYTES + 256))
        });
        match filters.as_deref() {
            Ok(Some(filters)) => filters.iter().any(|filter| filter.check(id)),
            Ok(None) | Err(_) => true,
        }
    }
}

/// Bytes of a block of a filter.
const BLOCK_BYTES: usize = 32;

fn read(footer: &Footer) -> Result<Filters, ParquetError> {
    let Some(leaf) = footer.leaf(field::SESSION_ID.field().path) else {
        return Ok(Some(Vec::new()));
    };
    let groups = footer.metadata().row_groups().iter();
    let filters = groups.map(|group| {
        let filter = Sbbf::read_from_column_chunk(group.column(leaf), &footer.reader)?;
        Ok(filter.filter(|filter| filter.num_blocks() > 0))
    });
    // One that has none makes all of them useless.
    filters.collect()
}

fn batch_may_hold(batch: &RecordBatch, id: &[u8]) -> bool {
    let Some(column) = batch.column_by_name(field::SESSION_ID.field().path) else { return false };
    match column.as_any().downcast_ref::<BinaryArray>() {
        Some(sessions) => sessions.iter().any(|session| session == Some(id)),
        None => true,
    }
}
