//! A statement before it is text: fields resolved, values typed. What `check` hands to `sql`.
//!
//! Knows no dialect. What must hold: every column named here exists in its table.

use std::ops::Range;

use solera_event::field::Unit;
use solera_event::{FieldId, Id, Uuid};

use crate::{Cell, Column, ColumnType, Function, Table};

/// A field or attribute, resolved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    /// Its path as the answer names it.
    pub(crate) path: String,
    pub(crate) place: Place,
    pub(crate) ty: Type,
    pub(crate) unit: Unit,
}

/// Where a field's value is found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Place {
    /// The column of that path.
    Column,
    /// The attribute column of that path.
    Attribute,
    /// A member of each object in a JSON column.
    Element { column: &'static str, member: &'static str },
    /// Always this text.
    Constant(&'static str),
    /// A column of the session table.
    Session(&'static str),
    /// Of a session: this field of its views.
    Views(Box<Field>),
}

/// What a field's values are, as far as a question cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Bool,
    Int,
    Float,
    Text,
    Id,
    Ids,
    List,
    Json,
    /// Raw JSON text of any type.
    Attribute,
}

/// What must hold of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    All,
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Test(Field, Test),
    /// Any of the columns is like the pattern, in any case of letters.
    Words {
        columns: Vec<Field>,
        like: String,
    },
}

/// What must hold of a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    Present,
    Bool(bool),
    Text(String),
    /// Any of these, null too where it is among them.
    OneOf(Vec<Cell>),
    /// A LIKE pattern, case-sensitive.
    Like(String),
    /// Contains, in any case of letters: a LIKE pattern.
    Contains(String),
    Between(Option<Limit>, Option<Limit>),
}

/// An end of a range of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Limit {
    pub(crate) number: Number,
    pub(crate) inclusive: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Number {
    Int(i64),
    Float(f64),
}

/// Which rows a statement reads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scope {
    pub(crate) application: Uuid,
    pub(crate) table: Table,
    pub(crate) range: Range<i64>,
    pub(crate) condition: Condition,
    /// Now, in milliseconds: whether a session is still active depends on it.
    pub(crate) now_ms: i64,
    /// Of the session table: these sessions only, by the text of their ids; empty is all.
    pub(crate) sessions: Vec<String>,
}

/// A column to group by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) field: Field,
    /// When given, all other values become one, told apart by a column of its own.
    pub(crate) keep: Option<Vec<Cell>>,
}

/// Buckets of time or of a measure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Buckets {
    /// Start of the first and width, of a whole-number column.
    Even { field: Field, start: i64, width: i64 },
    /// Starts of all, and the end of the last, of `date`.
    Uneven { field: Field, bounds: Vec<i64> },
    /// Of a measure: `count` of a width from a start on, numbered from 0; what lies under them is
    /// -1, what lies over them `count`.
    Measure { field: Field, start: Number, width: Number, count: usize },
}

/// A number to work out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measure {
    pub(crate) function: Function,
    pub(crate) field: Option<Field>,
    /// Of [`Function::Percentile`], 0 to 100.
    pub(crate) p: f64,
    pub(crate) condition: Option<Condition>,
}

/// A column to order by: its place among keys, or among measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Key(usize),
    Bucket,
    Measure(usize),
}

/// Aggregates by group.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Aggregate {
    pub(crate) scope: Scope,
    pub(crate) keys: Vec<Key>,
    pub(crate) buckets: Option<Buckets>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) order: Option<(Target, bool)>,
    pub(crate) limit: usize,
}

impl Type {
    /// The cells of a column of this type.
    pub(crate) const fn column(self) -> ColumnType {
        match self {
            Type::Bool => ColumnType::Bool,
            Type::Int => ColumnType::Int,
            Type::Float => ColumnType::Float,
            _ => ColumnType::Text,
        }
    }
}

impl Scope {
    /// The scope of the same rows that match one condition more.
    pub(crate) fn and(mut self, condition: Condition) -> Scope {
        self.condition = match self.condition {
            Condition::All => condition,
            Condition::And(mut all) => {
                all.push(condition);
                Condition::And(all)
            }
            other => Condition::And(vec![other, condition]),
        };
        self
    }

    /// The one session that its condition allows, if it allows one alone.
    pub(crate) fn session(&self) -> Option<Id<'static>> {
        let one = |condition: &Condition| match condition {
            Condition::Test(field, Test::Text(text)) if field.path == "session.id" => {
                Some(owned_id(text))
            }
            _ => None,
        };
        if let [session] = self.sessions.as_slice() {
            return Some(owned_id(session));
        }
        match &self.condition {
            Condition::And(all) => all.iter().find_map(one),
            condition => one(condition),
        }
    }

    /// The one id that its condition asks for, and in which column, if it asks for nothing else.
    pub(crate) fn only_id(&self) -> Option<(&'static str, Id<'static>)> {
        let Condition::Test(field, Test::Text(text)) = &self.condition else { return None };
        if field.place != Place::Column || field.ty != Type::Id || !self.sessions.is_empty() {
            return None;
        }
        Some((FieldId::find(&field.path)?.field().path, owned_id(text)))
    }
}

fn owned_id(text: &str) -> Id<'static> {
    match Id::parse(text) {
        Id::Uuid(uuid) => Id::Uuid(uuid),
        Id::Text(_) => Id::Text(text.to_owned().into()),
    }
}

impl Measure {
    /// How many events.
    pub(crate) const fn count() -> Measure {
        Measure { function: Function::Count, field: None, p: 0.0, condition: None }
    }

    /// Its column in an answer.
    pub(crate) fn column(&self, name: String) -> Column {
        let field = self.field.as_ref();
        let whole = field.is_some_and(|field| field.ty == Type::Int);
        let unit = field.map_or(Unit::None, |field| field.unit);
        let (ty, unit) = match self.function {
            Function::Count | Function::Cardinality => (ColumnType::Int, Unit::Count),
            Function::Share => (ColumnType::Float, Unit::None),
            Function::Min | Function::Max if unit == Unit::EpochMs => (ColumnType::Time, unit),
            Function::Sum | Function::Min | Function::Max if whole => (ColumnType::Int, unit),
            _ => (ColumnType::Float, unit),
        };
        Column { name, ty, unit }
    }
}

impl Field {
    /// Its column in an answer.
    pub(crate) fn column(&self) -> Column {
        let ty = if self.unit == Unit::EpochMs { ColumnType::Time } else { self.ty.column() };
        Column { name: self.path.clone(), ty, unit: self.unit }
    }
}
