use solera_event::{Attribute, FieldId, Kind, Uuid, field};

use super::*;

fn rules(pattern: Pattern, action: Action) -> Vec<ScrubRule> {
    vec![ScrubRule { pattern, action }]
}

fn masked_json(json: &str, pattern: Pattern) -> String {
    mask_json(json, pattern).unwrap_or_else(|| json.to_owned())
}

#[test]
fn texts_are_masked() {
    for (text, pattern, expected) in [
        ("to a@x.io and b@y.io", Pattern::EmailAddress, "to *** and ***"),
        (
            "card 4111 1111 1111 1111, 4111111111111112",
            Pattern::CardNumber,
            "card ***, 4111111111111112",
        ),
        ("/a?token=x&b=1&key=é", Pattern::QueryToken, "/a?token=***&b=1&key=***"),
        ("", Pattern::QueryToken, ""),
    ] {
        let masked = mask(text, pattern).unwrap_or_else(|| text.to_owned());
        assert_eq!(masked, expected);
        assert_eq!(mask(&masked, pattern), None, "once is enough");
    }
}

#[test]
fn only_strings_of_json_are_masked() {
    for (json, expected) in [
        (r#"{"a":"x@y.zz","b":[1,"\"x@y.zz"],"c":"z"}"#, r#"{"a":"***","b":[1,"\"***"],"c":"z"}"#),
        (r#""x@y.zz""#, r#""***""#),
        ("12", "12"),
        (r#"["a","b"]"#, r#"["a","b"]"#),
    ] {
        assert_eq!(masked_json(json, Pattern::EmailAddress), expected);
    }
    assert_eq!(masked_json("[4111111111111111]", Pattern::CardNumber), "[4111111111111111]");
    assert_eq!(masked_json(r#"["4111111111111111"]"#, Pattern::CardNumber), r#"["***"]"#);
}

#[test]
fn an_event_is_masked_or_dropped() {
    let mut sample = Event::new(Kind::Error, Uuid::nil(), 0);
    sample.set(field::ERROR_MESSAGE, "no a@x.io");
    sample.set(FieldId::of("error.causes"), r#"[{"message":"b@x.io"}]"#);
    sample.attributes.push(Attribute { path: "context.to".into(), json: r#""c@x.io""#.into() });
    let raw = "a@x.io b@x.io c@x.io";

    let mut masked = sample.clone();
    assert_eq!(event(&mut masked, raw, &rules(Pattern::EmailAddress, Action::Mask)), Ok(()));
    assert_eq!(masked.text(field::ERROR_MESSAGE), Some("no ***"));
    assert_eq!(masked.text(FieldId::of("error.causes")), Some(r#"[{"message":"***"}]"#));
    assert_eq!(masked.attributes[0].json, r#""***""#);

    let mut same = sample.clone();
    assert_eq!(event(&mut same, raw, &rules(Pattern::EmailAddress, Action::Off)), Ok(()));
    assert_eq!(event(&mut same, raw, &rules(Pattern::CardNumber, Action::Drop)), Ok(()));
    assert_eq!(same, sample);
    let dropped = event(&mut same, raw, &rules(Pattern::EmailAddress, Action::Drop));
    assert_eq!(dropped, Err(DropReason::Scrubbed));
}

#[test]
fn samples_are_short_and_masked() {
    let rules = ScrubRule::defaults();
    assert_eq!(sample(b"?token=abc", &rules), "?token=***");
    assert_eq!(sample("é".repeat(300).as_bytes(), &rules).len(), 200);
    assert_eq!(sample(b"\xff", &rules), "\u{fffd}");
    // What the cut would leave half is masked whole.
    let late = format!("{}4111111111111111", ".".repeat(190));
    assert_eq!(sample(late.as_bytes(), &rules), format!("{}***", ".".repeat(190)));
}

#[test]
fn names_lead_back() {
    for pattern in Pattern::ALL {
        assert_eq!(Pattern::from_name(pattern.name()), Some(pattern));
    }
    for action in Action::ALL {
        assert_eq!(Action::from_name(action.name()), Some(action));
    }
}

#[test]
fn ids_of_spans_are_no_cards() {
    let mut sample = Event::new(Kind::Resource, Uuid::nil(), 0);
    let id = "6206271459960564653";
    assert!(mask(id, Pattern::CardNumber).is_some(), "it could be one");
    sample.set(field::SPAN_ID, id);
    sample.set(field::PARENT_SPAN_ID, id);
    for action in [Action::Mask, Action::Drop] {
        assert_eq!(event(&mut sample, id, &rules(Pattern::CardNumber, action)), Ok(()));
    }
    assert_eq!(sample.text(field::SPAN_ID), Some(id));
    assert_eq!(sample.text(field::PARENT_SPAN_ID), Some(id));
}
