//! Frozen batches of the buffer to parts: one file for each kind and day, its rows sorted.
//!
//! Only writes files. Nothing points at them until the manifest does; what is there without it
//! is deleted at the next start.

use std::path::Path;
use std::sync::Arc;

use arrow::array::RecordBatch;
use parquet::errors::ParquetError;
use solera_event::{Kind, Uuid, field, limit, time};

use super::encode::PartWriter;
use super::gather::{Gather, Pick};
use super::keys;
use super::part::{Dead, PartMeta};
use crate::columns::read::Cells;
use crate::columns::{APPLICATION, DATE};

/// A batch on its way into parts, with the rows that were dead when the buffer was frozen.
pub(crate) struct Frozen {
    pub(crate) first_row: u64,
    pub(crate) columns: RecordBatch,
    pub(crate) dead: Arc<Dead>,
}

/// What a flush or a compaction writes by.
pub(crate) struct Plan<'p> {
    /// The folder of parts.
    pub(crate) folder: &'p Path,
    /// Gives a number to a new part.
    pub(crate) next_part: &'p dyn Fn() -> u32,
    /// Whether a compaction leaves a row of that application and date out.
    pub(crate) is_gone: &'p dyn Fn(Uuid, i64) -> bool,
    /// The highest `Seq` that may be in it.
    pub(crate) seq: u64,
    /// The clock.
    pub(crate) now_ms: i64,
}

/// A part that was written.
pub(crate) struct Written {
    pub(crate) meta: PartMeta,
    /// Of a part of views: the key of each row.
    pub(crate) keys: Vec<(u64, u32)>,
}

/// Parts and where each row of the buffer went, from the first frozen row on.
#[derive(Default)]
pub(crate) struct Flushed {
    pub(crate) parts: Vec<Written>,
    pub(crate) first_row: u64,
    /// Part and row; part 0 where the row was dropped. Of views only.
    pub(crate) moved: Vec<(u32, u32)>,
}

/// A row and what it is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SortRow {
    day: i32,
    application: u128,
    session: u128,
    date_ms: i64,
    pick: Pick,
}

/// The first 16 bytes of an id as a number that sorts as they do; nothing comes first.
pub(crate) fn prefix(id: Option<&[u8]>) -> u128 {
    let mut bytes = [0; 16];
    let id = id.unwrap_or_default();
    let length = id.len().min(16);
    bytes[..length].copy_from_slice(&id[..length]);
    u128::from_be_bytes(bytes)
}

/// The name of a part's file.
pub(crate) fn file_name(kind: Kind, day: i32, id: u32) -> String {
    format!("{}-{day}-{id:08}.parquet", kind.name())
}

/// Writes the live rows of frozen batches of one kind. Costly; blocks on the disk.
///
/// # Errors
/// When a file cannot be written; what was written stays unknown to everyone.
pub(crate) fn flush(
    kind: Kind,
    frozen: &[Frozen],
    plan: &Plan<'_>,
) -> Result<Flushed, ParquetError> {
    let rows = sorted_rows(frozen);
    let gather = Gather::new(kind, frozen.iter().map(|batch| &batch.columns).collect());
    let first_row = frozen.first().map_or(0, |batch| batch.first_row);
    let mut flushed = Flushed { first_row, ..Flushed::default() };
    let of_views = kind == Kind::View;
    let keys: Vec<Vec<Option<u64>>> = match of_views {
        true => frozen.iter().map(|batch| keys::of(kind, &batch.columns)).collect(),
        false => Vec::new(),
    };
    if of_views {
        let total: usize = frozen.iter().map(|batch| batch.columns.num_rows()).sum();
        flushed.moved = vec![(0, 0); total];
    }
    for rows in rows.chunk_by(|a, b| a.day == b.day) {
        let picks: Vec<Pick> = rows.iter().map(|row| row.pick).collect();
        let meta = write(kind, rows, &picks, &gather, plan)?;
        let mut part_keys = Vec::new();
        for (at, (batch, row)) in picks.iter().enumerate().filter(|_| of_views) {
            let frozen = &frozen[*batch as usize];
            let place = (frozen.first_row - first_row) as usize + *row as usize;
            flushed.moved[place] = (meta.id, at as u32);
            let key = keys[*batch as usize][*row as usize];
            part_keys.extend(key.map(|key| (key, at as u32)));
        }
        flushed.parts.push(Written { meta, keys: part_keys });
    }
    Ok(flushed)
}

fn sorted_rows(frozen: &[Frozen]) -> Vec<SortRow> {
    let total: usize = frozen.iter().map(|batch| batch.columns.num_rows()).sum();
    let mut rows = Vec::with_capacity(total);
    for (at, batch) in frozen.iter().enumerate() {
        let cells =
            |name| batch.columns.column_by_name(name).and_then(|one| Cells::new(one.as_ref()));
        let (dates, applications) = (cells(DATE), cells(APPLICATION));
        let sessions = cells(field::SESSION_ID.field().path);
        for row in 0..batch.columns.num_rows() {
            if batch.dead.has(row) {
                continue;
            }
            let application = prefix(applications.as_ref().and_then(|cells| cells.bytes(row)));
            let date_ms = dates.as_ref().and_then(|cells| cells.int(row)).unwrap_or_default();
            let session = prefix(sessions.as_ref().and_then(|cells| cells.bytes(row)));
            let (day, pick) = (time::day(date_ms), (at as u32, row as u32));
            rows.push(SortRow { day, application, session, date_ms, pick });
        }
    }
    rows.sort_unstable();
    rows
}

fn write(
    kind: Kind,
    rows: &[SortRow],
    picks: &[Pick],
    gather: &Gather<'_>,
    plan: &Plan<'_>,
) -> Result<PartMeta, ParquetError> {
    let (id, day) = ((plan.next_part)(), rows[0].day);
    let path = plan.folder.join(file_name(kind, day, id));
    let mut writer = PartWriter::create(&path, kind, gather.columns(), true)?;
    for picks in picks.chunks(limit::ROW_GROUP_ROWS_MAX) {
        writer.row_group(|column| {
            let cells = gather.cells(column);
            picks.chunks(limit::PAGE_ROWS_MAX).map(|picks| cells.pick(picks)).collect()
        })?;
    }
    let (bytes, crc) = writer.finish()?;
    let mut applications: Vec<Uuid> =
        rows.iter().map(|row| Uuid::from_u128(row.application)).collect();
    applications.dedup();
    let dates = rows.iter().map(|row| row.date_ms);
    Ok(PartMeta {
        id,
        kind,
        day,
        rows: rows.len(),
        bytes,
        crc: Some(crc),
        date_min_ms: dates.clone().min().unwrap_or_default(),
        date_max_ms: dates.max().unwrap_or_default(),
        level: 0,
        seq_max: plan.seq,
        written_ms: plan.now_ms,
        path,
        applications,
        columns: gather.columns().iter().map(|column| column.name.clone()).collect(),
    })
}
