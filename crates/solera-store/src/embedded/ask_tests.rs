//! Questions over random rows in parts and batches, held against a naive model of the same rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{Float64Type, Int64Type, Schema};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use solera_event::time::DAY_MS;
use solera_event::{Attribute, Event, FieldId, Kind, Uuid, Value, document, field};
use solera_query::check::{self, Events};
use solera_query::{EventsQuery, Table, TableUse};

use super::part::{Dead, PartMeta};
use super::select::{Asker, Batches};
use super::snapshot::{BatchView, PartFile, PartView, Snapshot};
use crate::batch::BatchBuilder;
use crate::columns::{Form, REST, arrow_field};

const APPLICATIONS: [Uuid; 2] = [Uuid::from_u128(1 << 120), Uuid::from_u128(7)];
const NAMES: [&str; 5] =
    ["/", "/cart", "/a very long name of a view that is not inlined", "Ünï", "/Cart"];
const TOTAL: &str = "context.cart.total";

/// A small random number generator, the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
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
fn store(folder: &Path, seed: u64) -> (Snapshot, Vec<Event<'static>>) {
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

async fn ask(asker: &Asker, snapshot: &Snapshot, sql: &str) -> Batches {
    let tables = vec![TableUse { kind: Kind::View, attributes: vec![TOTAL.to_owned()] }];
    let (asker, sql, snapshots) = (asker.clone(), sql.to_owned(), vec![snapshot.clone()]);
    let running = asker.clone();
    let work = async move { running.statement(&sql, &tables, snapshots, None, true).await };
    asker.run(work).await.unwrap()
}

fn number(event: &Event<'_>, id: FieldId) -> Option<f64> {
    match event.get(id)? {
        Value::Int(int) => Some(*int as f64),
        Value::Float(float) => Some(*float),
        _ => None,
    }
}

fn total<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    event.attributes.first().map(|attribute| &*attribute.json)
}

/// A condition, as SQL and as the model has it.
type Condition = (String, Box<dyn Fn(&Event<'_>) -> bool>);

fn condition(random: &mut Random) -> Condition {
    let bound = random.below(5_000) as i64;
    let name = NAMES[random.below(5) as usize];
    let day = 20_000 + random.below(4) as i64;
    let session = Uuid::from_u128(u128::from(random.below(13)) << 64 | 5);
    let hex = session.simple().to_string();
    let dates = day * DAY_MS + DAY_MS / 3..(day + 1) * DAY_MS + DAY_MS / 2;
    let lcp = |event: &Event<'_>| number(event, field::VIEW_LCP);
    match random.below(13) {
        0 => (
            format!(
                "\"view.largest_contentful_paint\" > {bound} AND \"view.largest_contentful_paint\" <= 3000"
            ),
            Box::new(move |e| lcp(e).is_some_and(|n| n > bound as f64 && n <= 3000.0)),
        ),
        1 => (
            format!("\"view.name\" = '{name}'"),
            Box::new(move |e| e.text(field::VIEW_NAME) == Some(name)),
        ),
        2 => (
            format!("\"date\" >= {} AND \"date\" < {}", dates.start, dates.end),
            Box::new(move |e| dates.contains(&e.date_ms)),
        ),
        3 => (
            format!("\"session.id\" = X'{hex}'"),
            Box::new(move |e| e.get(field::SESSION_ID) == Some(&Value::Uuid(session))),
        ),
        4 => (
            format!("(\"session.id\" = X'{hex}' OR \"view.name\" IN ('/', '{name}'))"),
            Box::new(move |e| {
                e.get(field::SESSION_ID) == Some(&Value::Uuid(session))
                    || e.text(field::VIEW_NAME).is_some_and(|n| n == "/" || n == name)
            }),
        ),
        5 => ("\"view.name\" IS NULL".to_owned(), Box::new(|e| e.text(field::VIEW_NAME).is_none())),
        6 => (
            "\"view.is_active\"".to_owned(),
            Box::new(|e| e.get(field::VIEW_IS_ACTIVE) == Some(&Value::Bool(true))),
        ),
        7 => (
            "(\"view.is_active\") IS NOT TRUE".to_owned(),
            Box::new(|e| e.get(field::VIEW_IS_ACTIVE) != Some(&Value::Bool(true))),
        ),
        8 => (
            "attribute_number(\"@context.cart.total\") > 10.0".to_owned(),
            Box::new(|e| {
                total(e).and_then(|json| json.parse::<f64>().ok()).is_some_and(|n| n > 10.0)
            }),
        ),
        9 => (
            "attribute_text(\"@context.cart.total\") = '1'".to_owned(),
            Box::new(|e| total(e) == Some("\"1\"")),
        ),
        10 => (
            "\"view.name\" ILIKE '%CART%'".to_owned(),
            Box::new(|e| {
                e.text(field::VIEW_NAME).is_some_and(|n| n.to_lowercase().contains("cart"))
            }),
        ),
        11 => (
            "\"geo.country\" IS NULL AND \"@context.cart.total\" IS NOT NULL".to_owned(),
            Box::new(|e| total(e).is_some()),
        ),
        _ => (
            "\"view.cumulative_layout_shift\" >= 0.5".to_owned(),
            Box::new(|e| number(e, field::VIEW_CLS).is_some_and(|n| n >= 0.5)),
        ),
    }
}

fn percentile(mut values: Vec<f64>, p: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let rank = p / 100.0 * (values.len().checked_sub(1)?) as f64;
    let (low, high) = (values[rank.floor() as usize], values[rank.ceil() as usize]);
    Some(low + (high - low) * rank.fract())
}

fn is_close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    }
}

