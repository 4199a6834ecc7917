//! A path to the field or attribute it names, in the table of a question.

use solera_event::field::{FieldType, Origin, Unit};
use solera_event::limit::PATH_BYTES_MAX;
use solera_event::{FIELDS, FieldId, Kind};

use crate::statement::{Field, Place, Type};
use crate::{Invalid, Table, session, suggest};

/// Resolves a path. What is no field is an attribute, of which nothing is known.
///
/// # Errors
/// When the path is empty, longer than [`PATH_BYTES_MAX`], or the store's own.
pub(crate) fn resolve(table: Table, path: &str) -> Result<Field, Invalid> {
    let path = path.strip_prefix('@').unwrap_or(path);
    if path.is_empty() {
        return Err(Invalid::new("the field has no name"));
    }
    if path.len() > PATH_BYTES_MAX {
        return Err(Invalid::new(format!(
            "the field's name is {} bytes, the limit is {PATH_BYTES_MAX}",
            path.len()
        )));
    }
    match table {
        Table::Kind(kind) => of_kind(kind, path),
        Table::Session => match session::find(path) {
            Some(field) => Ok(Field {
                path: path.to_owned(),
                place: Place::Session(field.path),
                ty: column_type(field.ty),
                unit: field.unit,
            }),
            None => {
                let field = of_kind(Kind::View, path)?;
                let (ty, unit) = (field.ty, field.unit);
                let place = Place::Views(Box::new(field));
                Ok(Field { path: path.to_owned(), place, ty, unit })
            }
        },
    }
}

/// A field of `FIELDS` by its path, known to exist.
pub(crate) fn known(kind: Kind, path: &str) -> Field {
    of_kind(kind, path).expect("it is a path of FIELDS that is not the store's own")
}

fn of_kind(kind: Kind, path: &str) -> Result<Field, Invalid> {
    let id = FieldId::find(path);
    let unit = id.map_or(Unit::None, |id| id.field().unit);
    let new = |place, ty| Ok(Field { path: path.to_owned(), place, ty, unit });
    if path == "type" && kind != Kind::Other {
        return new(Place::Constant(kind.name()), Type::Text);
    }
    // Every row has these, whoever wrote it.
    let always = matches!(path, "date" | "application.id");
    let Some(field) = id.map(FieldId::field).filter(|field| always || field.is_of(kind)) else {
        return new(Place::Attribute, Type::Attribute);
    };
    if field.origin == Origin::Hidden {
        return Err(Invalid::new(format!("`{path}` is the store's own and not to be asked")));
    }
    match field.element() {
        Some((column, member)) => new(Place::Element { column, member }, Type::List),
        None => new(Place::Column, column_type(field.ty)),
    }
}

const fn column_type(ty: FieldType) -> Type {
    match ty {
        FieldType::Bool => Type::Bool,
        FieldType::Int => Type::Int,
        FieldType::Float => Type::Float,
        FieldType::Text | FieldType::Bytes => Type::Text,
        FieldType::Id => Type::Id,
        FieldType::Ids => Type::Ids,
        FieldType::List | FieldType::Element => Type::List,
        FieldType::Json => Type::Json,
    }
}

/// "did you mean" for the path of an attribute that is nearly a field's.
pub(crate) fn did_you_mean(table: Table, path: &str) -> Option<String> {
    let kind = table.kind();
    let of_views = FIELDS
        .iter()
        .filter(|field| field.is_of(kind) && field.origin != Origin::Hidden)
        .map(|field| field.path);
    let of_sessions = session::fields().iter().map(|field| field.path);
    match table {
        Table::Kind(_) => suggest::nearest(path, of_views),
        Table::Session => suggest::nearest(path, of_sessions.chain(of_views)),
    }
}
