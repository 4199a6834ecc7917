//! An event as the JSON document that a client would have sent.
//!
//! The flat form of [`Event`] turned back into nested objects. Attributes win over fields at the
//! same path, for they hold what the field's type could not.
//!
//! Sorted by their keys, leaves are written one after the other. Only where a key has a dot in it,
//! or a leaf stands in the way of an object, the objects are built first.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt::Write;

use uuid::Uuid;

use crate::field::{FieldType, Origin};
use crate::{Event, Kind, Value, attribute};

/// The JSON text of an event, keys sorted, hidden fields left out.
pub fn to_json(event: &Event<'_>) -> String {
    let leaves = leaves(event);
    let mut out = String::with_capacity(2048);
    match in_order(&leaves) {
        Some(sorted) => write_sorted(&sorted, &mut out),
        None => {
            let mut root = BTreeMap::new();
            leaves.iter().for_each(|(path, leaf)| put(&mut root, path, leaf));
            write_object(&root, &mut out);
        }
    }
    out
}

/// A value at the end of a path.
enum Leaf<'a> {
    Int(i64),
    Uuid(Uuid),
    Text(&'a str),
    Field(FieldType, &'a Value<'a>),
    Json(&'a str),
}

impl Leaf<'_> {
    fn write(&self, out: &mut String) {
        match self {
            Leaf::Int(int) => write!(out, "{int}").expect("a String takes everything"),
            Leaf::Uuid(uuid) => write_uuid(uuid, out),
            Leaf::Text(text) => write_text(text, out),
            Leaf::Json(json) => out.push_str(json),
            Leaf::Field(_, Value::Uuid(uuid)) => write_uuid(uuid, out),
            Leaf::Field(_, Value::Int(int)) => {
                write!(out, "{int}").expect("a String takes everything");
            }
            Leaf::Field(ty, Value::Text(text))
                if !matches!(ty, FieldType::Json | FieldType::List) =>
            {
                write_text(text, out);
            }
            Leaf::Field(ty, value) => out.push_str(&value_json(*ty, value)),
        }
    }
}

/// All leaves with their paths; of two at one path the later one counts.
fn leaves<'a>(event: &'a Event<'_>) -> Vec<(&'a str, Leaf<'a>)> {
    let mut leaves = Vec::with_capacity(event.fields.len() + event.attributes.len() + 3);
    leaves.push(("application.id", Leaf::Uuid(event.application)));
    leaves.push(("date", Leaf::Int(event.date_ms)));
    if !matches!(event.kind, Kind::Other | Kind::Log | Kind::Outcome) {
        leaves.push(("type", Leaf::Text(event.kind.name())));
    }
    for (id, value) in &event.fields {
        let field = id.field();
        if field.origin != Origin::Hidden {
            leaves.push((field.path, Leaf::Field(field.ty, value)));
        }
    }
    let attributes = event.attributes.iter();
    leaves.extend(attributes.map(|attribute| (&*attribute.path, Leaf::Json(&attribute.json))));
    leaves
}

