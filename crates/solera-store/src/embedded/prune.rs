//! What the statistics of row groups and pages tell of a filter, without reading a row.
//!
//! A [`Test`] is the part of a filter that minima and maxima can judge. Of each row the answer is
//! one of three: it cannot pass, it passes for certain, or it must be looked at. Statistics may be
//! truncated, so a minimum is only known to be at most the least value and a maximum at least the
//! greatest; every rule here holds for such bounds.

use std::cmp::Ordering;

use arrow::array::BooleanBufferBuilder;
use arrow::buffer::BooleanBuffer;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{BinaryExpr, Expr, Operator};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::page_index::column_index::ColumnIndexMetaData;
use parquet::file::statistics::Statistics;

use super::footer::Footer;
use crate::columns::{REST, attribute_path};

/// What statistics can judge.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// One column.
    Column(String, Check),
    /// All of these.
    All(Vec<Test>),
    /// Any of these.
    Any(Vec<Test>),
    /// Nothing is known: every row must be looked at.
    Unknown,
}

/// What is asked of one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Check {
    /// At least this; `true`: more than it.
    Low(Value, bool),
    /// At most this; `true`: less than it.
    High(Value, bool),
    /// One of these.
    In(Vec<Value>),
    /// Null.
    Null,
    /// Not null.
    NotNull,
}

/// A value that has an order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Bool(bool),
    Int(i64),
    Float(f64),
    Bytes(Vec<u8>),
}

/// A bound of some rows, borrowed from the statistics.
#[derive(Debug, Clone, Copy)]
enum Bound<'a> {
    Bool(bool),
    Int(i64),
    Float(f64),
    Bytes(&'a [u8]),
}

impl Value {
    fn of(value: &ScalarValue) -> Option<Value> {
        Some(match value {
            ScalarValue::Boolean(Some(value)) => Value::Bool(*value),
            ScalarValue::Int64(Some(value)) => Value::Int(*value),
            ScalarValue::Float64(Some(value)) if !value.is_nan() => Value::Float(*value),
            ScalarValue::Utf8(Some(text))
            | ScalarValue::LargeUtf8(Some(text))
            | ScalarValue::Utf8View(Some(text)) => Value::Bytes(text.as_bytes().to_vec()),
            ScalarValue::Binary(Some(bytes))
            | ScalarValue::LargeBinary(Some(bytes))
            | ScalarValue::BinaryView(Some(bytes)) => Value::Bytes(bytes.clone()),
            _ => return None,
        })
    }
}

impl Bound<'_> {
    /// How the bound lies to a value; `None` for another type.
    fn cmp(self, value: &Value) -> Option<Ordering> {
        match (self, value) {
            (Bound::Bool(bound), Value::Bool(value)) => Some(bound.cmp(value)),
            (Bound::Int(bound), Value::Int(value)) => Some(bound.cmp(value)),
            (Bound::Float(bound), Value::Float(value)) => bound.partial_cmp(value),
            (Bound::Bytes(bound), Value::Bytes(value)) => Some(bound.cmp(value.as_slice())),
            _ => None,
        }
    }
}

impl Test {
    /// Reads a filter.
    pub(super) fn of(expr: &Expr) -> Test {
        Test::read(expr).unwrap_or(Test::Unknown)
    }

    fn read(expr: &Expr) -> Option<Test> {
        match expr {
            Expr::BinaryExpr(BinaryExpr { left, op: Operator::And, right }) => {
                Some(Test::All(vec![Test::of(left), Test::of(right)]))
            }
            Expr::BinaryExpr(BinaryExpr { left, op: Operator::Or, right }) => {
                Some(Test::Any(vec![Test::of(left), Test::of(right)]))
            }
            Expr::BinaryExpr(BinaryExpr { left, op, right }) => match (&**left, &**right) {
                (Expr::Column(column), Expr::Literal(value, _)) => {
                    Test::compare(&column.name, *op, value)
                }
                (Expr::Literal(value, _), Expr::Column(column)) => {
                    Test::compare(&column.name, op.swap()?, value)
                }
                _ => None,
            },
            Expr::InList(list) if !list.negated => {
                let Expr::Column(column) = &*list.expr else { return None };
                let values = list.list.iter().map(|item| match item {
                    Expr::Literal(value, _) => Value::of(value),
                    _ => None,
                });
                Some(Test::Column(column.name.clone(), Check::In(values.collect::<Option<_>>()?)))
            }
            Expr::IsNull(inner) => Test::null(inner, Check::Null),
            Expr::IsNotNull(inner) => Test::null(inner, Check::NotNull),
            Expr::Column(column) => Test::truth(&column.name, true),
            Expr::Not(inner) => match &**inner {
                Expr::Column(column) => Test::truth(&column.name, false),
                _ => None,
            },
            _ => None,
        }
    }

    fn null(inner: &Expr, check: Check) -> Option<Test> {
        match inner {
            Expr::Column(column) => Some(Test::Column(column.name.clone(), check)),
            _ => None,
        }
    }

