//! Rows of columns back to events, from a batch of the buffer, a part or a question alike.

use std::borrow::Cow;
use std::collections::BTreeMap;

use arrow::array::{
    Array, AsArray, BinaryArray, BinaryViewArray, BooleanArray, Float64Array, Int32Array,
    Int64Array, RecordBatch, StringArray, StringViewArray,
};
use arrow::datatypes::{DataType, Int32Type};
use serde_json::value::RawValue;
use solera_event::field::{self, FieldType};
use solera_event::view::History;
use solera_event::{Attribute, Event, FieldId, Id, Kind, Uuid, Value, row};

use super::{APPLICATION, DATE, REST, VERSION, attribute_path};

/// A batch whose rows are read as events.
pub(crate) struct Rows<'b> {
    kind: Kind,
    dates: Option<&'b Int64Array>,
    applications: Option<Cells<'b>>,
    versions: Option<&'b Int64Array>,
    rest: Option<Cells<'b>>,
    fields: Vec<(FieldId, Cells<'b>)>,
    attributes: Vec<(&'b str, Cells<'b>)>,
}

impl<'b> Rows<'b> {
    /// Looks at the columns once. Columns of no known name are left out.
    pub(crate) fn new(kind: Kind, batch: &'b RecordBatch) -> Rows<'b> {
        let mut rows = Rows {
            kind,
            dates: None,
            applications: None,
            versions: None,
            rest: None,
            fields: Vec::new(),
            attributes: Vec::new(),
        };
        for (column, about) in batch.columns().iter().zip(batch.schema_ref().fields()) {
            let name = about.name().as_str();
            match name {
                DATE => rows.dates = column.as_any().downcast_ref(),
                VERSION => rows.versions = column.as_any().downcast_ref(),
                _ => rows.put(column.as_ref(), name),
            }
        }
        // Borrowed from the schema, which lives as long as the batch.
        for (at, about) in batch.schema_ref().fields().iter().enumerate() {
            let cells = Cells::new(batch.column(at).as_ref());
            if let (Some(path), Some(cells)) = (attribute_path(about.name()), cells) {
                rows.attributes.push((path, cells));
            }
        }
        rows
    }

    fn put(&mut self, column: &'b dyn Array, name: &str) {
        let Some(cells) = Cells::new(column) else { return };
        match name {
            APPLICATION => self.applications = Some(cells),
            REST => self.rest = Some(cells),
            _ => self.fields.extend(FieldId::find(name).map(|id| (id, cells))),
        }
    }

    /// A row's date, in milliseconds since 1970.
    pub(crate) fn date_ms(&self, row: usize) -> i64 {
        self.dates.map_or(0, |dates| dates.value(row))
    }

    /// The application of a row.
    pub(crate) fn application(&self, row: usize) -> Uuid {
        let bytes = self.applications.as_ref().and_then(|cells| cells.bytes(row));
        bytes.and_then(|bytes| Uuid::from_slice(bytes).ok()).unwrap_or_default()
    }

    /// The version of a view's row.
    pub(crate) fn version(&self, row: usize) -> u64 {
        self.versions.map_or(0, |versions| versions.value(row) as u64)
    }

    /// A row as the event it was made of.
    pub(crate) fn event(&self, row: usize) -> Event<'b> {
        let mut event = Event::new(self.kind, self.application(row), self.date_ms(row));
        event.version = self.version(row);
        for (id, cells) in &self.fields {
            event.fields.extend(cells.value(row, id.field().ty).map(|value| (*id, value)));
        }
        for (path, cells) in &self.attributes {
            if let Some(json) = cells.text(row) {
                let path = Cow::Borrowed(*path);
                event.attributes.push(Attribute { path, json: Cow::Borrowed(json) });
            }
        }
        let rest = self.rest.as_ref().and_then(|cells| cells.text(row));
        event.attributes.extend(rest.into_iter().flat_map(rest_attributes));
        event
    }

    /// The versions of a view's row that may still matter.
    pub(crate) fn history(&self, row: usize) -> History<'static> {
        let mut event = self.event(row);
        let Some(Value::Bytes(bytes)) = event.remove(field::HISTORY) else {
            return History::new(vec![event.into_owned()]);
        };
        History::new(decode_history(&bytes))
    }
}

/// The versions that [`encode_history`] kept.
pub(crate) fn decode_history(bytes: &[u8]) -> Vec<Event<'static>> {
    let mut rest = bytes;
    let mut versions = Vec::new();
    while let Ok(Some(version)) = row::decode(&mut rest) {
        versions.push(version.into_owned());
    }
    versions
}

