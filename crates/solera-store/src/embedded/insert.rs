//! A group of entries into the buffer: sent again is dropped, views are merged, columns are made.
//!
//! One group at a time and in the order of the log, so that the same entries end in the same rows
//! after a restart. The costly part runs without the tables' lock; new rows and the marks on the
//! rows that they replace become visible in one step.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use arrow::array::{ArrayRef, RecordBatch, new_null_array};
use arrow::compute::concat;
use arrow::datatypes::Schema;
use solera_event::{Event, Kind, Uuid, field, limit, row};

use super::ids::Ids;
use super::merge::ViewRows;
use super::part::Dead;
use super::tables::{Batch, Place, Tables};
use super::views::{Known, Views};
use super::{lookup::Lookup, merge};
use crate::batch::{BatchBuilder, identity};
use crate::columns::{Form, arrow_field};
use crate::wal::{Group, Seq};

/// What became of the events of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inserted {
    /// By application and kind, each pair once.
    pub counts: Vec<Count>,
}

/// Events of one application and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Whose.
    pub application: Uuid,
    /// Of which kind.
    pub kind: Kind,
    /// In the answers from now on; versions of views too.
    pub accepted: u64,
    /// Came before.
    pub duplicate: u64,
    /// Versions of views that a higher one had replaced.
    pub superseded: u64,
}

/// What became of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Accepted,
    Duplicate,
    Superseded,
}

impl Inserted {
    pub(crate) fn add(&mut self, application: Uuid, kind: Kind, fate: Fate) {
        let same = |count: &Count| count.kind == kind && count.application == application;
        let at = match self.counts.iter().rposition(same) {
            Some(at) => at,
            None => {
                let none = Count { application, kind, accepted: 0, duplicate: 0, superseded: 0 };
                self.counts.push(none);
                self.counts.len() - 1
            }
        };
        let count = &mut self.counts[at];
        match fate {
            Fate::Accepted => count.accepted += 1,
            Fate::Duplicate => count.duplicate += 1,
            Fate::Superseded => count.superseded += 1,
        }
    }
}

/// What the one who inserts knows.
pub(crate) struct Inserter {
    pub(crate) ids: Ids,
    pub(crate) views: Views,
    pub(crate) lookup: Lookup,
    /// Applications whose events are not kept any more.
    pub(crate) deleted: HashSet<Uuid>,
    /// The last entry that was inserted.
    pub(crate) last_seq: Seq,
    /// Blobs of events that were not kept, to be deleted.
    pub(crate) lost_blobs: Vec<String>,
    /// Parts found corrupt while views were looked up, to be set aside.
    pub(crate) corrupt: Vec<(u32, String)>,
}

/// A group while it is taken in.
struct Taking<'g> {
    /// The event that is read, its memory used again and again.
    event: Event<'g>,
    builders: [Option<BatchBuilder>; Kind::ALL.len()],
    /// Versions of views with their keys, in order.
    views: Vec<(u64, Event<'g>)>,
    inserted: Inserted,
}

impl Taking<'_> {
    fn push(&mut self, event: &Event<'_>) {
        let builder = &mut self.builders[event.kind as usize];
        builder.get_or_insert_with(|| BatchBuilder::new(event.kind)).push(event);
    }
}

impl Inserter {
    /// Inserts a group; its rows are in the answers when this returns.
    pub(crate) fn insert(&mut self, tables: &Mutex<Tables>, group: &Group) -> Inserted {
        let mut taking = Taking {
            event: Event::new(Kind::Other, Uuid::nil(), 0),
            builders: Default::default(),
            views: Vec::new(),
            inserted: Inserted::default(),
        };
        for (seq, rows) in group.entries() {
            if seq <= self.last_seq {
                continue;
            }
            self.last_seq = seq;
            if let Err(error) = self.take_entry(rows, &mut taking) {
                tracing::error!("entry {} of the log: {error}; the rest is skipped", seq.0);
            }
        }
        let views = std::mem::take(&mut taking.views);
        let rows = merge::merge(self, tables, views, &mut taking.inserted);
        rows.iter().for_each(|(_, view)| taking.push(view));
        let builders = taking.builders.into_iter().flatten();
        self.publish(tables, builders.map(|one| (one.kind(), one.finish())).collect(), rows);
        taking.inserted
    }

