//! Times every question over millions of rows: `cargo bench -p solera-store --bench ask`.
//!
//! `SOLERA_BENCH_DIR` keeps the store between runs (else a temporary folder), with
//! `SOLERA_BENCH_EVENTS` events (a million when not said). `SOLERA_BENCH_ONLY` picks questions
//! whose name starts so, `SOLERA_BENCH_EXPLAIN` prints what was done. Not a test: it asserts
//! nothing about time.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod sample;

use std::path::{Path, PathBuf};
use std::time::Instant;

use solera_event::Kind;
use solera_event::time::DAY_MS;
use solera_query::check::{self, Events};
use solera_query::{
    Compute, EventsQuery, EventsSelect, Facet, FacetsQuery, Function, GroupBy, HistogramQuery,
    Interval, Query, Select, Step, Table,
};
use solera_store::{Config, SelectOptions, Store};

const DAYS: i64 = 14;
const FIRST_DAY: i64 = 20_000;

async fn open(folder: &Path) -> Store {
    let mut config = Config::new(folder);
    config.background = false;
    Store::open(config).await.unwrap()
}

/// Sends sessions through the log into the store, as a server would.
async fn fill(store: &Store, events: usize) {
    let started = Instant::now();
    let mut random = sample::Random(1);
    let per_day = events / DAYS as usize;
    for day in FIRST_DAY..FIRST_DAY + DAYS {
        let mut made = 0;
        let mut waiting = Vec::new();
        while made < per_day {
            let start = day * DAY_MS + (made as i64 * (DAY_MS - 3_600_000)) / per_day as i64;
            sample::session(&mut random, start, |event| waiting.push(event));
            if waiting.len() >= 2_000 {
                made += waiting.len();
                insert(store, &mut waiting).await;
            }
        }
        insert(store, &mut waiting).await;
        store.flush().await.unwrap();
        println!("day {} of {DAYS} after {:.0?}", day - FIRST_DAY + 1, started.elapsed());
    }
    store.compact().await.unwrap();
    println!("compacted after {:.0?}", started.elapsed());
}

async fn insert(store: &Store, waiting: &mut Vec<solera_event::Event<'static>>) {
    if waiting.is_empty() {
        return;
    }
    for event in waiting.iter_mut() {
        event.key = sample::key(event);
    }
    store.append(Store::entry(waiting)).await.unwrap();
    waiting.clear();
    let group = store.next().await.unwrap();
    store.insert(&group).await;
}

fn field(name: &str) -> GroupBy {
    GroupBy { field: name.into(), limit: None, order_by: None }
}

fn compute(name: &str, function: Function, field: Option<&str>, p: Option<f64>) -> Compute {
    Compute { name: name.into(), function, field: field.map(str::to_owned), p, filter: None }
}

fn query(table: Table, days: i64) -> Query {
    Query {
        application: sample::APPLICATION,
        event: table,
        from_ms: (FIRST_DAY + DAYS - days) * DAY_MS,
        to_ms: (FIRST_DAY + DAYS) * DAY_MS,
        filter: String::new(),
        compute: vec![compute("count", Function::Count, None, None)],
        group_by: Vec::new(),
        interval: None,
        time_zone: None,
        order_by: None,
        limit: None,
    }
}

