//! Tokens at known paths turned into typed fields, losslessly.
//!
//! A value that fits its field's type exactly becomes the field. A value that the type can hold
//! but not give back to the digit becomes the field and an attribute beside it; any other value,
//! and any field of another kind of event, is an attribute alone.

use std::borrow::Cow;
use std::fmt::Write;

use solera_event::field::{self, FieldType, Origin};
use solera_event::{FieldId, Id};

use super::flat::Flat;
use crate::draft::Draft;
use crate::json::{self, Cursor, Shape, Token};

/// Puts the leaves of an object into the event, except those that `taken` names.
pub(super) fn place<'b>(flat: &mut Flat<'b>, draft: &mut Draft<'_, 'b>, taken: &[FieldId]) {
    draft.event_mut().attributes = flat.take_attributes();
    let kind = draft.event().kind;
    draft.event_mut().fields.reserve(flat.leaves.len() + 24);
    for leaf in &flat.leaves {
        if taken.contains(&leaf.field) {
            continue;
        }
        let known = leaf.field.field();
        let exact = known.is_of(kind) && put(draft, leaf.field, known.ty, leaf.token());
        if !exact {
            draft.attribute(known.path, leaf.token().raw);
        }
    }
}

/// Puts a token into its field if its type can hold it. Whether it comes back as it was sent.
fn put<'b>(draft: &mut Draft<'_, 'b>, field: FieldId, ty: FieldType, token: Token<'b>) -> bool {
    match (ty, token.shape) {
        (FieldType::Text, Shape::Plain) => draft.set(field, token.inner()),
        (FieldType::Id | FieldType::Ids, Shape::Plain) => match Id::parse(token.inner()) {
            Id::Uuid(uuid) => draft.set(field, uuid),
            Id::Text(_) => draft.set(field, token.inner()),
        },
        (FieldType::Text | FieldType::Id | FieldType::Ids, _) => return text(draft, field, token),
        (FieldType::Bool, Shape::True) => draft.set(field, true),
        (FieldType::Bool, Shape::False) => draft.set(field, false),
        (FieldType::Int, Shape::Number) => return int(draft, field, token.raw),
        (FieldType::Float, Shape::Number) => return float(draft, field, token.raw),
        (FieldType::List, Shape::Array) if all_strings(token.raw) => draft.set(field, token.raw),
        (FieldType::List, Shape::Plain | Shape::Escaped) => {
            // A lone text is a list of one.
            draft.set(field, format!("[{}]", token.raw));
            return false;
        }
        (FieldType::Json, Shape::Array | Shape::Object) => draft.set(field, token.raw),
        _ => return false,
    }
    true
}

/// Text or id out of all but a plain string: a string with escapes, a number or a word as its own
/// text, so that it can be asked for, and of a list of ids the first.
fn text<'b>(draft: &mut Draft<'_, 'b>, field: FieldId, token: Token<'b>) -> bool {
    match token.shape {
        Shape::Plain | Shape::Escaped => {
            let text = token.text().expect("a string has a text");
            let is_id = field.field().ty != FieldType::Text;
            match Id::parse(&text) {
                Id::Uuid(uuid) if is_id => draft.set(field, uuid),
                _ => draft.set(field, text),
            }
            return true;
        }
        Shape::Number | Shape::True | Shape::False => draft.set(field, token.raw),
        Shape::Array if field.field().ty == FieldType::Ids => {
            let mut cursor = Cursor::new(token.raw);
            cursor.take(b'[');
            if let Ok(Some(first)) = cursor.element(true, 1)
                && matches!(first.shape, Shape::Plain | Shape::Escaped)
            {
                text(draft, field, first);
            }
        }
        _ => {}
    }
    false
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
fn int(draft: &mut Draft<'_, '_>, field: FieldId, raw: &str) -> bool {
    if let Some(int) = plain_int(raw) {
        draft.set(field, int);
        return raw != "-0";
    }
    if let Some(int) = rounded(raw) {
        draft.set(field, int);
    }
    false
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
fn rounded(raw: &str) -> Option<i64> {
    if let Some(int) = plain_int(raw) {
        return Some(int);
    }
    let float = raw.parse::<f64>().ok()?.round();
    const EDGE: f64 = 9_223_372_036_854_775_808.0;
    (-EDGE..EDGE).contains(&float).then_some(float as i64)
}

fn float(draft: &mut Draft<'_, '_>, field: FieldId, raw: &str) -> bool {
    // Up to 15 digits a number comes back from 64 bits as it went in.
    if let Some(int) = plain_int(raw).filter(|_| raw.len() <= 15) {
        draft.set(field, int as f64);
        return raw != "-0";
    }
    match raw.parse::<f64>() {
        Ok(float) if float.is_finite() => {
            draft.set(field, float);
            is_spelt(float, raw)
        }
        _ => false,
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
