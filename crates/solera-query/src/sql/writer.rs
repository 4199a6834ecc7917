//! What a statement needs of its tables, gathered while its expressions are written.
//!
//! A session's columns are worked out by an inner statement over views, and only those that are
//! used: so the outer expressions are written first, and the inner statement from what they named.

use std::collections::BTreeSet;
use std::fmt;

use super::datafusion::{attribute, quoted, text};
use super::sessions;
use crate::Table;
use crate::statement::{Condition, Field, Place, Scope, Type};

/// Gathers attributes, columns, and columns of sessions.
pub(super) struct Writer<'a> {
    pub(super) scope: &'a Scope,
    pub(super) attributes: BTreeSet<String>,
    /// Columns of the source that outer expressions name, quoted.
    pub(super) columns: BTreeSet<String>,
    /// Of a session: what the inner statement works out, as (quoted name, expression).
    pub(super) inner: Vec<(String, String)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(scope: &'a Scope) -> Writer<'a> {
        Writer { scope, attributes: BTreeSet::new(), columns: BTreeSet::new(), inner: Vec::new() }
    }

    /// A field's value as its column holds it.
    pub(super) fn value(&mut self, field: &Field) -> String {
        match &field.place {
            Place::Column | Place::Attribute | Place::Element { .. } => {
                self.columns.insert(source_column(field));
                self.row_value(field)
            }
            Place::Constant(constant) => text(constant),
            Place::Session(path) => {
                let name = quoted(path);
                let expression = sessions::expression(path, self.scope.now_ms);
                self.of_views(name, expression)
            }
            Place::Views(of) => {
                let value = self.row_value(of);
                self.of_views(quoted(&format!("view:{}", of.path)), sessions::latest(&value))
            }
        }
    }

    /// A field's value in a row of events.
    pub(super) fn row_value(&mut self, field: &Field) -> String {
        match &field.place {
            Place::Attribute => {
                self.attributes.insert(field.path.clone());
                attribute(&field.path)
            }
            Place::Element { column, member } => {
                format!("elements({}, {})", quoted(column), text(member))
            }
            Place::Constant(constant) => text(constant),
            _ => quoted(&field.path),
        }
    }

    /// A value as it is grouped and told apart: the raw JSON of an attribute as its text.
    pub(super) fn distinct(&mut self, field: &Field) -> String {
        let value = self.value(field);
        match field.ty {
            Type::Attribute => format!("attribute_text({value})"),
            _ => value,
        }
    }

    /// A value as a number.
    pub(super) fn number(&mut self, field: &Field) -> String {
        let value = self.value(field);
        as_number(field, &value)
    }

    /// A condition that some view of the session must meet, as a column of the session.
    pub(super) fn any_view(&mut self, condition: &Condition) -> String {
        let row = self.row_condition(condition);
        let expression = format!("bool_or({row})");
        if let Some((name, _)) = self.inner.iter().find(|(_, other)| *other == expression) {
            return name.clone();
        }
        let name = quoted(&format!("match:{}", self.inner.len()));
        self.of_views(name, expression)
    }

    fn of_views(&mut self, name: String, expression: String) -> String {
        self.columns.insert(name.clone());
        if !self.inner.iter().any(|(other, _)| *other == name) {
            self.inner.push((name.clone(), expression));
        }
        name
    }

    /// The rows that outer expressions are about: a table or a statement over one, and what must
    /// hold of each row. To be called last, for it works out only what was named before.
    pub(super) fn source(&mut self) -> Source {
        let scope = self.scope;
        let mut terms = match scope.table {
            Table::Kind(_) => self.scope_terms(),
            Table::Session => Vec::new(),
        };
        match &scope.condition {
            Condition::All => (),
            Condition::And(all) => terms.extend(all.iter().map(|one| self.condition(one))),
            one => terms.push(self.condition(one)),
        }
        let from = match scope.table {
            Table::Kind(kind) => quoted(kind.name()),
            Table::Session => format!("({}) AS \"session\"", self.sessions()),
        };
        Source { from, terms }
    }
}

/// What stands after FROM, and after WHERE.
pub(super) struct Source {
    pub(super) from: String,
    pub(super) terms: Vec<String>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.from)?;
        match self.terms.as_slice() {
            [] => Ok(()),
            terms => write!(f, "\nWHERE {}", terms.join("\n  AND ")),
        }
    }
}

/// A value of some type as a number.
pub(super) fn as_number(field: &Field, value: &str) -> String {
    match field.ty {
        Type::Int | Type::Float => value.to_owned(),
        Type::Attribute => format!("attribute_number({value})"),
        _ => format!("TRY_CAST({value} AS DOUBLE)"),
    }
}

/// The column of a row that a field is read from.
fn source_column(field: &Field) -> String {
    match &field.place {
        Place::Attribute => attribute(&field.path),
        Place::Element { column, .. } => quoted(column),
        _ => quoted(&field.path),
    }
}