#[tokio::test]
async fn questions_are_answered_as_the_model_answers_them() {
    let asker = Asker::new().unwrap();
    for seed in 0..6 {
        let folder = tempfile::tempdir().unwrap();
        let (snapshot, alive) = store(folder.path(), seed);
        let random = &mut Random(seed + 99);
        for _ in 0..10 {
            let application = APPLICATIONS[random.below(2) as usize];
            let (first, second) = (condition(random), condition(random));
            let filter = format!(
                "\"application.id\" = X'{}' AND {} AND {}",
                application.simple(),
                first.0,
                second.0
            );
            let rows: Vec<_> = alive
                .iter()
                .filter(|e| e.application == application && first.1(e) && second.1(e))
                .collect();
            for (sql, holds) in [&first, &second] {
                let rows = alive.iter().filter(|event| holds(event)).count();
                check_count(&asker, &snapshot, sql, rows).await;
            }
            check_count(&asker, &snapshot, &filter, rows.len()).await;
            check_groups(&asker, &snapshot, &filter, &rows).await;
        }
    }
}

async fn check_count(asker: &Asker, snapshot: &Snapshot, filter: &str, rows: usize) {
    let sql = format!("SELECT count(*) FROM \"view\" WHERE {filter}");
    let answer = ask(asker, snapshot, &sql).await;
    let count = answer.batches[0].column(0).as_primitive::<Int64Type>().value(0);
    assert_eq!(count as usize, rows, "{filter}\n{}", answer.explain.unwrap());
}

