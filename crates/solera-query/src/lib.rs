//! Questions: from what a person typed to one statement the store can run, and from the rows it
//! gives to the answer.
//!
//! Pure: no clock (now is an argument), no disk, no network, no async, and no engine: this crate
//! writes SQL text and never sees DataFusion. What must hold: a [`Select`] that exists is sound.
//! Only [`check`] makes one, and only `sql/` writes SQL.
//!
//! The way of a question: [`Query`] → [`check::query`] → [`Select`] → the store runs
//! [`Select::sql`] → [`Select::finish`] says [`Step::Done`] with the answer, or [`Step::Ask`] with
//! one more statement to run.

mod ask;
pub mod check;
mod document;
mod interval;
mod invalid;
mod question;
mod rows;
pub mod search;
mod select;
mod session;
mod sql;
mod statement;
mod suggest;

pub use ask::detail::SessionSelect;
pub use ask::events::cursor;
pub use ask::facets::{FacetSelect, of_kind as facets_of_kind};
pub use document::document;
pub use invalid::Invalid;
pub use question::{
    Compute, EventsQuery, Facet, FacetsQuery, Function, GroupBy, HistogramQuery, Interval, Order,
    Query, Table,
};
pub use rows::{Cell, Column, ColumnType, Rows};
pub use select::{EventsSelect, Select, Step, TableUse};
pub use session::{SessionField, fields as session_fields};
