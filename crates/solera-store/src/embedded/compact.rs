//! Several parts of one kind and day to one: sorted, without what does not count any more.
//!
//! A merge of sorted streams: memory holds a few thousand rows of each part and the encoded
//! columns of one row group, however large the parts are. Only writes a file; nothing points at
//! it until the manifest does.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};
use std::sync::Arc;

use arrow::array::RecordBatch;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use solera_event::{Kind, Uuid, field};

use super::encode::{Column, PartWriter, usual_coding};
use super::files;
use super::flush::{Plan, Written, file_name, prefix};
use super::gather::{Gather, Pick, seldom_attributes};
use super::keys;
use super::lookup::options;
use super::part::{Dead, PartMeta};
use super::snapshot::PartFile;
use crate::columns::read::Cells;
use crate::columns::{APPLICATION, DATE, REST};

/// Rows of each part in memory at once.
const BATCH_ROWS: usize = 2_048;
/// Rows that are written at once, at least while the parts allow it.
const PIECE_ROWS: usize = 8_192;

/// A part to be merged, and its rows that are to be dropped.
pub(crate) struct Input {
    pub(crate) part: Arc<PartFile>,
    pub(crate) dropped: Arc<Dead>,
}

/// What came of it.
pub(crate) struct Compacted {
    /// The new part; none when no row was left.
    pub(crate) written: Option<Written>,
    /// Of views: where each row of each part went, [`GONE`] where it was dropped.
    pub(crate) moved: HashMap<u32, Vec<u32>>,
    /// Blobs that only dropped rows pointed at.
    pub(crate) blobs: Vec<String>,
}

/// A row that was dropped.
pub(crate) const GONE: u32 = u32::MAX;

/// Why a merge failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CompactError {
    /// A part cannot be read.
    #[error("part {part} cannot be read: {error}")]
    Corrupt { part: u32, error: ParquetError },
    /// The new one cannot be written.
    #[error("the new part cannot be written: {0}")]
    Write(#[from] ParquetError),
}

/// What rows are sorted by: application, session, date.
type SortKey = (u128, u128, i64);

/// A part as a stream of sorted rows.
struct Stream {
    id: u32,
    reader: ParquetRecordBatchReader,
    dropped: Arc<Dead>,
    batch: RecordBatch,
    sort: Vec<SortKey>,
    keys: Vec<Option<u64>>,
    /// The next row of the batch.
    at: usize,
    /// The batch's first row in the part.
    first: usize,
}

/// Merges parts. Costly; blocks on the disk.
///
/// # Errors
/// See [`CompactError`]; what was written stays unknown to everyone.
pub(crate) fn compact(inputs: &[Input], plan: &Plan<'_>) -> Result<Compacted, CompactError> {
    let first = &inputs[0].part.meta;
    let (kind, day) = (first.kind, first.day);
    let mut streams = Vec::with_capacity(inputs.len());
    let mut footers = Vec::with_capacity(inputs.len());
    for input in inputs {
        let (stream, footer) = open(input).map_err(|error| corrupt(input.part.meta.id, error))?;
        streams.push(stream);
        footers.push(footer);
    }
    let (columns, shared) = plan_columns(kind, &footers);
    drop(footers);
    let (id, path) = {
        let id = (plan.next_part)();
        (id, plan.folder.join(file_name(kind, day, id)))
    };
    let mut merge = Merge {
        kind,
        plan,
        writer: PartWriter::create(&path, kind, &columns, false)?,
        columns,
        shared,
        picks: Vec::new(),
        seen: Seen::default(),
        rows: 0,
        dates: (i64::MAX, i64::MIN),
        applications: BTreeSet::new(),
        keys: Vec::new(),
        moved: HashMap::new(),
        blobs: Vec::new(),
    };
    if kind == Kind::View {
        merge.moved = streams.iter().map(|stream| (stream.id, Vec::new())).collect();
    }
    merge.run(&mut streams)?;
    let Merge { writer, columns, rows, dates, applications, keys, moved, blobs, .. } = merge;
    if rows == 0 {
        drop(writer);
        let _ = std::fs::remove_file(&path);
        return Ok(Compacted { written: None, moved, blobs });
    }
    let (bytes, crc) = writer.finish()?;
    let metas = inputs.iter().map(|input| &input.part.meta);
    let meta = PartMeta {
        id,
        kind,
        day,
        rows,
        bytes,
        crc: Some(crc),
        date_min_ms: dates.0,
        date_max_ms: dates.1,
        level: metas.clone().map(|meta| meta.level).max().unwrap_or(0).saturating_add(1),
        seq_max: metas.map(|meta| meta.seq_max).max().unwrap_or(plan.seq),
        written_ms: plan.now_ms,
        path,
        applications: applications.into_iter().collect(),
        columns: columns.into_iter().map(|column| column.name).collect(),
    };
    Ok(Compacted { written: Some(Written { meta, keys }), moved, blobs })
}

