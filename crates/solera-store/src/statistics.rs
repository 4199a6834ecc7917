//! What the store tells of itself, for health checks and metrics.

use std::sync::atomic::Ordering;

use solera_event::Kind;

use crate::embedded::Embedded;
use crate::wal::Log;

/// What there is and what happened since the start.
#[derive(Debug, Clone, Default)]
pub struct Statistics {
    /// Parts, by kind.
    pub parts: Vec<(Kind, PartStatistics)>,
    /// Rows in the buffer, dead ones too.
    pub buffer_rows: u64,
    /// Bytes of the buffer's columns.
    pub buffer_bytes: u64,
    /// Bytes of rows that are in the log and not yet in the buffer.
    pub waiting_bytes: u64,
    /// Entries of before the start that are still to be inserted again.
    pub replay_left: u64,
    /// Ids remembered so that an event sent again counts once.
    pub ids: u64,
    /// Rows inserted.
    pub inserted_rows: u64,
    /// Times that the buffer was written to parts.
    pub flushes: u64,
    /// Merges of parts.
    pub compactions: u64,
    /// Flushes and merges that failed.
    pub failures: u64,
}

/// The parts of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PartStatistics {
    /// How many parts.
    pub parts: u64,
    /// Their rows, dead ones too.
    pub rows: u64,
    /// Their dead rows.
    pub dead_rows: u64,
    /// Their files, in bytes.
    pub bytes: u64,
}

impl Statistics {
    pub(crate) fn of(embedded: &Embedded, log: &Log) -> Statistics {
        let mut statistics = Statistics {
            waiting_bytes: log.waiting_bytes() as u64,
            replay_left: log.replay_left() as u64,
            ids: embedded.ids() as u64,
            inserted_rows: embedded.counters.rows.load(Ordering::Relaxed),
            flushes: embedded.counters.flushes.load(Ordering::Relaxed),
            compactions: embedded.counters.compactions.load(Ordering::Relaxed),
            failures: embedded.counters.failures.load(Ordering::Relaxed),
            ..Statistics::default()
        };
        let tables = embedded.tables();
        statistics.buffer_bytes = tables.buffer_bytes() as u64;
        for (kind, table) in tables.iter() {
            let rows = table.batches.iter().map(|batch| batch.columns.num_rows() as u64);
            statistics.buffer_rows += rows.sum::<u64>();
            let mut of_kind = PartStatistics::default();
            for part in table.parts.values() {
                of_kind.parts += 1;
                of_kind.rows += part.meta().rows as u64;
                of_kind.dead_rows += part.dead.count() as u64;
                of_kind.bytes += part.meta().bytes;
            }
            if of_kind.parts > 0 {
                statistics.parts.push((kind, of_kind));
            }
        }
        statistics
    }
}
