//! Failed logins by account and by address: past a few, both must wait.

use std::collections::HashMap;
use std::sync::Mutex;

use solera_event::limit;

/// Who failed, how often, and when last. Bounded: the oldest half is forgotten when it is full.
#[derive(Debug, Default)]
pub(crate) struct Logins(Mutex<HashMap<String, (u32, i64)>>);

impl Logins {
    /// Whether all of these may try; if not, how many seconds they must wait.
    pub(crate) fn check(&self, keys: &[String], now_ms: i64) -> Result<(), u32> {
        let failures = self.0.lock().expect("nobody panics while holding it");
        let until = keys
            .iter()
            .filter_map(|key| failures.get(key))
            .filter(|(count, _)| *count >= limit::LOGIN_FAILURES_MAX)
            .map(|(_, at_ms)| at_ms + limit::LOGIN_WAIT_MS)
            .max();
        match until {
            Some(until_ms) if until_ms > now_ms => Err(((until_ms - now_ms) / 1000 + 1) as u32),
            _ => Ok(()),
        }
    }

    /// Counts a failure against all of these.
    pub(crate) fn failed(&self, keys: &[String], now_ms: i64) {
        let mut failures = self.0.lock().expect("nobody panics while holding it");
        if failures.len() > limit::LOGIN_KEYS_MAX {
            let mut times: Vec<_> = failures.values().map(|(_, at_ms)| *at_ms).collect();
            times.sort_unstable();
            let middle = times[times.len() / 2];
            failures.retain(|_, (_, at_ms)| *at_ms > middle);
        }
        for key in keys {
            let (count, at_ms) = failures.entry(key.clone()).or_default();
            if now_ms - *at_ms > limit::LOGIN_WAIT_MS {
                *count = 0;
            }
            *count += 1;
            *at_ms = now_ms;
        }
    }

    /// Forgets the failures of these.
    pub(crate) fn succeeded(&self, keys: &[String]) {
        let mut failures = self.0.lock().expect("nobody panics while holding it");
        for key in keys {
            failures.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_and_one_waits() {
        let (logins, keys) = (Logins::default(), ["a".to_owned(), "b".to_owned()]);
        for _ in 0..4 {
            logins.failed(&keys, 0);
        }
        assert_eq!(logins.check(&keys, 0), Ok(()));
        logins.failed(&keys[..1], 0);
        assert_eq!(logins.check(&keys, 0), Err(901));
        assert_eq!(logins.check(&keys[1..], 0), Ok(()));
        assert_eq!(logins.check(&keys, limit::LOGIN_WAIT_MS), Ok(()));
    }
}
