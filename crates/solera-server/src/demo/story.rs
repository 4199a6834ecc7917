//! The story that the demo's data tells: when which release was out, and when something was
//! broken. Whoever asks the right question finds it.

use rand::RngExt;
use rand::rngs::SmallRng;

/// Releases: the share of the time at which each came out.
const RELEASES: &[(f64, &str)] = &[(0.0, "2.3.0"), (0.45, "2.4.0"), (0.72, "2.4.1")];
/// The release with the regression: product pages paint late, and the checkout breaks for some.
pub(super) const BROKEN: &str = "2.4.0";
/// When the recommendations are down most of the time: from, to, as shares of the time.
const OUTAGES: &[(f64, f64)] = &[(0.18, 0.21), (0.84, 0.86)];
/// Visits of each hour of a day: people sleep.
#[rustfmt::skip] // a day on a line
const DAY: [u32; 24] = [5, 3, 2, 2, 2, 3, 5, 8, 10, 11, 12, 12, 13, 13, 12, 12, 12, 13, 15, 17, 18, 17, 13, 9];
/// Visits begin this long before now at the latest, so that they end before it.
const LAST_MS: i64 = 20 * 60_000;

/// The stretch of time that is told of.
pub(super) struct Story {
    from_ms: i64,
    to_ms: i64,
    /// The application that all is sent for.
    pub(super) application: String,
}

impl Story {
    /// From then to then.
    pub(super) fn new(from_ms: i64, to_ms: i64, application: String) -> Story {
        Story { from_ms, to_ms: (to_ms - LAST_MS).max(from_ms + 1), application }
    }

    /// When a visit begins.
    pub(super) fn begin(&self, random: &mut SmallRng) -> i64 {
        let most = *DAY.iter().max().expect("a day has hours");
        loop {
            let at = random.random_range(self.from_ms..self.to_ms);
            let hour = at.rem_euclid(86_400_000) / 3_600_000;
            if random.random_range(0..most) < DAY[hour as usize] {
                return at;
            }
        }
    }

    /// The release that was out then.
    pub(super) fn release(&self, at_ms: i64) -> &'static str {
        let share = self.share(at_ms);
        let out = RELEASES.iter().rev().find(|(from, _)| share >= *from);
        out.unwrap_or(&RELEASES[0]).1
    }

    /// How likely a call for recommendations fails then.
    pub(super) fn recommendations_fail(&self, at_ms: i64) -> f64 {
        let share = self.share(at_ms);
        if OUTAGES.iter().any(|(from, to)| (*from..*to).contains(&share)) { 0.7 } else { 0.03 }
    }

    fn share(&self, at_ms: i64) -> f64 {
        (at_ms - self.from_ms) as f64 / (self.to_ms - self.from_ms) as f64
    }
}
