//! Strings of JSON to text and back.

/// Undoes the escapes of a checked string; a lone surrogate becomes U+FFFD.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let bytes = &rest.as_bytes()[at..];
        let mut taken = 2;
        match bytes.get(1) {
            Some(b'b') => out.push('\u{8}'),
            Some(b'f') => out.push('\u{c}'),
            Some(b'n') => out.push('\n'),
            Some(b'r') => out.push('\r'),
            Some(b't') => out.push('\t'),
            Some(b'u') => {
                let (char, length) = unicode(bytes);
                out.push(char);
                taken = length;
            }
            Some(&other) => out.push(char::from(other)),
            None => break,
        }
        rest = &rest[at + taken..];
    }
    out.push_str(rest);
    out
}

/// The character of a `\uXXXX` at the front, or of a pair of them, and how long it is.
fn unicode(bytes: &[u8]) -> (char, usize) {
    let high = hex4(bytes);
    if let Some(char) = char::from_u32(high) {
        return (char, 6);
    }
    let low = bytes.get(6..).filter(|rest| rest.starts_with(b"\\u")).map(hex4);
    match low {
        Some(low @ 0xdc00..0xe000) if high < 0xdc00 => {
            let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

/// The number of the four digits after `\u`.
fn hex4(bytes: &[u8]) -> u32 {
    let digits = bytes.get(2..6).unwrap_or_default();
    digits
        .iter()
        .fold(0, |number, digit| number << 4 | char::from(*digit).to_digit(16).unwrap_or_default())
}

/// Appends a text as a JSON string.
pub(crate) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[from..at]);
        from = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ => {
                out.push_str("\\u00");
                for nibble in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(nibble.into(), 16).expect("a nibble is a digit"));
                }
            }
        }
    }
    out.push_str(&text[from..]);
    out.push('"');
}
