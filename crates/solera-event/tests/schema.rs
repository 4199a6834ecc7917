//! `schema/rum/*.json`, a JSON Schema for each kind of event that an SDK sends, written from `FIELDS`;
//! `cargo xtask codegen` brings them up to date.
//!
//! They are strict where the intake is lenient: our own SDKs are held to them, others' are not.

use serde_json::{Map, Value, json};
use solera_event::field::{Field, FieldType, Origin};
use solera_event::{FIELDS, Kind};

const KINDS: [Kind; 6] =
    [Kind::View, Kind::Action, Kind::Resource, Kind::Error, Kind::LongTask, Kind::Vital];

/// What every event has.
const NEEDED: &[&str] =
    &["type", "date", "application.id", "session.id", "session.type", "view.id", "view.url"];

/// Objects whose members the application names.
const FREE: &[&str] = &[
    "context",
    "usr",
    "account",
    "feature_flags",
    "view.custom_timings",
    "resource.request.headers",
    "resource.response.headers",
];

#[test]
fn the_schemas_are_up_to_date() {
    for kind in KINDS {
        let path = format!("{}/../../schema/rum/{}.json", env!("CARGO_MANIFEST_DIR"), kind.name());
        let mut text = serde_json::to_string_pretty(&schema(kind)).expect("it is JSON");
        text.push('\n');
        expect_test::expect_file![path].assert_eq(&text);
    }
}

fn schema(kind: Kind) -> Value {
    let mut root = object();
    for path in FREE {
        put(&mut root, path, json!({ "type": "object" }));
    }
    let sent = |field: &&Field| field.is_of(kind) && field.origin == Origin::Sent;
    for field in FIELDS.iter().filter(sent) {
        put(&mut root, field.path, leaf(field));
    }
    put(&mut root, "type", json!({ "const": kind.name() }));
    let own = match kind {
        Kind::View => vec!["_dd.document_version".to_owned(), "view.time_spent".to_owned()],
        _ => vec![format!("{}.id", kind.name())],
    };
    for path in NEEDED.iter().map(|path| (*path).to_owned()).chain(own) {
        need(&mut root, &path);
    }
    let mut whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Written from crates/solera-event/src/field/*.rs; change it there.",
        "title": kind.name(),
    });
    merge(&mut whole, root);
    whole
}

fn leaf(field: &Field) -> Value {
    let mut schema = match field.ty {
        FieldType::Bool => json!({ "type": "boolean" }),
        FieldType::Int => json!({ "type": "integer" }),
        FieldType::Float => json!({ "type": "number" }),
        FieldType::Text | FieldType::Id => json!({ "type": "string" }),
        FieldType::Ids | FieldType::List => {
            json!({ "type": ["string", "array"], "items": { "type": "string" } })
        }
        FieldType::Json => json!({ "type": ["array", "object"] }),
        FieldType::Element | FieldType::Bytes => json!({}),
    };
    schema["description"] = field.doc.into();
    schema
}

fn object() -> Value {
    json!({ "type": "object", "properties": {}, "additionalProperties": false })
}

/// Puts the schema of a path in its place; `[]` after a name goes into the items of a list.
fn put(parent: &mut Value, path: &str, schema: Value) {
    let Some((name, rest)) = path.split_once('.') else {
        let place = member(parent, path);
        merge(place, schema);
        return;
    };
    let list = name.strip_suffix("[]");
    let mut place = member(parent, list.unwrap_or(name));
    if list.is_some() {
        place = &mut place["items"];
    }
    if place.get("type").is_none() {
        *place = object();
    }
    put(place, rest, schema);
}

fn member<'a>(parent: &'a mut Value, name: &str) -> &'a mut Value {
    // Of an object whose members are free, those that are known stand beside the others.
    &mut parent["properties"][name]
}

fn merge(into: &mut Value, from: Value) {
    if into.is_null() {
        *into = Value::Object(Map::new());
    }
    let (Some(into), Value::Object(from)) = (into.as_object_mut(), from) else { return };
    into.extend(from);
}

/// Marks a path as one that has to be there, and the objects on the way to it.
fn need(parent: &mut Value, path: &str) {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let required = &mut parent["required"];
    if required.is_null() {
        *required = json!([]);
    }
    let required = required.as_array_mut().expect("it is a list");
    if !required.iter().any(|known| known == name) {
        required.push(name.into());
    }
    if let Some(rest) = rest {
        need(member(parent, name), rest);
    }
}
