//! Answers: columns and rows of plain cells.

use solera_event::field::Unit;

/// The answer of one statement, or of a whole question.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// What the cells of each row are, in order.
    pub columns: Vec<Column>,
    /// The rows; each has one cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows of events were read.
    pub scanned_rows: u64,
    /// How long it took, in milliseconds.
    pub elapsed_ms: f64,
    /// Whether a limit cut rows off.
    pub truncated: bool,
    /// Largest relative error of percentiles when they came from a sketch; `None`: all is exact.
    pub approximate: Option<f64>,
}

/// A column of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The group's field, `time`, or the compute's name.
    pub name: String,
    /// What its cells are.
    pub ty: ColumnType,
    /// What its numbers count.
    pub unit: Unit,
}

/// What the cells of a column are, beside [`Cell::Null`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// [`Cell::Bool`].
    Bool,
    /// [`Cell::Int`].
    Int,
    /// [`Cell::Float`].
    Float,
    /// [`Cell::Text`].
    Text,
    /// [`Cell::Int`]: milliseconds since 1970.
    Time,
}

impl ColumnType {
    /// The name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            ColumnType::Bool => "boolean",
            ColumnType::Int => "integer",
            ColumnType::Float => "number",
            ColumnType::Text => "string",
            ColumnType::Time => "time",
        }
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Text, and ids as text.
    Text(String),
    /// Of a group that was cut to its first values: all the others, of whatever type they are. No
    /// value, so it is never taken for one that is written `other`.
    Other,
}

impl Cell {
    /// The number, of either type.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Cell::Int(int) => Some(*int as f64),
            Cell::Float(float) => Some(*float),
            _ => None,
        }
    }

    /// The whole number.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Cell::Int(int) => Some(*int),
            _ => None,
        }
    }
}

impl Rows {
    /// An answer without rows.
    pub fn empty(columns: Vec<Column>) -> Rows {
        Rows {
            columns,
            rows: Vec::new(),
            scanned_rows: 0,
            elapsed_ms: 0.0,
            truncated: false,
            approximate: None,
        }
    }
}
