//! Events to columns: one batch of one kind, built a row at a time.
//!
//! Only columns that have a value are built. An attribute gets a column of its own until there
//! are [`limit::ATTRIBUTE_COLUMNS_MAX`]; the rest of a row's attributes share one column.

mod column;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::Schema;
use solera_event::document::value_json;
use solera_event::{Attribute, Event, FIELDS, FieldId, Id, Kind, Value, field, limit};

use crate::columns::{self, ColumnType, Form};
use column::Column;

/// A batch that grows.
pub(crate) struct BatchBuilder {
    kind: Kind,
    rows: usize,
    dates: Vec<i64>,
    applications: Column,
    versions: Column,
    /// By a field's place in `FIELDS`.
    fields: Vec<Option<Box<Column>>>,
    attributes: Vec<(String, Column)>,
    attribute_places: HashMap<String, usize>,
    /// The column of each attribute of the row before: neighbours carry the same ones.
    shape: Vec<usize>,
    rest: Column,
}

impl BatchBuilder {
    /// An empty batch of a kind.
    pub(crate) fn new(kind: Kind) -> BatchBuilder {
        BatchBuilder {
            kind,
            rows: 0,
            dates: Vec::new(),
            applications: Column::new(ColumnType::Bytes),
            versions: Column::new(ColumnType::Int),
            fields: std::iter::repeat_with(|| None).take(FIELDS.len()).collect(),
            attributes: Vec::new(),
            attribute_places: HashMap::new(),
            shape: Vec::new(),
            rest: Column::new(ColumnType::Text),
        }
    }

    /// Of which kind.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Appends an event as a row.
    pub(crate) fn push(&mut self, event: &Event<'_>) {
        let row = self.rows;
        self.dates.push(event.date_ms);
        self.applications.put(row, &Value::Uuid(event.application));
        if self.kind == Kind::View {
            self.versions.put(row, &Value::Int(event.version as i64));
        }
        let mut misfits: Vec<Attribute<'_>> = Vec::new();
        for (id, value) in &event.fields {
            if !self.put_field(row, *id, value) {
                let known = id.field();
                let json = value_json(known.ty, value);
                misfits.push(Attribute { path: Cow::Borrowed(known.path), json });
            }
        }
        let mut rest = Vec::new();
        for (at, attribute) in event.attributes.iter().chain(&misfits).enumerate() {
            if !self.put_attribute(row, at, attribute) {
                rest.push((&*attribute.path, &*attribute.json));
            }
        }
        if !rest.is_empty() {
            self.rest.put_text(row, &rest_json(rest.into_iter()));
        }
        self.rows += 1;
    }

    #[inline]
    fn put_field(&mut self, row: usize, id: FieldId, value: &Value<'_>) -> bool {
        if matches!(id, field::DATE | field::APPLICATION_ID | field::RECEIVED) {
            return true; // the first two stand in the event itself; the last serves intake only
        }
        if let Some(column) = &mut self.fields[id.index()] {
            return column.put(row, value);
        }
        let Some(ty) = ColumnType::of_field(id.field().ty) else { return false };
        let mut column = Box::new(Column::new(ty));
        let fits = column.put(row, value);
        if fits {
            self.fields[id.index()] = Some(column);
        }
        fits
    }

    #[inline]
    fn put_attribute(&mut self, row: usize, at: usize, attribute: &Attribute<'_>) -> bool {
        let known = self.shape.get(at).copied();
        let place = match known {
            Some(place) if self.attributes[place].0 == attribute.path => place,
            _ => match self.attribute_place(&attribute.path) {
                Some(place) => place,
                None => return false,
            },
        };
        if at < self.shape.len() {
            self.shape[at] = place;
        } else if at == self.shape.len() {
            self.shape.push(place);
        }
        self.attributes[place].1.put_text(row, &attribute.json)
    }

    fn attribute_place(&mut self, path: &str) -> Option<usize> {
        if let Some(place) = self.attribute_places.get(path) {
            return Some(*place);
        }
        if self.attributes.len() >= limit::ATTRIBUTE_COLUMNS_MAX {
            return None;
        }
        let place = self.attributes.len();
        self.attributes.push((path.to_owned(), Column::new(ColumnType::Text)));
        self.attribute_places.insert(path.to_owned(), place);
        Some(place)
    }

