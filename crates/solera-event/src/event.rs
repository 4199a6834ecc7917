//! One event, flat: typed values of the fields, and attributes for all the rest.

use std::borrow::Cow;

use uuid::Uuid;

use crate::{Attribute, FieldId, Id, Kind};

/// One event, with its text borrowed from the body or the log entry it was read from.
///
/// Flat on purpose: a path is found in [`crate::FIELDS`] or it is an attribute, and no step after
/// decode walks JSON again.
#[derive(Debug, Clone, PartialEq)]
pub struct Event<'a> {
    /// Which table it belongs to.
    pub kind: Kind,
    /// Who it is: two events of one application and kind with one key are the same event.
    /// A hash of the id, or of the content where the client gives none.
    pub key: u64,
    /// When it began, in milliseconds since 1970.
    pub date_ms: i64,
    /// Whose it is.
    pub application: Uuid,
    /// A view's document version, 0 for anything else. The highest version wins.
    pub version: u64,
    /// Whether it holds only what changed in a view (`view_update`).
    pub partial: bool,
    /// Values of known fields, in any order, each field at most once. `date` and
    /// `application.id` stand in this struct instead.
    pub fields: Vec<(FieldId, Value<'a>)>,
    /// What is in no field, or does not fit the field's type: losslessly.
    pub attributes: Vec<Attribute<'a>>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number that comes back to the digit (one that does not is an attribute as well).
    Float(f64),
    /// Text; of a list or JSON field, the JSON text.
    Text(Cow<'a, str>),
    /// An id in the usual form.
    Uuid(Uuid),
    /// Bytes, in fields that never leave the store.
    Bytes(Cow<'a, [u8]>),
}

impl<'a> Event<'a> {
    /// An event that holds nothing yet.
    pub fn new(kind: Kind, application: Uuid, date_ms: i64) -> Event<'a> {
        Event {
            kind,
            key: 0,
            date_ms,
            application,
            version: 0,
            partial: false,
            fields: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// The value of a field.
    pub fn get(&self, field: FieldId) -> Option<&Value<'a>> {
        self.fields.iter().find(|(id, _)| *id == field).map(|(_, value)| value)
    }

    /// The text of a text field, `None` where it is absent or another type.
    pub fn text(&self, field: FieldId) -> Option<&str> {
        match self.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an id field.
    pub fn id(&self, field: FieldId) -> Option<Id<'_>> {
        match self.get(field)? {
            Value::Uuid(uuid) => Some(Id::Uuid(*uuid)),
            Value::Text(text) => Some(Id::Text(Cow::Borrowed(text))),
            _ => None,
        }
    }

    /// The value of a whole-number field.
    pub fn int(&self, field: FieldId) -> Option<i64> {
        match self.get(field)? {
            Value::Int(int) => Some(*int),
            _ => None,
        }
    }

    /// Puts a value, in place of the one before it if there is one.
    pub fn set(&mut self, field: FieldId, value: impl Into<Value<'a>>) {
        let value = value.into();
        match self.fields.iter_mut().find(|(id, _)| *id == field) {
            Some((_, old)) => *old = value,
            None => self.fields.push((field, value)),
        }
    }

    /// Puts a value where there is none.
    pub fn set_if_absent(&mut self, field: FieldId, value: impl Into<Value<'a>>) {
        if self.get(field).is_none() {
            self.fields.push((field, value.into()));
        }
    }

    /// Takes a field's value out.
    pub fn remove(&mut self, field: FieldId) -> Option<Value<'a>> {
        let at = self.fields.iter().position(|(id, _)| *id == field)?;
        Some(self.fields.swap_remove(at).1)
    }

    /// The same event, borrowing from nothing.
    pub fn into_owned(self) -> Event<'static> {
        Event {
            fields: self.fields.into_iter().map(|(id, value)| (id, value.into_owned())).collect(),
            attributes: self.attributes.into_iter().map(Attribute::into_owned).collect(),
            kind: self.kind,
            key: self.key,
            date_ms: self.date_ms,
            application: self.application,
            version: self.version,
            partial: self.partial,
        }
    }
}

impl Value<'_> {
    /// The same value, borrowing from nothing.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Bool(value) => Value::Bool(value),
            Value::Int(value) => Value::Int(value),
            Value::Float(value) => Value::Float(value),
            Value::Text(value) => Value::Text(Cow::Owned(value.into_owned())),
            Value::Uuid(value) => Value::Uuid(value),
            Value::Bytes(value) => Value::Bytes(Cow::Owned(value.into_owned())),
        }
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Value::Float(value)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Value::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Value::Text(Cow::Owned(value))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(value: Cow<'a, str>) -> Self {
        Value::Text(value)
    }
}

impl From<Uuid> for Value<'_> {
    fn from(value: Uuid) -> Self {
        Value::Uuid(value)
    }
}
