//! Rows of one batch of the buffer that pass.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, BooleanBufferBuilder, RecordBatch, UInt64Array};
use arrow::compute::{and, filter_record_batch};
use arrow::datatypes::SchemaRef;
use datafusion::common::Result;

use super::assemble::Assembly;
use super::scan::Plan;
use super::table::ROW_BITS;

/// The columns asked for, of the batch's rows that are alive and pass; `None` when there is none.
///
/// # Errors
/// When a filter cannot be evaluated.
pub(super) fn read_batch(plan: &Plan, at: usize) -> Result<Option<RecordBatch>> {
    let snapshot = &plan.source.snapshot;
    let view = &snapshot.batches[at];
    let rows = view.batch.num_rows();
    let mut left = BooleanBufferBuilder::new(rows);
    left.append_n(rows, true);
    for row in view.dead.rows_in(0..rows) {
        left.set_bit(row, false);
    }
    let mut left = BooleanArray::new(left.finish(), None);
    let first = ((snapshot.parts.len() + at) as u64) << ROW_BITS;
    for filter in &plan.filters {
        if left.true_count() == 0 {
            return Ok(None);
        }
        let columns = columns(&view.batch, &filter.schema, first)?;
        left = and(&left, &filter.evaluate(&columns)?)?;
    }
    if left.true_count() == 0 {
        return Ok(None);
    }
    let columns = columns(&view.batch, &plan.schema, first)?;
    Ok(Some(if left.true_count() == rows {
        columns
    } else {
        filter_record_batch(&columns, &left)?
    }))
}

fn columns(batch: &RecordBatch, schema: &SchemaRef, first: u64) -> Result<RecordBatch> {
    let assembly = Assembly::of(schema, |column| batch.schema_ref().index_of(column).ok());
    let columns: Vec<ArrayRef> =
        assembly.leaves.iter().map(|leaf| Arc::clone(batch.column(*leaf))).collect();
    let rows = batch.num_rows();
    let numbers = || UInt64Array::from_iter_values(first..first + rows as u64);
    Ok(assembly.assemble(&columns, rows, numbers)?)
}
