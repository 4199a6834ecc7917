//! Facets: the values of a field with their counts, or the range of a measure.

use solera_event::field::{Role, Unit};
use solera_event::limit::GROUP_LIMIT_MAX;
use solera_event::{FieldId, Kind};

use super::Next;
use crate::statement::{
    Aggregate, Condition, Field, Key, Measure, Place, Scope, Target, Test, Type,
};
use crate::{Cell, Column, Function, Rows, Select, session};

/// One facet of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct FacetSelect {
    pub(crate) field: Column,
    pub(crate) is_range: bool,
    pub(crate) select: Select,
}

impl FacetSelect {
    /// The field: path, type and unit.
    pub fn field(&self) -> &Column {
        &self.field
    }

    /// Whether the answer is one row of `count`, `min` and `max` (of a measure); else it is rows
    /// of a value and its `count`, the most frequent first.
    pub fn is_range(&self) -> bool {
        self.is_range
    }

    /// The statement. Its rows go through [`Select::finish`].
    pub fn select(&self) -> &Select {
        &self.select
    }
}

/// What becomes of a facet's rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stage {
    /// Of a list: an event that matches brings all its elements, so they are looked through again.
    search: Option<String>,
    limit: usize,
}

pub(crate) fn facet(scope: Scope, field: Field, search: Option<&str>, limit: usize) -> FacetSelect {
    let column = field.column();
    let is_range = is_measure(&field);
    let select = match is_range {
        true => range(scope, field),
        false => values(scope, field, search, limit),
    };
    FacetSelect { field: column, is_range, select }
}

fn range(scope: Scope, field: Field) -> Select {
    let of = |function| Measure { function, field: Some(field.clone()), ..Measure::count() };
    let measures = vec![of(Function::Count), of(Function::Min), of(Function::Max)];
    let names = ["count", "min", "max"].map(str::to_owned);
    let columns = measures.iter().zip(names).map(|(one, name)| one.column(name)).collect();
    let scope_of = scope.clone();
    let aggregate =
        Aggregate { scope, keys: Vec::new(), buckets: None, measures, order: None, limit: 1 };
    Select::new(&scope_of, crate::sql::aggregate(&aggregate), columns, 1, Next::Nothing)
}

fn values(scope: Scope, field: Field, search: Option<&str>, limit: usize) -> Select {
    let list = field.ty == Type::List;
    let mut scope = scope.and(Condition::Test(field.clone(), Test::Present));
    if let Some(search) = search {
        let mut pattern = crate::search::Pattern::default();
        search.chars().for_each(|char| pattern.push(char));
        let like = crate::check::filter::within(&pattern);
        scope = scope.and(Condition::Test(field.clone(), Test::Contains(like)));
    }
    let columns = vec![field.column(), Measure::count().column("count".to_owned())];
    let search = search.filter(|_| list).map(str::to_lowercase);
    let read = if search.is_some() { GROUP_LIMIT_MAX } else { limit + 1 };
    let aggregate = Aggregate {
        scope: scope.clone(),
        keys: vec![Key { field, keep: None }],
        buckets: None,
        measures: vec![Measure::count()],
        order: Some((Target::Measure(0), true)),
        limit: read,
    };
    let next = Next::Facet(Stage { search, limit });
    Select::new(&scope, crate::sql::aggregate(&aggregate), columns, read, next)
}

/// Whether a field is a number to aggregate and not to count by.
fn is_measure(field: &Field) -> bool {
    let number = matches!(field.ty, Type::Int | Type::Float);
    let role = match field.place {
        Place::Session(path) => session::find(path).map(|field| field.role),
        _ => FieldId::find(&field.path).map(|id| id.field().role),
    };
    number && (role == Some(Role::Measure) || field.unit == Unit::EpochMs)
}

/// Fields that are good to count by, of a kind: the ones a console shows unasked.
pub fn of_kind(kind: Kind) -> impl Iterator<Item = FieldId> {
    FieldId::all().filter(move |id| id.field().is_of(kind) && id.field().role == Role::Facet)
}

impl Stage {
    pub(super) fn finish(&self, mut rows: Rows) -> Rows {
        if let Some(search) = &self.search {
            rows.rows.retain(|row| match &row[0] {
                Cell::Text(text) => text.to_lowercase().contains(search),
                _ => false,
            });
        }
        rows.truncated |= rows.rows.len() > self.limit;
        rows.rows.truncate(self.limit);
        rows
    }
}