fn corrupt(part: u32, error: ParquetError) -> CompactError {
    CompactError::Corrupt { part, error }
}

fn open(input: &Input) -> Result<(Stream, ArrowReaderMetadata), ParquetError> {
    let file = files::open(&input.part.meta.path)?;
    let footer = ArrowReaderMetadata::load(&file, options())?;
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, footer.clone());
    let reader = builder.with_batch_size(BATCH_ROWS).build()?;
    let batch = RecordBatch::new_empty(footer.schema().clone());
    let dropped = input.dropped.clone();
    let (sort, keys) = (Vec::new(), Vec::new());
    let id = input.part.meta.id;
    Ok((Stream { id, reader, dropped, batch, sort, keys, at: 0, first: 0 }, footer))
}

/// The columns of all parts, and the attributes that lose theirs.
fn plan_columns(kind: Kind, footers: &[ArrowReaderMetadata]) -> (Vec<Column>, Vec<String>) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for footer in footers {
        for group in footer.metadata().row_groups() {
            for column in group.columns() {
                let nulls = column.statistics().and_then(|one| one.null_count_opt()).unwrap_or(0);
                let values = (column.num_values() as usize).saturating_sub(nulls as usize);
                *counts.entry(column.column_descr().name()).or_default() += values;
            }
        }
    }
    let shared = seldom_attributes(counts.iter().map(|(name, count)| (*name, *count)));
    let mut names: BTreeSet<&str> = counts.into_keys().collect();
    shared.iter().for_each(|name| {
        names.remove(name.as_str());
    });
    if !shared.is_empty() {
        names.insert(REST);
    }
    let column = |name: &str| Column { name: name.to_owned(), coding: usual_coding(kind, name) };
    (names.into_iter().map(column).collect(), shared)
}

impl Stream {
    /// Reads the next batch. `false` at the end.
    fn advance(&mut self, kind: Kind) -> Result<bool, ParquetError> {
        self.first += self.batch.num_rows();
        let Some(batch) = self.reader.next().transpose()? else { return Ok(false) };
        let cells = |name| batch.column_by_name(name).and_then(|one| Cells::new(one.as_ref()));
        let (dates, applications) = (cells(DATE), cells(APPLICATION));
        let sessions = cells(field::SESSION_ID.field().path);
        let key = |row| {
            (
                prefix(applications.as_ref().and_then(|cells| cells.bytes(row))),
                prefix(sessions.as_ref().and_then(|cells| cells.bytes(row))),
                dates.as_ref().and_then(|cells| cells.int(row)).unwrap_or_default(),
            )
        };
        self.sort = (0..batch.num_rows()).map(key).collect();
        self.keys = keys::of(kind, &batch);
        self.at = 0;
        self.batch = batch;
        Ok(true)
    }
}

/// Ids of one session, to drop what was sent again.
#[derive(Default)]
struct Seen {
    of: SortKey,
    keys: HashSet<u64>,
}

