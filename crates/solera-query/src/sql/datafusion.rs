//! How names and values are spelt in DataFusion's dialect, so that no value is ever read as SQL.

use solera_event::{Id, Uuid};

use crate::statement::Number;

/// A column's name. Names hold dots and anything an attribute's key may.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A column of an attribute.
pub(super) fn attribute(path: &str) -> String {
    quoted(&format!("@{path}"))
}

/// Text. DataFusion takes a backslash for itself; only the quote needs doubling.
pub(super) fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The bytes of an id.
pub(super) fn id(text: &str) -> String {
    bytes(&Id::parse(text).to_bytes())
}

/// The bytes of a UUID.
pub(super) fn uuid(uuid: Uuid) -> String {
    bytes(uuid.as_bytes())
}

/// Bytes.
pub(super) fn bytes(bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("X'{hex}'")
}

/// A number; a float always with a point or an exponent, so that it is read as one.
pub(super) fn number(number: Number) -> String {
    match number {
        // The smallest integer has no positive counterpart for the minus to turn round.
        Number::Int(i64::MIN) => format!("({} - 1)", i64::MIN + 1),
        Number::Int(int) => int.to_string(),
        Number::Float(float) => format!("{float:?}"),
    }
}
