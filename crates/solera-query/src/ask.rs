//! Each kind of question: which statements it takes, and how their rows become its answer.

pub(crate) mod detail;
pub(crate) mod events;
pub(crate) mod facets;
mod fill;
pub(crate) mod histogram;
pub(crate) mod query;

use crate::{Rows, Step};

/// What becomes of a statement's rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Next {
    /// They are the answer.
    Nothing,
    Query(Box<query::Stage>),
    Facet(facets::Stage),
    Histogram(Box<histogram::Stage>),
    Sessions(Box<events::Stage>),
}

impl Next {
    pub(crate) fn finish(&self, rows: Rows) -> Step {
        match self {
            Next::Nothing => Step::Done(rows),
            Next::Query(stage) => stage.finish(rows),
            Next::Facet(stage) => Step::Done(stage.finish(rows)),
            Next::Histogram(stage) => stage.finish(rows),
            Next::Sessions(stage) => stage.finish(rows),
        }
    }
}

/// What the statements of a question took together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Spent {
    scanned_rows: u64,
    elapsed_ms: f64,
    approximate: Option<f64>,
}

impl Spent {
    pub(crate) fn and(self, rows: &Rows) -> Spent {
        Spent {
            scanned_rows: self.scanned_rows + rows.scanned_rows,
            elapsed_ms: self.elapsed_ms + rows.elapsed_ms,
            approximate: match (self.approximate, rows.approximate) {
                (Some(a), Some(b)) => Some(a.max(b)),
                (a, b) => a.or(b),
            },
        }
    }

    /// An answer that took so much.
    pub(crate) fn on(self, rows: Rows) -> Rows {
        Rows {
            scanned_rows: self.scanned_rows,
            elapsed_ms: self.elapsed_ms,
            approximate: self.approximate,
            ..rows
        }
    }
}
