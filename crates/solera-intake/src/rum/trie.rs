//! The paths of [`FIELDS`](solera_event::FIELDS) as a tree, so that a key is found by where it
//! stands and its text, without a path being built for it.
//!
//! Knows nothing of JSON or kinds of event. Built once, then only read.

use std::sync::LazyLock;

use solera_event::field::{FieldType, Origin};
use solera_event::{FieldId, attribute};

/// A place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u16);

/// The tree.
pub(super) struct Trie {
    /// What a search compares, by place.
    keys: Vec<Key>,
    /// The field that ends at a place, if any.
    fields: Vec<Option<FieldId>>,
    paths: Vec<String>,
    /// Open addressing: the place of a key, or [`EMPTY`].
    slots: Vec<u16>,
}

/// A key in its object: its first and last eight bytes and length, which is all of it up to
/// sixteen bytes; longer ones are compared whole as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    length: usize,
    parent: u16,
}

const EMPTY: u16 = u16::MAX;

/// The one tree.
pub(super) static TRIE: LazyLock<Trie> = LazyLock::new(Trie::build);

impl Place {
    /// The place above all.
    pub(super) const ROOT: Place = Place(0);

    /// Its number, under [`Trie::len`].
    #[inline]
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl Key {
    #[inline]
    fn new(parent: u16, key: &[u8]) -> Key {
        let length = key.len();
        let (first, last) = if let (Some(first), Some(last)) =
            (key.first_chunk::<8>(), key.last_chunk::<8>())
        {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
        } else if let (Some(first), Some(last)) = (key.first_chunk::<4>(), key.last_chunk::<4>()) {
            (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
        } else {
            let at = |at: usize| key.get(at).copied().map_or(0, u64::from);
            (at(0), at(1) << 8 | at(2))
        };
        Key { first, last, length, parent }
    }

    /// Mixed well enough to tell a few hundred keys apart.
    #[inline]
    fn hash(self) -> usize {
        let salt =
            (u64::from(self.parent) << 32 | self.length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = u128::from(self.first ^ salt) * u128::from(self.last ^ 0xa076_1d64_78bd_642f);
        ((mixed >> 64) as u64 ^ mixed as u64) as usize
    }
}

impl Trie {
    fn build() -> Trie {
        let root = Key::new(EMPTY, b"");
        let mut trie = Trie {
            keys: vec![root],
            fields: vec![None],
            paths: vec![String::new()],
            slots: Vec::new(),
        };
        for id in FieldId::all() {
            let field = id.field();
            if field.origin == Origin::Hidden || field.ty == FieldType::Element {
                continue;
            }
            let mut place = 0;
            for key in attribute::keys(field.path) {
                place = trie.child_or_new(place, &key);
            }
            trie.fields[usize::from(place)] = Some(id);
        }
        trie.slots = vec![EMPTY; (trie.len() * 4).next_power_of_two()];
        for (at, key) in trie.keys.iter().enumerate().skip(1) {
            let mut slot = key.hash() & (trie.slots.len() - 1);
            while trie.slots[slot] != EMPTY {
                slot = (slot + 1) & (trie.slots.len() - 1);
            }
            trie.slots[slot] = u16::try_from(at).expect("there are a few hundred paths");
        }
        trie
    }

    fn child_or_new(&mut self, parent: u16, key: &str) -> u16 {
        let above = &self.paths[usize::from(parent)];
        let path = if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
        let there = self.paths.iter().position(|other| *other == path);
        let at = there.unwrap_or_else(|| {
            self.keys.push(Key::new(parent, key.as_bytes()));
            self.fields.push(None);
            self.paths.push(path);
            self.paths.len() - 1
        });
        u16::try_from(at).expect("there are a few hundred paths")
    }

    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The place of a key under another.
    #[inline]
    pub(super) fn child(&self, parent: Place, key: &str) -> Option<Place> {
        let wanted = Key::new(parent.0, key.as_bytes());
        let mut slot = wanted.hash() & (self.slots.len() - 1);
        loop {
            let at = self.slots[slot];
            if at == EMPTY {
                return None;
            }
            let index = usize::from(at);
            if self.keys[index] == wanted && (key.len() <= 16 || self.paths[index].ends_with(key)) {
                return Some(Place(at));
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The field of a place, if one ends there.
    #[inline]
    pub(super) fn field(&self, place: Place) -> Option<FieldId> {
        self.fields[place.index()]
    }

    /// The path of a place.
    pub(super) fn path(&self, place: Place) -> &str {
        &self.paths[place.index()]
    }

    /// The place of a path.
    ///
    /// # Panics
    /// When no field stands at it or under it.
    pub(super) fn place(&self, path: &str) -> Place {
        attribute::keys(path).fold(Place::ROOT, |place, key| {
            self.child(place, &key).expect("a path of FIELDS has its place")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_its_place() {
        for id in FieldId::all() {
            let field = id.field();
            if field.origin == Origin::Hidden || field.ty == FieldType::Element {
                continue;
            }
            let place = TRIE.place(field.path);
            assert_eq!(TRIE.field(place), Some(id));
            assert_eq!(TRIE.path(place), field.path);
        }
        assert_eq!(TRIE.child(Place::ROOT, "context"), None);
        assert_eq!(TRIE.child(Place::ROOT, ""), None);
        let view = TRIE.place("view");
        assert_eq!(TRIE.child(view, "interaction_to_next_paint_tile"), None);
        assert_eq!(TRIE.child(view, "interaction_XX_next_paint_time"), None, "its middle differs");
    }
}
