//! Bodies in, events out: what an SDK sent becomes the flat events that the log keeps.
//!
//! Pure: the time is an argument, and there is no disk, no network and no runtime here. Knows
//! nothing of the store, of questions or of HTTP beyond the plain [`Head`]. What must hold: every
//! item of a body ends as one event or is counted as dropped with one reason, and a bad item
//! never costs its neighbours.
//!
//! The way of an event is [`process`]: decode (`rum`), normalize, enrich, scrub.

mod application;
pub mod body;
mod draft;
pub mod enrich;
mod json;
mod normalize;
mod process;
mod processed;
pub mod request;
mod rum;
pub mod scrub;

pub use application::{Application, Context};
pub use body::{BodyError, inflate};
pub use enrich::geo::Geo;
pub use enrich::user_agent::UserAgents;
pub use process::process;
pub use processed::{Blob, Dropped, Processed};
pub use request::{Encoding, Head, Track, client_address};
pub use scrub::{Action, Pattern, ScrubRule};
