//! The whole store against a simple model: a map. Crashes, repeats, versions out of order.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;

use arrow::array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use proptest::prelude::*;
use solera_event::document::to_json;
use solera_event::view::History;
use solera_event::{Attribute, field, time};
use solera_query::{EventsQuery, Table, check};

use super::*;
use crate::columns::read::Rows;
use crate::embedded::lookup::options;

pub(super) const DAY: i64 = 20_000 * time::DAY_MS;

pub(super) fn application() -> Uuid {
    Uuid::from_u128(0xa)
}

fn config(folder: &Path) -> Config {
    // Events of these tests are of 2024: whatever the clock says, they are not past their time.
    let for_ever = |all: Retention, kind| all.with(kind, u16::MAX);
    let retention = Kind::ALL.into_iter().fold(Retention::default(), for_ever);
    Config { background: false, disk_free_bytes_min: 0, retention, ..Config::new(folder) }
}

pub(super) async fn open(folder: &Path) -> Store {
    let store = Store::open(config(folder)).await.unwrap();
    // What was not in parts comes again.
    while store.statistics().replay_left > 0 {
        let group = store.next().await.unwrap();
        store.insert(&group).await;
    }
    store
}

pub(super) async fn send(store: &Store, events: &[Event<'_>]) -> Inserted {
    store.append(Store::entry(events)).await.unwrap();
    let group = store.next().await.unwrap();
    store.insert(&group).await
}

/// The documents that answers see, by the id of their rows' kind.
fn documents(store: &Store, kind: Kind) -> BTreeMap<String, String> {
    let snapshot = store.snapshot(kind);
    let mut all = BTreeMap::new();
    let mut take = |batch: &RecordBatch, first: usize, dead: &crate::embedded::part::Dead| {
        let rows = Rows::new(kind, batch);
        for row in (0..batch.num_rows()).filter(|row| !dead.has(first + row)) {
            let event = rows.event(row);
            let id = crate::batch::id_fields(kind).iter().find_map(|id| event.id(*id));
            let id = id.map(|id| id.text().into_owned()).unwrap_or_default();
            let json = format!("{} {}", event.version, to_json(&event));
            assert_eq!(all.insert(id, json), None, "two live rows of one {}", kind.name());
        }
    };
    for view in &snapshot.parts {
        let file = fs::File::open(&view.part.meta.path).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options());
        let mut first = 0;
        for batch in reader.unwrap().build().unwrap() {
            let batch = batch.unwrap();
            take(&batch, first, &view.dead);
            first += batch.num_rows();
        }
        assert_eq!(first, view.part.meta.rows);
    }
    for view in &snapshot.batches {
        take(&view.batch, 0, &view.dead);
    }
    all
}

fn action(number: u32) -> Event<'static> {
    let date_ms = DAY + i64::from(number % 3) * time::DAY_MS;
    let mut event = Event::new(Kind::Action, application(), date_ms);
    event.set(field::ACTION_ID, Uuid::from_u128(u128::from(number)));
    event.set(field::SESSION_ID, Uuid::from_u128(u128::from(number) % 4));
    event.set(field::VIEW_NAME, format!("/{}", number % 7));
    event
}

fn view(number: u32, version: u64, partial: bool) -> Event<'static> {
    let date_ms = DAY + i64::from(number % 2) * time::DAY_MS;
    let mut event = Event::new(Kind::View, application(), date_ms);
    event.set(field::VIEW_ID, Uuid::from_u128(u128::from(number)));
    event.set(field::SESSION_ID, Uuid::from_u128(u128::from(number) % 3));
    (event.version, event.partial) = (version, partial);
    if !partial || version.is_multiple_of(2) {
        event.set(field::VIEW_TIME_SPENT, version as i64);
    }
    let path = format!("context.at{}", version % 3);
    event.attributes.push(Attribute { path: path.into(), json: version.to_string().into() });
    event
}

#[derive(Debug, Clone)]
enum Step {
    Action(u32),
    View(u32, u64, bool),
    Flush,
    Compact,
    Restart,
    /// Drops the store where a crash would.
    Crash(&'static str),
}

/// Where a test breaks work off.
const POINTS: [&str; 5] = [
    "a kind is written",
    "parts are written",
    "the manifest has changed",
    "a merged part is written",
    "the manifest knows the merged part",
];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..30_u32).prop_map(Step::Action),
        12 => (0..6_u32, 1..9_u64, any::<bool>()).prop_map(|(n, v, p)| Step::View(n, v, p)),
        3 => Just(Step::Flush),
        1 => Just(Step::Compact),
        1 => Just(Step::Restart),
        2 => proptest::sample::select(&POINTS).prop_map(Step::Crash),
    ];
    proptest::collection::vec(step, 1..60)
}

