//! An entry: the events of one request as rows, packed for the log.
//!
//! Made in the handler, for it is the costly part; the one writer of the log only appends.

use bytes::Bytes;
use solera_event::{Event, row};

/// Events on their way into the log.
#[derive(Debug, Clone)]
pub struct Entry {
    pub(super) rows: Bytes,
    pub(super) count: usize,
    /// `[count 4][length 4][LZ4 block]`.
    pub(super) payload: Vec<u8>,
    pub(super) crc: u32,
}

impl Entry {
    /// Encodes, compresses and checksums events: CPU work, about a microsecond an event.
    pub fn new(events: &[Event<'_>]) -> Entry {
        let mut rows = Vec::with_capacity(events.len() * 1_024);
        for event in events {
            row::encode(event, &mut rows);
        }
        let mut payload = Vec::with_capacity(rows.len() / 4 + 64);
        payload.extend_from_slice(&(events.len() as u32).to_le_bytes());
        payload.extend_from_slice(&lz4_flex::compress_prepend_size(&rows));
        let crc = crc32fast::hash(&payload);
        Entry { rows: rows.into(), count: events.len(), payload, crc }
    }

    /// How many events it holds.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Bytes it takes in the log, without the record's header.
    pub fn packed_bytes(&self) -> usize {
        self.payload.len()
    }
}

/// The rows of a payload and how many, `None` when it is no payload that [`Entry::new`] makes.
pub(super) fn unpack(payload: &[u8]) -> Option<(Bytes, usize)> {
    let (count, packed) = payload.split_first_chunk::<4>()?;
    let length = u32::from_le_bytes(*packed.first_chunk::<4>()?) as usize;
    // LZ4 cannot shrink more than 255 to 1: a rotten length must not ask for gigabytes.
    if length > packed.len().saturating_mul(256) {
        return None;
    }
    let rows = lz4_flex::decompress_size_prepended(packed).ok()?;
    Some((rows.into(), u32::from_le_bytes(*count) as usize))
}
