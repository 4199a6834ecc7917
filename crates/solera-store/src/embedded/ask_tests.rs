//! Questions over random rows in parts and batches, held against a naive model of the same rows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Float64Type, Int64Type};
use solera_event::time::DAY_MS;
use solera_event::{Event, Kind, Uuid, Value, document, field};
use solera_query::check::{self, Events};
use solera_query::{EventsQuery, Table, TableUse};

use super::ask_sample::{APPLICATIONS, NAMES, Random, TOTAL, number, store, total};
use super::select::{Asker, Batches};
use super::snapshot::Snapshot;

async fn ask(asker: &Asker, snapshot: &Snapshot, sql: &str) -> Batches {
    let tables = vec![TableUse { kind: Kind::View, attributes: vec![TOTAL.to_owned()] }];
    let (asker, sql, snapshots) = (asker.clone(), sql.to_owned(), vec![snapshot.clone()]);
    let running = asker.clone();
    let work = async move { running.statement(&sql, &tables, snapshots, None, true).await };
    asker.run(work).await.unwrap()
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
    let asker = Asker::new(Arc::default()).unwrap();
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
    let asker = Asker::new(Arc::default()).unwrap();
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
    let asker = Asker::new(Arc::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (snapshot, _) = store(folder.path(), 3);
    let whole = ask(&asker, &snapshot, "SELECT \"view.name\" FROM \"view\"").await;
    let path = &snapshot.parts[1].part.meta.path;
    std::fs::write(path, b"no part").unwrap();
    let asker = Asker::new(Arc::default()).unwrap();
    let rest = ask(&asker, &snapshot, "SELECT \"view.name\" FROM \"view\"").await;
    let rows = |answer: &Batches| answer.batches.iter().map(RecordBatch::num_rows).sum::<usize>();
    let lost = snapshot.parts[1].part.meta.rows;
    assert_eq!(rows(&rest), rows(&whole) - lost);
    assert_eq!(rest.damaged.len(), 1);
    assert_eq!(rest.damaged[0].0, 2);
}
