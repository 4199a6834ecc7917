//! An event as the JSON document that a client would have sent.
//!
//! The flat form of [`Event`] turned back into nested objects. Attributes win over fields at the
//! same path, for they hold what the field's type could not.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::field::{FieldType, Origin};
use crate::{Event, Kind, Value, attribute};

/// The JSON text of an event, keys sorted, hidden fields left out.
pub fn to_json(event: &Event<'_>) -> String {
    let mut root = BTreeMap::new();
    put(&mut root, "date", event.date_ms.to_string().into());
    let application = format!("\"{}\"", event.application.hyphenated());
    put(&mut root, "application.id", application.into());
    if !matches!(event.kind, Kind::Other | Kind::Log | Kind::Outcome) {
        put(&mut root, "type", format!("\"{}\"", event.kind.name()).into());
    }
    for (id, value) in &event.fields {
        let field = id.field();
        if field.origin != Origin::Hidden {
            put(&mut root, field.path, value_json(field.ty, value));
        }
    }
    for attribute in &event.attributes {
        put(&mut root, &attribute.path, Cow::Borrowed(&attribute.json));
    }
    let mut out = String::with_capacity(2048);
    write_object(&root, &mut out);
    out
}

/// The JSON text of a field's value.
pub fn value_json<'a>(ty: FieldType, value: &'a Value<'_>) -> Cow<'a, str> {
    match value {
        Value::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        Value::Int(value) => Cow::Owned(value.to_string()),
        // As JavaScript writes it: whole numbers without a fraction, the fewest digits otherwise.
        Value::Float(value) if value.is_finite() => Cow::Owned(value.to_string()),
        Value::Float(_) => Cow::Borrowed("null"),
        Value::Text(text) if matches!(ty, FieldType::Json | FieldType::List) => Cow::Borrowed(text),
        Value::Text(text) => serde_json::to_string(text).expect("text is JSON").into(),
        Value::Uuid(uuid) => Cow::Owned(format!("\"{}\"", uuid.hyphenated())),
        Value::Bytes(_) => Cow::Borrowed("null"),
    }
}

enum Node<'a> {
    Leaf(Cow<'a, str>),
    Object(BTreeMap<Cow<'a, str>, Node<'a>>),
}

/// Puts a leaf at its path. Where a leaf stands in the way of an object, the later one wins.
fn put<'a>(root: &mut BTreeMap<Cow<'a, str>, Node<'a>>, path: &'a str, json: Cow<'a, str>) {
    let mut keys = attribute::keys(path).peekable();
    let mut object = root;
    while let Some(key) = keys.next() {
        if keys.peek().is_none() {
            object.insert(key, Node::Leaf(json));
            return;
        }
        let node = object.entry(key).or_insert_with(|| Node::Object(BTreeMap::new()));
        if matches!(node, Node::Leaf(_)) {
            *node = Node::Object(BTreeMap::new());
        }
        let Node::Object(inner) = node else { unreachable!("it was made an object above") };
        object = inner;
    }
}

fn write_object(object: &BTreeMap<Cow<'_, str>, Node<'_>>, out: &mut String) {
    out.push('{');
    for (at, (key, node)) in object.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let key = serde_json::to_string(key).expect("text is JSON");
        write!(out, "{key}:").expect("a String takes everything");
        match node {
            Node::Leaf(json) => out.push_str(json),
            Node::Object(inner) => write_object(inner, out),
        }
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Attribute, Uuid, field};

    #[test]
    fn a_document_nests_again() {
        let mut event = Event::new(Kind::View, Uuid::nil(), 5);
        event.set(field::VIEW_NAME, "a \"b\"");
        event.set(field::VIEW_ID, Uuid::from_u128(1));
        event.set(field::VIEW_CLS, 0.1);
        event.set(field::HISTORY, Value::Bytes(Cow::Borrowed(b"x")));
        event.attributes = vec![
            Attribute { path: "context.a\\.b.c".into(), json: "1.10".into() },
            Attribute { path: "view.cumulative_layout_shift".into(), json: "0.10".into() },
        ];
        assert_eq!(
            to_json(&event),
            concat!(
                r#"{"application":{"id":"00000000-0000-0000-0000-000000000000"},"#,
                r#""context":{"a.b":{"c":1.10}},"date":5,"type":"view","view":{"#,
                r#""cumulative_layout_shift":0.10,"id":"00000000-0000-0000-0000-000000000001","#,
                r#""name":"a \"b\""}}"#
            )
        );
    }
}
