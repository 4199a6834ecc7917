//! What the store is told: plain values, read once by whoever opens it.

use std::collections::HashMap;
use std::path::PathBuf;

use solera_event::{Kind, Uuid, limit};

/// How a store is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder that holds everything; created when it is not there, and locked.
    pub folder: PathBuf,
    /// How long events are kept.
    pub retention: Retention,
    /// How long those of applications with days of their own are kept;
    /// [`crate::Store::set_retention`] changes it.
    pub own_retention: HashMap<Uuid, Retention>,
    /// Room that must be left on the disk, in bytes; under it appending answers
    /// [`crate::AppendError::Full`].
    pub disk_free_bytes_min: u64,
    /// The buffer in bytes; past it is cut into parts.
    pub buffer_bytes_max: usize,
    /// Whether the store flushes, compacts and expires by itself. Without it only the calls do.
    pub background: bool,
}

impl Config {
    /// The usual set-up in that folder.
    pub fn new(folder: impl Into<PathBuf>) -> Config {
        Config {
            folder: folder.into(),
            retention: Retention::default(),
            own_retention: HashMap::new(),
            disk_free_bytes_min: limit::DISK_FREE_BYTES_MIN,
            buffer_bytes_max: limit::BUFFER_BYTES_MAX,
            background: true,
        }
    }
}

/// How many days events are kept, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention([u16; Kind::ALL.len()]);

impl Retention {
    /// The days of a kind.
    pub fn days(&self, kind: Kind) -> u16 {
        self.0[kind as usize]
    }

    /// The same with other days for one kind.
    pub fn with(mut self, kind: Kind, days: u16) -> Retention {
        self.0[kind as usize] = days;
        self
    }
}

impl Default for Retention {
    /// 30 days; 15 of resources and long tasks, the bulk.
    fn default() -> Self {
        Retention([30; Kind::ALL.len()]).with(Kind::Resource, 15).with(Kind::LongTask, 15)
    }
}
