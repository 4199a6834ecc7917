//! The vocabulary of Solera: what an event is, which fields it may carry, and every bound.
//!
//! Knows nobody: no vendor, no HTTP, no SQL, no Arrow, no clock, no disk. All other crates speak
//! in these nouns, and no noun is spelt twice.

pub mod attribute;
pub mod document;
mod event;
pub mod field;
mod id;
mod kind;
pub mod limit;
pub mod outcome;
pub mod row;
pub mod time;
pub mod view;

pub use attribute::Attribute;
pub use event::{Event, Value};
pub use field::{FIELDS, Field, FieldId};
pub use id::Id;
pub use kind::{Kind, Kinds};
pub use outcome::{DropReason, Outcome};
pub use uuid::Uuid;
