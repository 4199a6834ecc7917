//! E-mail addresses: near enough to RFC 5322 to mask what people type.

use std::ops::Range;

/// The first address whose `@` lies at or after `from`.
pub(super) fn next(text: &[u8], from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        at += memchr::memchr(b'@', text.get(at..)?)?;
        if let Some(range) = around(text, from, at) {
            return Some(range);
        }
        at += 1;
    }
}

/// The address around an `@`, not before `floor`. `%40` is not taken for one.
fn around(text: &[u8], floor: usize, at: usize) -> Option<Range<usize>> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-'".contains(byte) || *byte > 127;
    let domain = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
    let before = text[floor..at].iter().rev().take_while(|byte| local(byte)).count();
    let after = text[at + 1..].iter().take_while(|byte| domain(byte)).count();
    let name = &text[at + 1..at + 1 + after];
    let trimmed = name.len() - name.iter().rev().take_while(|byte| b".-".contains(byte)).count();
    let name = &name[..trimmed];
    let dot = name.iter().rposition(|byte| *byte == b'.')?;
    let top = &name[dot + 1..];
    let sound = before > 0 && dot > 0 && top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic);
    sound.then(|| at - before..at + 1 + trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found() {
        for (text, expected) in [
            ("mail ann.b+c@mail.example.org.", Some("ann.b+c@mail.example.org")),
            ("\"a@x.io\"", Some("a@x.io")),
            ("at foo @ https://x.io/a.js:1:2", None),
            ("@x.io", None),
            ("a@b", None),
            ("a@1.2", None),
            ("npm/@scope/pkg a@b.c1 x@y.zz", Some("x@y.zz")),
        ] {
            let found = next(text.as_bytes(), 0).map(|range| &text[range]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
