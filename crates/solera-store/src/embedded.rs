//! The embedded store: a buffer in memory, parts on disk, a manifest that says which count.

#[cfg(test)]
mod ask_tests;
mod assemble;
mod batch_unit;
mod distinct;
pub(crate) mod fetch;
mod filter;
mod footer;
mod functions;
mod group_unit;
mod groups;
mod json;
pub(crate) mod part;
mod plan;
mod prune;
mod quantile;
mod runtime;
mod scan;
pub(crate) mod select;
mod share;
mod sketch;
pub(crate) mod snapshot;
mod table;
