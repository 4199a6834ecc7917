//! Events become columns and come back the same.

use solera_event::Uuid;
use solera_event::document::to_json;

use super::*;
use crate::columns::read::Rows;

fn attribute(path: &str, json: &str) -> Attribute<'static> {
    Attribute { path: path.to_owned().into(), json: json.to_owned().into() }
}

fn samples() -> Vec<Event<'static>> {
    let mut all = Vec::new();
    for number in 0..40_i64 {
        let mut event = Event::new(Kind::View, Uuid::from_u128(1), number);
        event.version = number as u64;
        event.set(field::VIEW_ID, Uuid::from_u128(number as u128 / 3));
        if number % 2 == 0 {
            event.set(field::VIEW_NAME, format!("/{}", number % 5));
            event.set(field::VIEW_CLS, number as f64 / 7.0);
        }
        if number % 3 == 0 {
            event.set(field::SESSION_ID, "unknown");
            event.set(field::VIEW_IS_ACTIVE, number % 2 == 0);
            event.attributes.push(attribute("context.cart.total", "1.10"));
        }
        if number == 7 {
            event.set(field::VIEW_TIME_SPENT, "text in a field of numbers");
            event.set(field::HISTORY, Value::Bytes(Cow::Owned(vec![0, 1, 2])));
            event.attributes.push(attribute("view.cumulative_layout_shift", "0.10"));
        }
        all.push(event);
    }
    all
}

#[test]
fn events_come_back_from_columns() {
    let events = samples();
    let mut builder = BatchBuilder::new(Kind::View);
    events.iter().for_each(|event| builder.push(event));
    let batch = builder.finish();
    assert_eq!(batch.num_rows(), events.len());
    let rows = Rows::new(Kind::View, &batch);
    for (row, event) in events.iter().enumerate() {
        let back = rows.event(row);
        assert_eq!(to_json(&back), to_json(event));
        assert_eq!(back.version, event.version);
        assert_eq!(back.get(field::HISTORY), event.get(field::HISTORY));
        assert_eq!(identity(&back), identity(event));
    }
}

#[test]
fn more_attributes_than_columns_share_one() {
    let mut builder = BatchBuilder::new(Kind::Action);
    let mut events = Vec::new();
    for number in 0..3 {
        let mut event = Event::new(Kind::Action, Uuid::nil(), number);
        for at in 0..limit::ATTRIBUTE_COLUMNS_MAX + 20 {
            let path = format!("context.\"odd\\\\{}", at + number as usize * 10);
            event.attributes.push(attribute(&path, &format!("{{\"n\":{at}.0}}")));
        }
        builder.push(&event);
        events.push(event);
    }
    let batch = builder.finish();
    assert_eq!(batch.num_columns(), limit::ATTRIBUTE_COLUMNS_MAX + 3);
    let rows = Rows::new(Kind::Action, &batch);
    for (row, event) in events.iter().enumerate() {
        assert_eq!(to_json(&rows.event(row)), to_json(event));
    }
}

#[test]
fn an_event_is_known_by_its_own_id_or_by_its_key() {
    let application = Uuid::from_u128(1);
    let mut action = Event::new(Kind::Action, application, 1);
    assert_eq!(identity(&action), None);
    action.set(field::KEY, Uuid::from_u128(5));
    let by_key = identity(&action);
    action.set(field::ACTION_ID, Uuid::from_u128(6));
    assert!(by_key.is_some() && identity(&action) != by_key);
    let segment = |index: i64| {
        let mut event = Event::new(Kind::Replay, application, 1);
        event.set(field::VIEW_ID, Uuid::from_u128(7));
        event.set(field::SEGMENT_INDEX, index);
        identity(&event)
    };
    assert_ne!(segment(0), segment(1));
}
