//! Whole events: first where they lie, then those rows alone, each as its JSON document.
//!
//! The events asked for are mostly the newest few of a long time, so time is walked through in
//! windows from that end, one day, then two, then four, until there are enough. What must hold:
//! all windows and the reading of rows see one snapshot, for `_row` is a place in it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use arrow::array::AsArray;
use arrow::datatypes::{Int64Type, UInt64Type};
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use parquet::errors::ParquetError;
use solera_event::time::DAY_MS;
use solera_event::{Id, Kind, document, field, limit};
use solera_query::EventsSelect;

use super::files;
use super::footer::Footer;
use super::pages;
use super::select::{Asker, Batches, SelectError};
use super::snapshot::Snapshot;
use super::table::ROW_BITS;
use super::verify::{PANICKED, unless_it_panics};
use crate::columns::read::Rows;

/// Whole events.
#[derive(Debug, Clone, PartialEq)]
pub struct Events {
    /// The events, in the order asked for.
    pub documents: Vec<EventRow>,
    /// Whether there may be more: as many came as were asked for, or as have room in an answer.
    pub is_cut: bool,
    /// How many rows of events were read.
    pub scanned_rows: u64,
    /// How long it took, in milliseconds.
    pub elapsed_ms: f64,
}

/// A whole event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// When it began, in milliseconds since 1970.
    pub date_ms: i64,
    /// Its id, or the one it was given.
    pub id: Id<'static>,
    /// Its JSON document.
    pub json: String,
}

/// Where an event lies.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) row: u64,
    pub(super) date_ms: i64,
    pub(super) id: Vec<u8>,
}

/// Parts that could not be read, and why.
pub(crate) type Damaged = Vec<(u32, String)>;

impl Asker {
    /// Finds events and reads them whole; names the parts that could not be read.
    ///
    /// # Errors
    /// See [`SelectError`].
    pub(crate) async fn events(
        &self,
        events: &EventsSelect,
        snapshot: Snapshot,
    ) -> Result<(Events, Damaged), SelectError> {
        let started = Instant::now();
        let (asker, owned) = (self.clone(), events.clone());
        let work = async move {
            let mut snapshot = snapshot;
            asker.narrow(&mut snapshot, owned.select());
            asker.find_and_read(&owned, &snapshot).await
        };
        let (mut events, damaged) = self.run(work).await?;
        events.elapsed_ms = started.elapsed().as_secs_f64() * 1_000.0;
        Ok((events, damaged))
    }

    async fn find_and_read(
        &self,
        events: &EventsSelect,
        snapshot: &Snapshot,
    ) -> Result<(Events, Damaged), SelectError> {
        let select = events.select();
        let (mut found, mut scanned_rows, mut damaged) = (Vec::new(), 0, Damaged::new());
        if let Some((column, id)) = events.only() {
            (found, scanned_rows) =
                self.find_by_id(events, column, id, snapshot, &mut damaged).await?;
        } else {
            for window in windows(snapshot, &select.range(), events.newest_first()) {
                let snapshots = vec![snapshot.clone()];
                let statement =
                    self.statement(select.sql(), select.tables(), snapshots, Some(window), false);
                let batches = statement.await?;
                found.extend(found_in(&batches)?);
                scanned_rows += batches.scanned_rows;
                damaged.extend(batches.damaged);
                if found.len() >= select.rows_max() {
                    break;
                }
            }
        }
        found.truncate(select.rows_max());
        let mut is_cut = found.len() == select.rows_max();
        loop {
            let read = self.read(events.kind(), snapshot, &found, &mut damaged)?;
            if let Some(documents) = read {
                return Ok((Events { documents, is_cut, scanned_rows, elapsed_ms: 0.0 }, damaged));
            }
            is_cut = true;
            found.truncate(found.len().div_ceil(2));
        }
    }