impl Seen {
    /// Whether the id came before in its session; without a session, at its date.
    fn before(&mut self, sort: SortKey, key: u64) -> bool {
        let of = if sort.1 == 0 { sort } else { (sort.0, sort.1, 0) };
        if self.of != of {
            self.of = of;
            self.keys.clear();
        }
        !self.keys.insert(key)
    }
}

struct Merge<'m> {
    kind: Kind,
    plan: &'m Plan<'m>,
    writer: PartWriter,
    columns: Vec<Column>,
    shared: Vec<String>,
    /// Rows of the streams' batches, to be written in this order.
    picks: Vec<Pick>,
    seen: Seen,
    rows: usize,
    dates: (i64, i64),
    applications: BTreeSet<Uuid>,
    keys: Vec<(u64, u32)>,
    moved: HashMap<u32, Vec<u32>>,
    blobs: Vec<String>,
}

impl Merge<'_> {
    fn run(&mut self, streams: &mut [Stream]) -> Result<(), CompactError> {
        let mut heap = BinaryHeap::new();
        for (at, stream) in streams.iter_mut().enumerate() {
            if stream.advance(self.kind).map_err(|error| corrupt(stream.id, error))? {
                heap.push(Reverse((stream.sort[0], at)));
            }
        }
        while let Some(Reverse((sort, at))) = heap.pop() {
            self.take(&mut streams[at], at, sort);
            let stream = &mut streams[at];
            stream.at += 1;
            if stream.at == stream.batch.num_rows() {
                // What was picked of this batch must be written before it goes.
                self.write(streams)?;
                let stream = &mut streams[at];
                let more = stream.advance(self.kind);
                if !more.map_err(|error| corrupt(stream.id, error))? {
                    continue;
                }
            } else if self.picks.len() >= PIECE_ROWS {
                self.write(streams)?;
            }
            let stream = &streams[at];
            heap.push(Reverse((stream.sort[stream.at], at)));
        }
        self.write(streams)
    }

    /// Keeps a row or drops it.
    fn take(&mut self, stream: &mut Stream, place: usize, sort: SortKey) {
        let row = stream.at;
        let application = Uuid::from_u128(sort.0);
        let gone = (self.plan.is_gone)(application, sort.2);
        if gone && self.kind == Kind::Replay {
            self.blobs.extend(blob(&stream.batch, row));
        }
        let key = stream.keys[row];
        let again = self.kind != Kind::View && key.is_some_and(|key| self.seen.before(sort, key));
        let kept = !gone && !again && !stream.dropped.has(stream.first + row);
        if let Some(moved) = self.moved.get_mut(&stream.id) {
            moved.push(if kept { self.rows as u32 } else { GONE });
        }
        if !kept {
            return;
        }
        if self.kind == Kind::View {
            self.keys.extend(key.map(|key| (key, self.rows as u32)));
        }
        self.picks.push((place as u32, row as u32));
        self.rows += 1;
        self.dates = (self.dates.0.min(sort.2), self.dates.1.max(sort.2));
        if self.applications.last() != Some(&application) {
            self.applications.insert(application);
        }
    }

    fn write(&mut self, streams: &[Stream]) -> Result<(), CompactError> {
        if self.picks.is_empty() {
            return Ok(());
        }
        let batches = streams.iter().map(|stream| &stream.batch).collect();
        let gather = Gather::planned(batches, &self.columns, &self.shared);
        self.writer.piece(self.picks.len(), |column| gather.cells(column).pick(&self.picks))?;
        self.picks.clear();
        Ok(())
    }
}

/// The blob that a row of a replay points at.
pub(crate) fn blob(batch: &RecordBatch, row: usize) -> Option<String> {
    let column = batch.column_by_name(field::SEGMENT_BLOB.field().path)?;
    let cells = Cells::new(column.as_ref())?;
    cells.text(row).map(str::to_owned)
}
