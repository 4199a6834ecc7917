//! A rate limit: events a second, with bursts of a few seconds.

use std::sync::Mutex;

/// Seconds of quiet that may be saved up for a burst: browsers flush in gusts.
const BURST_S: f64 = 10.0;

/// How much of an application's allowance is left.
#[derive(Debug, Default)]
pub(crate) struct Rate(Mutex<Option<(f64, i64)>>);

impl Rate {
    /// Whether something may come in at `per_s` events a second; if not, after how many seconds.
    pub(crate) fn check(&self, per_s: u32, now_ms: i64) -> Result<(), u32> {
        let left = self.left(per_s, now_ms);
        if left > 0.0 {
            return Ok(());
        }
        Err((-left / f64::from(per_s)).ceil().clamp(1.0, 60.0) as u32)
    }

    /// Takes so many events off the allowance. It may go below nothing: the next must wait.
    pub(crate) fn take(&self, events: usize) {
        let mut state = self.0.lock().expect("nobody panics while holding it");
        if let Some((left, _)) = state.as_mut() {
            *left -= events as f64;
        }
    }

    fn left(&self, per_s: u32, now_ms: i64) -> f64 {
        let per_s = f64::from(per_s);
        let mut state = self.0.lock().expect("nobody panics while holding it");
        let (left, at_ms) = state.unwrap_or((per_s * BURST_S, now_ms));
        let passed_s = (now_ms - at_ms).max(0) as f64 / 1000.0;
        let left = (left + passed_s * per_s).min(per_s * BURST_S);
        *state = Some((left, now_ms));
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_up_may_be_spent_and_then_one_waits() {
        let rate = Rate::default();
        assert_eq!(rate.check(10, 0), Ok(()));
        rate.take(120);
        assert_eq!(rate.check(10, 0), Err(2));
        assert_eq!(rate.check(10, 1_900), Err(1));
        assert_eq!(rate.check(10, 2_100), Ok(()));
    }
}
