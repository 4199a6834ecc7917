//! Recorded requests of real browsers, sent again as they were but for whose they are.
//!
//! Dates of a RUM batch move with its `batch_time`, so these stay young; replay uploads have
//! none, so of those only the answer is looked at.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::PathBuf;

use serde_json::Value;

use crate::support::Server;

const RECORDED_APPLICATION: &str = "11111111-2222-4333-8444-555555555555";

struct Sample {
    name: String,
    request: Value,
    body: Vec<u8>,
    expected: String,
}

fn samples() -> Vec<Sample> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/samples/rum"));
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .filter(|name| name.contains("-browser-6-") || name.contains("-browser-7-"))
        .collect();
    names.sort();
    let read = |name: &str, suffix: &str| std::fs::read(folder.join(format!("{name}.{suffix}")));
    let sample = |name: String| Sample {
        request: serde_json::from_slice(&read(&name, "json").unwrap()).unwrap(),
        body: read(&name, "body").unwrap(),
        expected: String::from_utf8(read(&name, "expected").unwrap()).unwrap(),
        name,
    };
    names.into_iter().map(sample).collect()
}

/// The body as another application's, deflated again where it was.
fn of_application(body: &[u8], application: &str) -> Vec<u8> {
    if body.first() != Some(&0x78) {
        return replace(body, application);
    }
    let mut plain = Vec::new();
    flate2::read::ZlibDecoder::new(body).read_to_end(&mut plain).unwrap();
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    deflate.write_all(&replace(&plain, application)).unwrap();
    deflate.finish().unwrap()
}

/// Both ids are as long, so that no boundary or length moves.
fn replace(body: &[u8], application: &str) -> Vec<u8> {
    let (old, mut body) = (RECORDED_APPLICATION.as_bytes(), body.to_vec());
    let mut at = 0;
    while let Some(found) = body[at..].windows(old.len()).position(|window| window == old) {
        at += found;
        body[at..at + old.len()].copy_from_slice(application.as_bytes());
    }
    body
}

#[test]
fn what_real_browsers_sent_is_taken_and_counted_once() {
    let server = Server::start();
    let (application, token) = server.application();
    let mut events = BTreeSet::new();
    let samples = samples();
    assert!(samples.len() > 30);
    for round in 0..2 {
        for sample in &samples {
            let url = sample.request["url"].as_str().unwrap();
            // One or the other: the new token may begin like the short one.
            let recorded =
                ["pub0123456789abcdef", "pub7"].into_iter().find(|one| url.contains(one));
            let url = url.replace(recorded.expect("each names its token"), &token);
            let headers = sample.request["headers"].as_object().unwrap();
            let headers: Vec<_> = headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
                .collect();
            let body = of_application(&sample.body, &application);
            let answer = server.send("POST", &url, &headers, &body);
            assert_eq!(answer.status, 202, "{}, round {round}: {answer:?}", sample.name);
            if url.contains("rum") {
                let heads = sample.expected.lines().filter(|line| line.contains(" date="));
                events.extend(heads.map(|line| line.split(" date=").next().unwrap().to_owned()));
            }
        }
    }
    for kind in ["view", "action", "resource", "error", "long_task", "vital"] {
        let of_kind = events.iter().filter(|event| event.split(' ').next() == Some(kind));
        server.count(&application, kind, of_kind.count() as i64);
    }
}