async fn check_groups(asker: &Asker, snapshot: &Snapshot, filter: &str, rows: &[&Event<'_>]) {
    let sql = format!(
        "SELECT \"view.name\", count(*), cardinality(\"session.id\"),
           percentile(\"view.largest_contentful_paint\", 50.0),
           percentile(\"view.largest_contentful_paint\", 95.0),
           percentile(CASE WHEN \"view.is_active\" THEN \"view.cumulative_layout_shift\" END, 75.0),
           cardinality(\"@{TOTAL}\")
         FROM \"view\" WHERE {filter} GROUP BY \"view.name\""
    );
    let answer = ask(asker, snapshot, &sql).await;
    let mut groups: BTreeMap<Option<&str>, Vec<&Event<'_>>> = BTreeMap::new();
    for row in rows {
        groups.entry(row.text(field::VIEW_NAME)).or_default().push(row);
    }
    let mut seen = 0;
    for batch in &answer.batches {
        for row in 0..batch.num_rows() {
            let names = batch.column(0).as_string_view();
            let name = names.is_valid(row).then(|| names.value(row));
            let events = &groups[&name];
            let int = |at: usize| batch.column(at).as_primitive::<Int64Type>().value(row) as usize;
            let float = |at: usize| {
                let column = batch.column(at).as_primitive::<Float64Type>();
                column.is_valid(row).then(|| column.value(row))
            };
            let distinct = |of: &dyn Fn(&Event<'_>) -> Option<String>| {
                events.iter().filter_map(|event| of(event)).collect::<BTreeSet<_>>().len()
            };
            let values = |of: &dyn Fn(&Event<'_>) -> Option<f64>| {
                events.iter().filter_map(|event| of(event)).collect::<Vec<_>>()
            };
            assert_eq!(int(1), events.len());
            assert_eq!(int(2), distinct(&|e| e.id(field::SESSION_ID).map(|id| id.text().into())));
            assert_eq!(int(6), distinct(&|e| total(e).map(str::to_owned)));
            let lcp = values(&|e| number(e, field::VIEW_LCP));
            assert!(is_close(float(3), percentile(lcp.clone(), 50.0)), "{filter}");
            assert!(is_close(float(4), percentile(lcp, 95.0)), "{filter}");
            let active = |e: &Event<'_>| e.get(field::VIEW_IS_ACTIVE) == Some(&Value::Bool(true));
            let cls = values(&|e| number(e, field::VIEW_CLS).filter(|_| active(e)));
            assert!(is_close(float(5), percentile(cls, 75.0)), "{filter}");
            seen += 1;
        }
    }
    assert_eq!(seen, groups.len(), "{filter}");
}

#[tokio::test]
async fn whole_events_come_back_as_they_were_newest_first() {
    let asker = Asker::new().unwrap();
    for seed in 20..24 {
        let folder = tempfile::tempdir().unwrap();
        let (snapshot, mut alive) = store(folder.path(), seed);
        alive.retain(|event| event.application == APPLICATIONS[0]);
        alive.sort_by_key(|event| (event.date_ms, event.id(field::VIEW_ID).unwrap().to_bytes()));
        let mut expected: Vec<_> = alive.iter().map(document::to_json).collect();
        expected.reverse();
        let (mut read, mut cursor) = (Vec::new(), None);
        loop {
            let query = EventsQuery {
                application: APPLICATIONS[0],
                event: Table::Kind(Kind::View),
                from_ms: 19_990 * DAY_MS,
                to_ms: 20_010 * DAY_MS,
                filter: String::new(),
                limit: Some(40),
                cursor,
            };
            let Ok(Events::Whole(select)) = check::events(&query, 20_010 * DAY_MS) else {
                panic!("the question is sound");
            };
            let (events, damaged) = asker.events(&select, snapshot.clone()).await.unwrap();
            assert!(damaged.is_empty());
            let Some(last) = events.documents.last() else { break };
            cursor = Some(solera_query::cursor(last.date_ms, &last.id));
            read.extend(events.documents.into_iter().map(|event| event.json));
        }
        assert!(read == expected, "seed {seed}: {} read of {}", read.len(), expected.len());
    }
}

#[tokio::test]
async fn the_rest_is_answered_when_a_part_is_damaged() {
    let asker = Asker::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (snapshot, _) = store(folder.path(), 3);
    let whole = ask(&asker, &snapshot, "SELECT \"view.name\" FROM \"view\"").await;
    let path = &snapshot.parts[1].part.meta.path;
    std::fs::write(path, b"no part").unwrap();
    let asker = Asker::new().unwrap();
    let rest = ask(&asker, &snapshot, "SELECT \"view.name\" FROM \"view\"").await;
    let rows = |answer: &Batches| answer.batches.iter().map(RecordBatch::num_rows).sum::<usize>();
    let lost = snapshot.parts[1].part.meta.rows;
    assert_eq!(rows(&rest), rows(&whole) - lost);
    assert_eq!(rest.damaged.len(), 1);
    assert_eq!(rest.damaged[0].0, 2);
}
