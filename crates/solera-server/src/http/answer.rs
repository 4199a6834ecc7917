//! Answers as JSON: columns, and rows as arrays in the columns' order.

use serde::Serialize;
use serde::ser::Serializer;
use solera_query::{Cell, Column, Rows};
use utoipa::ToSchema;

/// The answer to a question.
#[derive(Serialize, ToSchema)]
pub(crate) struct Answer {
    /// What the cells of a row are: groups, the time, computes.
    columns: Vec<ColumnInfo>,
    /// The rows.
    #[schema(value_type = Vec<Vec<serde_json::Value>>)]
    rows: Vec<Vec<CellJson>>,
    /// How many rows of events were read.
    scanned_rows: u64,
    /// How long it took, in milliseconds.
    elapsed_ms: f64,
    /// Where a group was cut to its first values: which cells stand for all the others. They are
    /// written `other`, as a value may be too, so only this list tells the two apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<Others>,
    /// Whether a limit cut rows off.
    truncated: bool,
    /// The largest relative error of percentiles, when there were too many values to be exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    approximate: Option<f64>,
    /// How the answer was worked out, when that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<String>,
}

/// The cells of one column that stand for all values that got no row of their own.
#[derive(Serialize, ToSchema)]
pub(crate) struct Others {
    /// Which column, from 0.
    column: usize,
    /// In which rows, from 0.
    rows: Vec<usize>,
}

/// One column.
#[derive(Serialize, ToSchema)]
pub(crate) struct ColumnInfo {
    /// The group's field, `time`, or the compute's name.
    name: String,
    /// `boolean`, `integer`, `number`, `string` or `time` (milliseconds since 1970).
    #[serde(rename = "type")]
    ty: &'static str,
    /// What its numbers count: `ns`, `ms`, `bytes` and so on; empty for plain numbers and texts.
    unit: &'static str,
}

impl Answer {
    /// An answer of these rows.
    pub(crate) fn new(rows: Rows, explain: Option<String>) -> Answer {
        Answer {
            columns: columns(&rows.columns),
            others: others(&rows),
            rows: rows
                .rows
                .into_iter()
                .map(|row| row.into_iter().map(CellJson).collect())
                .collect(),
            scanned_rows: rows.scanned_rows,
            elapsed_ms: round_ms(rows.elapsed_ms),
            truncated: rows.truncated,
            approximate: rows.approximate,
            explain,
        }
    }
}

fn columns(columns: &[Column]) -> Vec<ColumnInfo> {
    let info = |column: &Column| ColumnInfo {
        name: column.name.clone(),
        ty: column.ty.name(),
        unit: column.unit.name(),
    };
    columns.iter().map(info).collect()
}

fn others(rows: &Rows) -> Vec<Others> {
    let of_column = |column: usize| {
        let others = |row: &Vec<Cell>| matches!(row.get(column), Some(Cell::Other));
        let each = rows.rows.iter().enumerate();
        let rows = each.filter_map(|(at, row)| others(row).then_some(at)).collect();
        Others { column, rows }
    };
    let all = (0..rows.columns.len()).map(of_column);
    all.filter(|one| !one.rows.is_empty()).collect()
}

/// Milliseconds to the microsecond: more digits say nothing.
pub(crate) fn round_ms(ms: f64) -> f64 {
    (ms * 1000.0).round() / 1000.0
}

/// One value.
pub(crate) struct CellJson(pub(crate) Cell);

impl Serialize for CellJson {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Cell::Null => to.serialize_unit(),
            Cell::Bool(value) => to.serialize_bool(*value),
            Cell::Int(value) => to.serialize_i64(*value),
            // JSON has no word for what is no number.
            Cell::Float(value) if !value.is_finite() => to.serialize_unit(),
            Cell::Float(value) => to.serialize_f64(*value),
            Cell::Text(value) => to.serialize_str(value),
            Cell::Other => to.serialize_str("other"),
        }
    }
}
