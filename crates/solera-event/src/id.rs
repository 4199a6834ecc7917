//! An id as bytes: 16 for a UUID, the text itself for anything else.
//!
//! SDKs send UUIDs in lower case with hyphens; some clients send other text (`unknown`). As text
//! a UUID costs 36 bytes, as bytes the 16 it is worth. The two forms never meet: text is marked
//! with a leading zero byte, two where one would make it as long as a UUID.

use std::borrow::Cow;

use uuid::Uuid;

use crate::Value;

/// An id that a client made.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Id<'a> {
    /// A UUID, sent in its usual form: lower case, with hyphens.
    Uuid(Uuid),
    /// Anything else.
    Text(Cow<'a, str>),
}

impl<'a> Id<'a> {
    /// Reads the text of an id. Only the form that [`Id::text`] gives back is taken for a UUID.
    pub fn parse(text: &'a str) -> Id<'a> {
        match parse_uuid(text.as_bytes()) {
            Some(uuid) => Id::Uuid(uuid),
            None => Id::Text(Cow::Borrowed(text)),
        }
    }

    /// The text as the client sent it.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Id::Uuid(uuid) => Cow::Owned(uuid.hyphenated().to_string()),
            Id::Text(text) => Cow::Borrowed(text),
        }
    }

    /// The bytes that a column holds.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Id::Uuid(uuid) => uuid.as_bytes().to_vec(),
            Id::Text(text) => {
                let zeros = if text.len() == 15 { 2 } else { 1 };
                let mut bytes = vec![0; zeros];
                bytes.extend_from_slice(text.as_bytes());
                bytes
            }
        }
    }

    /// Reads what [`Id::to_bytes`] wrote. Bytes that it never writes are read as text, leniently.
    pub fn from_bytes(bytes: &'a [u8]) -> Id<'a> {
        if let Ok(uuid) = <[u8; 16]>::try_from(bytes) {
            return Id::Uuid(Uuid::from_bytes(uuid));
        }
        let marks = if bytes.len() == 17 && bytes.starts_with(&[0, 0]) { 2 } else { 1 };
        Id::Text(String::from_utf8_lossy(bytes.get(marks..).unwrap_or_default()))
    }
}

impl<'a> From<Id<'a>> for Value<'a> {
    fn from(id: Id<'a>) -> Self {
        match id {
            Id::Uuid(uuid) => Value::Uuid(uuid),
            Id::Text(text) => Value::Text(text),
        }
    }
}

/// Nibble of each ASCII byte, 0xff where it is no lower-case hex digit.
const NIBBLE: [u8; 256] = {
    let mut table = [0xff; 256];
    let mut digit = 0;
    while digit < 16 {
        table[b"0123456789abcdef"[digit] as usize] = digit as u8;
        digit += 1;
    }
    table
};

/// Strict and fast: this runs some six times an event.
fn parse_uuid(text: &[u8]) -> Option<Uuid> {
    let text: &[u8; 36] = text.try_into().ok()?;
    if text[8] != b'-' || text[13] != b'-' || text[18] != b'-' || text[23] != b'-' {
        return None;
    }
    const AT: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
    let mut bytes = [0; 16];
    let mut bad = 0;
    for (byte, at) in bytes.iter_mut().zip(AT) {
        let (high, low) = (NIBBLE[text[at] as usize], NIBBLE[text[at + 1] as usize]);
        bad |= high | low;
        *byte = high << 4 | (low & 0xf);
    }
    (bad & 0xf0 == 0).then(|| Uuid::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        let long = "x".repeat(300);
        for text in [
            "",
            "unknown",
            "fifteen--------",
            "sixteen---------",
            "daf1fb62-1944-4de7-9434-db33559c273c",
            "DAF1FB62-1944-4DE7-9434-DB33559C273C",
            "daf1fb62-1944-4de7-9434_db33559c273c",
            "daf1fb62-1944-4de7-9434-db33559c273g",
            &long,
        ] {
            let id = Id::parse(text);
            assert_eq!(id.text(), text);
            assert_eq!(Id::from_bytes(&id.to_bytes()), id, "{text}");
        }
        assert!(matches!(Id::parse("daf1fb62-1944-4de7-9434-db33559c273c"), Id::Uuid(_)));
        assert!(matches!(Id::parse("DAF1FB62-1944-4DE7-9434-DB33559C273C"), Id::Text(_)));
    }
}
