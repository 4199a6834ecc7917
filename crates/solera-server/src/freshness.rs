//! From arrival to answers: which entries of the log are being timed.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use solera_event::limit;
use uuid::Uuid;

/// Entries on their way. The handler and the drain may tell of one in either order.
#[derive(Debug, Default)]
pub(crate) struct Freshness(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    arrived: BTreeMap<u64, (Uuid, Instant)>,
    visible: u64,
}

impl Freshness {
    /// An entry of an application is acknowledged. Gives back how long it took when it is in the
    /// answers already.
    pub(crate) fn acknowledged(
        &self,
        seq: u64,
        application: Uuid,
        arrived: Instant,
    ) -> Option<Duration> {
        let mut state = self.0.lock().expect("nobody panics while holding it");
        if seq <= state.visible {
            return Some(arrived.elapsed());
        }
        if state.arrived.len() < limit::TIMED_ENTRIES_MAX {
            state.arrived.insert(seq, (application, arrived));
        }
        None
    }

    /// An entry is in the answers. Gives back whose it is and how long it took if it was being
    /// timed.
    pub(crate) fn visible(&self, seq: u64) -> Option<(Uuid, Duration)> {
        let mut state = self.0.lock().expect("nobody panics while holding it");
        state.visible = state.visible.max(seq);
        let (application, arrived) = state.arrived.remove(&seq)?;
        Some((application, arrived.elapsed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_timed_whoever_tells_first() {
        let (freshness, now) = (Freshness::default(), Instant::now());
        assert!(freshness.acknowledged(1, Uuid::nil(), now).is_none());
        assert!(freshness.visible(1).is_some());
        assert!(freshness.visible(2).is_none());
        assert!(freshness.acknowledged(2, Uuid::nil(), now).is_some());
    }
}
