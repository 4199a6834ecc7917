//! From arrival to answers: which entries of the log are being timed.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use solera_event::limit;

/// Entries on their way. The handler and the drain may tell of one in either order.
#[derive(Debug, Default)]
pub(crate) struct Freshness(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    arrived: BTreeMap<u64, Instant>,
    visible: u64,
}

impl Freshness {
    /// An entry is acknowledged. Gives back how long it took when it is in the answers already.
    pub(crate) fn acknowledged(&self, seq: u64, arrived: Instant) -> Option<Duration> {
        let mut state = self.0.lock().expect("nobody panics while holding it");
        if seq <= state.visible {
            return Some(arrived.elapsed());
        }
        if state.arrived.len() < limit::TIMED_ENTRIES_MAX {
            state.arrived.insert(seq, arrived);
        }
        None
    }

    /// An entry is in the answers. Gives back how long it took if it was being timed.
    pub(crate) fn visible(&self, seq: u64) -> Option<Duration> {
        let mut state = self.0.lock().expect("nobody panics while holding it");
        state.visible = state.visible.max(seq);
        state.arrived.remove(&seq).map(|arrived| arrived.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_timed_whoever_tells_first() {
        let (freshness, now) = (Freshness::default(), Instant::now());
        assert!(freshness.acknowledged(1, now).is_none());
        assert!(freshness.visible(1).is_some());
        assert!(freshness.visible(2).is_none());
        assert!(freshness.acknowledged(2, now).is_some());
    }
}
