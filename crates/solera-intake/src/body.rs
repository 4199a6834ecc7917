//! A body as it came to a body as it was meant: bounded, and lenient where clients are sloppy.
//!
//! Browsers name no `Content-Encoding` for what they compress, Android ends its zlib streams with
//! a made-up checksum, and one flush of one page may be half compressed: so each body is judged
//! by its bytes as well as by its head.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder};
use solera_event::limit;

use crate::request::{Encoding, Head};

/// Why a body cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Larger than a body may be: 413.
    #[error("body is more than `{bytes_max}` bytes once inflated")]
    TooLarge {
        /// The bound, in bytes.
        bytes_max: usize,
    },
    /// Not what its head says it is: 400.
    #[error("body cannot be read: {why}")]
    Unreadable {
        /// What is wrong with it.
        why: Cow<'static, str>,
    },
}

impl BodyError {
    pub(crate) fn unreadable(why: impl Into<Cow<'static, str>>) -> BodyError {
        BodyError::Unreadable { why: why.into() }
    }
}

/// Undoes the encodings of a body, up to [`limit::BODY_INFLATED_BYTES_MAX`] bytes.
///
/// # Errors
/// When the body is too large, broken, or of an unknown encoding.
pub fn inflate<'a>(head: &Head, raw: &'a [u8]) -> Result<Cow<'a, [u8]>, BodyError> {
    let mut body = Cow::Borrowed(raw);
    for encoding in head.encodings.iter().rev() {
        if let Some(decoded) = decode(*encoding, &body)? {
            body = Cow::Owned(decoded);
        }
    }
    if head.encodings.is_empty() {
        let sniffed = sniff(&body);
        if let Some(decoded) = decode(sniffed, &body)? {
            body = Cow::Owned(decoded);
        }
    }
    if body.len() > limit::BODY_INFLATED_BYTES_MAX {
        return Err(too_large());
    }
    Ok(body)
}

fn too_large() -> BodyError {
    BodyError::TooLarge { bytes_max: limit::BODY_INFLATED_BYTES_MAX }
}

/// What the first bytes of a body tell. No JSON and no multipart body begins like these.
fn sniff(body: &[u8]) -> Encoding {
    match body {
        [0x1f, 0x8b, 8, ..] => Encoding::Gzip,
        [0x78, ..] if is_zlib(body) => Encoding::Deflate,
        _ => Encoding::Identity,
    }
}

/// Whether a body begins with the header of RFC 1950.
fn is_zlib(body: &[u8]) -> bool {
    let [first, second, ..] = *body else { return false };
    let dictionary = second & 0x20 != 0;
    first & 0x0f == 8
        && first >> 4 <= 7
        && !dictionary
        && u16::from_be_bytes([first, second]).is_multiple_of(31)
}

/// Undoes one encoding; `None` where nothing was done to the body.
fn decode(encoding: Encoding, body: &[u8]) -> Result<Option<Vec<u8>>, BodyError> {
    match encoding {
        Encoding::Identity => Ok(None),
        // A proxy that inflates but leaves the header as it was.
        Encoding::Gzip | Encoding::Deflate if is_plain(body) => Ok(None),
        Encoding::Gzip => bounded(MultiGzDecoder::new(body), body, false).map(Some),
        // Without its header, a zlib stream ends where its last block does: no trailer, no error.
        Encoding::Deflate if is_zlib(body) => {
            bounded(DeflateDecoder::new(&body[2..]), body, true).map(Some)
        }
        Encoding::Deflate => bounded(DeflateDecoder::new(body), body, true).map(Some),
        Encoding::Br => bounded(brotli::Decompressor::new(body, 64 << 10), body, false).map(Some),
        Encoding::Zstd => zstd(body).map(Some),
        Encoding::Unknown => {
            Err(BodyError::unreadable("its Content-Encoding is none of gzip, deflate, br, zstd"))
        }
    }
}

/// Whether a body that should be compressed is JSON or multipart after all.
fn is_plain(body: &[u8]) -> bool {
    let body = body.trim_ascii_start();
    body.is_empty() || [&b"{\""[..], b"[{", b"--"].iter().any(|start| body.starts_with(start))
}

fn zstd(body: &[u8]) -> Result<Vec<u8>, BodyError> {
    let unreadable =
        |error: std::io::Error| BodyError::unreadable(format!("it is no Zstandard ({error})"));
    let mut decoder = zstd::stream::read::Decoder::with_buffer(body).map_err(unreadable)?;
    // Frames that ask for more window than a body may have are refused before memory is taken.
    decoder.window_log_max(limit::BODY_INFLATED_BYTES_MAX.ilog2()).map_err(unreadable)?;
    bounded(decoder, body, false)
}

/// Reads all of it, up to the bound. A stream that ends before its end is taken as far as it
/// goes where `lenient`.
fn bounded(reader: impl Read, body: &[u8], lenient: bool) -> Result<Vec<u8>, BodyError> {
    let expected = body.len().saturating_mul(8).clamp(16 << 10, 4 << 20);
    let mut out = Vec::with_capacity(expected);
    let bytes_max = limit::BODY_INFLATED_BYTES_MAX as u64;
    let read = reader.take(bytes_max + 1).read_to_end(&mut out);
    if out.len() as u64 > bytes_max {
        return Err(too_large());
    }
    match read {
        Ok(_) => Ok(out),
        Err(error)
            if lenient && error.kind() == std::io::ErrorKind::UnexpectedEof && !out.is_empty() =>
        {
            Ok(out)
        }
        Err(error) => Err(BodyError::unreadable(format!("its compression is broken ({error})"))),
    }
}

#[cfg(test)]
mod tests;
