//! What comes out of a body: events, what was dropped and why, and blobs.

use std::borrow::Cow;

use solera_event::{DropReason, Event, Kind, Outcome};

/// Everything that one body held. Each item of the body is an event or counted in `dropped`.
#[derive(Debug, Default)]
pub struct Processed<'b> {
    /// The events, in the order in which they were sent; telemetry too, as its own kind.
    pub events: Vec<Event<'b>>,
    /// The bytes that `events` had in the inflated body, by the number of their kind; of a replay
    /// segment, those of its blob.
    pub event_bytes: [usize; Kind::ALL.len()],
    /// What is not kept.
    pub dropped: Vec<Dropped>,
    /// Bytes that rows of `events` point to. They must be durable before the rows are.
    pub blobs: Vec<Blob<'b>>,
}

/// Items that are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Why.
    pub reason: DropReason,
    /// Of which kind, where that was known.
    pub kind: Option<Kind>,
    /// How many items: one, but for the tail of a body with too many.
    pub items: u64,
    /// Their bytes in the inflated body.
    pub bytes: usize,
    /// The first [`Dropped::SAMPLE_BYTES_MAX`] bytes of the first, scrubbed as an event would be.
    pub sample: String,
}

/// Bytes that are kept as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob<'b> {
    /// Where they are kept: segments of letters, digits, `-`, `_` and `.`, joined by slashes.
    pub key: String,
    /// The bytes, untouched.
    pub bytes: Cow<'b, [u8]>,
}

impl Processed<'_> {
    /// How many items the body held.
    pub fn items(&self) -> u64 {
        self.events.len() as u64 + self.dropped.iter().map(|dropped| dropped.items).sum::<u64>()
    }
}

impl Dropped {
    /// Bytes of a sample: enough to see what it was.
    pub const SAMPLE_BYTES_MAX: usize = 200;

    /// The outcome of these items.
    pub fn outcome(&self) -> Outcome {
        Outcome::Dropped(self.reason)
    }
}
