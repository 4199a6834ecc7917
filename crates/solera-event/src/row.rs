//! An event as a row of bytes: what the log holds, and what waits for the buffer.
//!
//! A field is named by the hash of its path, so that a row written by one version of Solera is
//! read by the next, whatever fields came or went between; a value of a field that is gone is
//! skipped. Read with [`decode`], text borrows from the row.

use std::borrow::Cow;

use uuid::Uuid;

use crate::{Attribute, Event, FieldId, Kind, Value};

const BOOL_FALSE: u8 = 0;
const BOOL_TRUE: u8 = 1;
const INT: u8 = 2;
const FLOAT: u8 = 3;
const TEXT: u8 = 4;
const UUID: u8 = 5;
const BYTES: u8 = 6;

/// Appends the row of an event.
pub fn encode(event: &Event<'_>, out: &mut Vec<u8>) {
    out.push(event.kind as u8);
    out.push(u8::from(event.partial));
    out.extend_from_slice(&event.key.to_le_bytes());
    out.extend_from_slice(&event.date_ms.to_le_bytes());
    out.extend_from_slice(event.application.as_bytes());
    put_number(event.version, out);
    put_number(event.fields.len() as u64, out);
    for (field, value) in &event.fields {
        out.extend_from_slice(&field.path_hash().to_le_bytes());
        put_value(value, out);
    }
    put_number(event.attributes.len() as u64, out);
    for attribute in &event.attributes {
        put_bytes(attribute.path.as_bytes(), out);
        put_bytes(attribute.json.as_bytes(), out);
    }
}

/// Takes the next row from the front of `rows`, `None` at its end.
///
/// # Errors
/// [`BadRow`] when the bytes are none that [`encode`] writes.
pub fn decode<'a>(rows: &mut &'a [u8]) -> Result<Option<Event<'a>>, BadRow> {
    let mut event = Event::new(Kind::Other, Uuid::nil(), 0);
    Ok(decode_into(rows, &mut event)?.then_some(event))
}

/// The same into an event that exists, whose memory is used again. `false` at the end of `rows`.
///
/// # Errors
/// [`BadRow`] when the bytes are none that [`encode`] writes; the event is of no use then.
pub fn decode_into<'a>(rows: &mut &'a [u8], event: &mut Event<'a>) -> Result<bool, BadRow> {
    if rows.is_empty() {
        return Ok(false);
    }
    event.kind = Kind::from_number(take_byte(rows)?).ok_or(BadRow)?;
    event.partial = take_byte(rows)? != 0;
    event.key = u64::from_le_bytes(take(rows)?);
    event.date_ms = i64::from_le_bytes(take(rows)?);
    event.application = Uuid::from_bytes(take(rows)?);
    event.version = take_number(rows)?;
    let count = take_count(rows)?;
    event.fields.clear();
    event.fields.reserve(count);
    for _ in 0..count {
        let field = FieldId::from_path_hash(u32::from_le_bytes(take(rows)?));
        let value = take_value(rows)?;
        event.fields.extend(field.map(|field| (field, value)));
    }
    let count = take_count(rows)?;
    event.attributes.clear();
    event.attributes.reserve(count);
    for _ in 0..count {
        let path = Cow::Borrowed(take_text(rows)?);
        event.attributes.push(Attribute { path, json: Cow::Borrowed(take_text(rows)?) });
    }
    Ok(true)
}

/// Bytes that are no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadRow;

impl std::fmt::Display for BadRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the bytes are no row of an event")
    }
}

impl std::error::Error for BadRow {}

fn put_value(value: &Value<'_>, out: &mut Vec<u8>) {
    match value {
        Value::Bool(false) => out.push(BOOL_FALSE),
        Value::Bool(true) => out.push(BOOL_TRUE),
        Value::Int(int) => {
            out.push(INT);
            put_number(((int << 1) ^ (int >> 63)) as u64, out);
        }
        Value::Float(float) => {
            out.push(FLOAT);
            out.extend_from_slice(&float.to_le_bytes());
        }
        Value::Text(text) => {
            out.push(TEXT);
            put_bytes(text.as_bytes(), out);
        }
        Value::Uuid(uuid) => {
            out.push(UUID);
            out.extend_from_slice(uuid.as_bytes());
        }
        Value::Bytes(bytes) => {
            out.push(BYTES);
            put_bytes(bytes, out);
        }
    }
}

