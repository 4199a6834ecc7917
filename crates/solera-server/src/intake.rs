//! The way of one event, both halves: `accept()` up to the promise, `drain()` after it.
//!
//! What must hold: no answer before the fsync; a blob is durable before a row points at it;
//! every item ends in exactly one outcome.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use solera_event::{DropReason, Kind, Outcome, limit};
use solera_intake::{BodyError, Context, Dropped, Head};
use solera_store::{AppendError, Entry, StoreError};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::app::App;
use crate::catalog::Door;
use crate::clock::now_ms;
use crate::outcomes::{self, Key};

/// What the HTTP layer received.
pub(crate) struct Request {
    /// What stands around the body.
    pub(crate) head: Head,
    /// Whose token it came with.
    pub(crate) door: Arc<Door>,
    /// From where, trusted proxies looked through.
    pub(crate) address: IpAddr,
    /// When, in milliseconds since 1970.
    pub(crate) received_ms: i64,
    /// The body as it came.
    pub(crate) body: Bytes,
}

/// Why a whole body is not taken.
#[derive(Debug)]
pub(crate) enum NotAccepted {
    /// Over a bound.
    TooLarge(String),
    /// Not a body at all.
    Unreadable(String),
    /// No room now.
    Full {
        /// What is full.
        detail: String,
        /// When to come back.
        retry_after_s: u32,
    },
    /// The log stopped for good.
    Stopped(String),
}

/// A body as it goes into the log.
struct Decoded {
    entry: Entry,
    blobs: Vec<(String, Bytes)>,
    dropped: Vec<Dropped>,
    event_bytes: [usize; Kind::ALL.len()],
}

/// Takes a body: decode, normalize, enrich, scrub, append. When it returns `Ok`, every event of
/// the body is durable and every dropped item is counted.
///
/// # Errors
/// [`NotAccepted`], and then nothing of the body is kept.
pub(crate) async fn accept(app: &Arc<App>, request: Request) -> Result<(), NotAccepted> {
    let arrived = Instant::now();
    let door = request.door.clone();
    let decoded = decode_somewhere(app, request).await?;
    for (key, bytes) in decoded.blobs {
        app.store.put_blob(&key, bytes).await.map_err(not_put)?;
    }
    let events = decoded.entry.count();
    if events > 0 {
        let appended = app.store.append(decoded.entry).await;
        let seq = appended.map_err(|error| not_appended(app, error))?;
        let application = door.application.id;
        app.pulse.received(application, events as u64, now_ms());
        if let Some(took) = app.freshness.acknowledged(seq.0, application, arrived) {
            visible(app, application, took);
        }
    }
    for kind in Kind::ALL {
        // The drain counts them; their bytes are known here alone.
        let key =
            Key { application: door.application.id, kind: Some(kind), outcome: Outcome::Accepted };
        app.outcomes.count(key, 0, decoded.event_bytes[kind as usize], "");
    }
    door.rate.take(events);
    for dropped in decoded.dropped {
        let application = door.application.id;
        let key = Key { application, kind: dropped.kind, outcome: dropped.outcome() };
        app.outcomes.count(key, dropped.items, dropped.bytes, &dropped.sample);
    }
    Ok(())
}

/// Takes entries out of the log and puts them into the answers, in order, until the store is
/// closed. At the start the log gives what was acknowledged before.
pub(crate) async fn drain(app: Arc<App>) {
    while let Some(group) = app.store.next().await {
        let inserted = app.store.insert(&group).await;
        let mut last = 0;
        for (seq, _) in group.entries() {
            last = seq.0;
            if let Some((application, took)) = app.freshness.visible(seq.0) {
                visible(&app, application, took);
            }
        }
        let counts =
            inserted.counts.iter().filter(|one| one.kind != Kind::Outcome).flat_map(|one| {
                let outcomes = outcomes::drained(one.accepted, one.duplicate, one.superseded);
                outcomes.map(|(outcome, count)| {
                    (Key { application: one.application, kind: Some(one.kind), outcome }, count)
                })
            });
        app.outcomes.drained(last, counts);
    }
}