    /// Reads rows whole, part by part; those of a part that cannot be read are missing. `None`
    /// when together they are too large for one answer.
    ///
    /// # Errors
    /// When a part could be read at another time.
    fn read(
        &self,
        kind: Kind,
        snapshot: &Snapshot,
        found: &[Found],
        damaged: &mut Damaged,
    ) -> Result<Option<Vec<EventRow>>, SelectError> {
        let mut room = Room(limit::EVENTS_BYTES_MAX);
        let mut by_place: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, event) in found.iter().enumerate() {
            let row = (event.row & ((1 << ROW_BITS) - 1)) as usize;
            by_place.entry((event.row >> ROW_BITS) as usize).or_default().push((row, at));
        }
        let mut documents = vec![None; found.len()];
        for (place, mut rows) in by_place {
            rows.sort_unstable();
            let Some(view) = snapshot.parts.get(place) else {
                let batch = &snapshot.batches[place - snapshot.parts.len()].batch;
                let read = Rows::new(kind, batch);
                for (row, at) in rows {
                    let Some(json) = room.take(document::to_json(&read.event(row))) else {
                        return Ok(None);
                    };
                    documents[at] = Some(json);
                }
                continue;
            };
            let footer = || self.footers().get(&view.part);
            let read = || footer().and_then(|footer| whole(&footer, kind, &rows, &mut room));
            let panicked = || Err(ParquetError::General(PANICKED.to_owned()));
            let read = unless_it_panics(read).unwrap_or_else(panicked);
            match read {
                Ok(None) => return Ok(None),
                Ok(Some(read)) => {
                    read.into_iter().for_each(|(at, json)| documents[at] = Some(json))
                }
                Err(error) if files::reader_lacks_means(&error) => {
                    return Err(SelectError::Failed(error.to_string()));
                }
                Err(error) => damaged.push((view.part.meta.id, error.to_string())),
            }
        }
        let row = |(event, json): (&Found, Option<String>)| {
            let id = match Id::from_bytes(&event.id) {
                Id::Uuid(uuid) => Id::Uuid(uuid),
                Id::Text(text) => Id::Text(text.into_owned().into()),
            };
            Some(EventRow { date_ms: event.date_ms, id, json: json? })
        };
        Ok(Some(found.iter().zip(documents).filter_map(row).collect()))
    }
}

/// Bytes that the documents of an answer may still have.
struct Room(usize);

impl Room {
    /// Gives a document back if there is room for it.
    fn take(&mut self, json: String) -> Option<String> {
        self.0 = self.0.checked_sub(json.len())?;
        Some(json)
    }
}

fn found_in(batches: &Batches) -> Result<Vec<Found>, SelectError> {
    let mut found = Vec::new();
    for batch in &batches.batches {
        let [rows, dates, ids] = batch.columns() else {
            let count = batch.num_columns();
            return Err(SelectError::Failed(format!("{count} columns came, 3 were wanted")));
        };
        let rows = rows.as_primitive::<UInt64Type>();
        let dates = dates.as_primitive::<Int64Type>();
        let ids = ids.as_binary_view();
        found.extend((0..batch.num_rows()).map(|at| Found {
            row: rows.value(at),
            date_ms: dates.value(at),
            id: ids.value(at).to_vec(),
        }));
    }
    Ok(found)
}

/// Rows of a part, each as its document beside the number it came with; `None` when there is no
/// room for them. `rows` ascend.
fn whole(
    footer: &Arc<Footer>,
    kind: Kind,
    rows: &[(usize, usize)],
    room: &mut Room,
) -> Result<Option<Vec<(usize, String)>>, ParquetError> {
    let metadata = footer.metadata();
    let (mut read, mut first, mut next) = (Vec::with_capacity(rows.len()), 0, 0);
    for group in 0..metadata.num_row_groups() {
        let len = metadata.row_group(group).num_rows() as usize;
        let until = rows.partition_point(|(row, _)| *row < first + len);
        if until > next {
            let wanted = &rows[next..until];
            let mut places = wanted.iter().map(|(_, at)| *at);
            for batch in open_group(footer, group, wanted.iter().map(|(row, _)| row - first))? {
                let batch = batch?;
                let events = Rows::new(kind, &batch);
                for (row, at) in (0..batch.num_rows()).zip(places.by_ref()) {
                    let json = room.take(document::to_json(&events.event(row)));
                    let Some(json) = json else { return Ok(None) };
                    read.push((at, json));
                }
            }
        }
        (first, next) = (first + len, until);
    }
    Ok(Some(read))
}

fn open_group(
    footer: &Arc<Footer>,
    group: usize,
    rows: impl Iterator<Item = usize>,
) -> Result<ParquetRecordBatchReader, ParquetError> {
    let hidden = footer.leaf(field::HISTORY.field().path);
    let leaves = 0..footer.arrow.parquet_schema().num_columns();
    pages::open_rows(footer, group, leaves.filter(|leaf| Some(*leaf) != hidden), rows)
}

/// Stretches of time to look through one after the other, the newest first or the oldest, that
/// together are the whole: cut where the days of parts begin.
fn windows(snapshot: &Snapshot, range: &Range<i64>, newest_first: bool) -> Vec<Range<i64>> {
    let days = snapshot.parts.iter().map(|view| i64::from(view.part.meta.day) * DAY_MS);
    let mut starts: Vec<i64> = days.filter(|start| range.contains(start)).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut cuts = Vec::new();
    let mut step = 1;
    let mut days = starts.len();
    while days > step {
        days -= step;
        // From the oldest end, the cut is where the day after the window's last begins.
        let day = if newest_first { days } else { starts.len() - days };
        cuts.push(starts[day]);
        step *= 2;
    }
    if !newest_first {
        cuts.reverse();
    }
    let mut windows = Vec::new();
    let mut end = range.end;
    for cut in cuts.into_iter().filter(|cut| *cut > range.start) {
        windows.push(cut..end);
        end = cut;
    }
    windows.push(range.start..end);
    if !newest_first {
        windows.reverse();
    }
    windows
}
