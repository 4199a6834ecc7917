//! The aggregate question.
//!
//! Mostly one statement. Where a group is cut to its first values, the rest is worked out as
//! exactly as they are: for one group over all time with a second statement over the rows outside
//! them; else the first values of each cut group are asked for, and then all numbers with every
//! other value folded into one.

use solera_event::limit::ROWS_READ_MAX;

use super::fill::{self, Entry};
use super::{Next, Spent};
use crate::interval::Series;
use crate::statement::{
    Aggregate, Buckets, Condition, Field, Key, Measure, Place, Scope, Target, Test, Type,
};
use crate::{Cell, Column, ColumnType, Function, Rows, Select, Step};

/// A checked question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plan {
    pub(crate) scope: Scope,
    pub(crate) groups: Vec<Group>,
    /// The column that buckets are cut from, and where they begin.
    pub(crate) series: Option<(Field, Series)>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) names: Vec<String>,
    pub(crate) order: (Target, bool),
    pub(crate) limit: usize,
}

/// A field to group by, and how it is cut.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) field: Field,
    pub(crate) limit: Option<usize>,
    /// What its first values are chosen by: [`Target::Measure`], or its own value
    /// (`Target::Key(0)`).
    pub(crate) order: (Target, bool),
}

/// A question between two statements.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stage {
    plan: Plan,
    spent: Spent,
    at: At,
}

/// Values that each group keeps; `None` is all.
type Kept = Vec<Option<Vec<Cell>>>;

#[derive(Debug, Clone, PartialEq)]
enum At {
    /// The first values of the only group with all their numbers, and one more if there is one.
    First { limit: usize },
    /// The numbers of all that is in none of these rows.
    Rest { rows: Vec<Vec<Cell>> },
    /// The first values of the group after those kept so far.
    Top { kept: Kept },
    /// All numbers.
    All { kept: Kept },
}

impl Plan {
    /// The first statement.
    pub(crate) fn select(self) -> Select {
        let at = match self.groups.as_slice() {
            [Group { field, limit: Some(limit), .. }] if self.series.is_none() && apart(field) => {
                At::First { limit: *limit }
            }
            _ => At::Top { kept: Vec::new() },
        };
        Stage { plan: self, spent: Spent::default(), at }.ask()
    }

    /// The answer's columns: groups, time, computes.
    fn columns(&self) -> Vec<Column> {
        let groups = self.groups.iter().map(|group| group.field.column());
        let time = self.series.iter().map(|_| time_column());
        let computes = self.measures.iter().zip(&self.names);
        let computes = computes.map(|(measure, name)| measure.column(name.clone()));
        groups.chain(time).chain(computes).collect()
    }
}

/// Whether a condition on the field can tell rows of one group from those of another: not where
/// an event is in several groups, nor where a session's value is one of several.
fn apart(field: &Field) -> bool {
    field.ty != Type::List && !matches!(field.place, Place::Views(_))
}

fn time_column() -> Column {
    Column {
        name: "time".to_owned(),
        ty: ColumnType::Time,
        unit: solera_event::field::Unit::EpochMs,
    }
}

impl Stage {
    /// The stage's own statement; groups that are not cut need none.
    fn ask(mut self) -> Select {
        if let At::Top { kept } = &mut self.at {
            while self.plan.groups.get(kept.len()).is_some_and(|group| group.limit.is_none()) {
                kept.push(None);
            }
            if kept.len() == self.plan.groups.len() {
                self.at = At::All { kept: std::mem::take(kept) };
            }
        }
        let (aggregate, columns) = self.statement();
        let rows_max = if columns.len() == aggregate.measures.len() { 1 } else { aggregate.limit };
        let written = crate::sql::aggregate(&aggregate);
        Select::new(&aggregate.scope, written, columns, rows_max, Next::Query(Box::new(self)))
    }

    fn statement(&self) -> (Aggregate, Vec<Column>) {
        let Plan { scope, groups, measures, .. } = &self.plan;
        let whole = Aggregate {
            scope: scope.clone(),
            keys: Vec::new(),
            buckets: None,
            measures: measures.clone(),
            order: None,
            limit: 1,
        };
        match &self.at {
            At::First { limit } => {
                let keys = vec![Key { field: groups[0].field.clone(), keep: None }];
                let order = Some(groups[0].order);
                (Aggregate { keys, order, limit: limit + 1, ..whole }, self.plan.columns())
            }
            At::Rest { rows } => {
                let cells = rows.iter().map(|row| row[0].clone()).collect();
                let among = Condition::Test(groups[0].field.clone(), Test::OneOf(cells));
                let scope = scope.clone().and(Condition::Not(Box::new(among)));
                (Aggregate { scope, ..whole }, self.plan.columns().split_off(1))
            }
            At::Top { kept } => self.top(&groups[kept.len()], whole),
            At::All { kept } => self.all(kept, whole),
        }
    }

