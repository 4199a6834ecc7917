//! How columns are named and typed: in the buffer, in a part, and as a question sees them.
//!
//! One name everywhere: a field's path, `@` and the path of an attribute, [`REST`] for attributes
//! without a column of their own, and a few hidden ones. A column is absent where no row has a
//! value. Rows are written by [`crate::batch`] and
//! read back by [`read`].

pub(crate) mod read;

use arrow::datatypes::{DataType, Field, Schema};
use solera_event::field::{self, FieldType, Origin};
use solera_event::{FIELDS, FieldId, Kind};

/// Attributes without a column of their own: the text of a JSON object, path to value. A row's
/// attribute may stand here although the part has a column of its name: other rows filled that.
pub(crate) const REST: &str = "attributes";
/// The version of a view's row, `Event::version`.
pub(crate) const VERSION: &str = "_solera.version";
/// When the event began, milliseconds since 1970; in every row.
pub(crate) const DATE: &str = "date";
/// Whose it is, 16 bytes; in every row.
pub(crate) const APPLICATION: &str = "application.id";

/// Where a column lies, which decides its Arrow type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A batch of the buffer: text as dictionary.
    Buffer,
    /// A part: plain text and bytes.
    Part,
    /// A question's table: views of text and bytes.
    Question,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnType {
    /// True or false.
    Bool,
    /// Whole numbers.
    Int,
    /// Numbers.
    Float,
    /// Text, also JSON text.
    Text,
    /// Ids as `Id::to_bytes`, and the store's own bytes.
    Bytes,
}

impl ColumnType {
    /// The type of a field's column, `None` for an element, which has no column.
    pub(crate) fn of_field(ty: FieldType) -> Option<ColumnType> {
        Some(match ty {
            FieldType::Bool => ColumnType::Bool,
            FieldType::Int => ColumnType::Int,
            FieldType::Float => ColumnType::Float,
            FieldType::Text | FieldType::List | FieldType::Json => ColumnType::Text,
            FieldType::Id | FieldType::Ids | FieldType::Bytes => ColumnType::Bytes,
            FieldType::Element => return None,
        })
    }

    /// The type of the column of that name; attributes and names that are gone are text.
    pub(crate) fn of_name(name: &str) -> ColumnType {
        if name == VERSION {
            return ColumnType::Int;
        }
        let field = FieldId::find(name).and_then(|id| ColumnType::of_field(id.field().ty));
        field.unwrap_or(ColumnType::Text)
    }

    /// The Arrow type where the column lies.
    pub(crate) fn arrow(self, form: Form) -> DataType {
        match (self, form) {
            (ColumnType::Bool, _) => DataType::Boolean,
            (ColumnType::Int, _) => DataType::Int64,
            (ColumnType::Float, _) => DataType::Float64,
            (ColumnType::Text, Form::Buffer) => {
                DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
            }
            (ColumnType::Text, Form::Part) => DataType::Utf8,
            (ColumnType::Text, Form::Question) => DataType::Utf8View,
            (ColumnType::Bytes, Form::Question) => DataType::BinaryView,
            (ColumnType::Bytes, _) => DataType::Binary,
        }
    }
}

/// The name of an attribute's column.
pub(crate) fn attribute_column(path: &str) -> String {
    format!("@{path}")
}

/// The path of an attribute's column, `None` for another column.
pub(crate) fn attribute_path(column: &str) -> Option<&str> {
    column.strip_prefix('@')
}

/// The Arrow field of a column. `date` and `application.id` are never null.
pub(crate) fn arrow_field(name: &str, form: Form) -> Field {
    let nullable = !matches!(name, DATE | APPLICATION);
    Field::new(name, ColumnType::of_name(name).arrow(form), nullable)
}

/// The fields that a question sees of a kind, in the order of `FIELDS`: all that it may carry,
/// without elements and hidden ones; of those only the id of events that have no other.
pub(crate) fn question_fields(kind: Kind) -> impl Iterator<Item = &'static str> {
    let known = FIELDS.iter().filter(move |known| {
        known.path == field::KEY.field().path
            || matches!(known.path, DATE | APPLICATION)
            || known.is_of(kind) && known.origin != Origin::Hidden
    });
    known.filter(|known| known.ty != FieldType::Element).map(|known| known.path)
}

/// The table that a question sees of a kind, without `_row`: its fields, then the attributes.
pub(crate) fn question_schema(kind: Kind, attributes: &[String]) -> Schema {
    let fields = question_fields(kind).map(|name| arrow_field(name, Form::Question));
    let attributes =
        attributes.iter().map(|path| arrow_field(&attribute_column(path), Form::Question));
    Schema::new(fields.chain(attributes).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_what_every_question_asks_for() {
        for kind in Kind::ALL {
            let schema = question_schema(kind, &["context.cart.total".to_owned()]);
            assert_eq!(schema.field_with_name("date").unwrap().data_type(), &DataType::Int64);
            let application = schema.field_with_name("application.id").unwrap();
            assert_eq!(application.data_type(), &DataType::BinaryView);
            let total = schema.field_with_name("@context.cart.total").unwrap();
            assert_eq!(total.data_type(), &DataType::Utf8View);
            assert!(schema.field_with_name("_solera.history").is_err());
        }
    }
}
