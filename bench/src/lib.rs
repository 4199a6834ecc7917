//! The bench: generates load for Solera, asks it questions, breaks it, and says what it measured.
//!
//! Talks HTTP only and knows nothing of the server's insides. Nothing here is a timed test: it
//! prints what the machine did.

pub mod api;
pub mod ask;
pub mod crash;
pub mod fill;
pub mod generate;
pub mod http;
pub mod ingest;
pub mod ledger;
pub mod load;
pub mod probe;
pub mod process;
pub mod recover;
pub mod report;
pub mod server;
pub mod supply;
pub mod target;
