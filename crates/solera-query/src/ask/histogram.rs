//! The distribution of a measure: first where it lies, then how many events in each bucket.

use solera_event::field::Unit;

use super::{Next, Spent};
use crate::statement::{
    Aggregate, Buckets, Condition, Field, Measure, Number, Scope, Target, Test, Type,
};
use crate::{Cell, Column, ColumnType, Function, Rows, Select, Step};

/// A checked histogram.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    pub(crate) scope: Scope,
    pub(crate) field: Field,
    pub(crate) buckets: usize,
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
}

/// A histogram between its statements.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stage {
    plan: Plan,
    spent: Spent,
    /// Start, width and number of buckets, once they are known.
    cut: Option<Cut>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Cut {
    start: Number,
    width: Number,
    count: usize,
}

impl Plan {
    /// The first statement: the bounds, or the counts at once where both are given.
    pub(crate) fn select(self) -> Select {
        if let (Some(min), Some(max)) = (self.min, self.max) {
            let cut = exact(&self.field, min, max, self.buckets);
            return Stage { plan: self, spent: Spent::default(), cut: Some(cut) }.counts(cut);
        }
        let of = |function, p| {
            let field = Some(self.field.clone());
            Measure { function, field, p, condition: None }
        };
        let measures =
            vec![of(Function::Min, 0.0), of(Function::Max, 0.0), of(Function::Percentile, 99.0)];
        let names = ["min", "max", "p99"].map(str::to_owned);
        let columns = measures.iter().zip(names).map(|(one, name)| one.column(name)).collect();
        let scope = self.scope.clone();
        let aggregate = Aggregate {
            scope: scope.clone(),
            keys: Vec::new(),
            buckets: None,
            measures,
            order: None,
            limit: 1,
        };
        let stage = Stage { plan: self, spent: Spent::default(), cut: None };
        let next = Next::Histogram(Box::new(stage));
        Select::new(&scope, crate::sql::aggregate(&aggregate), columns, 1, next)
    }
}

impl Stage {
    fn counts(self, Cut { start, width, count }: Cut) -> Select {
        let field = self.plan.field.clone();
        let scope = self.plan.scope.clone();
        let scope = scope.and(Condition::Test(field.clone(), Test::Between(None, None)));
        let aggregate = Aggregate {
            scope: scope.clone(),
            keys: Vec::new(),
            buckets: Some(Buckets::Measure { field, start, width, count }),
            measures: vec![Measure::count()],
            order: Some((Target::Bucket, false)),
            limit: count + 2,
        };
        let bucket = Column { name: "bucket".to_owned(), ty: ColumnType::Int, unit: Unit::None };
        let columns = vec![bucket, Measure::count().column("count".to_owned())];
        let rows_max = aggregate.limit;
        let next = Next::Histogram(Box::new(self));
        Select::new(&scope, crate::sql::aggregate(&aggregate), columns, rows_max, next)
    }

    pub(super) fn finish(&self, rows: Rows) -> Step {
        let spent = self.spent.and(&rows);
        if let Some(cut) = self.cut {
            return Step::Done(spent.on(self.answer(cut, &rows)));
        }
        let found: Vec<Option<f64>> = match rows.rows.first() {
            Some(row) => row.iter().map(Cell::as_f64).collect(),
            None => Vec::new(),
        };
        let [Some(least), Some(most), Some(p99)] = found[..] else {
            return Step::Done(spent.on(Rows::empty(self.columns())));
        };
        let Plan { field, buckets, min, max, .. } = &self.plan;
        let low = min.unwrap_or(least);
        // Where nothing lies far out, the last bucket may as well hold the largest.
        let high = max.unwrap_or(if most <= p99 * 1.25 { most } else { p99 });
        let cut = round(field, low, high.max(low), *buckets);
        let stage = Stage { plan: self.plan.clone(), spent, cut: Some(cut) };
        Step::Ask(Box::new(stage.counts(cut)))
    }

    fn columns(&self) -> Vec<Column> {
        let Column { ty, unit, .. } = self.plan.field.column();
        let ty = if ty == ColumnType::Text { ColumnType::Float } else { ty };
        let bound = |name: &str| Column { name: name.to_owned(), ty, unit };
        vec![bound("from"), bound("to"), Measure::count().column("count".to_owned())]
    }

    /// Every bucket with its count; before and after them what lies outside, if anything does.
    fn answer(&self, Cut { start, width, count }: Cut, rows: &Rows) -> Rows {
        let mut counts = vec![0; count + 2];
        for row in &rows.rows {
            if let [Cell::Int(bucket), Cell::Int(events)] = row[..]
                && let Some(place) = counts.get_mut((bucket + 1).max(0) as usize)
            {
                *place += events;
            }
        }
        let edge = |at: usize| match (start, width) {
            (Number::Int(start), Number::Int(width)) => Cell::Int(start + width * at as i64),
            _ => Cell::Float(tidy(start.as_f64() + width.as_f64() * at as f64)),
        };
        let row = |(place, events): (usize, &i64)| {
            let from = if place == 0 { Cell::Null } else { edge(place - 1) };
            let to = if place == count + 1 { Cell::Null } else { edge(place) };
            let outside = place == 0 || place == count + 1;
            (!outside || *events > 0).then(|| vec![from, to, Cell::Int(*events)])
        };
        let rows = counts.iter().enumerate().filter_map(row).collect();
        Rows { rows, ..Rows::empty(self.columns()) }
    }
}

/// So many buckets between two bounds.
fn exact(field: &Field, min: f64, max: f64, count: usize) -> Cut {
    let width = (max - min) / count as f64;
    let whole = field.ty == Type::Int && width.fract() == 0.0 && min.fract() == 0.0;
    let number = |value: f64| if whole { Number::Int(value as i64) } else { Number::Float(value) };
    Cut { start: number(min), width: number(width), count }
}

/// About so many buckets of a round width, from a multiple of it on.
fn round(field: &Field, low: f64, high: f64, about: usize) -> Cut {
    let whole = field.ty == Type::Int;
    let least = if whole { 1.0 } else { f64::MIN_POSITIVE.sqrt() };
    let raw = ((high - low) / about as f64).max(least).max(high.abs() * 1e-12);
    let power = 10_f64.powf(raw.log10().floor());
    let steps: &[f64] =
        if whole && power < 10.0 { &[1.0, 2.0, 5.0, 10.0] } else { &[1.0, 2.0, 2.5, 5.0, 10.0] };
    // A little play, for 2.0000000001 is meant to be 2.
    let step = steps.iter().find(|step| **step * power >= raw * (1.0 - 1e-9)).unwrap_or(&10.0);
    let width = tidy(step * power);
    let start = tidy((low / width).floor() * width);
    let count = (((high - start) / width).floor() as usize + 1).min(about * 2 + 2);
    let number = |value: f64| if whole { Number::Int(value as i64) } else { Number::Float(value) };
    Cut { start: number(start), width: number(width), count }
}

/// Without the last digits, where binary shows: 0.30000000000000004 is 0.3.
fn tidy(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}
