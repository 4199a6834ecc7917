//! The ids of events that came lately: one sent again is counted once.
//!
//! Generations of sets of 64-bit hashes; when the youngest is full, the oldest is forgotten. So
//! memory is bounded, and how far back it reaches is named in `limit`. Made anew from the
//! youngest parts at a start.

use hashbrown::HashTable;
use solera_event::limit;

/// The remembered ids.
#[derive(Debug)]
pub(crate) struct Ids {
    /// The youngest first.
    generations: Vec<HashTable<u64>>,
    per_generation: usize,
}

impl Ids {
    /// None yet, within the usual bounds.
    pub(crate) fn new() -> Ids {
        Ids::bounded(limit::IDS_PER_GENERATION_MAX, limit::ID_GENERATIONS)
    }

    fn bounded(per_generation: usize, generations: usize) -> Ids {
        let generations = std::iter::repeat_with(HashTable::new).take(generations).collect();
        Ids { generations, per_generation }
    }

    /// Remembers an id. `false` when it is known: the event was sent again.
    #[inline]
    pub(crate) fn insert(&mut self, id: u64) -> bool {
        // No shortcut: the five look-ups wait for memory at the same time.
        let known = self.generations.iter().fold(false, |known, generation| {
            known | generation.find(id, |other| *other == id).is_some()
        });
        if known {
            return false;
        }
        if self.generations[0].len() >= self.per_generation {
            let mut youngest = self.generations.pop().unwrap_or_default();
            youngest.clear();
            self.generations.insert(0, youngest);
        }
        self.generations[0].insert_unique(id, id, |id| *id);
        true
    }

    /// Whether there is room for older ids without forgetting one.
    pub(crate) fn has_room(&self) -> bool {
        self.len() < self.per_generation * (self.generations.len() - 1)
    }

    /// How many ids are remembered.
    pub(crate) fn len(&self) -> usize {
        self.generations.iter().map(HashTable::len).sum()
    }

    /// Remembers ids of a start, which come the youngest first: the last to be forgotten. Stops
    /// when there is no more room.
    pub(crate) fn fill(&mut self, id: u64) {
        let full = |generation: &HashTable<u64>| generation.len() >= self.per_generation;
        let place = self.generations.iter().position(|generation| !full(generation));
        let known = self.generations.iter().any(|ids| ids.find(id, |other| *other == id).is_some());
        if let (Some(place), false) = (place, known) {
            self.generations[place].insert_unique(id, id, |id| *id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_forgotten_first() {
        let mut ids = Ids::bounded(10, 3);
        let spread = |id: u64| id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for id in 0..30 {
            assert!(ids.insert(spread(id)));
            assert!(!ids.insert(spread(id)));
        }
        assert!(ids.insert(spread(30)), "the 31st makes room");
        assert!(!ids.insert(spread(10)), "the second generation is known");
        assert!(ids.insert(spread(9)), "the first is forgotten");
        assert!(ids.len() <= 30);
    }
}
