//! Checked statements: what the store runs, and what becomes of its rows.
//!
//! What must hold: only `check` makes a `Select`, and only `ask` the ones that follow it, so every
//! one that exists is sound SQL over tables and columns that exist, bounded to one application and
//! one stretch of time.

use std::ops::Range;

use solera_event::{Id, Kind, Uuid};

use crate::ask::Next;
use crate::sql::Written;
use crate::statement::Scope;
use crate::{Column, Rows};

/// One statement of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Select {
    application: Uuid,
    range: Range<i64>,
    session: Option<Id<'static>>,
    tables: Vec<TableUse>,
    columns: Vec<Column>,
    rows_max: usize,
    sql: String,
    next: Next,
}

/// A table that a statement reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableUse {
    /// Its kind; [`Kind::name`] is its name in the statement.
    pub kind: Kind,
    /// Paths of the attributes it reads, each as the column `"@path"`; sorted, each once.
    pub attributes: Vec<String>,
}

/// What comes after a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Nothing: here is the answer.
    Done(Rows),
    /// One more statement, that remembers what was answered so far.
    Ask(Box<Select>),
}

/// A question for whole events of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct EventsSelect {
    pub(crate) select: Select,
    pub(crate) kind: Kind,
    pub(crate) newest_first: bool,
    pub(crate) only: Option<(&'static str, Id<'static>)>,
}

impl Select {
    pub(crate) fn new(
        scope: &Scope,
        written: Written,
        columns: Vec<Column>,
        rows_max: usize,
        next: Next,
    ) -> Select {
        Select {
            application: scope.application,
            range: scope.range.clone(),
            session: scope.session(),
            tables: vec![TableUse { kind: scope.table.kind(), attributes: written.attributes }],
            columns,
            rows_max,
            sql: written.sql,
            next,
        }
    }

    /// The statement, in DataFusion's dialect.
    pub fn sql(&self) -> &str {
        &self.sql
    }

    /// The tables it reads.
    pub fn tables(&self) -> &[TableUse] {
        &self.tables
    }

    /// Whose events it reads.
    pub fn application(&self) -> Uuid {
        self.application
    }

    /// The time it reads, half-open, in milliseconds since 1970.
    pub fn range(&self) -> Range<i64> {
        self.range.clone()
    }

    /// The one session it reads, where it reads one alone.
    pub fn session(&self) -> Option<&Id<'static>> {
        self.session.as_ref()
    }

    /// The columns that the statement gives, in order: what [`Rows::columns`] must be when its
    /// rows are handed to [`Select::finish`].
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Rows that the statement gives at most: its own `LIMIT`.
    pub fn rows_max(&self) -> usize {
        self.rows_max
    }

    /// Makes the answer of the statement's rows, or the next statement. Rows scanned and time
    /// taken are summed up over all statements of the question.
    pub fn finish(&self, rows: Rows) -> Step {
        self.next.finish(rows)
    }
}

impl EventsSelect {
    /// The statement that finds them. Its columns are `_row` (where the event lies in the
    /// snapshot), `date` (milliseconds) and `id` (bytes, [`Id::to_bytes`]), in the order of the
    /// answer.
    pub fn select(&self) -> &Select {
        &self.select
    }

    /// The kind of event.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The one column and the id that must stand there, where nothing else is asked of an event but
    /// its application and time: who can find such rows need not plan the statement.
    pub fn only(&self) -> Option<(&'static str, &Id<'static>)> {
        self.only.as_ref().map(|(column, id)| (*column, id))
    }

    /// The columns of which the first that is not null is the statement's `id`.
    pub fn id_columns(&self) -> impl Iterator<Item = &'static str> {
        crate::sql::id_columns(self.kind)
    }

    /// Whether the newest come first; else the oldest do.
    pub fn newest_first(&self) -> bool {
        self.newest_first
    }
}