fn questions() -> Vec<(&'static str, Query)> {
    let kind = Table::Kind;
    let percentile =
        |name: &str, of: &str, p| compute(name, Function::Percentile, Some(of), Some(p));
    let mut all = vec![];
    let mut q = query(kind(Kind::View), 14);
    q.group_by = vec![GroupBy { limit: Some(20), ..field("view.name") }];
    q.compute.push(percentile("p75", "view.largest_contentful_paint", 75.0));
    all.push(("1 p75 of LCP by view name", q));
    let mut q = query(kind(Kind::Error), 14);
    q.interval = Some(Interval::Fixed(3_600_000));
    all.push(("2 errors by hour", q));
    let mut q = query(kind(Kind::Resource), 1);
    q.group_by = vec![GroupBy { limit: Some(50), ..field("resource.url_path") }];
    q.compute.push(percentile("p75", "resource.duration", 75.0));
    q.compute.push(compute("bytes", Function::Sum, Some("resource.size"), None));
    all.push(("3 top resources of a day", q));
    let mut q = query(Table::Session, 14);
    q.group_by = vec![field("geo.country")];
    all.push(("4 sessions by country", q));
    let mut q = query(kind(Kind::View), 14);
    q.group_by = vec![field("geo.country")];
    q.compute = vec![compute("n", Function::Cardinality, Some("session.id"), None)];
    all.push(("4b sessions by country, over views", q));
    let mut q = query(kind(Kind::View), 14);
    q.compute = vec![compute("n", Function::Cardinality, Some("usr.anonymous_id"), None)];
    all.push(("5 distinct users", q));
    let mut q = query(kind(Kind::Error), 14);
    q.group_by = vec![field("browser.name"), field("version")];
    all.push(("6 errors by browser and release", q));
    let mut q = query(kind(Kind::Error), 14);
    q.filter = "timeout".into();
    q.group_by = vec![field("error.message")];
    q.compute.push(compute("n", Function::Cardinality, Some("session.id"), None));
    all.push(("8 errors with a word, by message", q));
    let mut q = query(kind(Kind::Resource), 1);
    q.group_by = vec![field("resource.url_host")];
    q.interval = Some(Interval::Fixed(3_600_000));
    q.compute = [50.0, 75.0, 95.0]
        .iter()
        .map(|p| percentile(&format!("p{p}"), "resource.duration", *p))
        .collect();
    all.push(("11 resource durations by host and hour", q));
    let mut q = query(kind(Kind::View), 14);
    q.filter = "context.cart.total:>10".into();
    q.interval = Some(Interval::Fixed(DAY_MS));
    all.push(("12 views by day of an attribute", q));
    let q = query(kind(Kind::View), 14);
    all.push(("count of views", q));
    all
}

/// What a question took: rows of the answer, rows scanned, and what was done.
type Asked = (usize, u64, String);

async fn answer(store: &Store, first: Select) -> Asked {
    let mut select = first;
    let mut explain = String::new();
    loop {
        let options = SelectOptions { explain: true };
        let answer = store.select(&select, options).await.unwrap();
        explain.push_str(select.sql());
        explain.push('\n');
        explain.push_str(&answer.explain.unwrap_or_default());
        match select.finish(answer.rows) {
            Step::Done(rows) => return (rows.rows.len(), rows.scanned_rows, explain),
            Step::Ask(next) => select = *next,
        }
    }
}

