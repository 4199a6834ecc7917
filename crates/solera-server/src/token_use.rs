//! When API tokens were last used: noted in memory, written to the catalog once a minute.

use std::collections::HashMap;
use std::sync::Mutex;

/// What was used since it was last written down. As many entries as there are tokens, at most.
#[derive(Debug, Default)]
pub(crate) struct TokenUse(Mutex<HashMap<String, i64>>);

impl TokenUse {
    /// Notes that a token was used.
    pub(crate) fn note(&self, id: &str, now_ms: i64) {
        let mut used = self.0.lock().expect("nobody panics while holding it");
        match used.get_mut(id) {
            Some(at_ms) => *at_ms = now_ms,
            None => drop(used.insert(id.to_owned(), now_ms)),
        }
    }

    /// When a token was used, if that is not written down yet.
    pub(crate) fn of(&self, id: &str) -> Option<i64> {
        self.0.lock().expect("nobody panics while holding it").get(id).copied()
    }

    /// Takes all that is to be written down.
    pub(crate) fn take(&self) -> Vec<(String, i64)> {
        let mut used = self.0.lock().expect("nobody panics while holding it");
        used.drain().collect()
    }
}
