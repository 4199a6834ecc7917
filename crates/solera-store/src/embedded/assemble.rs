//! The columns a question asks for, put together from those a part or a batch has.
//!
//! A column that is not there is null in every row. An attribute stands in its own column, or
//! among those that share one ([`REST`]), in one part even both. `_row` is made up.

use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, RecordBatch, RecordBatchOptions, StringViewBuilder, UInt64Array,
    new_null_array,
};
use arrow::compute::cast;
use arrow::datatypes::{DataType, SchemaRef};
use arrow::error::ArrowError;
use serde_json::value::RawValue;

use super::table::ROW;
use crate::columns::{REST, attribute_path};

/// How each column asked for comes about.
#[derive(Debug)]
pub(super) struct Assembly {
    schema: SchemaRef,
    origins: Vec<Origin>,
    /// The source's columns to read, ascending.
    pub(super) leaves: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq)]
enum Origin {
    Row,
    Null,
    /// Places among [`Assembly::leaves`].
    Own(usize),
    Attribute {
        path: String,
        own: Option<usize>,
        rest: usize,
    },
}

impl Assembly {
    /// How `schema` is put together from a source whose columns `find` tells the places of.
    pub(super) fn of(schema: &SchemaRef, find: impl Fn(&str) -> Option<usize>) -> Assembly {
        let rest = find(REST);
        let mut origins = Vec::with_capacity(schema.fields().len());
        let mut leaves = Vec::new();
        for field in schema.fields() {
            let own = find(field.name());
            let origin = match (attribute_path(field.name()), rest) {
                _ if field.name() == ROW => Origin::Row,
                (Some(path), Some(rest)) => Origin::Attribute { path: path.to_owned(), own, rest },
                _ => own.map_or(Origin::Null, Origin::Own),
            };
            leaves.extend(origin.leaves());
            origins.push(origin);
        }
        leaves.sort_unstable();
        leaves.dedup();
        origins.iter_mut().for_each(|origin| origin.number(&leaves));
        Assembly { schema: Arc::clone(schema), origins, leaves }
    }

    /// Whether nothing is asked for but how many rows there are.
    pub(super) fn is_empty(&self) -> bool {
        self.origins.is_empty()
    }

    /// Puts a batch together from the source's columns, in the order of their places. `rows`
    /// tells the value of `_row` for each row.
    ///
    /// # Errors
    /// When a column is of a type that cannot become the one asked for.
    pub(super) fn assemble(
        &self,
        columns: &[ArrayRef],
        len: usize,
        rows: impl FnOnce() -> UInt64Array,
    ) -> Result<RecordBatch, ArrowError> {
        let mut rows = Some(rows);
        let mut out = Vec::with_capacity(self.origins.len());
        for (origin, field) in self.origins.iter().zip(self.schema.fields()) {
            let ty = field.data_type();
            out.push(match origin {
                Origin::Row => match rows.take() {
                    Some(rows) => Arc::new(rows()) as ArrayRef,
                    None => return Err(ArrowError::SchemaError(format!("{ROW} is there twice"))),
                },
                Origin::Null => new_null_array(ty, len),
                Origin::Own(at) => as_type(&columns[*at], ty)?,
                Origin::Attribute { path, own, rest } => {
                    let own = own.map(|at| as_type(&columns[at], ty)).transpose()?;
                    attribute(path, own.as_ref(), &as_type(&columns[*rest], ty)?)
                }
            });
        }
        let options = RecordBatchOptions::new().with_row_count(Some(len));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), out, &options)
    }
}

impl Origin {
    fn leaves(&self) -> Vec<usize> {
        match self {
            Origin::Row | Origin::Null => Vec::new(),
            Origin::Own(leaf) => vec![*leaf],
            Origin::Attribute { own, rest, .. } => own.iter().copied().chain([*rest]).collect(),
        }
    }

    /// From places in the source to places among those read.
    fn number(&mut self, leaves: &[usize]) {
        let place = |leaf: &mut usize| {
            *leaf = leaves.binary_search(leaf).expect("every leaf was put there above");
        };
        match self {
            Origin::Row | Origin::Null => {}
            Origin::Own(leaf) => place(leaf),
            Origin::Attribute { own, rest, .. } => {
                own.iter_mut().for_each(place);
                place(rest);
            }
        }
    }
}

fn as_type(column: &ArrayRef, ty: &DataType) -> Result<ArrayRef, ArrowError> {
    if column.data_type() == ty { Ok(Arc::clone(column)) } else { cast(column, ty) }
}

/// An attribute's JSON text by row: from its own column, or from those that share one.
fn attribute(path: &str, own: Option<&ArrayRef>, rest: &ArrayRef) -> ArrayRef {
    if let Some(own) = own
        && rest.null_count() == rest.len()
    {
        return Arc::clone(own);
    }
    let key = serde_json::to_string(path).expect("text is JSON");
    let rest = rest.as_string_view();
    let own = own.map(|own| own.as_string_view());
    let mut out = StringViewBuilder::with_capacity(rest.len());
    for row in 0..rest.len() {
        let own = own.filter(|own| own.is_valid(row)).map(|own| own.value(row));
        let shared = || rest.is_valid(row).then(|| find(rest.value(row), path, &key)).flatten();
        out.append_option(own.or_else(shared));
    }
    Arc::new(out.finish())
}

/// The value of a key in the text of a JSON object, as it stands there. `quoted` is the key as
/// JSON text, which tells most objects apart without reading them.
fn find<'a>(object: &'a str, path: &str, quoted: &str) -> Option<&'a str> {
    if !object.contains(quoted) {
        return None;
    }
    let entries: Entries<'a> = serde_json::from_str(object).ok()?;
    entries.0.into_iter().find(|(key, _)| key == path).map(|(_, value)| value.get())
}

/// The entries of a JSON object, values unread.
struct Entries<'a>(Vec<(std::borrow::Cow<'a, str>, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Entries<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_found_as_it_stands() {
        let object = r#"{"context.a":1.10,"context.b\"":{"context.a":2},"context.c":"x"}"#;
        let at = |path: &str| find(object, path, &serde_json::to_string(path).unwrap());
        assert_eq!(at("context.a"), Some("1.10"));
        assert_eq!(at("context.b\""), Some(r#"{"context.a":2}"#));
        assert_eq!(at("context.c"), Some("\"x\""));
        assert_eq!(at("context"), None);
        assert_eq!(at("x"), None);
    }
}
