//! The ledger: what was acknowledged, and whether the server's answers say the same.
//!
//! Must hold: a view is counted once however many versions of it were acknowledged.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde_json::json;

use crate::api::Api;
use crate::generate::{Application, Body, Kind};

const DAY_MS: i64 = 86_400_000;
/// How often the server is asked whether all is there.
const PAUSE: Duration = Duration::from_millis(50);

/// Counts by application and kind. Clones are the same ledger.
#[derive(Clone)]
pub struct Ledger(Rc<RefCell<Entries>>);

struct Entries {
    counts: Vec<[u64; Kind::ALL.len()]>,
    views: HashSet<[u8; 16]>,
}

impl Ledger {
    /// Empty, for so many applications.
    pub fn new(applications: usize) -> Ledger {
        Ledger(Rc::new(RefCell::new(Entries {
            counts: vec![[0; Kind::ALL.len()]; applications],
            views: HashSet::new(),
        })))
    }

    /// Enters an acknowledged body.
    pub fn enter(&self, body: &Body) {
        let mut entries = self.0.borrow_mut();
        for sent in &body.sent {
            if sent.kind != Kind::View || entries.views.insert(sent.id) {
                entries.counts[body.application][sent.kind as usize] += 1;
            }
        }
    }

    /// Rows that the answers must show beyond those that were there before.
    pub fn rows(&self) -> u64 {
        self.0.borrow().counts.iter().flatten().sum()
    }

    /// Asks until every count is as entered: how long that took. An error tells the differences.
    pub async fn verify(
        &self,
        api: &mut Api,
        applications: &[Application],
        before: &[Vec<u64>],
        now_ms: i64,
        patience: Duration,
    ) -> Result<Duration> {
        let started = Instant::now();
        let entered = self.0.borrow().counts.clone();
        loop {
            let after = counts(api, applications, now_ms).await?;
            let mut wrong = Vec::new();
            for (index, wanted) in entered.iter().enumerate() {
                for kind in Kind::ALL {
                    let (wanted, there) = (
                        wanted[kind as usize],
                        after[index][kind as usize] as i64 - before[index][kind as usize] as i64,
                    );
                    if there != wanted as i64 {
                        wrong.push(format!("application {} has {there} new rows of kind {}, {wanted} were acknowledged", index + 1, kind.name()));
                    }
                }
            }
            if wrong.is_empty() {
                return Ok(started.elapsed());
            }
            if started.elapsed() > patience {
                bail!("the answers differ from what was acknowledged: {}", wrong.join("; "));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// How many rows of each kind the server shows for each application.
pub async fn counts(
    api: &mut Api,
    applications: &[Application],
    now_ms: i64,
) -> Result<Vec<Vec<u64>>> {
    let mut counts = Vec::new();
    for application in applications {
        let mut row = Vec::new();
        for kind in Kind::ALL {
            let question = json!({
                "application_id": application.id, "event": kind.name(),
                "from": now_ms - 40 * DAY_MS, "to": now_ms + DAY_MS,
                "compute": [{ "name": "n", "fn": "count" }],
            });
            row.push(api.number(&question).await? as u64);
        }
        counts.push(row);
    }
    Ok(counts)
}
