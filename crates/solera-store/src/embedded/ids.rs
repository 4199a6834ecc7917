//! The ids of events that came lately: one sent again is counted once.
//!
//! Generations of sets of 64-bit hashes; when the youngest is full, the oldest is forgotten. So
//! memory is bounded, and how far back it reaches is named in `limit`. Only the youngest changes;
//! the others are packed into six bytes an id. Made anew from the youngest parts at a start.

use std::collections::VecDeque;

use hashbrown::HashTable;
use solera_event::limit;

/// The remembered ids.
#[derive(Debug)]
pub(crate) struct Ids {
    young: HashTable<u64>,
    /// Full generations, the youngest first.
    packed: VecDeque<Packed>,
    /// At a start: ids of a generation that is not full yet.
    older: Vec<u64>,
    per_generation: usize,
    generations: usize,
}

impl Ids {
    /// None yet, within the usual bounds.
    pub(crate) fn new() -> Ids {
        Ids::bounded(limit::IDS_PER_GENERATION_MAX, limit::ID_GENERATIONS)
    }

    fn bounded(per_generation: usize, generations: usize) -> Ids {
        let (young, packed, older) = (HashTable::new(), VecDeque::new(), Vec::new());
        Ids { young, packed, older, per_generation, generations }
    }

    /// Remembers an id. `false` when it is known: the event was sent again.
    #[inline]
    pub(crate) fn insert(&mut self, id: u64) -> bool {
        if self.knows(id) {
            return false;
        }
        if self.young.len() >= self.per_generation {
            self.packed.truncate(self.generations - 2);
            self.packed.push_front(Packed::new(self.young.drain().collect()));
        }
        self.young.insert_unique(id, id, |id| *id);
        true
    }

    #[inline]
    fn knows(&self, id: u64) -> bool {
        // No shortcut: the look-ups wait for memory at the same time.
        let young = self.young.find(id, |other| *other == id).is_some();
        self.packed.iter().fold(young, |known, packed| known | packed.has(id))
    }

    /// Whether there is room for older ids without forgetting one.
    pub(crate) fn has_room(&self) -> bool {
        self.len() < self.per_generation * (self.generations - 1)
    }

    /// How many ids are remembered.
    pub(crate) fn len(&self) -> usize {
        let packed: usize = self.packed.iter().map(Packed::len).sum();
        self.young.len() + packed + self.older.len()
    }

    /// Remembers ids of a start, which come the youngest first: the last to be forgotten. Those
    /// past the bound are left out. [`Ids::filled`] ends it.
    pub(crate) fn fill(&mut self, id: u64) {
        if self.packed.len() + 1 >= self.generations {
            return;
        }
        if self.young.len() < self.per_generation {
            if self.young.find(id, |other| *other == id).is_none() {
                self.young.insert_unique(id, id, |id| *id);
            }
            return;
        }
        self.older.push(id);
        if self.older.len() == self.per_generation {
            self.filled();
        }
    }

    /// What was filled last is remembered like the rest.
    pub(crate) fn filled(&mut self) {
        if !self.older.is_empty() {
            self.packed.push_back(Packed::new(std::mem::take(&mut self.older)));
        }
    }
}

/// Ids that do not change any more: sorted into buckets by their high 16 bits, of each the other
/// 48 bits. About fourteen of a full generation lie in one bucket, next to each other.
#[derive(Debug)]
struct Packed {
    /// Where each bucket begins, and where the last ends.
    starts: Vec<u32>,
    rests: Vec<[u8; 6]>,
}

impl Packed {
    fn new(mut ids: Vec<u64>) -> Packed {
        ids.sort_unstable();
        let mut starts = Vec::with_capacity((1 << 16) + 1);
        let mut rests = Vec::with_capacity(ids.len());
        for id in ids {
            while starts.len() <= bucket(id) {
                starts.push(rests.len() as u32);
            }
            rests.push(rest(id));
        }
        starts.resize((1 << 16) + 1, rests.len() as u32);
        Packed { starts, rests }
    }

    #[inline]
    fn has(&self, id: u64) -> bool {
        let bucket = bucket(id);
        let (from, to) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        self.rests[from..to].contains(&rest(id))
    }

    fn len(&self) -> usize {
        self.rests.len()
    }
}

fn bucket(id: u64) -> usize {
    (id >> 48) as usize
}

fn rest(id: u64) -> [u8; 6] {
    let [_, _, rest @ ..] = id.to_be_bytes();
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(id: u64) -> u64 {
        id.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    #[test]
    fn the_oldest_are_forgotten_first() {
        let mut ids = Ids::bounded(10, 3);
        for id in 0..30 {
            assert!(ids.insert(spread(id)));
            assert!(!ids.insert(spread(id)));
        }
        assert!(ids.insert(spread(30)), "the 31st makes room");
        assert!(!ids.insert(spread(10)), "the second generation is known");
        assert!(ids.insert(spread(9)), "the first is forgotten");
        assert!(ids.len() <= 30);
    }

    #[test]
    fn a_start_fills_from_the_youngest_on() {
        let mut ids = Ids::bounded(10, 3);
        let mut taken = 0;
        while ids.has_room() {
            ids.fill(spread(taken));
            taken += 1;
        }
        ids.filled();
        assert_eq!((taken, ids.len()), (20, 20));
        ids.fill(spread(99));
        assert!((0..20).all(|id| !ids.insert(spread(id))), "all of them are known");
        assert!(ids.insert(spread(99)), "there was no room for more");
        assert!((10..20).all(|id| !ids.insert(spread(id))), "the older half is still known");
        assert!((100..119).all(|id| ids.insert(spread(id))), "two generations come");
        assert!(ids.insert(spread(15)), "and it is forgotten");
    }

    #[test]
    fn packed_ids_are_found_and_no_others() {
        let edges = [0, 1, u64::MAX, u64::MAX - 1, 1 << 48, (1 << 48) - 1];
        let all: Vec<u64> = (2..5_000).map(spread).chain(edges).collect();
        let packed = Packed::new(all.clone());
        assert_eq!(packed.len(), all.len());
        assert!(all.iter().all(|id| packed.has(*id)));
        assert!((5_000..9_000).all(|id| !packed.has(spread(id))));
        assert!(!Packed::new(Vec::new()).has(0));
    }
}
