//! Where the one live row of each view lies, so that a newer version can replace it.
//!
//! Views in the buffer are all known. Of views in parts the lately touched are, within a bound;
//! the others are found through the part's keys: for every view of a part 8 bytes, sorted. Keys of
//! parts past a bound are left out, the oldest first, and read again when a version with a date
//! near such a part comes.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use solera_event::limit;
use solera_event::view::History;

use super::tables::Place;

/// What is known of a view without reading its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    /// The highest version that came.
    pub(crate) version: u64,
    /// The date its row keeps, in milliseconds since 1970.
    pub(crate) date_ms: i64,
    /// Where the row lies.
    pub(crate) place: Place,
    /// Whether the row holds versions that wait for others.
    pub(crate) merged: bool,
}

/// A map by keys that are hashes already.
type ByKey<T> = HashMap<u64, T, BuildHasherDefault<KeyHasher>>;

/// Takes a key as its own hash.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// The index of views.
#[derive(Default)]
pub(crate) struct Views {
    buffer: ByKey<Known>,
    /// Views in parts, lately touched, and those touched before.
    young: ByKey<Known>,
    old: ByKey<Known>,
    parts: BTreeMap<u32, PartKeys>,
    hot: Hot,
}

impl Views {
    /// What is known of a view; `None` when it may lie in a part or nowhere.
    pub(crate) fn get(&mut self, key: u64) -> Option<Known> {
        if let Some(known) = self.buffer.get(&key).or_else(|| self.young.get(&key)) {
            return Some(*known);
        }
        let known = self.old.remove(&key)?;
        self.remember(key, known);
        Some(known)
    }

    /// Where the view's row lies now.
    pub(crate) fn put(&mut self, key: u64, known: Known) {
        self.young.remove(&key);
        self.old.remove(&key);
        match known.place {
            Place::Buffer(_) => {
                self.buffer.insert(key, known);
            }
            Place::Part(..) => self.remember(key, known),
        }
    }

    fn remember(&mut self, key: u64, known: Known) {
        if self.young.len() >= limit::VIEWS_INDEXED_MAX / 2 {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, known);
    }

    /// Rows of parts that may be the view's.
    pub(crate) fn candidates(&self, key: u64) -> impl Iterator<Item = (u32, u32)> {
        self.parts.iter().flat_map(move |(part, keys)| keys.rows(key).map(|row| (*part, row)))
    }

    /// Whether the keys of a part are at hand.
    pub(crate) fn has_part(&self, part: u32) -> bool {
        self.parts.contains_key(&part)
    }

    /// Takes the keys of a part. Past the bound those of the part with the lowest number go.
    pub(crate) fn add_part(&mut self, part: u32, keys: PartKeys) {
        self.parts.insert(part, keys);
        let mut bytes: usize = self.parts.values().map(PartKeys::bytes).sum();
        while bytes > limit::VIEW_KEYS_BYTES_MAX && self.parts.len() > 1 {
            let Some((_, keys)) = self.parts.pop_first() else { break };
            bytes -= keys.bytes();
        }
    }

    /// Follows rows of parts that moved: of each place where it lies now.
    pub(crate) fn parts_moved(&mut self, gone: &[u32], moved: impl Fn(Place) -> Move) {
        for part in gone {
            self.parts.remove(part);
        }
        for map in [&mut self.young, &mut self.old] {
            map.retain(|_, known| match moved(known.place) {
                Move::Stays => true,
                Move::To(place) => {
                    known.place = place;
                    true
                }
                Move::Gone => false,
            });
        }
    }

    /// Follows rows of the buffer into parts.
    pub(crate) fn buffer_moved(&mut self, moved: impl Fn(Place) -> Move) {
        let mut left = Vec::new();
        self.buffer.retain(|key, known| match moved(known.place) {
            Move::Stays => true,
            Move::To(place) => {
                left.push((*key, Known { place, ..*known }));
                false
            }
            Move::Gone => false,
        });
        for (key, known) in left {
            self.remember(key, known);
        }
        self.buffer.shrink_to(self.buffer.len() * 2);
    }

    /// Forgets all that is only kept to be quick: where views in parts lie can be looked up.
    pub(crate) fn rest(&mut self) {
        (self.young, self.old, self.hot) = Default::default();
    }

