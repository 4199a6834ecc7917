//! The generator makes what it says: JSON lines, ids of their own, the mix and sizes of captured
//! events, times in the past and in browsers' steps.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde_json::Value;
use solera_bench::generate::{Application, Body, Generator, Kind, Options, When};

const NOW_MS: i64 = 1_790_000_000_000;
const EVENTS: usize = 30_000;

fn options(late: f64) -> Options {
    let application = |n: usize| Application {
        id: format!("0000000{n}-1111-4222-8333-444444444444"),
        token: format!("pub{n}"),
    };
    Options {
        seed: 7,
        applications: (0..4).map(application).collect(),
        lanes: 64,
        sessions_per_lane: 6,
        late,
    }
}

/// The events of one run, for every test.
static EVENTS_MADE: LazyLock<Vec<(usize, Value, usize)>> = LazyLock::new(|| made(options(0.0)));

/// Every event of a run, as JSON with the application's index and the line's length.
fn made(options: Options) -> Vec<(usize, Value, usize)> {
    let (mut generator, mut body, mut events) =
        (Generator::new(options), Body::default(), Vec::new());
    let when = When::before(NOW_MS, 14.0);
    while events.len() < EVENTS {
        generator.fill(&mut body, 50, &when, events.len() as f64 / EVENTS as f64);
        assert_eq!(body.sent.len(), 50);
        let lines: Vec<&[u8]> = body.bytes.split(|byte| *byte == b'\n').collect();
        assert_eq!(lines.len(), 50);
        for (line, sent) in lines.iter().zip(&body.sent) {
            let event: Value = serde_json::from_slice(line)
                .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(line)));
            assert_eq!(event["type"], sent.kind.name());
            events.push((body.application, event, line.len()));
        }
    }
    events
}

#[test]
fn the_mix_and_the_sizes_are_those_of_captured_events() {
    let (mut counts, mut bytes) = (BTreeMap::<String, usize>::new(), 0);
    let events = &*EVENTS_MADE;
    for (_, event, length) in events {
        *counts.entry(event["type"].as_str().unwrap().to_owned()).or_default() += 1;
        bytes += length;
    }
    let share = |kind: &str| 100.0 * counts[kind] as f64 / events.len() as f64;
    for (kind, wanted) in [
        ("view", 12.0),
        ("resource", 55.0),
        ("action", 10.0),
        ("long_task", 12.0),
        ("error", 4.0),
        ("vital", 5.0),
    ] {
        assert!(
            (share(kind) - wanted).abs() < wanted * 0.2,
            "{kind}: {:.1} %, wanted {wanted} %",
            share(kind)
        );
    }
    let mean = bytes as f64 / events.len() as f64;
    assert!((1_400.0..1_650.0).contains(&mean), "mean size {mean}");
    let first = events.iter().filter(|(application, ..)| *application == 0).count() as f64
        / events.len() as f64;
    assert!((0.66..0.74).contains(&first), "first application's share {first}");
}

#[test]
fn ids_are_distinct_and_views_come_in_versions() {
    let (mut ids, mut versions) = (HashSet::new(), HashMap::<String, i64>::new());
    for (_, event, _) in &*EVENTS_MADE {
        let kind = event["type"].as_str().unwrap();
        let id = event[kind]["id"].as_str().unwrap().to_owned();
        if kind != Kind::View.name() {
            assert!(ids.insert(id), "an id twice");
            continue;
        }
        let last = versions.entry(id).or_default();
        let version = event["_dd"]["document_version"].as_i64().unwrap();
        assert_eq!(version, *last + 1);
        *last = version;
    }
    let mean = versions.values().sum::<i64>() as f64 / versions.len() as f64;
    assert!((2.4..3.4).contains(&mean), "mean versions of a view {mean}");
}

#[test]
fn times_lie_in_the_past_and_in_steps_of_a_tenth_of_a_millisecond() {
    for (_, event, _) in &*EVENTS_MADE {
        let date = event["date"].as_i64().unwrap();
        assert!((NOW_MS - 15 * 86_400_000..NOW_MS).contains(&date), "{date}");
        for duration in [
            &event["resource"]["duration"],
            &event["view"]["largest_contentful_paint"],
            &event["long_task"]["duration"],
        ] {
            let Some(ns) = duration.as_i64() else { continue };
            assert!(ns >= 0 && ns % 100_000 == 0, "{ns}");
        }
    }
}

#[test]
fn there_are_many_paths_visitors_and_sessions() {
    let (mut paths, mut visitors, mut sessions, mut urls) =
        (HashSet::new(), HashSet::new(), HashSet::new(), HashSet::new());
    for (_, event, _) in &*EVENTS_MADE {
        paths.insert(event["view"]["url"].as_str().unwrap().to_owned());
        visitors.insert(event["usr"]["anonymous_id"].as_str().unwrap().to_owned());
        sessions.insert(event["session"]["id"].as_str().unwrap().to_owned());
        urls.extend(event["resource"]["url"].as_str().map(str::to_owned));
    }
    assert!(paths.len() > 500, "{} paths", paths.len());
    assert!(
        sessions.len() > 300 && visitors.len() > 200,
        "{} sessions, {} visitors",
        sessions.len(),
        visitors.len()
    );
    assert!(urls.len() > 10_000, "{} resource URLs", urls.len());
}

#[test]
fn late_versions_are_held_back_and_are_each_the_last_of_its_view() {
    let (mut generator, mut body) = (Generator::new(options(0.1)), Body::default());
    let (when, mut newest) = (When::before(NOW_MS, 1.0), HashMap::new());
    for _ in 0..600 {
        generator.fill(&mut body, 50, &when, 0.5);
        newest.extend(
            body.sent
                .iter()
                .filter(|sent| sent.kind == Kind::View)
                .map(|sent| (sent.id, sent.version)),
        );
    }
    let late = generator.take_late();
    assert!(!late.is_empty());
    for (_, sent, line) in late {
        let event: Value = serde_json::from_slice(&line).unwrap();
        assert_eq!(event["view"]["is_active"], false);
        assert_eq!(sent.version, newest[&sent.id] + 1);
    }
}