    /// The batch.
    pub(crate) fn finish(self) -> RecordBatch {
        let rows = self.rows;
        let mut names: Vec<Cow<'static, str>> = Vec::new();
        let mut arrays = Vec::new();
        let mut dates = Column::new(ColumnType::Int);
        for (row, date) in self.dates.into_iter().enumerate() {
            dates.put(row, &Value::Int(date));
        }
        let mut put = |name: Cow<'static, str>, column: Column| {
            names.push(name);
            arrays.push(column.finish(rows));
        };
        put(columns::DATE.into(), dates);
        put(columns::APPLICATION.into(), self.applications);
        if self.kind == Kind::View {
            put(columns::VERSION.into(), self.versions);
        }
        for (id, column) in FieldId::all().zip(self.fields) {
            if let Some(column) = column {
                put(id.field().path.into(), *column);
            }
        }
        for (path, column) in self.attributes {
            put(columns::attribute_column(&path).into(), column);
        }
        if !self.rest.is_empty() {
            put(columns::REST.into(), self.rest);
        }
        let fields = names.iter().map(|name| columns::arrow_field(name, Form::Buffer));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        RecordBatch::try_new(schema, arrays).expect("every column has the type of its name")
    }
}

/// The text of [`columns::REST`]: path to value.
pub(crate) fn rest_json<'a>(attributes: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::from("{");
    for (path, json) in attributes {
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&serde_json::to_string(path).expect("text is JSON"));
        text.push(':');
        text.push_str(json);
    }
    text.push('}');
    text
}

/// Which event a row is: its id within its application and kind, hashed; `None` where it has no
/// id, and the caller gives it one.
pub(crate) fn identity(event: &Event<'_>) -> Option<u64> {
    let mut identity = Identity::new(event.kind, event.application.as_bytes());
    for id in id_fields(event.kind) {
        match event.get(*id) {
            Some(Value::Uuid(uuid)) => identity.id(uuid.as_bytes()),
            Some(Value::Text(text)) => identity.id(&Id::Text(Cow::Borrowed(text)).to_bytes()),
            Some(Value::Int(int)) => identity.number(*int),
            _ => identity.none(),
        }
        if identity.enough(event.kind) {
            break;
        }
    }
    identity.finish()
}

/// The fields that say which event of its kind it is: of a replay segment all, of other kinds the
/// first that it has.
pub(crate) fn id_fields(kind: Kind) -> &'static [FieldId] {
    match kind {
        Kind::View => &[field::VIEW_ID, field::KEY],
        Kind::Action => &[field::ACTION_ID, field::KEY],
        Kind::Resource => &[field::RESOURCE_ID, field::KEY],
        Kind::Error => &[field::ERROR_ID, field::KEY],
        Kind::LongTask => &[field::LONG_TASK_ID, field::KEY],
        Kind::Vital => &[field::VITAL_ID, field::KEY],
        Kind::Replay => &[field::VIEW_ID, field::SEGMENT_INDEX, field::SEGMENT_START],
        Kind::Other => &[field::TRANSITION_ID, field::CUSTOM_EVENT_ID, field::KEY],
        Kind::Log | Kind::Telemetry | Kind::Outcome => &[field::KEY],
    }
}

/// An id of more bytes is hashed by itself first.
const ID_BYTES_MAX: usize = 32;

/// Kind, application and three ids.
const IDENTITY_BYTES: usize = 17 + 3 * (ID_BYTES_MAX + 1);

/// A hash over an id, the same whether it is read from an event or from columns.
pub(crate) struct Identity {
    /// Kind, application and up to three ids: on the stack, for every event makes one.
    bytes: [u8; IDENTITY_BYTES],
    length: usize,
    ids: usize,
}

impl Identity {
    /// Of an event of that kind and application (16 bytes).
    pub(crate) fn new(kind: Kind, application: &[u8]) -> Identity {
        let mut identity = Identity { bytes: [0; IDENTITY_BYTES], length: 0, ids: 0 };
        identity.put(&[kind as u8]);
        identity.put(application);
        identity
    }

    /// An id as columns hold it.
    pub(crate) fn id(&mut self, id: &[u8]) {
        if id.len() <= ID_BYTES_MAX {
            self.put(&[id.len() as u8]);
            self.put(id);
        } else {
            self.put(&[0xfd]);
            self.put(&xxhash_rust::xxh3::xxh3_128(id).to_le_bytes());
        }
        self.ids += 1;
    }

    /// A number that is part of the id.
    pub(crate) fn number(&mut self, number: i64) {
        self.put(&[0xfe]);
        self.put(&number.to_le_bytes());
        self.ids += 1;
    }

    /// One that the event lacks.
    pub(crate) fn none(&mut self) {
        self.put(&[0xff]);
    }

    /// Whether the ids so far say which event it is.
    pub(crate) fn enough(&self, kind: Kind) -> bool {
        self.ids > 0 && kind != Kind::Replay
    }

    /// The hash, `None` without any id.
    pub(crate) fn finish(self) -> Option<u64> {
        let bytes = &self.bytes[..self.length];
        (self.ids > 0).then(|| xxhash_rust::xxh3::xxh3_64(bytes))
    }

    fn put(&mut self, bytes: &[u8]) {
        let room = &mut self.bytes[self.length..];
        let length = bytes.len().min(room.len());
        room[..length].copy_from_slice(&bytes[..length]);
        self.length += length;
    }
}

#[cfg(test)]
mod tests;