#[derive(Default)]
struct Model {
    actions: BTreeMap<String, String>,
    views: BTreeMap<String, (i64, History<'static>)>,
}

impl Model {
    fn action(&mut self, event: &Event<'static>) {
        let id = event.id(field::ACTION_ID).unwrap().text().into_owned();
        self.actions.entry(id).or_insert_with(|| format!("0 {}", to_json(event)));
    }

    fn view(&mut self, event: &Event<'static>) {
        let id = event.id(field::VIEW_ID).unwrap().text().into_owned();
        let fresh = || (event.date_ms, History::default());
        self.views.entry(id).or_insert_with(fresh).1.add(event.clone());
    }

    fn check(&self, store: &Store) {
        assert_eq!(documents(store, Kind::Action), self.actions);
        let document = |(id, (date_ms, history)): (&String, &(i64, History<'static>))| {
            let mut event = history.document().unwrap();
            event.date_ms = *date_ms;
            (id.clone(), format!("{} {}", event.version, to_json(&event)))
        };
        assert_eq!(documents(store, Kind::View), self.views.iter().map(document).collect());
    }
}

async fn run(steps: Vec<Step>) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path()).await;
    let mut model = Model::default();
    let mut waiting: Vec<Event<'static>> = Vec::new();
    for step in steps {
        match step {
            Step::Action(number) => waiting.push(action(number)),
            Step::View(number, version, partial) => waiting.push(view(number, version, partial)),
            _ => {}
        }
        // Several versions in one group now and then.
        if waiting.len() >= 3 || !matches!(step, Step::Action(_) | Step::View(..)) {
            for event in &waiting {
                if event.kind == Kind::View { model.view(event) } else { model.action(event) }
            }
            if !waiting.is_empty() {
                send(&store, &waiting).await;
            }
            waiting.clear();
            model.check(&store);
        }
        match step {
            Step::Flush => store.flush().await.unwrap(),
            Step::Compact => store.compact().await.unwrap(),
            Step::Restart => {
                store.close().await.unwrap();
                store = open(folder.path()).await;
            }
            Step::Crash(point) => {
                *store.inner.embedded.break_at.lock().unwrap() = Some(point);
                let _ = store.compact().await;
                drop(store);
                store = open(folder.path()).await;
            }
            _ => {}
        }
        if waiting.is_empty() {
            model.check(&store);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_in_whatever_order_ends_as_in_a_map(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(run(steps));
    }
}

#[tokio::test]
async fn a_full_version_replaces_what_was_kept_of_partial_ones() {
    let steps = [view(1, 1, true), view(1, 4, false), view(1, 7, true)];
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let mut model = Model::default();
    for event in steps {
        send(&store, std::slice::from_ref(&event)).await;
        model.view(&event);
        model.check(&store);
    }
}

#[tokio::test]
async fn an_event_sent_again_counts_once_whenever_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let first = send(&store, &[action(1), action(2), action(1)]).await;
    assert_eq!((first.counts[0].accepted, first.counts[0].duplicate), (2, 1));
    store.flush().await.unwrap();
    assert_eq!(send(&store, &[action(2)]).await.counts[0].duplicate, 1, "after a flush");
    store.close().await.unwrap();
    let store = open(folder.path()).await;
    assert_eq!(send(&store, &[action(1)]).await.counts[0].duplicate, 1, "after a restart");
    store.compact().await.unwrap();
    drop(store);
    let store = open(folder.path()).await;
    let counts = send(&store, &[action(1), action(3)]).await.counts;
    assert_eq!((counts[0].accepted, counts[0].duplicate), (1, 1), "after a compaction");
    assert_eq!(documents(&store, Kind::Action).len(), 3);
}

#[tokio::test]
async fn a_corrupt_part_is_set_aside_and_the_rest_works() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    send(&store, &[action(1), action(2)]).await;
    store.close().await.unwrap();
    let parts = |folder: &Path| -> Vec<PathBuf> {
        let files = fs::read_dir(folder.join("parts")).unwrap();
        files.map(|file| file.unwrap().path()).filter(|path| path.is_file()).collect()
    };
    let mut files = parts(folder.path());
    assert_eq!(files.len(), 2, "one of each day");
    files.sort();
    fs::write(&files[0], "rotten").unwrap();
    let store = open(folder.path()).await;
    assert_eq!(documents(&store, Kind::Action).len(), 1);
    assert!(folder.path().join("parts/corrupt").join(files[0].file_name().unwrap()).exists());
    // One that rots while the store is open.
    let bytes = fs::read(&files[1]).unwrap();
    fs::write(&files[1], &bytes[..bytes.len() / 2]).unwrap();
    send(&store, &[action(5)]).await;
    store.compact().await.unwrap();
    assert_eq!(documents(&store, Kind::Action).len(), 1);
    store.close().await.unwrap();
    assert_eq!(documents(&open(folder.path()).await, Kind::Action).len(), 1);
}

