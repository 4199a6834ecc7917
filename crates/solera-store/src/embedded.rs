//! The embedded store: a buffer in memory, parts on disk, a manifest that says which count.

pub(crate) mod part;
pub(crate) mod snapshot;
