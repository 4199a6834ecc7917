//! When things happen: where a session starts on the time axis.
//!
//! Does not read the clock: what now is, is told. Must hold: what is sent lies before now.

use super::dice::Dice;

const HOUR_MS: i64 = 3_600_000;
/// How long before "now" the last sessions start, so that none runs into the future.
pub const MARGIN_MS: i64 = 30 * 60_000;
/// Visits of each hour of a day, in UTC: people sleep.
#[rustfmt::skip] // a day on a line
const DAY: [f64; 24] = [0.7, 0.5, 0.4, 0.3, 0.3, 0.4, 0.6, 0.8, 1.0, 1.1, 1.2, 1.2, 1.3, 1.3, 1.3, 1.3, 1.3, 1.4, 1.5, 1.6, 1.6, 1.5, 1.3, 1.0];

/// A stretch of time over which sessions start, more by day than by night.
pub struct When {
    from_ms: i64,
    /// Sum of visits up to the end of each hour since `from_ms`.
    upto: Vec<f64>,
}

impl When {
    /// The days before `now_ms`; 0 days means the last minute before the margin.
    pub fn before(now_ms: i64, days: f64) -> When {
        let last = now_ms - MARGIN_MS;
        let hours = (days * 24.0).ceil() as usize;
        let from_ms = last - hours as i64 * HOUR_MS;
        let mut sum = 0.0;
        let upto = (0..hours)
            .map(|hour| {
                sum += DAY[((from_ms / HOUR_MS + hour as i64).rem_euclid(24)) as usize];
                sum
            })
            .collect();
        When { from_ms, upto }
    }

    /// The start of a session, when this share (0 to 1) of all is done: so days come in order, as
    /// they do in life, with a quarter of an hour of disorder.
    pub fn start_ms(&self, done: f64, dice: &mut Dice) -> i64 {
        let disorder = dice.below(15 * 60_000) as i64;
        let Some(total) = self.upto.last() else { return self.from_ms - disorder / 15 };
        let wanted = total * done.clamp(0.0, 1.0);
        let hour = self.upto.partition_point(|sum| *sum < wanted).min(self.upto.len() - 1);
        let before = if hour == 0 { 0.0 } else { self.upto[hour - 1] };
        let within = (wanted - before) / (self.upto[hour] - before);
        self.from_ms + ((hour as f64 + within) * HOUR_MS as f64) as i64 - disorder
    }
}
