//! Random rows in parts and batches, for tests that hold answers against a naive model of the same
//! rows. Knows no question.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::Schema;
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use solera_event::time::DAY_MS;
use solera_event::{Attribute, Event, FieldId, Kind, Uuid, Value, field};

use super::part::{Dead, PartMeta};
use super::snapshot::{BatchView, PartFile, PartView, Snapshot};
use crate::batch::BatchBuilder;
use crate::columns::{Form, REST, arrow_field};

pub(super) const APPLICATIONS: [Uuid; 2] = [Uuid::from_u128(1 << 120), Uuid::from_u128(7)];
pub(super) const NAMES: [&str; 5] =
    ["/", "/cart", "/a very long name of a view that is not inlined", "Ünï", "/Cart"];
pub(super) const TOTAL: &str = "context.cart.total";

/// A small random number generator, the same numbers on every run.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }
}

fn event(random: &mut Random, at: u64, day: u64) -> Event<'static> {
    let application = APPLICATIONS[random.below(2) as usize];
    let date_ms = (day * DAY_MS as u64 + random.below(DAY_MS as u64)) as i64;
    let mut event = Event::new(Kind::View, application, date_ms);
    event.set(field::VIEW_ID, Uuid::from_u128(u128::from(at) + 1));
    event.set(field::SESSION_ID, Uuid::from_u128(u128::from(random.below(12)) << 64 | 5));
    if random.below(8) > 0 {
        event.set(field::VIEW_NAME, NAMES[random.below(5) as usize]);
    }
    if random.below(5) > 0 {
        event.set(field::VIEW_LCP, random.below(5_000) as i64);
    }
    if random.below(3) > 0 {
        event.set(field::VIEW_CLS, random.below(100) as f64 / 64.0);
    }
    if random.below(2) > 0 {
        event.set(field::VIEW_IS_ACTIVE, random.below(2) == 0);
    }
    if random.below(3) > 0 {
        let json = match random.below(3) {
            0 => format!("{}.50", random.below(30)),
            1 => format!("\"{}\"", random.below(3)),
            _ => "[1,\"x\"]".to_owned(),
        };
        event.attributes.push(Attribute { path: TOTAL.into(), json: json.into() });
    }
    event
}

/// The columns of a part or batch; of some rows attributes stand in the shared column.
fn columns(events: &[Event<'_>], random: &mut Random, form: Form) -> RecordBatch {
    let mut builder = BatchBuilder::new(Kind::View);
    events.iter().for_each(|event| builder.push(event));
    let batch = builder.finish();
    let mut names = Vec::new();
    let mut arrays = Vec::new();
    let shared = random.below(3);
    for (about, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let attribute = about.name() == &format!("@{TOTAL}");
        if attribute && shared > 0 {
            // All rows, or those of odd numbers, keep the attribute among those that share one.
            let texts = cast(column, &arrow::datatypes::DataType::Utf8).unwrap();
            let texts = texts.as_string::<i32>();
            let moves = |row: usize| shared == 1 || row % 2 == 1;
            let rest = texts.iter().enumerate().map(|(row, json)| {
                json.filter(|_| moves(row)).map(|json| format!("{{\"{TOTAL}\":{json}}}"))
            });
            names.push(REST.to_owned());
            arrays.push(Arc::new(rest.collect::<arrow::array::StringArray>()) as _);
            if shared == 1 {
                continue;
            }
            let own = texts.iter().enumerate().map(|(row, json)| json.filter(|_| !moves(row)));
            names.push(about.name().clone());
            arrays.push(Arc::new(own.collect::<arrow::array::StringArray>()) as _);
            continue;
        }
        names.push(about.name().clone());
        arrays.push(Arc::clone(column));
    }
    let fields: Vec<_> = names.iter().map(|name| arrow_field(name, form)).collect();
    let arrays =
        arrays.iter().zip(&fields).map(|(array, field)| cast(array, field.data_type()).unwrap());
    RecordBatch::try_new(Arc::new(Schema::new(fields.clone())), arrays.collect()).unwrap()
}

fn write_part(folder: &Path, id: u32, events: &[Event<'_>], random: &mut Random) -> PartFile {
    let batch = columns(events, random, Form::Part);
    let path = folder.join(format!("{id}.parquet"));
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(64))
        .set_data_page_row_count_limit(16)
        .set_write_batch_size(8)
        .build();
    let file = File::create(&path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let dates = || events.iter().map(|event| event.date_ms);
    let applications: BTreeSet<_> = events.iter().map(|event| event.application).collect();
    let columns: BTreeSet<_> =
        batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    PartFile::new(PartMeta {
        id,
        kind: Kind::View,
        day: (events[0].date_ms / DAY_MS) as i32,
        rows: events.len(),
        bytes: std::fs::metadata(&path).unwrap().len(),
        crc: None,
        date_min_ms: dates().min().unwrap(),
        date_max_ms: dates().max().unwrap(),
        level: 0,
        seq_max: 0,
        written_ms: 0,
        path,
        applications: applications.into_iter().collect(),
        columns: columns.into_iter().collect(),
    })
}

/// Random rows in three parts of three days and two batches, and those of them that are alive.
pub(super) fn store(folder: &Path, seed: u64) -> (Snapshot, Vec<Event<'static>>) {
    let random = &mut Random((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut snapshot =
        Snapshot { kind: Kind::View, parts: Vec::new(), batches: Vec::new(), since_ms: None };
    let mut alive = Vec::new();
    for at in 0..5_u64 {
        let count = 1 + random.below(300);
        let mut events: Vec<_> =
            (0..count).map(|row| event(random, at * 1_000 + row, 20_000 + at.min(3))).collect();
        let session = |event: &Event<'_>| event.id(field::SESSION_ID).unwrap().to_bytes();
        if at < 3 {
            events.sort_by_key(|event| {
                (*event.application.as_bytes(), session(event), event.date_ms)
            });
        }
        let mut dead = Dead::default();
        for row in 0..events.len() {
            if at != 1 && random.below(6) == 0 {
                dead.mark(row);
            }
        }
        let dead = Arc::new(dead);
        if at < 3 {
            let part = Arc::new(write_part(folder, at as u32 + 1, &events, random));
            snapshot.parts.push(PartView { part, dead: Arc::clone(&dead) });
        } else {
            let batch = columns(&events, random, Form::Buffer);
            snapshot.batches.push(BatchView { batch, dead: Arc::clone(&dead) });
        }
        let lives = events.into_iter().enumerate().filter(|(row, _)| !dead.has(*row));
        alive.extend(lives.map(|(_, event)| event));
    }
    (snapshot, alive)
}

pub(super) fn number(event: &Event<'_>, id: FieldId) -> Option<f64> {
    match event.get(id)? {
        Value::Int(int) => Some(*int as f64),
        Value::Float(float) => Some(*float),
        _ => None,
    }
}

pub(super) fn total<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    event.attributes.first().map(|attribute| &*attribute.json)
}
