use std::collections::HashSet;

use super::*;

#[test]
fn no_two_fields_share_a_path_or_its_hash() {
    let mut paths = HashSet::new();
    let mut hashes = HashSet::new();
    for id in FieldId::all() {
        assert!(paths.insert(id.field().path), "{} stands twice", id.field().path);
        assert!(hashes.insert(id.path_hash()), "{} shares its hash", id.field().path);
        assert_eq!(FieldId::find(id.field().path), Some(id));
        assert_eq!(FieldId::from_path_hash(id.path_hash()), Some(id));
    }
    assert_eq!(FieldId::find("no.such.field"), None);
}

#[test]
fn every_element_stands_in_a_json_field() {
    for field in FIELDS {
        let Some((parent, _)) = field.element() else { continue };
        let parent = FieldId::find(parent).expect(field.path).field();
        assert_eq!(parent.ty, FieldType::Json, "{}", field.path);
    }
}

#[test]
fn every_field_is_told_in_a_sentence() {
    for field in FIELDS {
        assert!(field.doc.len() > 8 && field.doc.ends_with('.'), "{}: {}", field.path, field.doc);
        assert!(field.role != Role::Measure || field.ty != FieldType::Text, "{}", field.path);
    }
}

/// Kind, path and type on the wire of every attribute that must be known.
const ATTRIBUTES: &str = include_str!("../../../../schema/rum/attributes.txt");

#[test]
fn every_attribute_of_the_schemas_is_a_field_of_its_kind() {
    for line in ATTRIBUTES.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let mut word = || words.next().expect(line);
        let kind = Kind::from_name(word()).expect(line);
        let field = FieldId::find(word()).expect(line).field();
        assert!(field.is_of(kind), "{line}");
        assert!(holds(field.ty, word()), "{line}: {}", field.ty.name());
    }
}

fn holds(ty: FieldType, sent: &str) -> bool {
    use FieldType::*;
    match sent {
        "boolean" => matches!(ty, Bool | Element),
        "integer" => matches!(ty, Int | Element),
        "number" => matches!(ty, Float | Int | Element),
        _ => matches!(ty, Text | Id | Ids | List | Element),
    }
}
