//! What has just come, by application: how much, when last, and how soon it was in the answers.
//!
//! In memory and of the last minutes alone; what is older is asked of the store. Bounded: a few
//! buckets and measurements an application.

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use solera_event::limit;
use solera_event::time::{MINUTE_MS, SECOND_MS};
use uuid::Uuid;

/// Measurements older than that say nothing of now.
const VISIBLE_FOR_MS: i64 = 5 * MINUTE_MS;

/// The applications' pulses.
#[derive(Debug, Default)]
pub(crate) struct Pulse(Mutex<HashMap<Uuid, Beats>>);

#[derive(Debug, Default)]
struct Beats {
    last_ms: Option<i64>,
    /// Events by the second in which they came, of the last minute.
    seconds: VecDeque<(i64, u64)>,
    /// When something became visible, and how long it took in microseconds.
    visible: VecDeque<(i64, u64)>,
}

/// A pulse at one moment.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Reading {
    /// When events last came, since the start, in milliseconds since 1970.
    pub(crate) last_ms: Option<i64>,
    /// Events that came in the last 60 seconds.
    pub(crate) events_last_minute: u64,
    /// From arrival to visible, of the last minutes; `None` when nothing came.
    pub(crate) visible: Option<Visible>,
}

/// How long it took from arrival to visible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Visible {
    /// Half of them took no longer, in milliseconds.
    pub(crate) p50_ms: f64,
    /// 95 of 100 took no longer, in milliseconds.
    pub(crate) p95_ms: f64,
    /// How many batches of events were timed.
    pub(crate) count: usize,
}

impl Pulse {
    /// Events of an application came.
    pub(crate) fn received(&self, application: Uuid, events: u64, now_ms: i64) {
        let mut all = self.0.lock().expect("nobody panics while holding it");
        let beats = all.entry(application).or_default();
        beats.last_ms = Some(now_ms);
        let second = now_ms / SECOND_MS;
        match beats.seconds.back_mut() {
            Some((last, count)) if *last == second => *count += events,
            _ => beats.seconds.push_back((second, events)),
        }
        beats.forget(now_ms);
    }

    /// Events of an application are in the answers, so long after they came.
    pub(crate) fn visible(&self, application: Uuid, took: Duration, now_ms: i64) {
        let mut all = self.0.lock().expect("nobody panics while holding it");
        let beats = all.entry(application).or_default();
        beats.visible.push_back((now_ms, took.as_micros() as u64));
        beats.forget(now_ms);
    }

    /// How it is now.
    pub(crate) fn of(&self, application: Uuid, now_ms: i64) -> Reading {
        let mut all = self.0.lock().expect("nobody panics while holding it");
        let Some(beats) = all.get_mut(&application) else { return Reading::default() };
        beats.forget(now_ms);
        let mut took: Vec<u64> = beats.visible.iter().map(|(_, took)| *took).collect();
        took.sort_unstable();
        let at = |share: f64| took[((took.len() - 1) as f64 * share).round() as usize] as f64 / 1e3;
        Reading {
            last_ms: beats.last_ms,
            events_last_minute: beats.seconds.iter().map(|(_, count)| count).sum(),
            visible: (!took.is_empty()).then(|| Visible {
                p50_ms: at(0.5),
                p95_ms: at(0.95),
                count: took.len(),
            }),
        }
    }

    /// An application is gone.
    pub(crate) fn forget(&self, application: Uuid) {
        self.0.lock().expect("nobody panics while holding it").remove(&application);
    }
}

impl Beats {
    fn forget(&mut self, now_ms: i64) {
        let first = (now_ms - MINUTE_MS) / SECOND_MS;
        while self.seconds.front().is_some_and(|(second, _)| *second <= first) {
            self.seconds.pop_front();
        }
        let old = |(at_ms, _): &(i64, u64)| *at_ms < now_ms - VISIBLE_FOR_MS;
        while self.visible.len() > limit::PULSE_MEASUREMENTS_MAX
            || self.visible.front().is_some_and(old)
        {
            self.visible.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_later_nothing_came() {
        let (pulse, id) = (Pulse::default(), Uuid::nil());
        assert_eq!(pulse.of(id, 0), Reading::default());
        pulse.received(id, 3, 1_000);
        pulse.received(id, 4, 1_900);
        pulse.received(id, 5, 40_000);
        assert_eq!(pulse.of(id, 40_000).events_last_minute, 12);
        let later = pulse.of(id, 70_000);
        assert_eq!((later.events_last_minute, later.last_ms), (5, Some(40_000)));
        assert_eq!(pulse.of(id, 200_000).events_last_minute, 0);
    }

    #[test]
    fn the_slowest_are_told_of() {
        let (pulse, id) = (Pulse::default(), Uuid::nil());
        for ms in 1..=100 {
            pulse.visible(id, Duration::from_millis(ms), 0);
        }
        let visible = pulse.of(id, 0).visible.unwrap();
        assert_eq!((visible.p50_ms, visible.p95_ms, visible.count), (51.0, 95.0, 100));
        assert_eq!(pulse.of(id, VISIBLE_FOR_MS + 1).visible, None);
    }
}
