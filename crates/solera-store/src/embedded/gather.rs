//! Rows picked out of several batches, in any order, as the columns of a part.
//!
//! One column at a time: its cells are found once, then rows are copied. Attributes past the
//! bound of columns go into the one that they share, the seldom ones first.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BinaryBuilder, BooleanBuilder, Float64Builder, Int64Builder, RecordBatch,
    StringBuilder,
};
use solera_event::{Kind, limit};

use super::encode::{Coding, Column, usual_coding};
use crate::batch::rest_json;
use crate::columns::read::{Cells, rest_attributes};
use crate::columns::{ColumnType, REST, attribute_path};

/// A row: which batch, which of its rows.
pub(crate) type Pick = (u32, u32);

/// Batches to pick from, and the columns that come of them.
pub(crate) struct Gather<'b> {
    batches: Vec<&'b RecordBatch>,
    columns: Vec<Column>,
    /// Attributes that have no column of their own any more.
    shared: Vec<String>,
}

impl<'b> Gather<'b> {
    /// Looks at the batches and plans the columns.
    pub(crate) fn new(kind: Kind, batches: Vec<&'b RecordBatch>) -> Gather<'b> {
        let mut values: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for batch in &batches {
            for (column, field) in batch.columns().iter().zip(batch.schema_ref().fields()) {
                let (count, distinct) = values.entry(field.name()).or_default();
                *count += column.len() - column.null_count();
                *distinct += match Cells::new(column.as_ref()) {
                    Some(Cells::Dictionary(_, values)) => values.len(),
                    _ => 0,
                };
            }
        }
        let counts = values.iter().map(|(name, (count, _))| (*name, *count));
        let shared = seldom_attributes(counts);
        if !shared.is_empty() {
            values.entry(REST).or_default();
        }
        let kept = values.into_iter().filter(|(name, _)| !shared.iter().any(|one| one == name));
        let columns = kept.map(|(name, (count, distinct))| {
            let mut coding = usual_coding(kind, name);
            // Values that hardly repeat are not worth a dictionary.
            if ColumnType::of_name(name) == ColumnType::Text && distinct * 2 > count {
                coding = Coding::Plain;
            }
            Column { name: name.to_owned(), coding }
        });
        Gather { columns: columns.collect(), batches, shared }
    }

    /// The same with columns that were planned before.
    pub(crate) fn planned(
        batches: Vec<&'b RecordBatch>,
        columns: &[Column],
        shared: &[String],
    ) -> Gather<'b> {
        Gather { batches, columns: columns.to_vec(), shared: shared.to_vec() }
    }

    /// The columns, sorted by name.
    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The cells of a column, by its place among the columns.
    pub(crate) fn cells(&self, column: usize) -> ColumnCells<'b> {
        let name = &self.columns[column].name;
        let of = |name: &str| -> Vec<Option<Cells<'b>>> {
            let find = |batch: &&'b RecordBatch| {
                batch.column_by_name(name).and_then(|column| Cells::new(column.as_ref()))
            };
            self.batches.iter().map(find).collect()
        };
        let shared = if name == REST { self.shared.as_slice() } else { &[] };
        let shared = shared.iter().map(|name| (name.clone(), of(name))).collect();
        ColumnCells { ty: ColumnType::of_name(name), cells: of(name), shared }
    }
}

/// The names of the attributes that lose their column: past the bound, the seldom ones.
pub(crate) fn seldom_attributes<'n>(counts: impl Iterator<Item = (&'n str, usize)>) -> Vec<String> {
    let mut attributes: Vec<_> =
        counts.filter(|(name, _)| attribute_path(name).is_some()).collect();
    if attributes.len() <= limit::ATTRIBUTE_COLUMNS_MAX {
        return Vec::new();
    }
    attributes.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let seldom = attributes.drain(limit::ATTRIBUTE_COLUMNS_MAX..);
    seldom.map(|(name, _)| name.to_owned()).collect()
}

/// One column of all batches.
pub(crate) struct ColumnCells<'b> {
    ty: ColumnType,
    cells: Vec<Option<Cells<'b>>>,
    shared: Vec<(String, Vec<Option<Cells<'b>>>)>,
}

macro_rules! pick {
    ($self:ident, $rows:ident, $builder:expr, $get:ident) => {{
        let mut builder = $builder;
        for (batch, row) in $rows {
            let cells = $self.cells[*batch as usize].as_ref();
            builder.append_option(cells.and_then(|cells| cells.$get(*row as usize)));
        }
        Arc::new(builder.finish())
    }};
}

impl ColumnCells<'_> {
    /// The column of those rows.
    pub(crate) fn pick(&self, rows: &[Pick]) -> ArrayRef {
        let count = rows.len();
        match self.ty {
            ColumnType::Bool => pick!(self, rows, BooleanBuilder::with_capacity(count), bool),
            ColumnType::Int => pick!(self, rows, Int64Builder::with_capacity(count), int),
            ColumnType::Float => pick!(self, rows, Float64Builder::with_capacity(count), float),
            ColumnType::Bytes => {
                pick!(self, rows, BinaryBuilder::with_capacity(count, count * 16), bytes)
            }
            ColumnType::Text if !self.shared.is_empty() => self.pick_rest(rows),
            ColumnType::Text => {
                pick!(self, rows, StringBuilder::with_capacity(count, count * 16), text)
            }
        }
    }

    /// What the rows share, with what has lost its column.
    fn pick_rest(&self, rows: &[Pick]) -> ArrayRef {
        let mut builder = StringBuilder::new();
        for (batch, row) in rows {
            let (batch, row) = (*batch as usize, *row as usize);
            let text = |cells: &Vec<Option<Cells<'_>>>| {
                cells[batch].as_ref().and_then(|cells| cells.text(row).map(str::to_owned))
            };
            let old = text(&self.cells);
            let mut all: HashMap<Cow<'_, str>, Cow<'_, str>> = HashMap::new();
            for attribute in old.as_deref().map(rest_attributes).unwrap_or_default() {
                all.insert(attribute.path, attribute.json);
            }
            for (name, cells) in &self.shared {
                let (Some(path), Some(json)) = (attribute_path(name), text(cells)) else {
                    continue;
                };
                all.insert(Cow::Borrowed(path), Cow::Owned(json));
            }
            let json = rest_json(all.iter().map(|(path, json)| (&**path, &**json)));
            builder.append_option((!all.is_empty()).then_some(json));
        }
        Arc::new(builder.finish())
    }
}