/// Versions as the hidden field holds them.
pub(crate) fn encode_history(history: &History<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for version in history.versions() {
        row::encode(version, &mut bytes);
    }
    bytes
}

/// The attributes of a cell of [`REST`].
pub(crate) fn rest_attributes(text: &str) -> Vec<Attribute<'_>> {
    let Ok(rest) = serde_json::from_str::<BTreeMap<Cow<'_, str>, &RawValue>>(text) else {
        return Vec::new();
    };
    let attributes = rest.into_iter();
    attributes.map(|(path, json)| Attribute { path, json: Cow::Borrowed(json.get()) }).collect()
}

/// The cells of a column, whatever form it has.
pub(crate) enum Cells<'b> {
    Bool(&'b BooleanArray),
    Int(&'b Int64Array),
    Float(&'b Float64Array),
    Text(&'b StringArray),
    TextView(&'b StringViewArray),
    Dictionary(&'b Int32Array, &'b StringArray),
    Bytes(&'b BinaryArray),
    BytesView(&'b BinaryViewArray),
}

impl<'b> Cells<'b> {
    /// `None` for a type that no column has.
    pub(crate) fn new(column: &'b dyn Array) -> Option<Cells<'b>> {
        let any = column.as_any();
        Some(match column.data_type() {
            DataType::Boolean => Cells::Bool(any.downcast_ref()?),
            DataType::Int64 => Cells::Int(any.downcast_ref()?),
            DataType::Float64 => Cells::Float(any.downcast_ref()?),
            DataType::Utf8 => Cells::Text(any.downcast_ref()?),
            DataType::Utf8View => Cells::TextView(any.downcast_ref()?),
            DataType::Binary => Cells::Bytes(any.downcast_ref()?),
            DataType::BinaryView => Cells::BytesView(any.downcast_ref()?),
            DataType::Dictionary(_, _) => {
                let dictionary = column.as_dictionary_opt::<Int32Type>()?;
                let values = dictionary.values().as_any().downcast_ref()?;
                Cells::Dictionary(dictionary.keys(), values)
            }
            _ => return None,
        })
    }

    /// The text of a row of a text column.
    pub(crate) fn text(&self, row: usize) -> Option<&'b str> {
        match self {
            Cells::Text(cells) => cells.is_valid(row).then(|| cells.value(row)),
            Cells::TextView(cells) => cells.is_valid(row).then(|| cells.value(row)),
            Cells::Dictionary(keys, values) => {
                keys.is_valid(row).then(|| values.value(keys.value(row) as usize))
            }
            _ => None,
        }
    }

    /// The bytes of a row of a column of bytes.
    pub(crate) fn bytes(&self, row: usize) -> Option<&'b [u8]> {
        match self {
            Cells::Bytes(cells) => cells.is_valid(row).then(|| cells.value(row)),
            Cells::BytesView(cells) => cells.is_valid(row).then(|| cells.value(row)),
            _ => None,
        }
    }

    /// The number of a row of a column of whole numbers.
    pub(crate) fn int(&self, row: usize) -> Option<i64> {
        match self {
            Cells::Int(cells) => cells.is_valid(row).then(|| cells.value(row)),
            _ => None,
        }
    }

    /// The number of a row of a column of numbers.
    pub(crate) fn float(&self, row: usize) -> Option<f64> {
        match self {
            Cells::Float(cells) => cells.is_valid(row).then(|| cells.value(row)),
            _ => None,
        }
    }

    /// The value of a row of a column of true and false.
    pub(crate) fn bool(&self, row: usize) -> Option<bool> {
        match self {
            Cells::Bool(cells) => cells.is_valid(row).then(|| cells.value(row)),
            _ => None,
        }
    }

    fn value(&self, row: usize, ty: FieldType) -> Option<Value<'b>> {
        match self {
            Cells::Bool(_) => self.bool(row).map(Value::Bool),
            Cells::Int(_) => self.int(row).map(Value::Int),
            Cells::Float(_) => self.float(row).map(Value::Float),
            Cells::Bytes(_) | Cells::BytesView(_) => {
                let bytes = self.bytes(row)?;
                Some(match ty {
                    FieldType::Bytes => Value::Bytes(Cow::Borrowed(bytes)),
                    _ => Id::from_bytes(bytes).into(),
                })
            }
            _ => self.text(row).map(|text| Value::Text(Cow::Borrowed(text))),
        }
    }
}
