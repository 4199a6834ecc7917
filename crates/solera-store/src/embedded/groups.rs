//! What our aggregates share: values kept flat beside the number of their group.
//!
//! DataFusion gives rows with the number of their group, and takes results out group by group,
//! all at once or the first few. Flat vectors take a push per value and no allocation per group;
//! the order by group is made once, when results are taken out.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, BooleanArray, LargeBinaryArray};
use arrow::buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use datafusion::common::{Result, ScalarValue};
use datafusion::logical_expr::{Accumulator, EmitTo, GroupsAccumulator};

/// Whether a row is let in by the aggregate's own `FILTER (WHERE ...)`.
pub(super) fn passes(filter: Option<&BooleanArray>, row: usize) -> bool {
    filter.is_none_or(|filter| filter.is_valid(row) && filter.value(row))
}

/// Values of many groups.
#[derive(Debug)]
pub(super) struct Grouped<T> {
    groups: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Grouped<T> {
    fn default() -> Self {
        Grouped { groups: Vec::new(), values: Vec::new() }
    }
}

impl<T: Copy + Default> Grouped<T> {
    /// Adds a value to a group.
    pub(super) fn push(&mut self, group: usize, value: T) {
        self.groups.push(group as u32);
        self.values.push(value);
    }

    /// How many values there are, in all groups.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Bytes held.
    pub(super) fn size(&self) -> usize {
        self.groups.capacity() * size_of::<u32>() + self.values.capacity() * size_of::<T>()
    }

    /// Takes the values of the groups before `count` out, in the order of their groups: the
    /// values of group `n` stand at `offsets[n]..offsets[n + 1]`. Groups that stay are renumbered.
    pub(super) fn take(&mut self, count: usize, all: bool) -> (Vec<usize>, Vec<T>) {
        let mut offsets = vec![0; count + 1];
        for group in &self.groups {
            if let Some(offset) = offsets.get_mut(*group as usize + 1) {
                *offset += 1;
            }
        }
        for at in 0..count {
            offsets[at + 1] += offsets[at];
        }
        let mut next = offsets.clone();
        let mut taken = vec![T::default(); offsets[count]];
        for (group, value) in self.groups.iter().zip(&self.values) {
            if (*group as usize) < count {
                let place = &mut next[*group as usize];
                taken[*place] = *value;
                *place += 1;
            }
        }
        if all {
            *self = Grouped::default();
        } else {
            self.keep_from(count as u32);
        }
        (offsets, taken)
    }

    fn keep_from(&mut self, first: u32) {
        let mut kept = 0;
        for at in 0..self.groups.len() {
            if self.groups[at] >= first {
                self.groups[kept] = self.groups[at] - first;
                self.values[kept] = self.values[at];
                kept += 1;
            }
        }
        self.groups.truncate(kept);
        self.values.truncate(kept);
    }
}

/// How many groups an order to emit takes out, of `total`, and whether those are all.
pub(super) fn emitted(emit_to: EmitTo, total: usize) -> (usize, bool) {
    match emit_to {
        EmitTo::All => (total, true),
        EmitTo::First(count) => (count, false),
    }
}

/// One blob a group, out of the bytes of all and where each ends.
pub(super) fn blobs(bytes: Vec<u8>, ends: Vec<i64>) -> ArrayRef {
    let offsets = OffsetBuffer::new(ScalarBuffer::from(ends));
    Arc::new(LargeBinaryArray::new(offsets, Buffer::from_vec(bytes), None))
}

/// A grouped aggregate for questions without groups: everything is of group 0.
#[derive(Debug)]
pub(super) struct Ungrouped<G> {
    inner: G,
    zeros: Vec<usize>,
}

impl<G> Ungrouped<G> {
    /// The aggregate of one group.
    pub(super) fn new(inner: G) -> Ungrouped<G> {
        Ungrouped { inner, zeros: Vec::new() }
    }

    fn zeros(&mut self, rows: usize) {
        self.zeros.resize(rows, 0);
    }
}

impl<G: GroupsAccumulator> Ungrouped<G> {
    /// Makes sure that group 0 exists, even when no row ever came.
    fn at_least_one(&mut self) -> Result<()> {
        let none = blobs(Vec::new(), vec![0]);
        self.inner.merge_batch(&[none], &[], 1)
    }
}

impl<G: GroupsAccumulator + std::fmt::Debug + Sync> Accumulator for Ungrouped<G> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        self.zeros(values[0].len());
        self.inner.update_batch(values, &self.zeros, None, 1)
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.zeros(states[0].len());
        self.inner.merge_batch(states, &self.zeros, 1)
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.at_least_one()?;
        ScalarValue::try_from_array(&self.inner.evaluate(EmitTo::All)?, 0)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        self.at_least_one()?;
        let states = self.inner.state(EmitTo::All)?;
        states.iter().map(|state| ScalarValue::try_from_array(state, 0)).collect()
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.inner.size() + self.zeros.capacity() * size_of::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_out_by_group_and_the_rest_is_renumbered() {
        let mut grouped = Grouped::default();
        for (group, value) in [(2, 20), (0, 1), (1, 10), (0, 2), (2, 21)] {
            grouped.push(group, value);
        }
        assert_eq!(grouped.take(2, false), (vec![0, 2, 3], vec![1, 2, 10]));
        assert_eq!(grouped.len(), 2);
        assert_eq!(grouped.take(1, true), (vec![0, 2], vec![20, 21]));
        assert_eq!(grouped.len(), 0);
    }
}
