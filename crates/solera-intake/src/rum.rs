//! The RUM dialect: what browser and mobile SDKs of that family send, forks included.
//!
//! The only place that knows the dialect's names; what leaves it is flat events. Told in the
//! SDKs' own words: tracks, batches, segments, `ddtags`.

mod array;
mod flat;
mod identity;
mod item;
pub(crate) mod lines;
mod log;
mod multipart;
mod repeated;
pub(crate) mod replay;
mod trie;
mod typed;