/// The leaves sorted by their keys, each path once; `None` when that is not how they nest.
fn in_order<'l, 'a>(leaves: &'l [(&'a str, Leaf<'a>)]) -> Option<Vec<(&'a str, &'l Leaf<'a>)>> {
    if leaves.iter().any(|(path, _)| path.contains('\\')) {
        return None;
    }
    let mut sorted: Vec<_> = leaves.iter().map(|(path, leaf)| (*path, leaf)).collect();
    sorted.sort_by(|(one, _), (other, _)| by_keys(one, other));
    let in_the_way = |pair: &[(&str, &Leaf<'_>)]| {
        pair[0].0 != pair[1].0 && attribute::is_under(pair[1].0, pair[0].0)
    };
    if sorted.windows(2).any(in_the_way) {
        return None;
    }
    let mut all = sorted.into_iter().peekable();
    let mut once = Vec::with_capacity(leaves.len());
    while let Some((path, leaf)) = all.next() {
        if all.peek().is_none_or(|(next, _)| *next != path) {
            once.push((path, leaf));
        }
    }
    Some(once)
}

/// How paths without escapes lie to each other, key by key.
fn by_keys(one: &str, other: &str) -> Ordering {
    let rank = |byte: u8| if byte == b'.' { 0 } else { u16::from(byte) + 1 };
    one.bytes().map(rank).cmp(other.bytes().map(rank))
}

fn write_sorted(leaves: &[(&str, &Leaf<'_>)], out: &mut String) {
    // The path of the innermost object that is open; none is the root.
    let mut open: Option<&str> = None;
    out.push('{');
    for (path, leaf) in leaves {
        let (object, key) = match path.rsplit_once('.') {
            Some((object, key)) => (Some(object), key),
            None => (None, *path),
        };
        while let Some(inner) = open
            && !object.is_some_and(|object| attribute::is_under(object, inner))
        {
            out.push('}');
            open = inner.rsplit_once('.').map(|(outer, _)| outer);
        }
        if let Some(object) = object.filter(|object| open != Some(object)) {
            let missing = open.map_or(object, |open| &object[open.len() + 1..]);
            for key in missing.split('.') {
                write_key(key, out);
                out.push('{');
            }
        }
        open = object;
        write_key(key, out);
        leaf.write(out);
    }
    let depth = open.map_or(0, |open| open.split('.').count());
    (0..=depth).for_each(|_| out.push('}'));
}

/// A key and its colon, after a comma where something stands before it.
fn write_key(key: &str, out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
    write_text(key, out);
    out.push(':');
}

fn write_text(text: &str, out: &mut String) {
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::to_string(text).expect("text is JSON"));
    }
}

fn write_uuid(uuid: &Uuid, out: &mut String) {
    let mut text = [0; uuid::fmt::Hyphenated::LENGTH];
    out.push('"');
    out.push_str(uuid.hyphenated().encode_lower(&mut text));
    out.push('"');
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
    Leaf(&'a Leaf<'a>),
    Object(BTreeMap<Cow<'a, str>, Node<'a>>),
}

/// Puts a leaf at its path. Where a leaf stands in the way of an object, the later one wins.
fn put<'a>(root: &mut BTreeMap<Cow<'a, str>, Node<'a>>, path: &'a str, leaf: &'a Leaf<'a>) {
    let mut keys = attribute::keys(path).peekable();
    let mut object = root;
    while let Some(key) = keys.next() {
        if keys.peek().is_none() {
            object.insert(key, Node::Leaf(leaf));
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
    for (key, node) in object {
        write_key(key, out);
        match node {
            Node::Leaf(leaf) => leaf.write(out),
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

    /// As it is when objects are built first.
    fn built(event: &Event<'_>) -> String {
        let (leaves, mut root, mut out) = (leaves(event), BTreeMap::new(), String::new());
        leaves.iter().for_each(|(path, leaf)| put(&mut root, path, leaf));
        write_object(&root, &mut out);
        out
    }

    #[test]
    fn leaves_in_order_make_the_same_document_as_objects_built_first() {
        let names = ["a", "b", "a-b", "ab", "a_b", "Ä", "", "q\"", "x\ny"];
        let (mut random, mut sorted) = (1_u64, 0);
        let mut below = |bound: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((random >> 33) % bound) as usize
        };
        for seed in 0..2_000_u128 {
            let mut event = Event::new(Kind::Action, Uuid::nil(), seed as i64);
            event.set(field::VIEW_NAME, "a\\b");
            event.set(field::VIEW_ID, Uuid::from_u128(seed));
            for at in 0..below(7) {
                let parts = (0..=below(3)).map(|_| names[below(9)]).collect::<Vec<_>>();
                let (path, json) = (parts.join(".").into(), at.to_string().into());
                event.attributes.push(Attribute { path, json });
            }
            sorted += usize::from(in_order(&leaves(&event)).is_some());
            assert_eq!(to_json(&event), built(&event));
            serde_json::from_str::<serde_json::Value>(&to_json(&event)).unwrap();
        }
        assert!((200..1_900).contains(&sorted), "{sorted}");
    }
}
