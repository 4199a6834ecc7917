use super::*;
use crate::{Kind, Uuid, document};

fn version(
    version: u64,
    partial: bool,
    name: Option<&str>,
    json: &[(&str, &str)],
) -> Event<'static> {
    let mut event = Event::new(Kind::View, Uuid::nil(), 1);
    event.version = version;
    event.partial = partial;
    if let Some(name) = name {
        event.set(field::VIEW_NAME, name.to_owned());
    }
    for (path, json) in json {
        let attribute =
            Attribute { path: (*path).to_owned().into(), json: (*json).to_owned().into() };
        match *path {
            "_dd.page_states" => event.set(field::PAGE_STATES, (*json).to_owned()),
            _ => event.attributes.push(attribute),
        }
    }
    event
}

fn fold(versions: &[Event<'static>]) -> String {
    let mut history = History::default();
    for version in versions {
        history.add(version.clone());
    }
    document::to_json(&history.document().expect("a version was added"))
}

fn permutations(items: &[Event<'static>]) -> Vec<Vec<Event<'static>>> {
    let Some((first, rest)) = items.split_first() else { return vec![vec![]] };
    let mut all = vec![];
    for tail in permutations(rest) {
        for at in 0..=tail.len() {
            let mut one = tail.clone();
            one.insert(at, first.clone());
            all.push(one);
        }
    }
    all
}

#[test]
fn every_order_ends_in_the_same_document() {
    let versions = [
        version(
            1,
            false,
            Some("/a"),
            &[("context.x", "1"), ("view.z", "1"), ("_dd.page_states", "[1]")],
        ),
        version(2, true, None, &[("context.y", "2"), ("view.z", "null")]),
        version(3, true, Some("/b"), &[("_dd.page_states", "[2]"), ("view.q.r", "[1]")]),
        version(5, true, None, &[("view.q", "null"), ("_dd.page_states", "[3]")]),
    ];
    let first = fold(&versions);
    assert!(first.contains(r#""page_states":[1,2,3]"#), "{first}");
    assert!(first.contains(r#""context":{"y":2}"#) && first.contains(r#""name":"/b""#), "{first}");
    assert!(!first.contains(r#""z""#) && !first.contains(r#""q""#), "{first}");
    for mut order in permutations(&versions) {
        assert_eq!(fold(&order), first);
        order.extend_from_slice(&versions); // all sent again
        assert_eq!(fold(&order), first);
    }
}

#[test]
fn a_higher_full_version_replaces_everything() {
    let versions = [
        version(1, false, Some("/a"), &[]),
        version(2, true, None, &[("view.z", "2")]),
        version(3, false, Some("/c"), &[]),
        version(4, true, None, &[("view.w", "4")]),
    ];
    for order in permutations(&versions) {
        let document = fold(&order);
        assert!(document.contains("/c") && document.contains(r#""w":4"#), "{document}");
        assert!(!document.contains(r#""z""#), "{document}");
    }
}

#[test]
fn without_a_base_the_partial_document_stands() {
    let document = fold(&[version(7, true, Some("/x"), &[("view.z", "null")])]);
    assert!(document.contains("/x") && !document.contains(r#""z""#), "{document}");
}

#[test]
fn a_field_and_its_digits_stay_together() {
    let mut update = Event::new(Kind::View, Uuid::nil(), 0);
    (update.version, update.partial) = (2, true);
    update.set(field::VIEW_CLS, 0.1);
    let json = "0.10".into();
    update.attributes.push(Attribute { path: "view.cumulative_layout_shift".into(), json });
    let mut history = History::default();
    history.add(version(1, false, Some("/a"), &[("view.cumulative_layout_shift", "\"old\"")]));
    history.add(update);
    let document = history.document().expect("a document");
    assert_eq!(document.get(field::VIEW_CLS), Some(&Value::Float(0.1)));
    assert_eq!(document.attributes.len(), 1);
    assert_eq!(document.attributes[0].json, "0.10");
}
