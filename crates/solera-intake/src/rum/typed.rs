//! Tokens at known paths turned into typed fields, losslessly.
//!
//! A value that fits its field's type exactly becomes the field. A value that the type can hold
//! but not give back to the digit becomes the field and an attribute beside it; any other value,
//! and any field of another kind of event, is an attribute alone.

use std::borrow::Cow;
use std::fmt::Write;

use solera_event::field::{self, FieldType, Origin};
use solera_event::{FieldId, Id, Value};

use super::flat::Flat;
use crate::draft::Draft;
use crate::json::{self, Cursor, Shape, Token};

/// Puts the leaves of an object into the event, except those that `taken` names.
pub(super) fn place<'b>(flat: &mut Flat<'b>, draft: &mut Draft<'_, 'b>, taken: &[FieldId]) {
    draft.event_mut().attributes = flat.take_attributes();
    let kind = draft.event().kind;
    draft.event_mut().fields.reserve(flat.leaves.len() + 24);
    for (field, token) in &flat.leaves {
        if taken.contains(field) {
            continue;
        }
        let known = field.field();
        let exact = known.is_of(kind) && put(draft, *field, known.ty, *token);
        if !exact {
            draft.attribute(known.path, token.raw);
        }
    }
}

/// Puts a token into its field if its type can hold it. Whether it comes back as it was sent.
fn put<'b>(draft: &mut Draft<'_, 'b>, field: FieldId, ty: FieldType, token: Token<'b>) -> bool {
    let (value, exact) = match ty {
        FieldType::Text => text(token, Value::Text),
        FieldType::Id => text(token, id),
        FieldType::Ids => ids(token),
        FieldType::Bool => match token.shape {
            Shape::True => (Some(Value::Bool(true)), true),
            Shape::False => (Some(Value::Bool(false)), true),
            _ => (None, false),
        },
        FieldType::Int => int(token),
        FieldType::Float => float(token),
        FieldType::List => list(token),
        FieldType::Json => match token.shape {
            Shape::Array | Shape::Object => (Some(Value::from(token.raw)), true),
            _ => (None, false),
        },
        FieldType::Element | FieldType::Bytes => (None, false),
    };
    if let Some(value) = value {
        draft.set(field, value);
    }
    exact
}

/// Text as it is; a number or a word as its own text, so that it can be asked for.
fn text<'b>(
    token: Token<'b>,
    make: impl Fn(Cow<'b, str>) -> Value<'b>,
) -> (Option<Value<'b>>, bool) {
    match token.shape {
        Shape::Plain | Shape::Escaped => (token.text().map(make), true),
        Shape::Number | Shape::True | Shape::False => (Some(make(Cow::Borrowed(token.raw))), false),
        _ => (None, false),
    }
}

/// The value of an id's text.
pub(super) fn id(text: Cow<'_, str>) -> Value<'_> {
    match text {
        Cow::Borrowed(text) => Id::parse(text).into(),
        Cow::Owned(text) => match Id::parse(&text) {
            Id::Uuid(uuid) => Value::Uuid(uuid),
            Id::Text(_) => Value::from(text),
        },
    }
}

/// One id, or the first of a list of them.
fn ids(token: Token<'_>) -> (Option<Value<'_>>, bool) {
    if token.shape != Shape::Array {
        return text(token, id);
    }
    let mut cursor = Cursor::new(token.raw);
    cursor.take(b'[');
    let first = cursor.element(true, 1).ok().flatten();
    (first.and_then(|token| token.text()).map(id), false)
}

/// A list of texts as it was sent; a lone text as a list of one.
fn list(token: Token<'_>) -> (Option<Value<'_>>, bool) {
    match token.shape {
        Shape::Array if all_strings(token.raw) => (Some(Value::from(token.raw)), true),
        Shape::Plain | Shape::Escaped => (Some(Value::from(format!("[{}]", token.raw))), false),
        _ => (None, false),
    }
}

fn all_strings(array: &str) -> bool {
    let mut cursor = Cursor::new(array);
    cursor.take(b'[');
    let mut first = true;
    while let Ok(Some(token)) = cursor.element(std::mem::take(&mut first), 1) {
        if !matches!(token.shape, Shape::Plain | Shape::Escaped) {
            return false;
        }
    }
    true
}

/// A whole number; one with a fraction is rounded, and one in another spelling is read.
fn int(token: Token<'_>) -> (Option<Value<'_>>, bool) {
    if token.shape != Shape::Number {
        return (None, false);
    }
    match plain_int(token.raw) {
        Some(int) => (Some(Value::Int(int)), token.raw != "-0"),
        None => (rounded(token.raw).map(Value::Int), false),
    }
}

/// A whole number in its plain spelling.
#[inline]
fn plain_int(raw: &str) -> Option<i64> {
    let bytes = raw.as_bytes();
    let (negative, digits) = match bytes.split_first() {
        Some((b'-', digits)) => (true, digits),
        _ => (false, bytes),
    };
    if digits.len() > 18 {
        return raw.parse().ok();
    }
    let mut int = 0_i64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        int = int * 10 + i64::from(digit);
    }
    Some(if negative { -int } else { int })
}

/// The whole number next to what the text says, where 64 bits hold it.
pub(super) fn rounded(raw: &str) -> Option<i64> {
    if let Some(int) = plain_int(raw) {
        return Some(int);
    }
    let float = raw.parse::<f64>().ok()?.round();
    const EDGE: f64 = 9_223_372_036_854_775_808.0;
    (-EDGE..EDGE).contains(&float).then_some(float as i64)
}

fn float(token: Token<'_>) -> (Option<Value<'_>>, bool) {
    if token.shape != Shape::Number {
        return (None, false);
    }
    // Up to 15 digits a number comes back from 64 bits as it went in.
    if let Some(int) = plain_int(token.raw).filter(|_| token.raw.len() <= 15) {
        return (Some(Value::Float(int as f64)), token.raw != "-0");
    }
    match token.raw.parse::<f64>() {
        Ok(float) if float.is_finite() => (Some(Value::Float(float)), is_spelt(float, token.raw)),
        _ => (None, false),
    }
}

/// Whether the number is written in just this way by `value_json`.
fn is_spelt(float: f64, raw: &str) -> bool {
    let mut rest = Rest(raw);
    write!(rest, "{float}").is_ok() && rest.0.is_empty()
}

/// Takes what is written off its front, and fails where they differ.
struct Rest<'a>(&'a str);

impl Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(std::fmt::Error)?;
        Ok(())
    }
}

/// A text as a JSON string.
pub(super) fn to_json(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json::push_string(&mut json, text);
    json
}

/// Attributes whose one key spells the path of a field, dots and all, fill that field as well.
pub(super) fn place_dotted(draft: &mut Draft<'_, '_>) {
    for at in 0..draft.event().attributes.len() {
        let attribute = &draft.event().attributes[at];
        if !attribute.path.contains("\\.") {
            continue;
        }
        let Some(field) = FieldId::find(&attribute.path.replace('\\', "")) else { continue };
        let known = field.field();
        let open = known.is_of(draft.event().kind)
            && known.origin != Origin::Hidden
            && !matches!(field, field::DATE | field::APPLICATION_ID)
            && !draft.has(field);
        if let (true, Cow::Borrowed(json)) = (open, &attribute.json) {
            let token = Cursor::new(json).value(0);
            token.map(|token| put(draft, field, known.ty, token)).unwrap_or_default();
        }
    }
}
