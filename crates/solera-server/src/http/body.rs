//! Reading a body: into one buffer, bounded in bytes and time, accounted while it is held.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use solera_event::limit;

use crate::app::App;

/// A body that did not come in whole.
#[derive(Debug, PartialEq)]
pub(crate) enum Refused {
    /// More than [`limit::BODY_BYTES_MAX`].
    TooLarge,
    /// Slower than [`limit::BODY_TIMEOUT_MS`].
    TooSlow,
    /// The client broke off.
    Broken,
    /// Too many bodies are held already.
    Busy,
}

/// A whole body, accounted as held until it is dropped.
pub(crate) struct Held {
    /// Its bytes.
    pub(crate) bytes: Bytes,
    _room: Room,
}

/// Bytes accounted in the gauge of bodies in flight.
struct Room {
    app: Arc<App>,
    bytes: usize,
}

impl Room {
    /// Takes room for more bytes; `false` when there is none.
    fn grow(&mut self, bytes: usize) -> bool {
        self.bytes += bytes;
        let held = self.app.metrics.bodies_in_flight_bytes.fetch_add(bytes as u64, Relaxed);
        held as usize + bytes <= limit::BODIES_IN_FLIGHT_BYTES_MAX
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.app.metrics.bodies_in_flight_bytes.fetch_sub(self.bytes as u64, Relaxed);
    }
}

/// Reads a body whole.
pub(crate) async fn read(app: &Arc<App>, mut body: Incoming) -> Result<Held, Refused> {
    let timeout = Duration::from_millis(limit::BODY_TIMEOUT_MS as u64);
    let read = match body.size_hint().lower() > limit::BODY_BYTES_MAX as u64 {
        true => Err(Refused::TooLarge),
        false => tokio::time::timeout(timeout, collect(app, &mut body))
            .await
            .unwrap_or(Err(Refused::TooSlow)),
    };
    if matches!(read, Err(Refused::TooLarge | Refused::Busy)) {
        discard(body).await;
    }
    read
}

async fn collect(app: &Arc<App>, body: &mut Incoming) -> Result<Held, Refused> {
    let mut room = Room { app: app.clone(), bytes: 0 };
    let expected = body.size_hint().exact();
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Refused::Broken)?.into_data() else { continue };
        if room.bytes + data.len() > limit::BODY_BYTES_MAX {
            return Err(Refused::TooLarge);
        }
        if !room.grow(data.len()) {
            return Err(Refused::Busy);
        }
        // Most bodies come in one piece: those are not copied.
        if first.is_empty() && all.is_empty() {
            first = data;
            continue;
        }
        if all.is_empty() {
            // What a client promises is believed only as far as it costs little.
            all.reserve(expected.unwrap_or(0).min(1 << 20) as usize);
            all.extend_from_slice(&first);
        }
        all.extend_from_slice(&data);
    }
    let bytes = if all.is_empty() { first } else { all.freeze() };
    app.metrics.body_bytes.fetch_add(bytes.len() as u64, Relaxed);
    Ok(Held { bytes, _room: room })
}

/// Reads a body that is refused and forgets it, as far as that costs little: a client that is
/// cut off while it sends never sees the answer, and comes back with the same body.
pub(crate) async fn discard(mut body: Incoming) {
    let all = async {
        let mut left = limit::DISCARD_BYTES_MAX;
        while let Some(Ok(frame)) = body.frame().await {
            let bytes = frame.data_ref().map_or(0, Bytes::len);
            let Some(rest) = left.checked_sub(bytes) else { return };
            left = rest;
        }
    };
    let timeout = Duration::from_millis(limit::DISCARD_TIMEOUT_MS as u64);
    let _ = tokio::time::timeout(timeout, all).await;
}
