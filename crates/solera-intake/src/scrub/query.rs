//! Secrets in query strings: the values of parameters whose name says so.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Names of such parameters, in lower case without `_`, `-` and `.`.
const NAMES: [&str; 20] = [
    "token",
    "key",
    "apikey",
    "accesskey",
    "secret",
    "password",
    "passwd",
    "pwd",
    "pass",
    "auth",
    "authorization",
    "code",
    "sig",
    "signature",
    "session",
    "sessionid",
    "sid",
    "phpsessid",
    "jsessionid",
    "credential",
];
/// Endings of names that say so too: `id_token`, `X-Amz-Signature`.
const ENDINGS: [&str; 7] =
    ["token", "apikey", "secret", "password", "signature", "credential", "accesskeyid"];
/// Longer names are none of these.
const NAME_BYTES_MAX: usize = 40;

/// Whether a line of JSON could hold one: a secret name before an equals sign, or escapes that
/// could hide one.
pub(super) fn may_be_in(raw: &[u8]) -> bool {
    let mut signs = memchr::memchr_iter(b'=', raw);
    signs.any(|at| is_secret(name_before(raw, at))) || ESCAPE.find(raw).is_some()
}

static ESCAPE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\\u00"));

/// The first secret value whose equals sign lies at or after `from`.
pub(super) fn next(text: &[u8], from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        at += memchr::memchr(b'=', text.get(at..)?)?;
        let rest = &text[at + 1..];
        let value = at + 1..at + 1 + without_position(&rest[..value_len(rest)]);
        let masked = &text[value.clone()] == b"***";
        if !value.is_empty() && !masked && is_secret(name_before(text, at)) {
            return Some(value);
        }
        at += 1;
    }
}

/// The parameter's name before an equals sign; empty where no query string is there.
fn name_before(text: &[u8], at: usize) -> &[u8] {
    let window = &text[at.saturating_sub(NAME_BYTES_MAX + 1)..at];
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let length = window.iter().rev().take_while(|byte| part(byte)).count();
    let name = &window[window.len() - length..];
    match at.checked_sub(length + 1).map(|before| text[before]) {
        // A quote is where a text begins, for one who looks at JSON.
        None | Some(b'?' | b'&' | b'#' | b';' | b'"') => name,
        Some(_) => &[],
    }
}

fn is_secret(name: &[u8]) -> bool {
    let mut letters = [0; NAME_BYTES_MAX];
    let mut count = 0;
    for byte in name.iter().filter(|byte| !b"_-.".contains(byte)) {
        if count == NAME_BYTES_MAX {
            return false;
        }
        letters[count] = byte.to_ascii_lowercase();
        count += 1;
    }
    let letters = &letters[..count];
    NAMES.iter().any(|name| name.as_bytes() == letters)
        || ENDINGS.iter().any(|ending| letters.ends_with(ending.as_bytes()))
}

/// How long a value is: up to what ends one in a URL, in JSON or in prose.
fn value_len(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'&' | b'#' | b'"' | b'\'' | b'<' | b'>' | b' ' | b')' | b';' | 0..b' ' => break,
            // In JSON text an escape of what would end the value ends it, any other is of it.
            b'\\' => match text.get(at + 1) {
                Some(b'"' | b'n' | b'r' | b't') | None => break,
                Some(_) => at += 2,
            },
            _ => at += 1,
        }
    }
    at.min(text.len())
}

/// The length of a value without the line and column that follow a URL in a stack: `:12:34`.
fn without_position(value: &[u8]) -> usize {
    let mut end = value.len();
    for _ in 0..2 {
        let digits = value[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        match end.checked_sub(digits + 1) {
            Some(colon) if digits > 0 && value[colon] == b':' => end = colon,
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found() {
        for (text, expected) in [
            ("https://x.io/a?token=abc&b=1", Some("abc")),
            ("https://x.io/a?b=1&Access_Token=a.b-c#d", Some("a.b-c")),
            ("https://x.io/#id_token=abc", Some("abc")),
            ("token=abc", Some("abc")),
            ("?X-Amz-Signature=00ff", Some("00ff")),
            ("at f @ https://x.io/?code=1a:3:4\n  at", Some("1a")),
            ("?code=:3:4", None),
            ("?token=a\\/b\\\"", Some("a\\/b")),
            ("?token=", None),
            ("?token=***&x=1", None),
            ("?tokens=1&monkey=2&barcode=3", None),
            ("my token=abc", None),
            ("{\"a\":1}", None),
        ] {
            let found = next(text.as_bytes(), 0).map(|range| &text[range]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
