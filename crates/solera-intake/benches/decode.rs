//! What an event costs from inflated body to event: `cargo bench -p solera-intake`, with
//! `-- WORD` for the steps whose name holds the word alone.
//!
//! Runs over the samples of `schema/samples/rum`, each track for itself, and prints one table.
//! Not a test: nothing here fails by being slow.
#![allow(clippy::print_stdout, reason = "a bench prints its table")]
#![allow(clippy::disallowed_methods, reason = "a bench asks the clock")]

#[path = "../tests/support/samples.rs"]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use solera_event::row;
use solera_intake::{Head, Track, inflate, process};
use support::{application, context, samples};

const RUN: Duration = Duration::from_millis(1_500);

struct Work {
    head: Head,
    received_ms: i64,
    raw: Vec<u8>,
    body: Vec<u8>,
    events: usize,
}

fn main() {
    let application = application();
    let all: Vec<Work> = samples()
        .into_iter()
        .filter(|sample| sample.name.as_str() < "045")
        .map(|sample| {
            let head = sample.head();
            let body = inflate(&head, &sample.body).expect("a readable body").into_owned();
            let context = context(&application, sample.received_ms);
            let events = process(&head, &body, &context).expect("a readable body").events.len();
            Work { head, received_ms: sample.received_ms, raw: sample.body, body, events }
        })
        .collect();
    println!("{:<28}{:>10}{:>12}{:>14}", "step", "events", "B/event", "us/event");
    for (name, track) in [("rum", Track::Rum), ("logs", Track::Logs), ("replay", Track::Replay)] {
        let works: Vec<&Work> = all.iter().filter(|work| work.head.track == track).collect();
        measure(&format!("process {name}"), &works, |work| {
            let context = context(&application, work.received_ms);
            black_box(process(&work.head, &work.body, &context).expect("a readable body"));
        });
    }
    let rum: Vec<&Work> = all.iter().filter(|work| work.head.track == Track::Rum).collect();
    let mut bare = application.clone();
    bare.scrub.clear();
    measure("process rum, no scrubbing", &rum, |work| {
        let context = context(&bare, work.received_ms);
        black_box(process(&work.head, &work.body, &context).expect("a readable body"));
    });
    let mut rows = Vec::new();
    measure("process rum, rows encoded", &rum, |work| {
        let context = context(&application, work.received_ms);
        rows.clear();
        for event in &process(&work.head, &work.body, &context).expect("a readable body").events {
            row::encode(event, &mut rows);
        }
        black_box(&rows);
    });
    let deflated: Vec<&Work> = rum.into_iter().filter(|work| work.raw != work.body).collect();
    measure("inflate rum", &deflated, |work| {
        black_box(inflate(&work.head, &work.raw).expect("a readable body"));
    });
}

fn measure(name: &str, works: &[&Work], mut run: impl FnMut(&Work)) {
    let events: usize = works.iter().map(|work| work.events).sum();
    let bytes: usize = works.iter().map(|work| work.body.len()).sum();
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    if wanted.is_some_and(|wanted| !name.contains(&wanted)) {
        return;
    }
    // The best of several rounds: what else runs on the machine only ever adds.
    let (mut best, begin) = (f64::MAX, Instant::now());
    while begin.elapsed() < RUN {
        let round = Instant::now();
        for work in works {
            run(work);
        }
        best = best.min(round.elapsed().as_secs_f64());
    }
    let each = best * 1e6 / events as f64;
    println!("{name:<28}{events:>10}{:>12}{each:>14.2}", bytes / events);
}
