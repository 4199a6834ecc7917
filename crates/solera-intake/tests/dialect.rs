//! The dialect's rules, each in its smallest body.

#[path = "support/samples.rs"]
mod support;

use solera_event::{DropReason, Event, Kind, field};
use solera_intake::{Action, Application, BodyError, Head, Pattern, ScrubRule, process};
use support::{application, context};

const NOW: i64 = 1_795_347_776_001;
const DAY: i64 = 86_400_000;

fn head(track: &str) -> Head {
    let path = format!("/api/v2/{track}");
    Head::read(&path, None, |name| (name == "dd-api-key").then_some("pub")).expect("a track")
}

/// The events of a body, and the reasons of what was dropped.
fn read(track: &str, body: &str, application: &Application) -> (Vec<Event<'static>>, String) {
    let head = head(track);
    let context = context(application, NOW);
    let processed = process(&head, body.as_bytes(), &context).expect("a readable body");
    let events = processed.events.into_iter().map(Event::into_owned).collect();
    let reasons: Vec<_> = processed.dropped.iter().map(|dropped| dropped.reason.name()).collect();
    (events, reasons.join(" "))
}

fn rum(body: &str) -> (Vec<Event<'static>>, String) {
    read("rum", body, &application())
}

fn action(id: &str, date: i64) -> String {
    format!(
        r#"{{"type":"action","date":{date},"application":{{"id":"{}"}},"action":{{"id":"{id}"}}}}"#,
        support::APPLICATION
    )
}

#[test]
fn lines_end_in_any_way() {
    let (one, two) = (action("1", NOW), action("2", NOW));
    for body in [
        format!("{one}\n{two}"),
        format!("\u{feff}{one}\r\n\r\n{two}\r\n"),
        format!("\n\n {one} \n\t{two}\n\n"),
        format!("[{one},{two}]"),
        format!("\u{feff} [\n{one} ,\r\n {two}\n]\n"),
    ] {
        let (events, reasons) = rum(&body);
        assert_eq!((events.len(), &*reasons), (2, ""), "{body}");
    }
    assert_eq!(rum("").0.len(), 0);
    assert_eq!(rum("[]").1, "");
}

#[test]
fn a_bad_item_never_costs_its_neighbours() {
    let (one, two) = (action("1", NOW), action("2", NOW));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (bad, reason) in [
        ("{\"type\":\"view\",}", "invalid_json"),
        ("tru", "invalid_json"),
        ("7", "not_an_object"),
        ("{}", "no_type"),
        (&*deep, "too_deep"),
    ] {
        for body in [format!("{one}\n{bad}\n{two}"), format!("[{one},{bad},{two}]")] {
            let (events, reasons) = rum(&body);
            assert_eq!((events.len(), &*reasons), (2, reason), "{}", &body[..200]);
        }
    }
    // An array that never ends: what is whole lives, the rest is one item.
    let (events, reasons) = rum(&format!("[{one},{two},{{\"type\":\"vi"));
    assert_eq!((events.len(), &*reasons), (2, "invalid_json"));
}

#[test]
fn a_line_may_be_as_long_as_the_bound() {
    let pad = |length: usize| format!("{}{}", action("1", NOW), " ".repeat(length));
    let long = pad(0).replace("\"type\"", &format!("\"x\":\"{}\",\"type\"", "x".repeat(1 << 20)));
    let (events, reasons) = rum(&format!("{long}\n{}", action("2", NOW)));
    assert_eq!((events.len(), &*reasons), (1, "line_too_long"));
}

#[test]
fn the_same_event_has_the_same_key_however_it_is_sent() {
    let (one, two) = (action("1", NOW), action("2", NOW));
    let key = |body: &str| rum(body).0[0].key;
    let first = key(&one);
    assert_eq!(first, key(&format!("[{one},{two}]")));
    let moved =
        one.replacen("\"type\":\"action\",", "", 1).replacen("{", "{ \"type\": \"action\", ", 1);
    assert_eq!(first, key(&moved), "written in another way");
    assert_ne!(first, key(&two));
    assert_ne!(first, key(&one.replace("action", "vital")), "of another kind");
}

