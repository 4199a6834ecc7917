//! Everything of one session, wherever it lies: in the buffer, in parts with and without filters; and how
//! much of whole events one answer holds.

use std::collections::BTreeMap;
use std::fs::File;

use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;
use solera_event::document::to_json;
use solera_event::{field, time};
use solera_query::{EventsQuery, Table, check};

use super::tests::{DAY, application, open, send};
use super::*;
use crate::Events;
use crate::embedded::lookup::options;

const SESSIONS: u128 = 9;
const KINDS: [Kind; 3] = [Kind::View, Kind::Action, Kind::Error];

fn session(number: u128) -> Uuid {
    Uuid::from_u128(number.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834))
}

/// An event of each kind for each session of a day; every third session goes on the day after.
fn events(day: i64) -> Vec<Event<'static>> {
    let mut all = Vec::new();
    for number in 0..SESSIONS {
        for (at, kind) in KINDS.into_iter().enumerate() {
            let began = day - i64::from(number % 3 == 0 && at > 0);
            let date_ms = DAY + day * time::DAY_MS + number as i64;
            let mut event = Event::new(kind, application(), date_ms);
            event.set(field::SESSION_ID, session(began as u128 * SESSIONS + number));
            let id = Uuid::from_u128(day as u128 * 1_000 + number + 1);
            let own = [field::VIEW_ID, field::ACTION_ID, field::ERROR_ID][at];
            event.set(own, id);
            event.version = 1;
            all.push(event);
        }
    }
    all
}

/// The documents of each session, in the order of kinds and dates.
#[derive(Default)]
struct Model(BTreeMap<String, Vec<String>>);

impl Model {
    async fn send(&mut self, store: &Store, day: i64) {
        let events = events(day);
        send(store, &events).await;
        for event in &events {
            let session = event.id(field::SESSION_ID).unwrap().text().into_owned();
            self.0.entry(session).or_default().push(to_json(event));
        }
    }

    async fn check(&self, store: &Store, when: &str) {
        for (at, (session, expected)) in self.0.iter().enumerate() {
            let mut expected = expected.clone();
            expected.sort();
            let documents = everything(store, session).await;
            assert_eq!(documents, expected, "{session} {when}");
            if at % 8 == 0 {
                let has_view = documents.iter().any(|json| json.contains("\"type\":\"view\""));
                assert_eq!(rows(store, session).await, usize::from(has_view), "{session} {when}");
            }
        }
        for number in 0..5 {
            let id = session(1 << 64 | number).to_string();
            assert!(everything(store, &id).await.is_empty(), "{when}");
        }
    }
}

async fn everything(store: &Store, id: &str) -> Vec<String> {
    let select = check::session(application(), id, None, None, DAY * 2).unwrap();
    let mut documents = Vec::new();
    for select in select.events() {
        let events = store.events(select).await.unwrap();
        documents.extend(events.documents.into_iter().map(|event| event.json));
    }
    documents.sort();
    documents
}

/// Rows of the session table.
async fn rows(store: &Store, id: &str) -> usize {
    let select = check::session(application(), id, None, None, DAY * 2).unwrap();
    store.select(select.session(), Default::default()).await.unwrap().rows.rows.len()
}

/// Writes a part again as it was before there were filters.
fn without_filter(path: &Path) {
    let file = File::open(path).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options()).unwrap();
    let batches: Vec<_> = reader.build().unwrap().map(Result::unwrap).collect();
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(16)).build();
    let file = File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batches[0].schema(), Some(properties)).unwrap();
    batches.iter().for_each(|batch| writer.write(batch).unwrap());
    writer.close().unwrap();
}

#[tokio::test]
async fn a_session_is_found_wherever_it_lies() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let mut model = Model::default();
    model.send(&store, 1).await;
    model.check(&store, "in the buffer").await;
    store.flush().await.unwrap();
    model.check(&store, "in a part").await;
    for day in 2..5 {
        model.send(&store, day).await;
        store.flush().await.unwrap();
    }
    model.send(&store, 5).await;
    model.check(&store, "in parts and the buffer").await;
    store.close().await.unwrap();
    let store = open(folder.path()).await;
    model.check(&store, "after a restart").await;
    store.compact().await.unwrap();
    model.check(&store, "after a compaction").await;
    drop(store);
    let store = open(folder.path()).await;
    for view in KINDS.into_iter().flat_map(|kind| store.snapshot(kind).parts).step_by(2) {
        without_filter(&view.part.meta.path);
    }
    model.check(&store, "in parts of which some have no filter").await;
}

#[tokio::test]
async fn a_filter_that_says_yes_for_nothing_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let mut model = Model::default();
    for day in 1..4 {
        model.send(&store, day).await;
    }
    store.compact().await.unwrap();
    let kept = |id: Uuid| {
        let select = check::session(application(), &id.to_string(), None, None, DAY * 2).unwrap();
        let mut snapshot = store.snapshot(Kind::Action);
        store.inner.asker.narrow(&mut snapshot, select.session());
        snapshot.parts.len()
    };
    assert_eq!(store.snapshot(Kind::Action).parts.len(), 3);
    // Small filters are seldom wrong: until a few are found.
    let (mut wrong, mut asked) = (Vec::new(), 0);
    while wrong.len() < 3 && asked < 1_000_000 {
        let id = session(1 << 64 | asked);
        wrong.extend((kept(id) > 0).then_some(id));
        asked += 1;
    }
    assert!(wrong.len() == 3 && asked > 300, "{} of {asked} are wrong", wrong.len());
    for id in wrong {
        assert!(everything(&store, &id.to_string()).await.is_empty());
    }
    assert!(kept(session(SESSIONS + 1)) == 1);
}

#[tokio::test]
async fn an_answer_of_whole_events_is_bounded_in_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let message = "x".repeat(1 << 20);
    let events: Vec<_> = (0..40)
        .map(|number| {
            let mut event = Event::new(Kind::Error, application(), DAY + number);
            event.set(field::ERROR_ID, Uuid::from_u128(number as u128 + 1));
            event.set(field::ERROR_MESSAGE, &*message);
            event
        })
        .collect();
    send(&store, &events).await;
    for place in ["in the buffer", "in a part"] {
        let all = page(&store, None).await;
        assert_eq!((all.documents.len(), all.is_cut), (20, true), "{place}");
        assert_eq!(all.documents[0].date_ms, DAY + 39, "{place}");
        let few = page(&store, Some(3)).await;
        assert_eq!((few.documents.len(), few.is_cut), (3, true), "{place}");
        store.flush().await.unwrap();
    }
}

/// The newest errors.
async fn page(store: &Store, limit: Option<usize>) -> Events {
    let query = EventsQuery {
        application: application(),
        event: Table::Kind(Kind::Error),
        from_ms: DAY,
        to_ms: DAY * 2,
        filter: String::new(),
        limit,
        cursor: None,
    };
    let Ok(check::Events::Whole(select)) = check::events(&query, 0) else { panic!("it is sound") };
    store.events(&select).await.unwrap()
}
