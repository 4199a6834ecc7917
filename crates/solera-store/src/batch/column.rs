//! One column of a batch while it grows, a value at a time.
//!
//! Rows without a value cost nothing until the next value comes. Text is a dictionary; the value
//! before is compared first, for neighbouring events share most of their values.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BinaryArray, BooleanArray, DictionaryArray, Float64Array, Int32Array, Int64Array,
    StringArray,
};
use arrow::buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use hashbrown::HashTable;
use solera_event::{Id, Value};
use xxhash_rust::xxh3::xxh3_64;

use crate::columns::ColumnType;

/// A column that grows.
#[derive(Debug)]
pub(super) struct Column {
    values: Values,
    /// Of every row up to the last value, whether it has one; empty while all have.
    present: Vec<bool>,
    rows: usize,
}

#[derive(Debug)]
enum Values {
    Bool(Vec<bool>),
    Int(Vec<i64>),
    Float(Vec<f64>),
    Text(Texts),
    Bytes(Runs),
}

impl Column {
    pub(super) fn new(ty: ColumnType) -> Column {
        let values = match ty {
            ColumnType::Bool => Values::Bool(Vec::new()),
            ColumnType::Int => Values::Int(Vec::new()),
            ColumnType::Float => Values::Float(Vec::new()),
            ColumnType::Text => Values::Text(Texts::default()),
            ColumnType::Bytes => Values::Bytes(Runs::default()),
        };
        Column { values, present: Vec::new(), rows: 0 }
    }

    /// Puts the value of a row. `false` when the value is of another type, or the row has one.
    #[inline]
    pub(super) fn put(&mut self, row: usize, value: &Value<'_>) -> bool {
        if row < self.rows {
            return false;
        }
        // Before the gap is filled: a value of another type leaves no trace.
        let fits = matches!(
            (&self.values, value),
            (Values::Bool(_), Value::Bool(_))
                | (Values::Int(_), Value::Int(_))
                | (Values::Float(_), Value::Float(_))
                | (Values::Text(_), Value::Text(_))
                | (Values::Bytes(_), Value::Uuid(_) | Value::Text(_) | Value::Bytes(_))
        );
        if !fits {
            return false;
        }
        self.pad(row);
        match (&mut self.values, value) {
            (Values::Bool(all), Value::Bool(value)) => all.push(*value),
            (Values::Int(all), Value::Int(value)) => all.push(*value),
            (Values::Float(all), Value::Float(value)) => all.push(*value),
            (Values::Text(all), Value::Text(text)) => all.push(text),
            (Values::Bytes(all), Value::Uuid(uuid)) => all.push(uuid.as_bytes()),
            (Values::Bytes(all), Value::Text(text)) => {
                all.push(&Id::Text(std::borrow::Cow::Borrowed(text)).to_bytes());
            }
            (Values::Bytes(all), Value::Bytes(bytes)) => all.push(bytes),
            _ => unreachable!("the types were compared above"),
        }
        if !self.present.is_empty() {
            self.present.push(true);
        }
        self.rows = row + 1;
        true
    }

    /// Puts text of a row that has none yet.
    #[inline]
    pub(super) fn put_text(&mut self, row: usize, text: &str) -> bool {
        if row < self.rows {
            return false;
        }
        self.pad(row);
        let Values::Text(all) = &mut self.values else { return false };
        all.push(text);
        if !self.present.is_empty() {
            self.present.push(true);
        }
        self.rows = row + 1;
        true
    }

    /// Whether no row has a value.
    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Nulls up to a row.
    fn pad(&mut self, row: usize) {
        let gap = row - self.rows;
        if gap == 0 {
            return;
        }
        if self.present.is_empty() {
            self.present.resize(self.rows, true);
        }
        self.present.resize(row, false);
        match &mut self.values {
            Values::Bool(all) => all.resize(row, false),
            Values::Int(all) => all.resize(row, 0),
            Values::Float(all) => all.resize(row, 0.0),
            Values::Text(all) => all.keys.resize(row, 0),
            Values::Bytes(all) => all.ends.resize(row, all.bytes.len() as i32),
        }
        self.rows = row;
    }

    /// The column of so many rows.
    pub(super) fn finish(mut self, rows: usize) -> ArrayRef {
        self.pad(rows);
        let nulls = (!self.present.is_empty()).then(|| NullBuffer::from(self.present));
        match self.values {
            Values::Bool(all) => Arc::new(BooleanArray::new(BooleanBuffer::from(all), nulls)),
            Values::Int(all) => Arc::new(Int64Array::new(all.into(), nulls)),
            Values::Float(all) => Arc::new(Float64Array::new(all.into(), nulls)),
            Values::Text(all) => all.finish(nulls),
            Values::Bytes(all) => {
                let (offsets, bytes) = all.finish();
                Arc::new(BinaryArray::new(offsets, bytes, nulls))
            }
        }
    }
}

/// Byte strings one after another.
#[derive(Debug, Default)]
struct Runs {
    ends: Vec<i32>,
    bytes: Vec<u8>,
}

impl Runs {
    #[inline]
    fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.ends.push(self.bytes.len() as i32);
    }

    #[inline]
    fn get(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.bytes[start..self.ends[at] as usize]
    }

    fn finish(self) -> (OffsetBuffer<i32>, Buffer) {
        let mut offsets = Vec::with_capacity(self.ends.len() + 1);
        offsets.push(0);
        offsets.extend_from_slice(&self.ends);
        (OffsetBuffer::new(ScalarBuffer::from(offsets)), Buffer::from_vec(self.bytes))
    }
}

/// Texts as a dictionary.
#[derive(Debug, Default)]
struct Texts {
    keys: Vec<i32>,
    values: Runs,
    last: i32,
    table: HashTable<(u32, i32)>,
}

impl Texts {
    #[inline]
    fn push(&mut self, text: &str) {
        let same = (self.last as usize) < self.values.ends.len()
            && self.values.get(self.last as usize) == text.as_bytes();
        if !same {
            self.last = self.intern(text);
        }
        self.keys.push(self.last);
    }

    fn intern(&mut self, text: &str) -> i32 {
        let short = (xxh3_64(text.as_bytes()) >> 32) as u32;
        // The table asks for a hash again only to grow: the half that is kept serves for both.
        let widen = |short: u32| u64::from(short) << 32 | u64::from(short);
        let values = &self.values;
        let same = |(other, key): &(u32, i32)| {
            *other == short && values.get(*key as usize) == text.as_bytes()
        };
        if let Some((_, key)) = self.table.find(widen(short), same) {
            return *key;
        }
        let key = self.values.ends.len() as i32;
        self.values.push(text.as_bytes());
        self.table.insert_unique(widen(short), (short, key), |(short, _)| widen(*short));
        key
    }

    fn finish(mut self, nulls: Option<NullBuffer>) -> ArrayRef {
        if self.values.ends.is_empty() {
            // Keys of null rows must point somewhere too.
            self.values.push(b"");
        }
        let (offsets, bytes) = self.values.finish();
        let values = StringArray::new(offsets, bytes, None);
        let keys = Int32Array::new(self.keys.into(), nulls);
        Arc::new(DictionaryArray::new(keys, Arc::new(values)))
    }
}