    fn truth(column: &str, value: bool) -> Option<Test> {
        Some(Test::Column(column.to_owned(), Check::In(vec![Value::Bool(value)])))
    }

    fn compare(column: &str, op: Operator, value: &ScalarValue) -> Option<Test> {
        let value = Value::of(value)?;
        let check = match op {
            Operator::Eq => Check::In(vec![value]),
            Operator::Gt => Check::Low(value, true),
            Operator::GtEq => Check::Low(value, false),
            Operator::Lt => Check::High(value, true),
            Operator::LtEq => Check::High(value, false),
            _ => return None,
        };
        Some(Test::Column(column.to_owned(), check))
    }
}

/// The statistics of some rows.
#[derive(Debug, Clone, Copy)]
struct Known<'a> {
    bounds: Option<(Bound<'a>, Bound<'a>)>,
    /// How many are null, where that is told.
    nulls: Option<u64>,
    rows: u64,
}

/// Whether rows can pass, and whether all do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Verdict {
    possible: bool,
    certain: bool,
}

const OPEN: Verdict = Verdict { possible: true, certain: false };

impl Known<'_> {
    fn judge(&self, check: &Check) -> Verdict {
        let all_null = self.nulls == Some(self.rows);
        let no_null = self.nulls == Some(0);
        match check {
            Check::Null => Verdict { possible: !no_null, certain: all_null },
            Check::NotNull => Verdict { possible: !all_null, certain: no_null },
            _ if all_null => Verdict { possible: false, certain: false },
            _ => {
                let Some((min, max)) = self.bounds else { return OPEN };
                let verdict = within(min, max, check).unwrap_or(OPEN);
                Verdict { certain: verdict.certain && no_null, ..verdict }
            }
        }
    }
}

/// What bounds tell; `None` when they are of another type than the value.
fn within(min: Bound<'_>, max: Bound<'_>, check: &Check) -> Option<Verdict> {
    let reaches = |order: Ordering, strict: bool| match order {
        Ordering::Equal => !strict,
        order => order == Ordering::Greater,
    };
    Some(match check {
        Check::Low(value, strict) => Verdict {
            possible: reaches(max.cmp(value)?, *strict),
            certain: reaches(min.cmp(value)?, *strict),
        },
        Check::High(value, strict) => Verdict {
            possible: reaches(min.cmp(value)?.reverse(), *strict),
            certain: reaches(max.cmp(value)?.reverse(), *strict),
        },
        Check::In(values) => {
            let mut verdict = Verdict { possible: false, certain: false };
            for value in values {
                let (low, high) = (min.cmp(value)?, max.cmp(value)?);
                verdict.possible |= low != Ordering::Greater && high != Ordering::Less;
                verdict.certain |= low == Ordering::Equal && high == Ordering::Equal;
            }
            verdict
        }
        Check::Null | Check::NotNull => return None,
    })
}

/// Whether any row of a row group can pass, by the statistics of the whole group.
pub(super) fn group_can_pass(test: &Test, footer: &Footer, group: usize) -> bool {
    judge_group(test, footer, footer.metadata().row_group(group)).possible
}

fn judge_group(test: &Test, footer: &Footer, group: &RowGroupMetaData) -> Verdict {
    let judged = |tests: &[Test]| {
        tests.iter().map(|test| judge_group(test, footer, group)).collect::<Vec<_>>()
    };
    match test {
        Test::Unknown => OPEN,
        Test::All(tests) => {
            judged(tests).into_iter().fold(Verdict { possible: true, certain: true }, |all, one| {
                Verdict {
                    possible: all.possible && one.possible,
                    certain: all.certain && one.certain,
                }
            })
        }
        Test::Any(tests) => judged(tests).into_iter().fold(
            Verdict { possible: false, certain: false },
            |any, one| Verdict {
                possible: any.possible || one.possible,
                certain: any.certain || one.certain,
            },
        ),
        Test::Column(column, check) => known_of_group(column, footer, group).judge(check),
    }
}

fn known_of_group<'a>(column: &str, footer: &Footer, group: &'a RowGroupMetaData) -> Known<'a> {
    let rows = group.num_rows() as u64;
    let unknown = Known { bounds: None, nulls: None, rows };
    if column == super::table::ROW || elsewhere(column, footer) {
        return unknown;
    }
    let Some(leaf) = footer.leaf(column) else { return Known { nulls: Some(rows), ..unknown } };
    let Some(statistics) = group.column(leaf).statistics() else { return unknown };
    Known { bounds: bounds(statistics), nulls: statistics.null_count_opt(), rows }
}

/// Whether values may stand where the column's statistics do not see them: an attribute of a row
/// may be among those that share a column, though the part has one of its name.
fn elsewhere(column: &str, footer: &Footer) -> bool {
    attribute_path(column).is_some() && footer.leaf(REST).is_some()
}

