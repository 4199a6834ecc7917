//! Questions as they are asked: plain values, unchecked, texts as the person wrote them.
//!
//! No serde here: the server's structs are the wire's, these are ours.

use solera_event::{Kind, Uuid};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// Events of one kind.
    Kind(Kind),
    /// Sessions: worked out from the views that lie in the question's time.
    Session,
}

impl Table {
    /// What may be asked about, by name.
    pub const NAMES: [&str; 10] = [
        "view",
        "resource",
        "action",
        "error",
        "long_task",
        "vital",
        "log",
        "other",
        "replay",
        "session",
    ];

    /// The table of that name; one of [`Table::NAMES`].
    pub fn from_name(name: &str) -> Option<Table> {
        match name {
            "session" => Some(Table::Session),
            _ if Table::NAMES.contains(&name) => Kind::from_name(name).map(Table::Kind),
            _ => None,
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Kind(kind) => kind.name(),
            Table::Session => "session",
        }
    }

    /// The kind of event that it reads.
    pub const fn kind(self) -> Kind {
        match self {
            Table::Kind(kind) => kind,
            Table::Session => Kind::View,
        }
    }
}

/// An aggregate question: numbers by group and by time.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Whose events.
    pub application: Uuid,
    /// Which events.
    pub event: Table,
    /// From this time on, in milliseconds since 1970.
    pub from_ms: i64,
    /// Up to and without this time.
    pub to_ms: i64,
    /// A search text; empty is everything.
    pub filter: String,
    /// What to work out, at least one.
    pub compute: Vec<Compute>,
    /// By what, outermost first; empty without `interval`: exactly one row.
    pub group_by: Vec<GroupBy>,
    /// Whether one row a bucket of time.
    pub interval: Option<Interval>,
    /// IANA name of the zone that buckets are cut in; UTC when not given.
    pub time_zone: Option<String>,
    /// How rows are ordered; when not given by time where there is an interval, else by the first
    /// compute, the largest first.
    pub order_by: Option<Order>,
    /// Rows of the answer; what is past it is cut off, and the answer says so.
    pub limit: Option<usize>,
}

/// One number to work out.
#[derive(Debug, Clone, PartialEq)]
pub struct Compute {
    /// The column's name in the answer.
    pub name: String,
    /// How.
    pub function: Function,
    /// Of which field; [`Function::Count`] and [`Function::Share`] need none.
    pub field: Option<String>,
    /// The percentile, 0 to 100.
    pub p: Option<f64>,
    /// Only events that match this search text too; of [`Function::Share`], the ones to count.
    pub filter: Option<String>,
}

/// How a number is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// How many events; with a field, how many that have it.
    Count,
    /// How many different values, exactly.
    Cardinality,
    /// The sum.
    Sum,
    /// The mean.
    Avg,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// A percentile, linear between the closest ranks.
    Percentile,
    /// The fraction, 0 to 1, of the group's events that match the compute's filter.
    Share,
}

impl Function {
    /// Every function.
    pub const ALL: [Function; 8] = [
        Function::Count,
        Function::Cardinality,
        Function::Sum,
        Function::Avg,
        Function::Min,
        Function::Max,
        Function::Percentile,
        Function::Share,
    ];

    /// Its name in questions.
    pub const fn name(self) -> &'static str {
        match self {
            Function::Count => "count",
            Function::Cardinality => "cardinality",
            Function::Sum => "sum",
            Function::Avg => "avg",
            Function::Min => "min",
            Function::Max => "max",
            Function::Percentile => "percentile",
            Function::Share => "share",
        }
    }

    /// The function of that name.
    pub fn from_name(name: &str) -> Option<Function> {
        Function::ALL.into_iter().find(|function| function.name() == name)
    }
}

/// A field to group by.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupBy {
    /// Its path, or an attribute's.
    pub field: String,
    /// How many of its values get a row of their own; all others together are one more group,
    /// [`crate::Cell::Other`], worked out as exactly. `None`: all values.
    pub limit: Option<usize>,
    /// Which values come first; the question's order when not given.
    pub order_by: Option<Order>,
}

/// An order of rows or groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// A compute's name, a field of `group_by`, or `time`.
    pub target: String,
    /// Largest or latest first.
    pub descending: bool,
}

/// The width of a bucket of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// So many milliseconds.
    Fixed(i64),
    /// The narrowest of a list of round widths that gives at most 120 buckets.
    Auto,
}

/// A question for whole events, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct EventsQuery {
    /// Whose events.
    pub application: Uuid,
    /// Which events.
    pub event: Table,
    /// From this time on, in milliseconds since 1970.
    pub from_ms: i64,
    /// Up to and without this time.
    pub to_ms: i64,
    /// A search text; empty is everything.
    pub filter: String,
    /// How many; 100 when not given.
    pub limit: Option<usize>,
    /// Where the page before ended, as its answer said.
    pub cursor: Option<String>,
}

/// A question for the values of several fields, each under the filters of all the others.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetsQuery {
    /// Whose events.
    pub application: Uuid,
    /// Which events.
    pub event: Table,
    /// From this time on, in milliseconds since 1970.
    pub from_ms: i64,
    /// Up to and without this time.
    pub to_ms: i64,
    /// A search text; what it says of a facet's own field does not count for that facet.
    pub filter: String,
    /// The fields.
    pub facets: Vec<Facet>,
}

/// One field of a [`FacetsQuery`].
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// Its path, or an attribute's.
    pub field: String,
    /// Only values that contain this text, in any case of letters.
    pub search: Option<String>,
    /// How many values; 20 when not given.
    pub limit: Option<usize>,
}

/// A question for the distribution of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct HistogramQuery {
    /// Whose events.
    pub application: Uuid,
    /// Which events.
    pub event: Table,
    /// From this time on, in milliseconds since 1970.
    pub from_ms: i64,
    /// Up to and without this time.
    pub to_ms: i64,
    /// A search text; empty is everything.
    pub filter: String,
    /// The measure.
    pub field: String,
    /// About how many buckets; 40 when not given. Exactly so many when both bounds are given.
    pub buckets: Option<usize>,
    /// Where the first bucket starts, in the field's unit; the smallest value when not given.
    pub min: Option<f64>,
    /// Where the last bucket ends; the 99th percentile when not given. Larger values are in one
    /// more bucket that has no end.
    pub max: Option<f64>,
}
