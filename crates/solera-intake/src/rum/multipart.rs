//! The parts of a multipart body that is in memory whole.
//!
//! By RFC 7578, leniently: a boundary that the request does not name is taken from the first
//! line, and the last one may be missing. Why it is our own:
//! `docs/decisions/0003-own-multipart.md`.

use memchr::memmem;

use solera_event::limit;

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'b> {
    /// The form's name for it; empty where it has none.
    pub(super) name: &'b str,
    /// Its file name.
    pub(super) file_name: Option<&'b str>,
    /// Its media type.
    pub(super) content_type: Option<&'b str>,
    /// What it holds, untouched.
    pub(super) bytes: &'b [u8],
}

/// The parts of a body; `None` when it is no multipart body. Parts past
/// [`limit::MULTIPART_PARTS_MAX`] are left out, and said to be (the `bool`).
pub(super) fn parts<'b>(
    content_type: Option<&str>,
    body: &'b [u8],
) -> Option<(Vec<Part<'b>>, bool)> {
    let mut delimiter = b"--".to_vec();
    delimiter.extend_from_slice(boundary(content_type, body)?.as_slice());
    let mut rest = after(body, &delimiter)?;
    let finder = memmem::Finder::new(&delimiter);
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            break;
        }
        if parts.len() == limit::MULTIPART_PARTS_MAX {
            return Some((parts, true));
        }
        let end = next_delimiter(rest, &finder);
        parts.extend(part(&rest[..end]));
        rest = after(&rest[end..], &delimiter).unwrap_or_default();
    }
    Some((parts, false))
}

/// What follows the first delimiter.
fn after<'b>(bytes: &'b [u8], delimiter: &[u8]) -> Option<&'b [u8]> {
    let at = memmem::find(bytes, delimiter)?;
    Some(&bytes[at + delimiter.len()..])
}

/// Where the next delimiter at the start of a line lies; the end where there is none.
fn next_delimiter(bytes: &[u8], finder: &memmem::Finder<'_>) -> usize {
    finder.find_iter(bytes).find(|at| *at > 0 && bytes[at - 1] == b'\n').unwrap_or(bytes.len())
}

/// The boundary that the request names, or that the body's first line is.
fn boundary(content_type: Option<&str>, body: &[u8]) -> Option<Vec<u8>> {
    if let Some(named) = content_type.and_then(|text| parameter(text, "boundary")) {
        return Some(named.as_bytes().to_vec()).filter(|named| (1..=70).contains(&named.len()));
    }
    let first = body.split(|byte| *byte == b'\n').next()?.trim_ascii_end();
    let named = first.strip_prefix(b"--")?;
    (1..=70).contains(&named.len()).then(|| named.to_vec())
}

/// A part, from its headers to the line break before the next delimiter.
fn part(bytes: &[u8]) -> Option<Part<'_>> {
    let (headers, bytes) = if let Some(bytes) = bytes.strip_prefix(b"\r\n") {
        (&[][..], bytes)
    } else if let Some(at) = memmem::find(bytes, b"\r\n\r\n") {
        (&bytes[..at], &bytes[at + 4..])
    } else {
        memmem::find(bytes, b"\n\n").map(|at| (&bytes[..at], &bytes[at + 2..]))?
    };
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let mut part = Part { name: "", file_name: None, content_type: None, bytes };
    for line in std::str::from_utf8(headers).ok()?.lines() {
        let Some((header, value)) = line.split_once(':') else { continue };
        if header.trim().eq_ignore_ascii_case("content-disposition") {
            part.name = parameter(value, "name").unwrap_or_default();
            part.file_name = parameter(value, "filename");
        } else if header.trim().eq_ignore_ascii_case("content-type") {
            part.content_type = Some(value.trim());
        }
    }
    Some(part)
}

/// The value of a header's parameter, without its quotes.
fn parameter<'t>(header: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = header;
    while let Some((_, after)) = rest.split_once(';') {
        let (key, value) = after.split_once('=')?;
        let value = value.trim_start();
        let (value, left) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim());
        }
        rest = left;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"--b1\r\nContent-Disposition: form-data; name=\"segment\"; \
        filename=\"x-1\"\r\nContent-Type: application/octet-stream\r\n\r\nx\x9c--b1\r\n\n\r\n--b1\r\n\
        content-disposition: form-data; name=event\r\n\r\n{}\r\n--b1--\r\n";

    #[test]
    fn parts_are_split() {
        let expected = vec![
            Part {
                name: "segment",
                file_name: Some("x-1"),
                content_type: Some("application/octet-stream"),
                bytes: b"x\x9c--b1\r\n\n",
            },
            Part { name: "event", file_name: None, content_type: None, bytes: b"{}" },
        ];
        for content_type in [
            Some("multipart/form-data; boundary=b1"),
            Some("multipart/form-data; charset=\"a;b\"; Boundary=\"b1\""),
            None,
        ] {
            assert_eq!(
                parts(content_type, BODY),
                Some((expected.clone(), false)),
                "{content_type:?}"
            );
        }
        let cut = &BODY[..BODY.len() - 8];
        assert_eq!(parts(None, cut), Some((expected, false)), "the last boundary is missing");
    }

    #[test]
    fn what_has_no_parts_is_told_apart() {
        assert_eq!(parts(None, b"{}"), None);
        assert_eq!(parts(Some("multipart/form-data; boundary=b1"), b"{}"), None);
        assert_eq!(parts(None, b"--b1--"), Some((vec![], false)), "its boundary is `b1--`");
        assert_eq!(
            parts(Some("multipart/form-data; boundary=b1"), b"--b1--"),
            Some((vec![], false))
        );
        let many = b"--b\r\n\r\nx\r\n".repeat(limit::MULTIPART_PARTS_MAX + 1);
        let (parts, more) = parts(Some("a;boundary=b"), &many).expect("multipart");
        assert_eq!((parts.len(), more), (limit::MULTIPART_PARTS_MAX, true));
    }
}
