//! Statements as SQL text. The only place of the house that writes SQL over events.
//!
//! Columns are always quoted. What the store must register beside SQL's own: `attribute_text`,
//! `attribute_number`, `list_any_eq`, `list_any_like`, `list_any_range`, `list_texts`, `elements`,
//! `bucket`, `id_text`, and the aggregates `percentile(x, p)` (p from 0 to 100) and
//! `cardinality(x)`.

mod aggregate;
mod condition;
mod datafusion;
mod events;
mod sessions;
mod writer;

pub(crate) use aggregate::aggregate;
pub(crate) use events::{After, events, id_columns, sessions};

/// A statement's text, and the attributes it reads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    pub(crate) sql: String,
    pub(crate) attributes: Vec<String>,
}
