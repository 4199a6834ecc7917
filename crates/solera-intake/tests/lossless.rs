//! Whatever a client sent comes back in the event's document.

#[path = "support/samples.rs"]
mod support;

use serde_json::Value;
use solera_event::{Event, Kind, document};
use solera_intake::{Track, inflate, process};
use support::{application, context, samples};

#[test]
fn a_document_holds_all_that_was_sent() {
    let mut compared = 0;
    for sample in samples() {
        let head = sample.head();
        if !matches!(head.track, Track::Rum | Track::Logs) {
            continue;
        }
        let mut application = application();
        application.scrub.clear();
        let context = context(&application, sample.received_ms);
        let body = inflate(&head, &sample.body).expect("a readable body");
        let processed = process(&head, &body, &context).expect("a readable body");
        let text = readable(&String::from_utf8_lossy(&body));
        let items: Vec<Value> = match serde_json::from_str(&text) {
            Ok(Value::Array(items)) => items,
            _ => text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
        };
        if processed.dropped.is_empty() {
            assert_eq!(items.len(), processed.events.len(), "{}", sample.name);
            for (sent, event) in items.iter().zip(&processed.events) {
                compare(sent, event, &sample.name);
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared} events were compared");
}

/// JSON that serde_json reads too: without byte order mark and lone surrogates.
fn readable(json: &str) -> String {
    json.trim_start_matches('\u{feff}').replace("\\ud83d", "\\ufffd")
}

fn compare(sent: &Value, event: &Event<'_>, name: &str) {
    let json = readable(&document::to_json(event));
    let told: Value = serde_json::from_str(&json).expect("a document is JSON");
    let mut missing = Vec::new();
    missing_in(sent, &told, "", &mut missing);
    missing.retain(|(path, sent)| !is_normalised(path, sent, event));
    assert!(missing.is_empty(), "{name}: {missing:?}\n{json}");
}

/// What stands in `sent` and not just so in `told`.
fn missing_in(sent: &Value, told: &Value, path: &str, missing: &mut Vec<(String, String)>) {
    match (sent, told) {
        (Value::Object(sent), Value::Object(told)) if !sent.is_empty() => {
            for (key, value) in sent {
                let path = format!("{path}/{key}");
                missing_in(value, told.get(key).unwrap_or(&Value::Null), &path, missing);
                if !told.contains_key(key) {
                    missing.push((path, "absent".to_owned()));
                }
            }
        }
        (sent, told) if sent == told => {}
        _ => missing.push((path.to_owned(), sent.to_string())),
    }
}

fn is_normalised(path: &str, sent: &str, event: &Event<'_>) -> bool {
    match path {
        "/type" => event.partial && sent == "\"view_update\"",
        // Corrected by the clock, or sent as text.
        "/date" => true,
        "/_dd/trace_id" => true,
        "/_dd" => sent == "{}" && event.kind == Kind::Log,
        _ => false,
    }
}
