//! What counts at this moment: of each kind its parts and its buffered batches, with dead rows.
//!
//! Behind one short lock. Rows of the buffer are numbered, by kind and for as long as the store
//! is open, so that batches can be put together without anyone's place in them changing.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::RecordBatch;
use solera_event::Kind;

use super::part::{Dead, PartMeta};
use super::snapshot::{BatchView, PartFile, PartView, Snapshot};

/// Where a row lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the buffer: its number.
    Buffer(u64),
    /// In a part: the part's number and the row's.
    Part(u32, u32),
}

/// Everything that counts.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    kinds: [Table; Kind::ALL.len()],
}

/// One kind.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) parts: BTreeMap<u32, Part>,
    /// The oldest first; the first `frozen` of them are on their way into parts.
    pub(crate) batches: Vec<Batch>,
    pub(crate) frozen: usize,
    /// The number of the next row.
    pub(crate) next_row: u64,
}

/// A part and its dead rows.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) file: Arc<PartFile>,
    /// As answers see them.
    pub(crate) dead: Arc<Dead>,
    /// As they were when the buffer was frozen: what the flush that runs will save.
    pub(crate) frozen: Option<Arc<Dead>>,
    /// As the manifest knows them. Rows dead since then may be needed again after a crash: what
    /// killed them is only in the log.
    pub(crate) saved: Arc<Dead>,
}

/// A batch of the buffer.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    pub(crate) first_row: u64,
    pub(crate) columns: RecordBatch,
    pub(crate) dead: Arc<Dead>,
    pub(crate) bytes: usize,
}

impl Batch {
    pub(crate) fn new(first_row: u64, columns: RecordBatch) -> Batch {
        let bytes = columns.get_array_memory_size();
        Batch { first_row, columns, dead: Arc::default(), bytes }
    }

    pub(crate) fn end(&self) -> u64 {
        self.first_row + self.columns.num_rows() as u64
    }
}

impl Part {
    /// A part whose dead rows the manifest knows.
    pub(crate) fn new(meta: PartMeta, dead: Dead) -> Part {
        let dead = Arc::new(dead);
        Part { file: Arc::new(PartFile::new(meta)), dead: dead.clone(), frozen: None, saved: dead }
    }

    pub(crate) fn meta(&self) -> &PartMeta {
        &self.file.meta
    }
}

impl Tables {
    pub(crate) fn kind(&self, kind: Kind) -> &Table {
        &self.kinds[kind as usize]
    }

    pub(crate) fn kind_mut(&mut self, kind: Kind) -> &mut Table {
        &mut self.kinds[kind as usize]
    }

    /// Every kind with what it has.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Kind, &Table)> {
        Kind::ALL.into_iter().zip(&self.kinds)
    }

    /// Every part of every kind.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.kinds.iter().flat_map(|table| table.parts.values())
    }

    /// Bytes of the buffer, frozen batches too.
    pub(crate) fn buffer_bytes(&self) -> usize {
        self.kinds.iter().flat_map(|table| &table.batches).map(|batch| batch.bytes).sum()
    }

    /// Bytes of the batches that no flush has taken yet.
    pub(crate) fn active_bytes(&self) -> usize {
        let active = self.kinds.iter().flat_map(|table| &table.batches[table.frozen..]);
        active.map(|batch| batch.bytes).sum()
    }

    /// Makes a row dead wherever it lies. One that is gone by now is no harm.
    pub(crate) fn mark(&mut self, kind: Kind, place: Place) {
        let table = self.kind_mut(kind);
        match place {
            Place::Buffer(row) => {
                if let Some(batch) = table.batch_of(row) {
                    let row = (row - batch.first_row) as usize;
                    Arc::make_mut(&mut batch.dead).mark(row);
                }
            }
            Place::Part(part, row) => {
                if let Some(part) = table.parts.get_mut(&part) {
                    Arc::make_mut(&mut part.dead).mark(row as usize);
                }
            }
        }
    }
}

impl Table {
    fn batch_of(&mut self, row: u64) -> Option<&mut Batch> {
        let at = self.batches.partition_point(|batch| batch.end() <= row);
        self.batches.get_mut(at).filter(|batch| batch.first_row <= row)
    }

    /// The batch that holds a numbered row, and the row's place in it.
    pub(crate) fn find(&self, row: u64) -> Option<(&Batch, usize)> {
        let at = self.batches.partition_point(|batch| batch.end() <= row);
        let batch = self.batches.get(at).filter(|batch| batch.first_row <= row)?;
        Some((batch, (row - batch.first_row) as usize))
    }

    /// This kind at this moment.
    pub(crate) fn snapshot(&self, kind: Kind) -> Snapshot {
        let view = |part: &Part| PartView { part: part.file.clone(), dead: part.dead.clone() };
        let mut parts: Vec<PartView> = self.parts.values().map(view).collect();
        parts.sort_by_key(|view| (view.part.meta.day, view.part.meta.id));
        let batches = self
            .batches
            .iter()
            .map(|batch| BatchView { batch: batch.columns.clone(), dead: batch.dead.clone() });
        Snapshot { kind, parts, batches: batches.collect(), since_ms: None }
    }
}