#[tokio::test]
async fn a_part_with_a_single_wrong_bit_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    send(&store, &[action(1), action(2), action(3)]).await;
    store.flush().await.unwrap();
    let paths: Vec<PathBuf> = {
        let snapshot = store.snapshot(Kind::Action);
        snapshot.parts.iter().map(|view| view.part.meta.path.clone()).collect()
    };
    let embedded = Arc::downgrade(&store.inner.embedded);
    crate::embedded::verify::verify_all(embedded.clone()).await;
    assert_eq!(documents(&store, Kind::Action).len(), 3);
    let mut bytes = fs::read(&paths[0]).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&paths[0], &bytes).unwrap();
    crate::embedded::verify::verify_all(embedded).await;
    assert!(!paths[0].exists() && documents(&store, Kind::Action).len() < 3);
    assert!(folder.path().join("parts/corrupt").join(paths[0].file_name().unwrap()).exists());
}

#[tokio::test]
async fn a_part_is_sound_that_the_system_lacks_the_means_to_read() {
    use crate::embedded::files;
    use parquet::errors::ParquetError;
    let error = |code| std::io::Error::from_raw_os_error(code);
    let (too_many_files, bad_sector) = (24, 5);
    assert!(files::reader_lacks_means(&ParquetError::from(error(too_many_files))));
    assert!(!files::reader_lacks_means(&ParquetError::from(error(bad_sector))));
    assert!(!files::reader_lacks_means(&ParquetError::EOF("rotten".to_owned())));
}

#[tokio::test]
async fn no_blob_is_taken_on_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { disk_free_bytes_min: u64::MAX, ..config(folder.path()) };
    let store = Store::open(config).await.unwrap();
    let put = store.put_blob("a/b", Bytes::from_static(b"x")).await;
    assert!(matches!(put, Err(StoreError::Full)), "{put:?}");
    assert_eq!(store.get_blob("a/b").await.unwrap(), None);
}

#[tokio::test]
async fn what_is_past_its_time_goes_with_its_blobs() {
    let folder = tempfile::tempdir().unwrap();
    let retention = Retention::default();
    let store = Store::open(Config { retention, ..config(folder.path()) }).await.unwrap();
    let now_ms = crate::embedded::now_ms();
    let first_ms = now_ms - 30 * time::DAY_MS - time::HOUR_MS;
    let segment = |index: i64, application: Uuid| {
        let mut event = Event::new(Kind::Replay, application, first_ms + index * time::DAY_MS);
        event.set(field::VIEW_ID, Uuid::from_u128(1));
        event.set(field::SEGMENT_INDEX, index);
        event.set(field::SEGMENT_BLOB, format!("r/{index}"));
        event
    };
    for index in 0..3 {
        store.put_blob(&format!("r/{index}"), Bytes::from_static(b"x")).await.unwrap();
    }
    let other = Uuid::from_u128(0xb);
    send(&store, &[segment(0, application()), segment(1, application()), segment(2, other)]).await;
    store.flush().await.unwrap();
    assert_eq!(store.expire(now_ms).await.unwrap(), 1);
    assert_eq!(documents_count(&store, Kind::Replay), 2);
    assert_eq!(store.get_blob("r/0").await.unwrap(), None);
    store.delete_application(other).await.unwrap();
    store.compact().await.unwrap();
    assert_eq!(documents_count(&store, Kind::Replay), 1);
    assert_eq!(store.get_blob("r/2").await.unwrap(), None);
    assert!(store.get_blob("r/1").await.unwrap().is_some());
    let inserted = send(&store, &[segment(5, other)]).await;
    assert!(inserted.counts.is_empty(), "nothing of it is kept any more");
}

