//! Rows of one stretch of a row group: judged by statistics, narrowed filter by filter, and only
//! then read whole.
//!
//! Which rows are left is a bit each. A filter reads its own columns, and of those only the rows
//! that are left and that statistics could not decide; the columns asked for come last.

use std::ops::Range;
use std::sync::Arc;

use arrow::array::{BooleanBufferBuilder, RecordBatch, UInt64Array};
use arrow::buffer::BooleanBuffer;
use arrow::datatypes::SchemaRef;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, RowSelection};

use super::assemble::Assembly;
use super::filter::Filter;
use super::footer::Footer;
use super::pages;
use super::part::Dead;
use super::prune::judge_rows;
use super::scan::{Damage, Plan};
use super::table::ROW_BITS;

/// What is left of a stretch of rows, batch by batch.
pub(super) struct GroupRows {
    /// Rows that had to be looked at.
    pub(super) looked_at: usize,
    reader: ColumnReader,
}

impl GroupRows {
    /// The next batch.
    ///
    /// # Errors
    /// When the part's bytes are not what they should be.
    pub(super) fn next_batch(&mut self) -> Result<Option<RecordBatch>, String> {
        self.reader.next_batch().map_err(|error| error.to_string())
    }
}

/// Finds the rows of a stretch that pass, and opens them for reading.
///
/// # Errors
/// When the part cannot be read, or a filter cannot be evaluated.
pub(super) fn open_group(
    plan: &Plan,
    part: usize,
    footer: &Arc<Footer>,
    group: usize,
    rows: Range<usize>,
    batch_rows: usize,
) -> Result<GroupRows, Damage> {
    let view = &plan.source.snapshot.parts[part];
    let metadata = footer.metadata();
    let before: i64 = metadata.row_groups()[..group].iter().map(|group| group.num_rows()).sum();
    let all = metadata.row_group(group).num_rows() as usize;
    let place = Place { footer, group, first: before as usize, part, batch_rows };
    let mut left = alive(&view.dead, place.first, all, rows);
    let judged: Vec<_> =
        plan.filters.iter().map(|filter| judge_rows(&filter.test, footer, group)).collect();
    for judged in &judged {
        left = &left & &judged.possible;
    }
    let looked_at = left.count_set_bits();
    for (filter, judged) in plan.filters.iter().zip(&judged) {
        let open = &left & &!&judged.certain;
        if open.count_set_bits() > 0 {
            left = &(&left & &judged.certain) | &place.passing(filter, &open)?;
        }
    }
    Ok(GroupRows { looked_at, reader: place.read(&plan.schema, left)? })
}

/// The rows of a stretch that are not dead, as bits of the row group.
fn alive(dead: &Dead, first: usize, all: usize, rows: Range<usize>) -> BooleanBuffer {
    let mut bits = BooleanBufferBuilder::new(all);
    bits.append_n(rows.start, false);
    bits.append_n(rows.len(), true);
    bits.append_n(all - rows.end, false);
    for row in dead.rows_in(first + rows.start..first + rows.end) {
        bits.set_bit(row - first, false);
    }
    bits.finish()
}

/// A row group of a part.
pub(super) struct Place<'a> {
    pub(super) footer: &'a Arc<Footer>,
    pub(super) group: usize,
    /// The part's row that is the group's first.
    pub(super) first: usize,
    /// The part's place in the snapshot.
    pub(super) part: usize,
    pub(super) batch_rows: usize,
}

impl Place<'_> {
    /// Reads columns of some rows.
    pub(super) fn read(
        &self,
        schema: &SchemaRef,
        rows: BooleanBuffer,
    ) -> Result<ColumnReader, Damage> {
        let assembly = Assembly::of(schema, |column| self.footer.leaf(column));
        let left = rows.count_set_bits();
        let inner = match assembly.leaves.is_empty() || left == 0 {
            true => None,
            false => Some(self.open(&assembly.leaves, &rows, left)?),
        };
        let first = ((self.part as u64) << ROW_BITS) + self.first as u64;
        Ok(ColumnReader {
            assembly,
            inner,
            rows,
            next: 0,
            left,
            first,
            batch_rows: self.batch_rows,
        })
    }

    fn open(
        &self,
        leaves: &[usize],
        rows: &BooleanBuffer,
        left: usize,
    ) -> Result<ParquetRecordBatchReader, Damage> {
        let some = left < rows.len();
        let selection = some.then(|| RowSelection::from_boolean_buffer(rows.clone()));
        let leaves = leaves.iter().copied();
        Ok(pages::open(self.footer, self.group, leaves, selection, self.batch_rows)?)
    }

    /// Of some rows, those that pass a filter.
    fn passing(&self, filter: &Filter, open: &BooleanBuffer) -> Result<BooleanBuffer, Damage> {
        let mut reader = self.read(&filter.schema, open.clone())?;
        let mut passed = BooleanBufferBuilder::new(reader.left);
        while let Some(batch) = reader.next_batch()? {
            let result = filter.evaluate(&batch).map_err(Damage::Question)?;
            passed.append_buffer(result.values());
        }
        Ok(deposit(open, &passed.finish()))
    }
}

/// Puts one bit for each row that is set in `rows` back to the place of that row.
fn deposit(rows: &BooleanBuffer, bits: &BooleanBuffer) -> BooleanBuffer {
    let mut out = BooleanBufferBuilder::new(rows.len());
    let mut taken = 0;
    for (start, end) in rows.set_slices() {
        out.append_n(start - out.len(), false);
        out.append_buffer(&bits.slice(taken, end - start));
        taken += end - start;
    }
    out.append_n(rows.len() - out.len(), false);
    out.finish()
}

/// Columns of some rows of a row group, batch by batch.
pub(super) struct ColumnReader {
    assembly: Assembly,
    /// `None` when nothing has to be read.
    inner: Option<ParquetRecordBatchReader>,
    rows: BooleanBuffer,
    /// The first row of the group that no batch has reached.
    next: usize,
    left: usize,
    first: u64,
    batch_rows: usize,
}

impl ColumnReader {
    /// The next batch, none at the end.
    pub(super) fn next_batch(&mut self) -> Result<Option<RecordBatch>, arrow::error::ArrowError> {
        if self.left == 0 {
            return Ok(None);
        }
        let (columns, len) = match &mut self.inner {
            None if self.assembly.is_empty() => (Vec::new(), self.left),
            None => (Vec::new(), self.left.min(self.batch_rows)),
            Some(inner) => match inner.next().transpose()? {
                None => return Ok(None),
                Some(batch) => (batch.columns().to_vec(), batch.num_rows()),
            },
        };
        self.left -= len.min(self.left);
        let (rows, next, first) = (&self.rows, &mut self.next, self.first);
        let numbers = || {
            let rest = rows.slice(*next, rows.len() - *next);
            let taken: Vec<u64> =
                rest.set_indices().take(len).map(|row| (*next + row) as u64).collect();
            *next = taken.last().map_or(*next, |last| *last as usize + 1);
            UInt64Array::from_iter_values(taken.into_iter().map(|row| first + row))
        };
        self.assembly.assemble(&columns, len, numbers).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_go_back_to_their_rows() {
        let rows = BooleanBuffer::from(vec![false, true, true, false, true, false]);
        let bits = BooleanBuffer::from(vec![true, false, true]);
        let expected = BooleanBuffer::from(vec![false, true, false, false, true, false]);
        assert_eq!(deposit(&rows, &bits), expected);
    }
}