    /// Documents of views that get partial updates.
    pub(crate) fn hot(&mut self) -> &mut Hot {
        &mut self.hot
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// It lies where it lay.
    Stays,
    /// It lies there now.
    To(Place),
    /// It was dropped.
    Gone,
}

/// The views of a part: a hash of each key and its row.
#[derive(Debug)]
pub(crate) struct PartKeys {
    /// Where each bucket begins; the high bits of a key say which is its.
    starts: Vec<u32>,
    /// The low half of each key, and the row.
    entries: Vec<(u32, u32)>,
    bits: u32,
}

impl PartKeys {
    /// Of keys and their rows.
    pub(crate) fn new(mut keys: Vec<(u64, u32)>) -> PartKeys {
        keys.sort_unstable();
        let bits = (keys.len() / 4).max(1).next_power_of_two().trailing_zeros();
        let bucket = |key: u64| key.checked_shr(64 - bits).unwrap_or(0) as usize;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (key, _) in &keys {
            starts[bucket(*key) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        // Not collected in place, which would keep the room of entries twice as large.
        let mut entries = Vec::with_capacity(keys.len());
        entries.extend(keys.iter().map(|(key, row)| (*key as u32, *row)));
        PartKeys { starts, entries, bits }
    }

    /// The rows whose key it may be: seldom one that is not.
    pub(crate) fn rows(&self, key: u64) -> impl Iterator<Item = u32> {
        let bucket = key.checked_shr(64 - self.bits).unwrap_or(0) as usize;
        let entries = &self.entries[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
        entries.iter().filter(move |(short, _)| *short == key as u32).map(|(_, row)| *row)
    }

    fn bytes(&self) -> usize {
        self.entries.capacity() * 8 + self.starts.capacity() * 4
    }
}

/// Histories of views that get partial updates, so that their rows need not be read each time.
/// Bounded in bytes; what was not touched lately is forgotten.
#[derive(Default)]
pub(crate) struct Hot {
    young: ByKey<(History<'static>, usize)>,
    old: ByKey<(History<'static>, usize)>,
    bytes: usize,
}

impl Hot {
    /// Takes a view's history out, to be put back when it has changed.
    pub(crate) fn take(&mut self, key: u64) -> Option<History<'static>> {
        if let Some((history, bytes)) = self.young.remove(&key) {
            self.bytes -= bytes;
            return Some(history);
        }
        self.old.remove(&key).map(|(history, _)| history)
    }

    /// Keeps a history of about so many bytes.
    pub(crate) fn put(&mut self, key: u64, history: History<'static>, bytes: usize) {
        self.take(key);
        self.bytes += bytes;
        self.young.insert(key, (history, bytes));
        if self.bytes > limit::HOT_VIEWS_BYTES_MAX / 2 {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_a_part_lead_to_their_rows() {
        let spread = |id: u64| id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for count in [0, 1, 2, 7, 1_000] {
            let keys = (0..count).map(|id| (spread(id), id as u32)).collect();
            let keys = PartKeys::new(keys);
            for id in 0..count {
                assert_eq!(keys.rows(spread(id)).collect::<Vec<_>>(), [id as u32], "{count}");
            }
            assert_eq!(keys.rows(spread(count)).count(), 0);
        }
    }

    #[test]
    fn rows_that_move_are_followed() {
        let mut views = Views::default();
        let known = |place| Known { version: 1, date_ms: 0, place, merged: false };
        for key in 0..10 {
            views.put(key, known(Place::Buffer(key)));
        }
        views.buffer_moved(|place| match place {
            Place::Buffer(3) => Move::Gone,
            Place::Buffer(row) if row < 8 => Move::To(Place::Part(1, row as u32)),
            _ => Move::Stays,
        });
        assert_eq!(views.get(3), None);
        assert_eq!(views.get(4).unwrap().place, Place::Part(1, 4));
        assert_eq!(views.get(9).unwrap().place, Place::Buffer(9));
        views.rest();
        assert_eq!(views.get(4), None, "it can be looked up");
        assert_eq!(views.get(9).unwrap().place, Place::Buffer(9), "it cannot");
    }
}
