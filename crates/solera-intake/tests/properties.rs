//! What holds for every body, sound or not.

#[path = "support/samples.rs"]
mod support;

use std::io::Write;

use proptest::prelude::*;
use proptest::sample::Index;
use solera_event::{document, limit, row};
use solera_intake::{Encoding, Head, Processed, Track, inflate, process};
use support::{Sample, application, context, samples};

fn rum_samples() -> Vec<Sample> {
    samples()
        .into_iter()
        .filter(|sample| matches!(sample.head().track, Track::Rum | Track::Logs))
        .collect()
}

/// Items of a body of lines, counted in the plainest way.
fn lines(body: &[u8]) -> u64 {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    body.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count() as u64
}

/// Everything that must hold of what came out, whatever went in.
fn check(processed: &Processed<'_>) {
    for event in &processed.events {
        let mut bytes = Vec::new();
        row::encode(event, &mut bytes);
        let back = row::decode(&mut &bytes[..]).expect("a row").expect("a row");
        assert_eq!(&back, event);
        assert!(event.attributes.len() <= limit::ATTRIBUTES_MAX + event.fields.len());
        document::to_json(event);
    }
    for dropped in &processed.dropped {
        assert!(dropped.sample.len() <= 200 && dropped.items > 0);
    }
}

fn encoded(body: &[u8], encoding: Encoding) -> Vec<u8> {
    let level = flate2::Compression::fast();
    match encoding {
        Encoding::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
            encoder.write_all(body).expect("memory");
            encoder.finish().expect("memory")
        }
        Encoding::Deflate => {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
            encoder.write_all(body).expect("memory");
            encoder.finish().expect("memory")
        }
        Encoding::Br => {
            let mut out = Vec::new();
            let mut encoder = brotli::CompressorWriter::new(&mut out, 4096, 1, 18);
            encoder.write_all(body).expect("memory");
            drop(encoder);
            out
        }
        Encoding::Zstd => zstd::encode_all(body, 1).expect("memory"),
        _ => body.to_vec(),
    }
}

#[test]
fn encodings_agree() {
    let application = application();
    for sample in samples() {
        let head = sample.head();
        let plain = inflate(&head, &sample.body).expect("a readable body").into_owned();
        let context = context(&application, sample.received_ms);
        let told = process(&head, &plain, &context).expect("a readable body");
        check(&told);
        for encoding in [Encoding::Gzip, Encoding::Deflate, Encoding::Br, Encoding::Zstd] {
            let head = Head { encodings: vec![encoding], ..head.clone() };
            let raw = encoded(&plain, encoding);
            let body = inflate(&head, &raw).expect("a readable body");
            let again = process(&head, &body, &context).expect("a readable body");
            assert_eq!(again.events, told.events, "{} {encoding:?}", sample.name);
            assert_eq!(again.dropped, told.dropped, "{} {encoding:?}", sample.name);
        }
    }
}

#[test]
fn a_body_with_too_many_items_is_cut_and_counted() {
    let sample = &samples()[0];
    let head = sample.head();
    let application = application();
    let context = context(&application, sample.received_ms);
    let more = 5;
    for (body, separator) in [("{}\n", ""), ("{}", ",")] {
        let all = vec![body; limit::BATCH_ITEMS_MAX + more].join(separator);
        let all = if separator.is_empty() { all } else { format!("[{all}]") };
        let processed = process(&head, all.as_bytes(), &context).expect("a readable body");
        assert_eq!(processed.items(), (limit::BATCH_ITEMS_MAX + more) as u64);
        let last = processed.dropped.last().expect("some are dropped");
        assert_eq!((last.reason.name(), last.items), ("batch_too_long", more as u64));
    }
}

/// One change to a body.
#[derive(Debug, Clone)]
enum Change {
    Byte(Index, u8),
    Cut(Index),
    Remove(Index, u8),
    Insert(Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..8),
        "[\\[\\]{}\",:\\\\\n0-9eE.+-]{0,6}".prop_map(String::into_bytes),
        Just(b"\\ud83d".to_vec()),
        Just(b"null".to_vec()),
        Just(b"{\"a\":".repeat(80)),
    ];
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        any::<Index>().prop_map(Change::Cut),
        (any::<Index>(), any::<u8>()).prop_map(|(at, count)| Change::Remove(at, count)),
        (any::<Index>(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

fn changed(mut body: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let length = body.len() + 1;
        match change {
            Change::Byte(at, byte) if !body.is_empty() => {
                let at = at.index(body.len());
                body[at] = *byte;
            }
            Change::Byte(..) => {}
            Change::Cut(at) => body.truncate(at.index(length)),
            Change::Remove(at, count) => {
                let from = at.index(length);
                let to = (from + usize::from(*count)).min(body.len());
                body.drain(from..to);
            }
            Change::Insert(at, piece) => {
                let at = at.index(length);
                body.splice(at..at, piece.iter().copied());
            }
        }
    }
    body
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_item_ends_once(
        which in any::<Index>(),
        changes in prop::collection::vec(change(), 0..6),
    ) {
        let samples = rum_samples();
        let sample = &samples[which.index(samples.len())];
        let head = sample.head();
        let body = inflate(&head, &sample.body).expect("a readable body").into_owned();
        let body = changed(body, &changes);
        let application = application();
        let context = context(&application, sample.received_ms);
        let processed = process(&head, &body, &context).expect("a readable body");
        check(&processed);
        let first = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body).trim_ascii_start().first();
        if first != Some(&b'[') {
            prop_assert_eq!(processed.items(), lines(&body));
        }
    }

    #[test]
    fn raw_bodies_never_panic(
        which in any::<Index>(),
        changes in prop::collection::vec(change(), 0..6),
    ) {
        let samples = samples();
        let sample = &samples[which.index(samples.len())];
        let head = sample.head();
        let raw = changed(sample.body.clone(), &changes);
        if let Ok(body) = inflate(&head, &raw) {
            let application = application();
            let context = context(&application, sample.received_ms);
            if let Ok(processed) = process(&head, &body, &context) {
                check(&processed);
            }
        }
    }

    #[test]
    fn a_head_is_read_from_anything(path in ".{0,40}", query in ".{0,80}", header in ".{0,40}") {
        Head::read(&path, Some(&query), |_| Some(&header));
        Head::read(&format!("/{path}/api/v2/rum"), Some(&query), |_| None);
    }
}
