//! The store as the server holds it: open, append, drain, insert, ask, close.

use std::sync::Arc;

use solera_event::Kind;

use crate::Config;
use crate::embedded::select::Asker;
use crate::embedded::snapshot::Snapshot;

/// An open store. Clones share it.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

/// What all clones share.
pub(crate) struct Inner {
    pub(crate) config: Config,
    /// Answers questions.
    pub(crate) asker: Asker,
}

impl Store {
    /// One kind at this moment.
    pub(crate) fn snapshot(&self, kind: Kind) -> Snapshot {
        Snapshot { kind, parts: Vec::new(), batches: Vec::new() }
    }
}
