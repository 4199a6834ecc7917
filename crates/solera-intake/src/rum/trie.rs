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
    nodes: Vec<Node>,
    /// Open addressing: the place of a (parent, key), or [`EMPTY`].
    slots: Vec<u16>,
}

struct Node {
    parent: u16,
    key: String,
    path: String,
    field: Option<FieldId>,
}

const EMPTY: u16 = u16::MAX;

/// The one tree.
pub(super) static TRIE: LazyLock<Trie> = LazyLock::new(Trie::build);

impl Place {
    /// The place above all.
    pub(super) const ROOT: Place = Place(0);

    /// Its number, under [`Trie::len`].
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl Trie {
    fn build() -> Trie {
        let root = Node { parent: EMPTY, key: String::new(), path: String::new(), field: None };
        let mut trie = Trie { nodes: vec![root], slots: Vec::new() };
        for id in FieldId::all() {
            let field = id.field();
            if field.origin == Origin::Hidden || field.ty == FieldType::Element {
                continue;
            }
            let mut place = 0;
            for key in attribute::keys(field.path) {
                place = trie.child_or_new(place, &key);
            }
            trie.nodes[usize::from(place)].field = Some(id);
        }
        trie.slots = vec![EMPTY; (trie.nodes.len() * 4).next_power_of_two()];
        for at in 1..trie.nodes.len() {
            let node = &trie.nodes[at];
            let mut slot = trie.slot(node.parent, node.key.as_bytes());
            while trie.slots[slot] != EMPTY {
                slot = (slot + 1) & (trie.slots.len() - 1);
            }
            trie.slots[slot] = u16::try_from(at).expect("there are a few hundred paths");
        }
        trie
    }

    fn child_or_new(&mut self, parent: u16, key: &str) -> u16 {
        let there = self.nodes.iter().position(|node| node.parent == parent && node.key == key);
        let at = there.unwrap_or_else(|| {
            let above = &self.nodes[usize::from(parent)].path;
            let path = if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
            self.nodes.push(Node { parent, key: key.to_owned(), path, field: None });
            self.nodes.len() - 1
        });
        u16::try_from(at).expect("there are a few hundred paths")
    }

    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The place of a key under another.
    #[inline]
    pub(super) fn child(&self, parent: Place, key: &str) -> Option<Place> {
        let mut slot = self.slot(parent.0, key.as_bytes());
        loop {
            let at = self.slots[slot];
            if at == EMPTY {
                return None;
            }
            let node = &self.nodes[usize::from(at)];
            if node.parent == parent.0 && node.key == key {
                return Some(Place(at));
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The field of a place, if one ends there.
    pub(super) fn field(&self, place: Place) -> Option<FieldId> {
        self.nodes[place.index()].field
    }

    /// The path of a place.
    pub(super) fn path(&self, place: Place) -> &str {
        &self.nodes[place.index()].path
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

    /// Mixes the first and last bytes of the key: enough to tell a few hundred keys apart.
    #[inline]
    fn slot(&self, parent: u16, key: &[u8]) -> usize {
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
        let salt = u64::from(parent) << 32 | length as u64;
        let mixed = u128::from(first ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15))
            * u128::from(last ^ 0xa076_1d64_78bd_642f);
        let folded = (mixed >> 64) as u64 ^ mixed as u64;
        (folded as usize) & (self.slots.len() - 1)
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
    }
}
