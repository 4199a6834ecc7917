//! What the store does by itself: flush, compact, expire, verify.
//!
//! One task looks at the store every second. It holds no store: when the last clone of one is
//! gone, it ends.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use solera_event::limit;
use tokio::task::JoinHandle;

use crate::embedded::choose::Mood;
use crate::embedded::verify::verify_all;
use crate::embedded::{Embedded, now_ms};
use crate::wal::Log;

/// How often it looks.
const TICK: Duration = Duration::from_secs(1);
/// How often expired parts are looked for.
const EXPIRE_EVERY: Duration = Duration::from_secs(600);
/// How often all parts are read to see whether they have rotted.
const VERIFY_EVERY: Duration = Duration::from_secs(24 * 3_600);
/// How long it waits after something failed.
const REST: Duration = Duration::from_secs(10);
/// More rows a second than that, and compaction waits.
const BUSY_ROWS_PER_S: f64 = 4_000.0;

/// Starts the task.
pub(crate) fn start(embedded: &Arc<Embedded>, log: &Arc<Log>) -> JoinHandle<()> {
    tokio::spawn(run(Arc::downgrade(embedded), Arc::downgrade(log)))
}

async fn run(embedded: Weak<Embedded>, log: Weak<Log>) {
    let mut seen = (Instant::now(), 0);
    let mut expired = None::<Instant>;
    let mut compaction: Option<JoinHandle<bool>> = None;
    let mut rest_until = Instant::now();
    let mut verified = None::<Instant>;
    loop {
        let wanted = async {
            match embedded.upgrade() {
                Some(embedded) => embedded.flush_wanted.notified().await,
                None => std::future::pending().await,
            }
        };
        // Timed out: it is time to look.
        let _ = tokio::time::timeout(TICK, wanted).await;
        let (Some(embedded), Some(log)) = (embedded.upgrade(), log.upgrade()) else { return };
        if verified.is_none_or(|last| last.elapsed() >= VERIFY_EVERY) {
            verified = Some(Instant::now());
            tokio::spawn(verify_all(Arc::downgrade(&embedded)));
        }
        embedded.footers.forget_gone();
        if Instant::now() < rest_until {
            continue;
        }
        if !flush(&embedded, &log).await {
            rest_until = Instant::now() + REST;
            continue;
        }
        if compaction.as_ref().is_none_or(JoinHandle::is_finished) {
            if let Some(done) = compaction.take()
                && !done.await.unwrap_or(false)
            {
                rest_until = Instant::now() + REST;
                continue;
            }
            let mood = mood(&embedded, &mut seen);
            compaction = Some(tokio::spawn(async move { compact(&embedded, mood).await }));
            continue;
        }
        if expired.is_none_or(|last| last.elapsed() >= EXPIRE_EVERY) {
            expired = Some(Instant::now());
            if let Err(error) = embedded.expire(now_ms()).await {
                tracing::error!("expired parts are still there: {error}");
            }
        }
    }
}

/// Flushes when it is time. `false` when that failed.
async fn flush(embedded: &Arc<Embedded>, log: &Log) -> bool {
    let full = embedded.tables().active_bytes() >= embedded.buffer_bytes_max;
    if !full && embedded.buffer_age_ms() < limit::BUFFER_AGE_MAX_MS {
        return true;
    }
    match embedded.flush(log).await {
        Ok(()) => {
            if !full {
                embedded.rest();
            }
            true
        }
        Err(error) => {
            tracing::error!("the buffer is not written to parts, trying again: {error}");
            false
        }
    }
}

async fn compact(embedded: &Arc<Embedded>, mood: Mood) -> bool {
    match embedded.compact(mood).await {
        Ok(_) => true,
        Err(error) => {
            tracing::error!("parts are not merged, trying again: {error}");
            false
        }
    }
}

fn mood(embedded: &Embedded, seen: &mut (Instant, u64)) -> Mood {
    let rows = embedded.counters.rows.load(Ordering::Relaxed);
    let seconds = seen.0.elapsed().as_secs_f64().max(0.001);
    let rate = rows.saturating_sub(seen.1) as f64 / seconds;
    *seen = (Instant::now(), rows);
    if rate > BUSY_ROWS_PER_S { Mood::Busy } else { Mood::Quiet }
}