/// Writes the counts since the last time down, as events.
pub(crate) async fn write_outcomes(app: &App) {
    let (counts, counted) = app.outcomes.take();
    if counts.is_empty() {
        return;
    }
    let now_ms = now_ms();
    let events: Vec<_> =
        counts.iter().map(|(key, tally)| outcomes::event(key, tally, now_ms)).collect();
    let entry = Entry::new(&events);
    if let Err(error) = app.store.append(entry).await {
        tracing::warn!("outcomes are not written down yet: {error}");
        app.outcomes.put_back(counts);
        return;
    }
    if let Err(error) = app.catalog.set_counted(counted).await {
        tracing::warn!("how far outcomes are counted is not written down: {error}");
    }
}

fn visible(app: &App, application: Uuid, took: Duration) {
    app.metrics.visible_seconds.observe(took);
    app.pulse.visible(application, took, now_ms());
}

/// Counts a body that came with a client token that nobody has. Of the token, which may be a secret
/// of something else, its beginning is shown.
pub(crate) fn unknown_token(app: &App, token: Option<&str>) {
    let outcome = Outcome::Dropped(DropReason::UnknownToken);
    let key = Key { application: outcomes::NOBODY, kind: None, outcome };
    let sample: String = token.unwrap_or_default().chars().take(8).collect();
    let sample = if sample.is_empty() { "no token".to_owned() } else { format!("{sample}…") };
    app.outcomes.count(key, 1, 0, &sample);
}

/// Counts a body that the application's rate limit kept out.
pub(crate) fn rate_limited(app: &App, door: &Door) {
    let outcome = Outcome::Dropped(DropReason::RateLimited);
    let key = Key { application: door.application.id, kind: None, outcome };
    app.outcomes.count(key, 1, 0, "");
}

/// Small bodies here, large ones on a thread of their own, few at a time.
async fn decode_somewhere(app: &Arc<App>, request: Request) -> Result<Decoded, NotAccepted> {
    static ROOM: Semaphore = Semaphore::const_new(limit::LARGE_BODIES_MAX);
    if request.body.len() <= limit::INLINE_BODY_BYTES_MAX {
        return decode(app, &request);
    }
    let _room = ROOM.acquire().await.expect("it is never closed");
    let app = app.clone();
    let decoded = tokio::task::spawn_blocking(move || decode(&app, &request)).await;
    decoded.unwrap_or_else(|error| {
        tracing::error!("decoding a body failed: {error}");
        Err(NotAccepted::Unreadable("the body cannot be read".to_owned()))
    })
}

fn decode(app: &App, request: &Request) -> Result<Decoded, NotAccepted> {
    let body = solera_intake::inflate(&request.head, &request.body).map_err(refused)?;
    let context = Context::new(
        request.received_ms,
        Some(request.address),
        &request.door.intake,
        app.geo.as_ref(),
        &app.user_agents,
    );
    let processed = solera_intake::process(&request.head, &body, &context).map_err(refused)?;
    let blobs = processed.blobs.into_iter().map(|blob| {
        let bytes = match blob.bytes {
            Cow::Owned(bytes) => bytes.into(),
            // Untouched bytes of an uncompressed body are not copied.
            Cow::Borrowed(bytes) if matches!(body, Cow::Borrowed(_)) => {
                request.body.slice_ref(bytes)
            }
            Cow::Borrowed(bytes) => Bytes::copy_from_slice(bytes),
        };
        (blob.key, bytes)
    });
    Ok(Decoded {
        blobs: blobs.collect(),
        entry: Entry::new(&processed.events),
        dropped: processed.dropped,
        event_bytes: processed.event_bytes,
    })
}

fn refused(error: BodyError) -> NotAccepted {
    match error {
        BodyError::TooLarge { .. } => NotAccepted::TooLarge(error.to_string()),
        _ => NotAccepted::Unreadable(error.to_string()),
    }
}

fn not_put(error: StoreError) -> NotAccepted {
    let detail = match error {
        StoreError::Full => error.to_string(),
        error => {
            tracing::error!("a replay segment cannot be kept: {error}");
            "the replay segment cannot be kept now".to_owned()
        }
    };
    NotAccepted::Full { detail, retry_after_s: 30 }
}

fn not_appended(app: &App, error: AppendError) -> NotAccepted {
    match error {
        AppendError::Full { retry_after_s, .. } => {
            NotAccepted::Full { detail: error.to_string(), retry_after_s }
        }
        AppendError::Stopped { .. } => {
            let why = app.log_stopped.get_or_init(|| error.to_string());
            NotAccepted::Stopped(why.clone())
        }
    }
}