    fn take_entry<'g>(
        &mut self,
        mut rows: &'g [u8],
        taking: &mut Taking<'g>,
    ) -> Result<(), row::BadRow> {
        while row::decode_into(&mut rows, &mut taking.event)? {
            let event = &mut taking.event;
            let (application, kind) = (event.application, event.kind);
            if self.deleted.contains(&application) {
                self.lost_blobs.extend(event.text(field::SEGMENT_BLOB).map(str::to_owned));
                continue;
            }
            let id = id_of(event);
            if kind == Kind::View {
                let next = Event::new(Kind::View, application, 0);
                taking.views.push((id, std::mem::replace(event, next)));
                continue;
            }
            if !self.ids.insert(id) {
                taking.inserted.add(application, kind, Fate::Duplicate);
                continue;
            }
            taking.inserted.add(application, kind, Fate::Accepted);
            let builder = &mut taking.builders[kind as usize];
            builder.get_or_insert_with(|| BatchBuilder::new(kind)).push(&taking.event);
        }
        Ok(())
    }

    /// Makes the batches visible, and the rows dead that they replace.
    fn publish(
        &mut self,
        tables: &Mutex<Tables>,
        batches: Vec<(Kind, RecordBatch)>,
        rows: ViewRows<'_>,
    ) {
        let batches: Vec<Ready> =
            batches.into_iter().map(|(kind, batch)| Ready::new(tables, kind, batch)).collect();
        let mut tables = tables.lock().unwrap_or_else(PoisonError::into_inner);
        let first_row = tables.kind(Kind::View).next_row;
        for (at, (change, _)) in rows.iter().enumerate() {
            if let Some(known) = change.before {
                tables.mark(Kind::View, known.place);
            }
            let place = Place::Buffer(first_row + at as u64);
            let Known { version, date_ms, merged, .. } = change.after;
            self.views.put(change.key, Known { version, date_ms, merged, place });
        }
        for ready in batches {
            ready.put(&mut tables);
        }
    }
}

/// Who the event is. One without any id gets one that its content gave it.
fn id_of(event: &mut Event<'_>) -> u64 {
    if let Some(id) = identity(event) {
        return id;
    }
    event.set(field::KEY, Uuid::from_u64_pair(event.key, event.key));
    identity(event).unwrap_or(event.key)
}

/// A batch that waits to be visible, put together with small ones before it.
struct Ready {
    kind: Kind,
    columns: RecordBatch,
    rows: usize,
    /// How many of the last batches it holds too.
    takes: usize,
}

impl Ready {
    fn new(tables: &Mutex<Tables>, kind: Kind, batch: RecordBatch) -> Ready {
        let rows = batch.num_rows();
        let mut small = Vec::new();
        let mut total = rows;
        {
            let tables = tables.lock().unwrap_or_else(PoisonError::into_inner);
            let table = tables.kind(kind);
            for old in table.batches[table.frozen..].iter().rev() {
                let count = old.columns.num_rows();
                // Only one of about the same size: so each row is copied a few times at most.
                if count >= limit::BATCH_ROWS_MIN || count > total * 2 {
                    break;
                }
                total += count;
                small.push(old.columns.clone());
            }
        }
        let takes = small.len();
        small.reverse();
        small.push(batch);
        Ready { kind, columns: join(&small), rows, takes }
    }

    fn put(self, tables: &mut Tables) {
        let table = tables.kind_mut(self.kind);
        let taken = table.batches.split_off(table.batches.len() - self.takes);
        let first_row = taken.first().map_or(table.next_row, |batch| batch.first_row);
        let mut dead = Dead::default();
        for batch in &taken {
            let offset = (batch.first_row - first_row) as usize;
            batch.dead.rows().for_each(|row| {
                dead.mark(offset + row);
            });
        }
        table.next_row += self.rows as u64;
        table.batches.push(Batch { dead: Arc::new(dead), ..Batch::new(first_row, self.columns) });
    }
}

/// Batches one after another, with the columns of all.
fn join(batches: &[RecordBatch]) -> RecordBatch {
    if let [only] = batches {
        return only.clone();
    }
    let mut names: Vec<&str> = Vec::new();
    let mut seen = HashSet::new();
    for field in batches.iter().flat_map(|batch| batch.schema_ref().fields()) {
        if seen.insert(field.name()) {
            names.push(field.name());
        }
    }
    let fields: Vec<_> = names.iter().map(|name| arrow_field(name, Form::Buffer)).collect();
    let column = |field: &arrow::datatypes::Field| -> ArrayRef {
        let pieces: Vec<ArrayRef> = batches
            .iter()
            .map(|batch| match batch.column_by_name(field.name()) {
                Some(column) => column.clone(),
                None => new_null_array(field.data_type(), batch.num_rows()),
            })
            .collect();
        let pieces: Vec<_> = pieces.iter().map(|piece| piece.as_ref()).collect();
        concat(&pieces).expect("the columns of one name have one type")
    };
    let columns = fields.iter().map(column).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
        .expect("every column has the rows of all batches")
}