async fn time<F: Future<Output = Asked>>(name: &str, run: impl Fn() -> F) {
    let cold = Instant::now();
    let (rows, scanned, explain) = run().await;
    let cold = cold.elapsed();
    let mut times = Vec::new();
    for _ in 0..15 {
        let started = Instant::now();
        run().await;
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{name:42} p50 {:7.1} p95 {:7.1} ms  cold {:7.1} ms  {rows} rows of {scanned}",
        times[7],
        times[14],
        cold.as_secs_f64() * 1e3
    );
    if std::env::var("SOLERA_BENCH_EXPLAIN").is_ok() {
        println!("{explain}");
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let kept = std::env::var_os("SOLERA_BENCH_DIR").map(PathBuf::from);
    let temporary = tempfile::tempdir().unwrap();
    let folder = kept.unwrap_or_else(|| temporary.path().join("store"));
    let is_new = !folder.exists();
    let store = open(&folder).await;
    if is_new {
        let events = std::env::var("SOLERA_BENCH_EVENTS").map_or(1_000_000, |n| n.parse().unwrap());
        fill(&store, events).await;
    }
    let only = std::env::var("SOLERA_BENCH_ONLY").unwrap_or_default();
    let now = (FIRST_DAY + DAYS) * DAY_MS;
    for (name, question) in questions().into_iter().filter(|(name, _)| name.starts_with(&only)) {
        let select = check::query(&question, now).unwrap();
        time(name, || answer(&store, select.clone())).await;
    }
    lists(&store, now, &only).await;
    store.close().await.unwrap();
}

async fn lists(store: &Store, now: i64, only: &str) {
    let mut newest = EventsQuery {
        application: sample::APPLICATION,
        event: Table::Kind(Kind::Error),
        from_ms: FIRST_DAY * DAY_MS,
        to_ms: now,
        filter: String::new(),
        limit: Some(100),
        cursor: None,
    };
    let Ok(Events::Whole(errors)) = check::events(&newest, now) else { panic!() };
    if "7".starts_with(only) {
        time("7 the newest 100 errors", || whole(store, vec![errors.clone()])).await;
    }
    newest.event = Table::Session;
    newest.from_ms = now - DAY_MS;
    newest.limit = Some(50);
    let Ok(Events::Sessions(sessions)) = check::events(&newest, now) else { panic!() };
    if "9".starts_with(only) {
        time("9 the newest 50 sessions", || answer(store, sessions.clone())).await;
    }
    let id = {
        let query = EventsQuery {
            event: Table::Kind(Kind::View),
            from_ms: now - 7 * DAY_MS,
            to_ms: now - 6 * DAY_MS,
            ..newest.clone()
        };
        let Ok(Events::Whole(select)) = check::events(&query, now) else { panic!() };
        let events = store.events(&select).await.unwrap();
        let json: serde_json::Value = serde_json::from_str(&events.documents[7].json).unwrap();
        json["session"]["id"].as_str().unwrap().to_owned()
    };
    let session = check::session(sample::APPLICATION, &id, None, None, now).unwrap();
    if "10".starts_with(only) {
        time("10 everything of a session", || async {
            let (rows, scanned, explain) = answer(store, session.session().clone()).await;
            let events: Vec<_> = session.events().to_vec();
            let more = whole(store, events).await;
            (rows + more.0, scanned + more.1, explain)
        })
        .await;
    }
    let histogram = HistogramQuery {
        application: sample::APPLICATION,
        event: Table::Kind(Kind::View),
        from_ms: FIRST_DAY * DAY_MS,
        to_ms: now,
        filter: "view.name:\"/shop/section-0/item\"".into(),
        field: "view.largest_contentful_paint".into(),
        buckets: None,
        min: None,
        max: None,
    };
    let select = check::histogram(&histogram, now).unwrap();
    if "13".starts_with(only) {
        time("13 histogram of LCP of a view name", || answer(store, select.clone())).await;
    }
    let facets = FacetsQuery {
        application: sample::APPLICATION,
        event: Table::Kind(Kind::View),
        from_ms: now - DAY_MS,
        to_ms: now,
        filter: String::new(),
        facets: [
            "browser.name",
            "os.name",
            "device.type",
            "geo.country",
            "version",
            "view.name",
            "session.type",
            "connectivity.status",
            "view.loading_type",
            "geo.city",
        ]
        .iter()
        .map(|name| Facet { field: (*name).into(), search: None, limit: None })
        .collect(),
    };
    let selects = check::facets(&facets, now).unwrap();
    if "14".starts_with(only) {
        time("14 facets of ten fields of a day", || async {
            let all = selects.iter().map(|f| answer(store, f.select().clone()));
            let all = futures::future::join_all(all).await;
            (all.iter().map(|a| a.0).sum(), all.iter().map(|a| a.1).sum(), all[0].2.clone())
        })
        .await;
    }
}

async fn whole(store: &Store, selects: Vec<EventsSelect>) -> Asked {
    let all = selects.iter().map(|select| async {
        let events = store.events(select).await.unwrap();
        (events.documents.len(), events.scanned_rows)
    });
    let all = futures::future::join_all(all).await;
    (all.iter().map(|a| a.0).sum(), all.iter().map(|a| a.1).sum(), String::new())
}