#[test]
fn events_without_an_id_are_told_apart_by_their_text_and_place() {
    let line = r#"{"message":"hello","status":"info"}"#;
    let body = format!("{line}\n{line}\n{}", line.replace("hello", "bye"));
    let logs = |body: &str| read("logs", body, &application()).0;
    let first = logs(&body);
    let again = logs(&body);
    assert_eq!(first, again, "sent again");
    let keys: Vec<u64> = first.iter().map(|event| event.key).collect();
    assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2], "{keys:?}");
    assert!(first.iter().all(|event| event.id(field::KEY).is_some()));
    assert_eq!(logs(line)[0].key, keys[0]);
}

#[test]
fn views_without_versions_are_ordered_by_time_spent() {
    let view = |rest: &str| {
        let application = support::APPLICATION;
        let body = format!(
            r#"{{"type":"view","date":{NOW},"application":{{"id":"{application}"}},{rest}}}"#
        );
        rum(&body).0[0].version
    };
    assert_eq!(
        view(r#""view":{"id":"a","time_spent":2500000000},"_dd":{"document_version":7}"#),
        7
    );
    assert_eq!(view(r#""view":{"id":"a","time_spent":2500000000}"#), 2_500);
    assert_eq!(view(r#""view":{"id":"a"}"#), 0);
    assert_eq!(view(r#""view":{"id":"a"},"_dd":{"document_version":-1}"#), 0);
}

#[test]
fn telemetry_and_logs_need_no_application() {
    let (events, reasons) = rum(r#"{"type":"telemetry","telemetry":{"type":"log"}}"#);
    assert_eq!((events[0].kind, events[0].date_ms, &*reasons), (Kind::Telemetry, NOW, ""));
    let other = r#"{"message":"x","application_id":"00000000-0000-4000-8000-000000000000"}"#;
    assert_eq!(read("logs", other, &application()).1, "wrong_application");
    let other = r#"{"type":"telemetry","application":{"id":"x"}}"#;
    assert_eq!(rum(other).1, "wrong_application");
}

#[test]
fn each_kind_is_kept_for_its_time() {
    let mut application = application();
    let old = |days: i64| action("1", NOW - days * DAY);
    assert_eq!(read("rum", &old(29), &application).1, "");
    assert_eq!(read("rum", &old(31), &application).1, "too_old");
    application.retention_days[Kind::Action as usize] = 2;
    assert_eq!(read("rum", &old(3), &application).1, "too_old");
    application.retention_days[Kind::Action as usize] = 400;
    assert_eq!(read("rum", &old(399), &application).1, "");
    assert_eq!(read("rum", &old(401), &application).1, "too_old");
    application.retention_days[Kind::Action as usize] = 0;
    assert_eq!(read("rum", &old(401), &application).1, "");
    assert_eq!(read("rum", &old(-2), &application).1, "too_far_ahead");
}

#[test]
fn dates_are_corrected_where_the_clock_is_wrong() {
    let application = application();
    let context = context(&application, NOW);
    for (sent, date) in [(NOW - 1_000, NOW - 5_000), (NOW - 7_200_000, NOW - 5_000 + 7_200_000)] {
        let head = Head { batch_time_ms: Some(sent), ..head("rum") };
        let body = action("1", NOW - 5_000);
        let processed = process(&head, body.as_bytes(), &context).expect("a readable body");
        assert_eq!(processed.events[0].date_ms, date);
    }
}

#[test]
fn an_application_may_drop_what_it_must_not_keep() {
    let rule = ScrubRule { pattern: Pattern::EmailAddress, action: Action::Drop };
    let application = Application { scrub: vec![rule], ..application() };
    let body = action("1", NOW).replace("\"type\"", "\"usr\":{\"email\":\"a@x.io\"},\"type\"");
    let head = head("rum");
    let context = context(&application, NOW);
    let processed = process(&head, body.as_bytes(), &context).expect("a readable body");
    assert_eq!(processed.dropped[0].reason, DropReason::Scrubbed);
    assert_eq!(processed.dropped[0].kind, Some(Kind::Action));
    assert!(!processed.dropped[0].sample.contains("a@x.io"), "{}", processed.dropped[0].sample);
}

#[test]
fn a_replay_that_is_no_multipart_cannot_be_read() {
    let application = application();
    let context = context(&application, NOW);
    let head = head("replay");
    let error = process(&head, b"{}", &context).expect_err("no multipart");
    assert!(matches!(error, BodyError::Unreadable { .. }), "{error}");
}