#[tokio::test]
async fn an_application_may_keep_its_events_for_days_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (application(), Uuid::from_u128(0xb));
    let days = |days| Some(Retention::default().with(Kind::Error, days));
    let own_retention = HashMap::from([(second, Retention::default().with(Kind::Error, 90))]);
    let settings =
        Config { retention: Retention::default(), own_retention, ..config(folder.path()) };
    let store = Store::open(settings).await.unwrap();
    let now_ms = crate::embedded::now_ms();
    let error = |number: u128, application, age_days: i64| {
        let date_ms = now_ms - age_days * time::DAY_MS - time::HOUR_MS;
        let mut event = Event::new(Kind::Error, application, date_ms);
        event.key = number as u64;
        event.set(field::ERROR_ID, Uuid::from_u128(number));
        event
    };
    let events =
        [error(1, first, 40), error(2, second, 40), error(3, second, 100), error(4, first, 3)];
    send(&store, &events).await;
    store.flush().await.unwrap();
    assert_eq!(seen(&store, first).await, 1);
    assert_eq!(seen(&store, second).await, 1);
    // The part of 40 days ago stays for the second; what it holds of the first goes.
    assert_eq!(store.expire(now_ms).await.unwrap(), 1);
    assert_eq!(documents_count(&store, Kind::Error), 3);
    store.compact().await.unwrap();
    assert_eq!(documents_count(&store, Kind::Error), 2);

    store.set_retention(first, days(2));
    store.set_retention(second, days(10));
    assert_eq!((seen(&store, first).await, seen(&store, second).await), (0, 0));
    store.set_retention(first, None);
    assert_eq!(seen(&store, first).await, 1);
}

/// How many errors of an application its answers hold.
async fn seen(store: &Store, application: Uuid) -> usize {
    let query = EventsQuery {
        application,
        event: Table::Kind(Kind::Error),
        from_ms: 0,
        to_ms: 4_102_444_800_000,
        filter: String::new(),
        limit: None,
        cursor: None,
    };
    let Ok(check::Events::Whole(select)) = check::events(&query, 0) else { panic!("it is sound") };
    store.events(&select).await.unwrap().documents.len()
}

fn documents_count(store: &Store, kind: Kind) -> usize {
    let snapshot = store.snapshot(kind);
    let parts = snapshot.parts.iter().map(|view| view.part.meta.rows - view.dead.count());
    let batches = snapshot.batches.iter().map(|view| view.batch.num_rows() - view.dead.count());
    parts.sum::<usize>() + batches.sum::<usize>()
}

#[tokio::test]
async fn a_copy_of_a_running_store_is_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy, back) =
        (folder.path().join("data"), folder.path().join("copy"), folder.path().join("back"));
    let store = open(&data).await;
    send(&store, &[action(1), view(1, 1, false)]).await;
    store.flush().await.unwrap();
    send(&store, &[action(2), view(1, 2, true)]).await;
    store.put_blob("a/b", Bytes::from_static(b"x")).await.unwrap();
    store.backup(&copy).await.unwrap();
    assert!(store.backup(&copy).await.is_err(), "the folder holds something");
    let expected = (documents(&store, Kind::Action), documents(&store, Kind::View));
    store.close().await.unwrap();
    Store::restore(&copy, &back).unwrap();
    assert!(Store::restore(&folder.path().join("none"), &folder.path().join("x")).is_err());
    let restored = open(&back).await;
    assert_eq!((documents(&restored, Kind::Action), documents(&restored, Kind::View)), expected);
    assert!(restored.get_blob("a/b").await.unwrap().is_some());
}

#[tokio::test]
async fn a_folder_is_open_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let second = Store::open(config(folder.path())).await.err().unwrap();
    assert!(matches!(second, OpenError::Locked { .. }), "{second}");
    store.close().await.unwrap();
    open(folder.path()).await;
}

#[tokio::test]
async fn a_trickle_leaves_few_batches() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    for number in 0..300 {
        send(&store, &[action(number), view(number % 5, u64::from(number) + 1, false)]).await;
    }
    let snapshot = store.snapshot(Kind::Action);
    assert!(snapshot.batches.len() <= 10, "{} batches", snapshot.batches.len());
    assert_eq!(documents(&store, Kind::Action).len(), 300);
    assert_eq!(documents(&store, Kind::View).len(), 5);
}