fn bounds(statistics: &Statistics) -> Option<(Bound<'_>, Bound<'_>)> {
    Some(match statistics {
        Statistics::Boolean(s) => (Bound::Bool(*s.min_opt()?), Bound::Bool(*s.max_opt()?)),
        Statistics::Int64(s) => (Bound::Int(*s.min_opt()?), Bound::Int(*s.max_opt()?)),
        Statistics::Double(s) => (Bound::Float(*s.min_opt()?), Bound::Float(*s.max_opt()?)),
        Statistics::ByteArray(s) => {
            (Bound::Bytes(s.min_opt()?.data()), Bound::Bytes(s.max_opt()?.data()))
        }
        _ => return None,
    })
}

/// Of each row of a row group, whether it can pass and whether it passes for certain.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) possible: BooleanBuffer,
    pub(super) certain: BooleanBuffer,
}

impl Judged {
    fn all(rows: usize, verdict: Verdict) -> Judged {
        let fill = |value| match value {
            true => BooleanBuffer::new_set(rows),
            false => BooleanBuffer::new_unset(rows),
        };
        Judged { possible: fill(verdict.possible), certain: fill(verdict.certain) }
    }
}

/// Judges the rows of a row group, page by page.
pub(super) fn judge_rows(test: &Test, footer: &Footer, group: usize) -> Judged {
    let meta = footer.metadata().row_group(group);
    let rows = meta.num_rows() as usize;
    let whole = judge_group(test, footer, meta);
    if !whole.possible || whole.certain {
        return Judged::all(rows, whole);
    }
    match test {
        Test::Unknown => Judged::all(rows, OPEN),
        Test::Column(column, check) => {
            judge_pages(column, check, footer, group).unwrap_or_else(|| Judged::all(rows, whole))
        }
        Test::All(tests) => {
            let mut all = Judged::all(rows, Verdict { possible: true, certain: true });
            for test in tests {
                let one = judge_rows(test, footer, group);
                all.possible = &all.possible & &one.possible;
                all.certain = &all.certain & &one.certain;
            }
            all
        }
        Test::Any(tests) => {
            let mut any = Judged::all(rows, Verdict { possible: false, certain: false });
            for test in tests {
                let one = judge_rows(test, footer, group);
                any.possible = &any.possible | &one.possible;
                any.certain = &any.certain | &one.certain;
            }
            any
        }
    }
}

/// `None` where the file has no page index for the column.
fn judge_pages(column: &str, check: &Check, footer: &Footer, group: usize) -> Option<Judged> {
    if elsewhere(column, footer) {
        return None;
    }
    let leaf = footer.leaf(column)?;
    let metadata = footer.metadata();
    let rows = metadata.row_group(group).num_rows() as usize;
    let index = metadata.column_index()?.get(group)?.get(leaf)?;
    let ends = page_ends(metadata, group, leaf)?;
    let mut possible = BooleanBufferBuilder::new(rows);
    let mut certain = BooleanBufferBuilder::new(rows);
    let mut start = 0;
    for (page, end) in ends.into_iter().enumerate() {
        let verdict = known_of_page(index, page, end - start).judge(check);
        possible.append_n(end - start, verdict.possible);
        certain.append_n(end - start, verdict.certain);
        start = end;
    }
    Some(Judged { possible: possible.finish(), certain: certain.finish() })
}

/// The row after the last of each page, within the row group.
pub(super) fn page_ends(
    metadata: &ParquetMetaData,
    group: usize,
    leaf: usize,
) -> Option<Vec<usize>> {
    let rows = metadata.row_group(group).num_rows() as usize;
    let pages = &metadata.offset_index()?.get(group)?.get(leaf)?.page_locations;
    let starts = pages.iter().skip(1).map(|page| page.first_row_index as usize);
    let ends: Vec<_> = starts.chain([rows]).collect();
    (!pages.is_empty() && ends.is_sorted() && ends.last() == Some(&rows)).then_some(ends)
}

fn known_of_page(index: &ColumnIndexMetaData, page: usize, rows: usize) -> Known<'_> {
    let rows = rows as u64;
    if matches!(index, ColumnIndexMetaData::NONE) || page as u64 >= index.num_pages() {
        return Known { bounds: None, nulls: None, rows };
    }
    if index.is_null_page(page) {
        return Known { bounds: None, nulls: Some(rows), rows };
    }
    let nulls = index.null_count(page).and_then(|nulls| u64::try_from(nulls).ok());
    Known { bounds: page_bounds(index, page), nulls, rows }
}

fn page_bounds(index: &ColumnIndexMetaData, page: usize) -> Option<(Bound<'_>, Bound<'_>)> {
    Some(match index {
        ColumnIndexMetaData::BOOLEAN(index) => {
            (Bound::Bool(*index.min_value(page)?), Bound::Bool(*index.max_value(page)?))
        }
        ColumnIndexMetaData::INT64(index) => {
            (Bound::Int(*index.min_value(page)?), Bound::Int(*index.max_value(page)?))
        }
        ColumnIndexMetaData::DOUBLE(index) => {
            (Bound::Float(*index.min_value(page)?), Bound::Float(*index.max_value(page)?))
        }
        ColumnIndexMetaData::BYTE_ARRAY(index) => {
            (Bound::Bytes(index.min_value(page)?), Bound::Bytes(index.max_value(page)?))
        }
        _ => return None,
    })
}
