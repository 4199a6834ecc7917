//! Each recorded request against the events that are expected of it.
//!
//! `UPDATE_EXPECT=1` writes the expectations anew.

#[path = "support/samples.rs"]
mod support;

use std::fmt::Write;

use expect_test::expect_file;
use solera_event::{Event, Value};
use solera_intake::{Processed, inflate, process};
use support::{application, context, folder, samples};

#[test]
fn samples_become_the_expected_events() {
    for sample in samples() {
        let head = sample.head();
        let application = application();
        let context = context(&application, sample.received_ms);
        let body = inflate(&head, &sample.body).expect("a readable body");
        let processed = process(&head, &body, &context).expect("a readable body");
        let expected = folder().join(&sample.name).with_extension("expected");
        expect_file![expected].assert_eq(&told(&processed));
    }
}

/// What came of a request, as text.
fn told(processed: &Processed<'_>) -> String {
    let mut out = String::new();
    for event in &processed.events {
        tell(event, &mut out).expect("text takes everything");
    }
    for dropped in &processed.dropped {
        let kind = dropped.kind.map_or("-", |kind| kind.name());
        let (reason, bytes) = (dropped.reason.name(), dropped.bytes);
        let items = dropped.items;
        writeln!(out, "dropped {reason} {kind} items={items} bytes={bytes}").expect("text");
        writeln!(out, "  {:?}", dropped.sample).expect("text");
    }
    for blob in &processed.blobs {
        writeln!(out, "blob {} {} bytes", blob.key, blob.bytes.len()).expect("text");
    }
    out
}

fn tell(event: &Event<'_>, out: &mut String) -> std::fmt::Result {
    write!(out, "{} {:016x} date={}", event.kind.name(), event.key, event.date_ms)?;
    if event.version > 0 {
        write!(out, " version={}", event.version)?;
    }
    writeln!(out, "{}", if event.partial { " partial" } else { "" })?;
    let mut lines: Vec<String> = event
        .fields
        .iter()
        .map(|(id, value)| {
            let path = id.field().path;
            match value {
                Value::Text(text) => format!("  {path} = {text:?}"),
                Value::Uuid(uuid) => format!("  {path} = {uuid}"),
                Value::Bool(value) => format!("  {path} = {value}"),
                Value::Int(value) => format!("  {path} = {value}"),
                Value::Float(value) => format!("  {path} = {value:?}"),
                Value::Bytes(bytes) => format!("  {path} = {bytes:?}"),
            }
        })
        .collect();
    lines.extend(
        event
            .attributes
            .iter()
            .map(|attribute| format!("  @{} = {}", attribute.path, attribute.json)),
    );
    lines.sort();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