fn take_value<'a>(rows: &mut &'a [u8]) -> Result<Value<'a>, BadRow> {
    Ok(match take_byte(rows)? {
        BOOL_FALSE => Value::Bool(false),
        BOOL_TRUE => Value::Bool(true),
        INT => {
            let number = take_number(rows)?;
            Value::Int((number >> 1) as i64 ^ -((number & 1) as i64))
        }
        FLOAT => Value::Float(f64::from_le_bytes(take(rows)?)),
        TEXT => Value::Text(Cow::Borrowed(take_text(rows)?)),
        UUID => Value::Uuid(Uuid::from_bytes(take(rows)?)),
        BYTES => Value::Bytes(Cow::Borrowed(take_bytes(rows)?)),
        _ => return Err(BadRow),
    })
}

/// Seven bits a byte, the lowest first.
fn put_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take_number(rows: &mut &[u8]) -> Result<u64, BadRow> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = take_byte(rows)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(BadRow)
}

/// A count of things that take a byte each at least, so that a bad one cannot ask for memory.
fn take_count(rows: &mut &[u8]) -> Result<usize, BadRow> {
    let count = usize::try_from(take_number(rows)?).map_err(|_| BadRow)?;
    if count > rows.len() { Err(BadRow) } else { Ok(count) }
}

fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put_number(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

fn take_bytes<'a>(rows: &mut &'a [u8]) -> Result<&'a [u8], BadRow> {
    let count = take_count(rows)?;
    let (bytes, rest) = rows.split_at_checked(count).ok_or(BadRow)?;
    *rows = rest;
    Ok(bytes)
}

fn take_text<'a>(rows: &mut &'a [u8]) -> Result<&'a str, BadRow> {
    std::str::from_utf8(take_bytes(rows)?).map_err(|_| BadRow)
}

fn take<const N: usize>(rows: &mut &[u8]) -> Result<[u8; N], BadRow> {
    let (bytes, rest) = rows.split_first_chunk::<N>().ok_or(BadRow)?;
    *rows = rest;
    Ok(*bytes)
}

fn take_byte(rows: &mut &[u8]) -> Result<u8, BadRow> {
    take::<1>(rows).map(|[byte]| byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field;

    fn sample() -> Event<'static> {
        let mut event = Event::new(Kind::View, Uuid::from_u128(7), -5);
        event.key = u64::MAX;
        event.version = 300;
        event.partial = true;
        event.set(field::VIEW_NAME, "/a?b");
        event.set(field::VIEW_ID, Uuid::from_u128(9));
        event.set(field::VIEW_TIME_SPENT, i64::MIN);
        event.attributes.push(Attribute { path: "context.n".into(), json: "1.10".into() });
        event
    }

    #[test]
    fn rows_come_back() {
        let mut bytes = Vec::new();
        encode(&sample(), &mut bytes);
        encode(&Event::new(Kind::Log, Uuid::nil(), i64::MAX), &mut bytes);
        let mut rest = &bytes[..];
        assert_eq!(decode(&mut rest), Ok(Some(sample())));
        assert_eq!(decode(&mut rest), Ok(Some(Event::new(Kind::Log, Uuid::nil(), i64::MAX))));
        assert_eq!(decode(&mut rest), Ok(None));
    }

    #[test]
    fn a_cut_row_is_refused_wherever_it_is_cut() {
        let mut bytes = Vec::new();
        encode(&sample(), &mut bytes);
        for end in 1..bytes.len() {
            assert_eq!(decode(&mut &bytes[..end]), Err(BadRow), "cut at {end}");
        }
    }
}
