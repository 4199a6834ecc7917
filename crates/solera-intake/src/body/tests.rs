use std::io::Write;

use super::*;
use crate::request::{ClientHints, Track};

fn head(encodings: &[Encoding]) -> Head {
    Head {
        track: Track::Rum,
        token: None,
        encodings: encodings.to_vec(),
        batch_time_ms: None,
        ddtags: None,
        source: None,
        origin_version: None,
        content_type: None,
        user_agent: None,
        client_hints: ClientHints::default(),
    }
}

fn zlib(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn raw_deflate(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn br(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut out, 4096, 5, 20);
    encoder.write_all(text).unwrap();
    drop(encoder);
    out
}

const TEXT: &[u8] = br#"{"type":"view"}
{"type":"action","text":"text text text text text"}"#;

fn check(encodings: &[Encoding], raw: &[u8]) {
    assert_eq!(inflate(&head(encodings), raw).as_deref(), Ok(TEXT), "{encodings:?}");
}

#[test]
fn every_encoding_is_undone() {
    use Encoding::{Br, Deflate, Gzip, Zstd};
    check(&[], TEXT);
    check(&[Gzip], &gzip(TEXT));
    check(&[Deflate], &zlib(TEXT));
    check(&[Deflate], &raw_deflate(TEXT));
    check(&[Br], &br(TEXT));
    check(&[Zstd], &zstd::encode_all(TEXT, 1).unwrap());
    check(&[Deflate, Gzip], &gzip(&zlib(TEXT)));
    check(&[Gzip], &[gzip(&TEXT[..20]), gzip(&TEXT[20..])].concat());
}

#[test]
fn what_the_head_does_not_say_is_seen_in_the_bytes() {
    check(&[], &zlib(TEXT));
    check(&[], &gzip(TEXT));
    check(&[Encoding::Deflate], TEXT);
    check(&[Encoding::Gzip], TEXT);
    let beginning = b"x = 1";
    assert_eq!(inflate(&head(&[]), beginning).as_deref(), Ok(&beginning[..]));
    assert_eq!(inflate(&head(&[Encoding::Deflate]), b"").as_deref(), Ok(&b""[..]));
}

#[test]
fn sloppy_zlib_trailers_are_let_through() {
    let sound = zlib(TEXT);
    let mut wrong = sound.clone();
    let last = wrong.len() - 1;
    wrong[last] ^= 0xff;
    check(&[Encoding::Deflate], &wrong);
    check(&[Encoding::Deflate], &sound[..sound.len() - 4]);
    check(&[Encoding::Deflate], &[&sound[..], b"more"].concat());
}

#[test]
fn broken_bodies_are_told() {
    use Encoding::{Br, Deflate, Gzip, Unknown, Zstd};
    for (encoding, raw) in [
        (Gzip, b"no gzip at all".to_vec()),
        (Gzip, gzip(TEXT)[..20].to_vec()),
        (Deflate, b"\x78\x9c\xff\xff\xff".to_vec()),
        (Br, b"\xff\xff\xff\xff".to_vec()),
        (Zstd, b"no zstd".to_vec()),
        (Unknown, TEXT.to_vec()),
    ] {
        let error = inflate(&head(&[encoding]), &raw).unwrap_err();
        assert!(matches!(error, BodyError::Unreadable { .. }), "{encoding:?}: {error}");
    }
}

#[test]
fn a_bomb_stops_at_the_bound() {
    let zeros = vec![0; limit::BODY_INFLATED_BYTES_MAX + 1];
    for (encoding, raw) in [
        (Encoding::Deflate, zlib(&zeros)),
        (Encoding::Zstd, zstd::encode_all(&zeros[..], 1).unwrap()),
    ] {
        assert!(raw.len() < 1 << 20);
        let error = inflate(&head(&[encoding]), &raw).unwrap_err();
        let bytes_max = limit::BODY_INFLATED_BYTES_MAX;
        assert_eq!(error, BodyError::TooLarge { bytes_max });
        assert_eq!(error.to_string(), "body is more than `67108864` bytes once inflated");
    }
}
