//! One record of the log: a header that checks itself, then the packed rows of an entry.
//!
//! `[magic 4][payload length 4][seq 8][payload crc32 4][header crc32 4][payload]`, little-endian.
//! A header of its own checksum lets a reader step over a payload that rotted, and the magic lets
//! it find the next record when a header did.

/// What every record starts with.
const MAGIC: [u8; 4] = *b"SoLr";
/// Bytes of a header.
pub(super) const HEADER_BYTES: usize = 24;

/// Appends a record.
pub(super) fn put(seq: u64, payload: &[u8], payload_crc: u32, out: &mut Vec<u8>) {
    let start = out.len();
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    out.extend_from_slice(&seq.to_le_bytes());
    out.extend_from_slice(&payload_crc.to_le_bytes());
    let crc = crc32fast::hash(&out[start..]);
    out.extend_from_slice(&crc.to_le_bytes());
    out.extend_from_slice(payload);
}

/// A record as it was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// Its number.
    pub(super) seq: u64,
    /// The packed rows.
    pub(super) payload: &'a [u8],
}

/// What stands at a place of a segment file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A sound record, and where the next one begins.
    Record(Record<'a>, usize),
    /// Nothing sound up to there, where a sound record begins.
    Damage(usize),
    /// Nothing sound from here on.
    End,
}

/// Looks at a place of a segment file.
pub(super) fn find(bytes: &[u8], at: usize) -> Found<'_> {
    if let Some((record, next)) = read(bytes, at) {
        return Found::Record(record, next);
    }
    let mut from = at + 1;
    while let Some(rest) = bytes.get(from..) {
        let Some(found) = memchr::memmem::find(rest, &MAGIC) else { break };
        if read(bytes, from + found).is_some() {
            return Found::Damage(from + found);
        }
        from += found + 1;
    }
    Found::End
}

/// Whether a sound header stands at a place, and as many bytes after it as it says.
pub(super) fn is_whole(bytes: &[u8], at: usize) -> bool {
    header(bytes, at).is_some_and(|header| payload(bytes, at, &header).is_some())
}

fn read(bytes: &[u8], at: usize) -> Option<(Record<'_>, usize)> {
    let header = header(bytes, at)?;
    let payload = payload(bytes, at, &header)?;
    let next = at + HEADER_BYTES + payload.len();
    (crc32fast::hash(payload) == header.payload_crc)
        .then_some((Record { seq: header.seq, payload }, next))
}

struct Header {
    payload_bytes: u32,
    seq: u64,
    payload_crc: u32,
}

/// The header at a place, if it is sound.
fn header(bytes: &[u8], at: usize) -> Option<Header> {
    let header: &[u8; HEADER_BYTES] = bytes.get(at..)?.first_chunk()?;
    let word = |from: usize| u32::from_le_bytes([0, 1, 2, 3].map(|byte| header[from + byte]));
    if header[..4] != MAGIC || crc32fast::hash(&header[..20]) != word(20) {
        return None;
    }
    let seq = u64::from(word(8)) | u64::from(word(12)) << 32;
    Some(Header { payload_bytes: word(4), seq, payload_crc: word(16) })
}

/// As many bytes after a header as it says, if they are there.
fn payload<'b>(bytes: &'b [u8], at: usize, header: &Header) -> Option<&'b [u8]> {
    let from = at + HEADER_BYTES;
    bytes.get(from..from.checked_add(header.payload_bytes as usize)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_stepped_over_and_a_torn_tail_is_an_end() {
        let mut bytes = Vec::new();
        let mut starts = Vec::new();
        for seq in 1..=3 {
            starts.push(bytes.len());
            let payload = vec![seq as u8; 100];
            put(seq, &payload, crc32fast::hash(&payload), &mut bytes);
        }
        assert!(
            matches!(find(&bytes, 0), Found::Record(Record { seq: 1, .. }, next) if next == starts[1])
        );
        for at in starts[1]..starts[2] {
            let mut bad = bytes.clone();
            bad[at] ^= 0x55;
            assert_eq!(find(&bad, starts[1]), Found::Damage(starts[2]), "rot at {at}");
        }
        for end in starts[2]..bytes.len() {
            assert_eq!(find(&bytes[..end], starts[2]), Found::End, "cut at {end}");
        }
    }
}
