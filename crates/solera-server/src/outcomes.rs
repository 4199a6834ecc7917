//! Where items ended: counted in memory, written down once a minute as events of their own.
//!
//! Accepted, duplicate and superseded are counted by the drain, everything else at the door.
//! The counts of a minute that is not written down yet are part of every answer about intake.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Mutex;

use solera_event::{DropReason, Event, Kind, Outcome, Value, field, limit};
use uuid::Uuid;

/// Whose the items are that belong to no application.
pub(crate) const NOBODY: Uuid = Uuid::nil();

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// Whose items.
    pub(crate) application: Uuid,
    /// Of which kind, where that was known.
    pub(crate) kind: Option<Kind>,
    /// How they ended.
    pub(crate) outcome: Outcome,
}

/// How many there were.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Tally {
    /// Items.
    pub(crate) count: u64,
    /// Their bytes as they were sent, as far as they are known; of what was sent again, too.
    pub(crate) bytes: u64,
    /// The beginning of one of them, scrubbed.
    pub(crate) sample: String,
}

/// The counts. Bounded by applications, kinds and reasons.
#[derive(Debug, Default)]
pub(crate) struct Outcomes(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Since they were last written down.
    minute: HashMap<Key, Tally>,
    /// Since the start.
    total: HashMap<Key, u64>,
    /// The last entry of the log whose rows are in `minute` or written down.
    counted: u64,
}

impl Outcomes {
    /// Counts items that end at the door.
    pub(crate) fn count(&self, key: Key, count: u64, bytes: usize, sample: &str) {
        self.0.lock().expect("nobody panics while holding it").add(key, count, bytes, sample);
    }

    /// Counts what the drain put into the store, unless it was counted before a restart.
    pub(crate) fn drained(&self, seq: u64, counts: impl Iterator<Item = (Key, u64)>) {
        let mut state = self.0.lock().expect("nobody panics while holding it");
        if seq <= state.counted {
            return;
        }
        state.counted = seq;
        for (key, count) in counts {
            state.add(key, count, 0, "");
        }
    }

    /// Entries up to this one were counted before the restart.
    pub(crate) fn resume(&self, counted: u64) {
        self.0.lock().expect("nobody panics while holding it").counted = counted;
    }

    /// Takes the counts that are to be written down, and how far the log is counted with them.
    pub(crate) fn take(&self) -> (Vec<(Key, Tally)>, u64) {
        let mut state = self.0.lock().expect("nobody panics while holding it");
        (state.minute.drain().collect(), state.counted)
    }

    /// Puts counts back that could not be written down.
    pub(crate) fn put_back(&self, counts: Vec<(Key, Tally)>) {
        let mut state = self.0.lock().expect("nobody panics while holding it");
        for (key, tally) in counts {
            let into = state.minute.entry(key).or_default();
            into.count += tally.count;
            into.bytes += tally.bytes;
            into.sample = tally.sample;
        }
    }

    /// The counts of an application that are not written down yet.
    pub(crate) fn pending(&self, application: Uuid) -> Vec<(Key, Tally)> {
        let state = self.0.lock().expect("nobody panics while holding it");
        let own = state.minute.iter().filter(|(key, _)| key.application == application);
        own.map(|(key, tally)| (*key, tally.clone())).collect()
    }

    /// The counts since the start, for `/metrics`.
    pub(crate) fn page(&self, out: &mut String) {
        let name = "solera_items_total";
        crate::metrics::head(out, name, "counter", "Items by where they ended.");
        let state = self.0.lock().expect("nobody panics while holding it");
        for (key, count) in &state.total {
            let (outcome, reason) = names(key.outcome);
            let kind = key.kind.map_or("", Kind::name);
            let application = key.application;
            writeln!(
                out,
                "{name}{{application=\"{application}\",kind=\"{kind}\",outcome=\"{outcome}\",\
                 reason=\"{reason}\"}} {count}"
            )
            .expect("a String takes everything");
        }
    }
}

impl State {
    fn add(&mut self, key: Key, count: u64, bytes: usize, sample: &str) {
        if count == 0 && bytes == 0 {
            return;
        }
        let tally = self.minute.entry(key).or_default();
        tally.count += count;
        tally.bytes += bytes as u64;
        if tally.sample.is_empty() {
            let end = sample.floor_char_boundary(limit::SAMPLE_BYTES_MAX);
            tally.sample = sample[..end].to_owned();
        }
        if count > 0 {
            *self.total.entry(key).or_default() += count;
        }
    }
}

/// The names of an outcome and of its reason.
pub(crate) fn names(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Accepted => ("accepted", ""),
        Outcome::Dropped(reason) => ("dropped", reason.name()),
    }
}

/// A count as an event of kind `outcome`.
pub(crate) fn event<'a>(key: &Key, tally: &'a Tally, now_ms: i64) -> Event<'a> {
    let mut event = Event::new(Kind::Outcome, key.application, now_ms);
    let id = Uuid::new_v4();
    event.key = id.as_u64_pair().0;
    let (outcome, reason) = names(key.outcome);
    event.set(field::KEY, id);
    event.set(field::OUTCOME_NAME, outcome);
    event.set(field::OUTCOME_COUNT, tally.count as i64);
    if !reason.is_empty() {
        event.set(field::OUTCOME_REASON, reason);
    }
    if tally.bytes > 0 {
        event.set(field::OUTCOME_BYTES, tally.bytes as i64);
    }
    if let Some(kind) = key.kind {
        event.set(field::OUTCOME_KIND, kind.name());
    }
    if !tally.sample.is_empty() {
        event.set(field::OUTCOME_SAMPLE, Value::Text(tally.sample.as_str().into()));
    }
    event
}

/// The outcome that the drain's counts stand for.
pub(crate) fn drained(accepted: u64, duplicate: u64, superseded: u64) -> [(Outcome, u64); 3] {
    [
        (Outcome::Accepted, accepted),
        (Outcome::Dropped(DropReason::Duplicate), duplicate),
        (Outcome::Dropped(DropReason::Superseded), superseded),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(outcome: Outcome) -> Key {
        Key { application: Uuid::nil(), kind: Some(Kind::View), outcome }
    }

    #[test]
    fn an_entry_is_counted_once_across_a_restart() {
        let outcomes = Outcomes::default();
        outcomes.resume(7);
        outcomes.drained(7, [(key(Outcome::Accepted), 5)].into_iter());
        assert_eq!(outcomes.take(), (Vec::new(), 7));
        outcomes.drained(8, [(key(Outcome::Accepted), 5)].into_iter());
        let (counts, counted) = outcomes.take();
        assert_eq!((counts[0].1.count, counted), (5, 8));
        outcomes.put_back(counts);
        assert_eq!(outcomes.pending(Uuid::nil())[0].1.count, 5);
    }

    #[test]
    fn a_count_becomes_an_event() {
        let tally = Tally { count: 3, bytes: 40, sample: "{oops".to_owned() };
        let key = key(Outcome::Dropped(DropReason::InvalidJson));
        let event = event(&key, &tally, 9);
        assert_eq!(event.text(field::OUTCOME_REASON), Some("invalid_json"));
        assert_eq!(event.int(field::OUTCOME_COUNT), Some(3));
        assert_eq!(event.text(field::OUTCOME_SAMPLE), Some("{oops"));
    }
}