    fn top(&self, group: &Group, whole: Aggregate) -> (Aggregate, Vec<Column>) {
        let measure = match group.order.0 {
            Target::Measure(at) => self.plan.measures[at].clone(),
            _ => Measure::count(),
        };
        let target = match group.order.0 {
            Target::Measure(_) => Target::Measure(0),
            other => other,
        };
        let columns = vec![group.field.column(), measure.column("order".to_owned())];
        let aggregate = Aggregate {
            keys: vec![Key { field: group.field.clone(), keep: None }],
            measures: vec![measure],
            order: Some((target, group.order.1)),
            limit: group.limit.unwrap_or_default() + 1,
            ..whole
        };
        (aggregate, columns)
    }

    fn all(&self, kept: &Kept, whole: Aggregate) -> (Aggregate, Vec<Column>) {
        let Plan { groups, series, measures, names, order, limit, .. } = &self.plan;
        let mut columns = Vec::new();
        let mut keys = Vec::new();
        for (group, keep) in groups.iter().zip(kept) {
            columns.push(group.field.column());
            if keep.is_some() {
                columns.push(Column {
                    ty: ColumnType::Int,
                    name: "other".to_owned(),
                    ..time_column()
                });
            }
            keys.push(Key { field: group.field.clone(), keep: keep.clone() });
        }
        columns.extend(series.iter().map(|_| time_column()));
        let computes = measures.iter().zip(names);
        columns.extend(computes.map(|(measure, name)| measure.column(name.clone())));
        let buckets = series.as_ref().map(|(field, series)| buckets(field.clone(), series));
        let arranged = series.is_some() || kept.iter().any(Option::is_some);
        let order = match (arranged, series.is_some()) {
            (true, true) => Some((Target::Bucket, false)),
            (true, false) => None,
            (false, _) => Some(*order),
        };
        let limit = if arranged { ROWS_READ_MAX } else { limit + 1 };
        (Aggregate { keys, buckets, order, limit, ..whole }, columns)
    }

    pub(super) fn finish(&self, rows: Rows) -> Step {
        let spent = self.spent.and(&rows);
        let next = |at| {
            let stage = Stage { plan: self.plan.clone(), spent, at };
            Step::Ask(Box::new(stage.ask()))
        };
        match &self.at {
            At::First { limit } if rows.rows.len() > *limit => {
                let mut first = rows.rows;
                first.truncate(*limit);
                next(At::Rest { rows: first })
            }
            At::First { .. } => Step::Done(spent.on(self.cut(self.reordered(rows.rows), false))),
            At::Rest { rows: first } => {
                let mut all = self.reordered(first.clone());
                all.extend(rows.rows.into_iter().map(other));
                Step::Done(spent.on(self.cut(all, false)))
            }
            At::Top { kept } => {
                let limit = self.plan.groups[kept.len()].limit.unwrap_or_default();
                let cells = rows.rows.iter().take(limit).map(|row| row[0].clone()).collect();
                let mut kept = kept.clone();
                kept.push((rows.rows.len() > limit).then_some(cells));
                next(At::Top { kept })
            }
            At::All { kept } => Step::Done(spent.on(self.arranged(kept, rows))),
        }
    }

    /// The answer of the last statement's rows.
    fn arranged(&self, kept: &Kept, rows: Rows) -> Rows {
        let Plan { groups, series, measures, .. } = &self.plan;
        if series.is_none() && kept.iter().all(Option::is_none) {
            return self.cut(rows.rows, false);
        }
        let incomplete = rows.rows.len() >= ROWS_READ_MAX;
        let entries: Vec<Entry> =
            rows.rows.into_iter().map(|row| Entry::read(row, kept, series.is_some())).collect();
        let (order, limit) = (self.plan.order, self.plan.limit);
        let rows = match series {
            Some((_, series)) => {
                let empty: Vec<Cell> = measures.iter().map(nothing).collect();
                let grouped = !groups.is_empty();
                fill::series(entries, grouped, series.starts(), &empty, order, limit)
            }
            None => fill::sorted(entries, order),
        };
        self.cut(rows, incomplete)
    }

    /// The first values of the only group in the order of the answer, where it is another one.
    fn reordered(&self, rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
        if self.plan.groups[0].order == self.plan.order {
            return rows;
        }
        let entries = rows.into_iter().map(|row| Entry::read(row, &[None], false)).collect();
        fill::sorted(entries, self.plan.order)
    }

    /// The answer, cut to its limit.
    fn cut(&self, mut rows: Vec<Vec<Cell>>, truncated: bool) -> Rows {
        let truncated = truncated || rows.len() > self.plan.limit;
        rows.truncate(self.plan.limit);
        Rows { rows, truncated, ..Rows::empty(self.plan.columns()) }
    }
}

/// The row of all that is in no group of its own.
fn other(computes: Vec<Cell>) -> Vec<Cell> {
    let mut row = vec![Cell::Other];
    row.extend(computes);
    row
}

/// What a bucket without events holds.
fn nothing(measure: &Measure) -> Cell {
    match measure.function {
        Function::Count | Function::Cardinality => Cell::Int(0),
        Function::Sum if measure.column(String::new()).ty == ColumnType::Int => Cell::Int(0),
        Function::Sum => Cell::Float(0.0),
        _ => Cell::Null,
    }
}

fn buckets(field: Field, series: &Series) -> Buckets {
    match series.even {
        Some(width) => Buckets::Even { field, start: series.bounds[0], width },
        None => Buckets::Uneven { field, bounds: series.bounds.clone() },
    }
}
