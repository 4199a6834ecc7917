//! How long whose events are kept: the days of everybody, and of applications with days of their
//! own.
//!
//! What is past its time counts in no answer from that moment on; when it leaves the disk is the
//! business of expiry and compaction.

use std::collections::HashMap;

use solera_event::{Kind, Uuid, time};

use super::part::PartMeta;
use crate::config::Retention;

/// The days of everybody.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    pub(crate) usual: Retention,
    pub(crate) own: HashMap<Uuid, Retention>,
}

impl Kept {
    /// Events of that kind and application that began before this time are past theirs.
    pub(crate) fn since_ms(&self, kind: Kind, application: Uuid, now_ms: i64) -> i64 {
        let retention = self.own.get(&application).unwrap_or(&self.usual);
        now_ms - i64::from(retention.days(kind)) * time::DAY_MS
    }

    /// Whether every event of an application that a part may hold is past its time.
    pub(crate) fn is_past(&self, part: &PartMeta, application: Uuid, now_ms: i64) -> bool {
        part.date_max_ms < self.since_ms(part.kind, application, now_ms)
    }

    /// Whether every event of a part is past its time.
    pub(crate) fn is_all_past(&self, part: &PartMeta, now_ms: i64) -> bool {
        match part.applications.as_slice() {
            [] => self.is_past(part, Uuid::nil(), now_ms),
            ids => ids.iter().all(|id| self.is_past(part, *id, now_ms)),
        }
    }
}
