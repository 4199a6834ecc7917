//! The store: a log that keeps every promise, columns that answer every question.
//!
//! Knows events and checked questions; no wire format, no HTTP, no applications' settings. What
//! must hold: an acknowledged entry is never lost, an entry inserted twice counts once, no answer
//! shows a replaced row.

mod ask;
mod background;
mod backup;
mod batch;
mod blob;
mod columns;
mod config;
mod disk;
mod embedded;
mod error;
mod format;
mod statistics;
mod store;
mod wal;

pub use config::{Config, Retention};
pub use embedded::fetch::{EventRow, Events};
pub use embedded::insert::{Count, Inserted};
pub use embedded::select::{Answer, SelectError, SelectOptions};
pub use error::{OpenError, StoreError};
pub use statistics::{PartStatistics, Statistics};
pub use store::Store;
pub use wal::{AppendError, Entry, Group, Seq};
