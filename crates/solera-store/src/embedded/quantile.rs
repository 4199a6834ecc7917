//! `percentile(x, p, ...)`: exact, by selection among the values of each group.
//!
//! `p` is 0 to 100; the answer is linear between the closest ranks, computed in f64. With several
//! `p` the answer is a list, so that a question for three percentiles of one column keeps its
//! values once. Values stay flat, 12 bytes each (see `groups.rs`); once all aggregates of a
//! question together hold more than [`limit::PERCENTILE_VALUES_MAX`], each turns into sketches
//! (`sketch.rs`) and the question's [`Budget`] remembers that the answer is approximate.
//!
//! A state is one blob a group: a mark, then either keys of values or the buckets of a sketch.

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, FixedSizeListArray, Float64Array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, FieldRef, Float64Type};
use datafusion::common::{Result, ScalarValue, exec_err, plan_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};
use datafusion::physical_expr::expressions::Literal;
use solera_event::limit;

use super::groups::{Grouped, Ungrouped, blobs, emitted, passes};
use super::sketch::Sketch;

/// How many values the percentiles of one question may still keep.
#[derive(Debug)]
pub(super) struct Budget {
    values_max: usize,
    values: AtomicUsize,
    approximate: AtomicBool,
}

impl Budget {
    /// A budget of that many values.
    pub(super) fn new(values_max: usize) -> Arc<Budget> {
        Arc::new(Budget {
            values_max,
            values: AtomicUsize::new(0),
            approximate: AtomicBool::new(false),
        })
    }

    /// The relative error, when any percentile came from a sketch.
    pub(super) fn error(&self) -> Option<f64> {
        self.approximate.load(Ordering::Relaxed).then_some(limit::PERCENTILE_SKETCH_ERROR)
    }

    /// Counts values in; false when they are too many.
    fn take(&self, values: usize) -> bool {
        self.values.fetch_add(values, Ordering::Relaxed) + values <= self.values_max
    }

    fn give_back(&self, values: usize) {
        self.values.fetch_sub(values, Ordering::Relaxed);
    }
}

/// The function, one for each question.
#[derive(Debug)]
pub(super) struct Percentile {
    signature: Signature,
    budget: Arc<Budget>,
}

impl Percentile {
    /// The function within a question's budget.
    pub(super) fn new(budget: Arc<Budget>) -> Percentile {
        Percentile { signature: Signature::user_defined(Volatility::Immutable), budget }
    }

    fn values(&self, args: &AccumulatorArgs<'_>) -> Result<Values> {
        let ranks = args.exprs[1..].iter().map(|expr| {
            let literal = expr.downcast_ref::<Literal>().map(Literal::value);
            match literal {
                Some(ScalarValue::Float64(Some(p))) if (0.0..=100.0).contains(p) => Ok(*p),
                _ => exec_err!("the second argument of percentile is a number from 0 to 100"),
            }
        });
        Ok(Values::new(ranks.collect::<Result<_>>()?, Arc::clone(&self.budget)))
    }
}

impl PartialEq for Percentile {
    fn eq(&self, other: &Percentile) -> bool {
        Arc::ptr_eq(&self.budget, &other.budget)
    }
}

impl Eq for Percentile {}

impl Hash for Percentile {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.budget).hash(state);
    }
}

fn list_type(len: usize) -> DataType {
    DataType::FixedSizeList(Arc::new(Field::new_list_field(DataType::Float64, true)), len as i32)
}

impl AggregateUDFImpl for Percentile {
    fn name(&self) -> &str {
        "percentile"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arg_types: &[DataType]) -> Result<Vec<DataType>> {
        let [value, ranks @ ..] = arg_types else { return plan_err!("percentile wants arguments") };
        if ranks.is_empty() || !(value.is_numeric() || value.is_null()) {
            return plan_err!("percentile wants a number and a rank, not {arg_types:?}");
        }
        let value = if *value == DataType::Int64 { DataType::Int64 } else { DataType::Float64 };
        Ok(std::iter::once(value).chain(ranks.iter().map(|_| DataType::Float64)).collect())
    }

    fn return_type(&self, arg_types: &[DataType]) -> Result<DataType> {
        Ok(match arg_types.len() {
            2 => DataType::Float64,
            len => list_type(len.saturating_sub(1)),
        })
    }

    fn state_fields(&self, args: StateFieldsArgs<'_>) -> Result<Vec<FieldRef>> {
        let name = format!("{}[values]", args.name);
        Ok(vec![Arc::new(Field::new(name, DataType::LargeBinary, true))])
    }

    fn accumulator(&self, args: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Ungrouped::new(self.values(&args)?)))
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs<'_>) -> bool {
        true
    }

    fn create_groups_accumulator(
        &self,
        args: AccumulatorArgs<'_>,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(self.values(&args)?))
    }
}

/// Mark of a blob that holds keys of values.
const EXACT: u8 = 0;
/// Mark of a blob that holds a sketch.
const SKETCH: u8 = 1;

/// A number as an integer of the same order, so that selection compares integers.
fn key(value: f64) -> i64 {
    let bits = value.to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

fn value(key: i64) -> f64 {
    f64::from_bits((key ^ (((key >> 63) as u64) >> 1) as i64) as u64)
}

/// The values of every group.
#[derive(Debug)]
struct Values {
    ranks: Vec<f64>,
    budget: Arc<Budget>,
    groups: usize,
    exact: Grouped<i64>,
    /// How many of them the budget knows of.
    counted: usize,
    /// One a group, once there are too many values.
    sketches: Option<Vec<Sketch>>,
}

impl Values {
    fn new(ranks: Vec<f64>, budget: Arc<Budget>) -> Values {
        Values { ranks, budget, groups: 0, exact: Grouped::default(), counted: 0, sketches: None }
    }

    fn add(&mut self, values: &Float64Array, groups: &[usize], filter: Option<&BooleanArray>) {
        let all = values.values();
        let simple = values.null_count() == 0 && filter.is_none();
        for (row, group) in groups.iter().enumerate() {
            let counts = simple || values.is_valid(row) && passes(filter, row);
            if !counts {
                continue;
            }
            match &mut self.sketches {
                None => self.exact.push(*group, key(all[row])),
                Some(sketches) => sketches[*group].add(all[row]),
            }
        }
    }

    fn grow(&mut self, groups: usize) {
        self.groups = groups;
        if let Some(sketches) = &mut self.sketches {
            sketches.resize_with(groups, Sketch::default);
        }
    }

    /// Tells the budget how many values are held, and turns to sketches when they are too many.
    fn account(&mut self) {
        let held = self.exact.len();
        if held < self.counted {
            self.budget.give_back(self.counted - held);
        }
        let enough = held <= self.counted || self.budget.take(held - self.counted);
        self.counted = held;
        if !enough {
            self.turn_to_sketches();
        }
    }

    fn turn_to_sketches(&mut self) {
        self.budget.approximate.store(true, Ordering::Relaxed);
        let (offsets, keys) = self.exact.take(self.groups, true);
        self.budget.give_back(std::mem::take(&mut self.counted));
        let mut sketches = vec![Sketch::default(); self.groups];
        for (sketch, range) in sketches.iter_mut().zip(offsets.windows(2)) {
            keys[range[0]..range[1]].iter().for_each(|key| sketch.add(value(*key)));
        }
        self.sketches = Some(sketches);
    }

    fn merge(&mut self, blob: &[u8], group: usize) {
        let Some((mark, rest)) = blob.split_first() else { return };
        if *mark == SKETCH {
            if self.sketches.is_none() {
                self.turn_to_sketches();
            }
            let sketches = self.sketches.as_mut().expect("it was made just above");
            return sketches[group].merge(rest);
        }
        for key in rest.chunks_exact(8) {
            let key = i64::from_le_bytes(key.try_into().expect("eight bytes"));
            match &mut self.sketches {
                None => self.exact.push(group, key),
                Some(sketches) => sketches[group].add(value(key)),
            }
        }
    }

    /// Takes the first groups out: of each what its ranks are, none for a group without values.
    fn take_ranks(&mut self, emit_to: EmitTo) -> Vec<Option<f64>> {
        let (count, all) = emitted(emit_to, self.groups);
        let mut out = Vec::with_capacity(count * self.ranks.len());
        self.groups -= count;
        if let Some(sketches) = &mut self.sketches {
            for sketch in sketches.drain(..count) {
                out.extend(self.ranks.iter().map(|p| {
                    interpolated(*p, sketch.total() as usize, |rank| sketch.at(rank as u64))
                }));
            }
            return out;
        }
        let (offsets, mut keys) = self.exact.take(count, all);
        self.account();
        for range in offsets.windows(2) {
            let keys = &mut keys[range[0]..range[1]];
            if self.ranks.len() > 4 || keys.len() < 32 {
                keys.sort_unstable();
                out.extend(
                    self.ranks
                        .iter()
                        .map(|p| interpolated(*p, keys.len(), |rank| value(keys[rank]))),
                );
            } else {
                out.extend(self.ranks.iter().map(|p| select(*p, keys)));
            }
        }
        out
    }

    fn take_state(&mut self, emit_to: EmitTo) -> ArrayRef {
        let (count, all) = emitted(emit_to, self.groups);
        self.groups -= count;
        let (mut bytes, mut ends) = (Vec::new(), vec![0]);
        if let Some(sketches) = &mut self.sketches {
            for sketch in sketches.drain(..count) {
                bytes.push(SKETCH);
                sketch.write(&mut bytes);
                ends.push(bytes.len() as i64);
            }
            return blobs(bytes, ends);
        }
        let (offsets, keys) = self.exact.take(count, all);
        self.account();
        bytes.reserve(keys.len() * 8 + count);
        for range in offsets.windows(2) {
            bytes.push(EXACT);
            keys[range[0]..range[1]].iter().for_each(|key| bytes.extend(key.to_le_bytes()));
            ends.push(bytes.len() as i64);
        }
        blobs(bytes, ends)
    }
}

impl Drop for Values {
    fn drop(&mut self) {
        self.budget.give_back(self.counted);
    }
}

/// The value at `p` percent of `count` ranks, linear between the two closest.
fn interpolated(p: f64, count: usize, at: impl Fn(usize) -> f64) -> Option<f64> {
    let last = count.checked_sub(1)?;
    let rank = p / 100.0 * last as f64;
    let low = (rank.floor() as usize).min(last);
    let fraction = rank - low as f64;
    let below = at(low);
    if fraction <= 0.0 || low == last {
        return Some(below);
    }
    Some(below + (at(low + 1) - below) * fraction)
}

/// The same without sorting them all.
fn select(p: f64, keys: &mut [i64]) -> Option<f64> {
    let last = keys.len().checked_sub(1)?;
    let low = ((p / 100.0 * last as f64).floor() as usize).min(last);
    let (_, below, above) = keys.select_nth_unstable(low);
    let (below, above) = (*below, above.iter().min().copied());
    interpolated(p, last + 1, |rank| {
        value(if rank == low { below } else { above.unwrap_or(below) })
    })
}

impl GroupsAccumulator for Values {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        self.grow(total);
        let floats = cast(&values[0], &DataType::Float64)?;
        self.add(floats.as_primitive::<Float64Type>(), groups, filter);
        self.account();
        Ok(())
    }

    fn merge_batch(&mut self, values: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        self.grow(total);
        let blobs = values[0].as_binary::<i64>();
        for (row, group) in groups.iter().enumerate() {
            if blobs.is_valid(row) {
                self.merge(blobs.value(row), *group);
            }
        }
        self.account();
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        let flat = Float64Array::from(self.take_ranks(emit_to));
        if self.ranks.len() == 1 {
            return Ok(Arc::new(flat));
        }
        let len = self.ranks.len() as i32;
        let item = Arc::new(Field::new_list_field(DataType::Float64, true));
        Ok(Arc::new(FixedSizeListArray::try_new(item, len, Arc::new(flat), None)?))
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![self.take_state(emit_to)])
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let floats = cast(&values[0], &DataType::Float64)?;
        let floats = floats.as_primitive::<Float64Type>();
        let (mut bytes, mut ends) = (Vec::with_capacity(floats.len() * 9), vec![0]);
        for row in 0..floats.len() {
            bytes.push(EXACT);
            if floats.is_valid(row) && passes(filter, row) {
                bytes.extend(key(floats.value(row)).to_le_bytes());
            }
            ends.push(bytes.len() as i64);
        }
        Ok(vec![blobs(bytes, ends)])
    }

    fn size(&self) -> usize {
        let sketches = self.sketches.iter().flatten().map(Sketch::size).sum::<usize>();
        self.exact.size() + sketches
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(budget: &Arc<Budget>, ranks: &[f64]) -> Values {
        Values::new(ranks.to_vec(), Arc::clone(budget))
    }

    fn update(values: &mut Values, of: &[Option<f64>], groups: &[usize], total: usize) {
        let column: ArrayRef = Arc::new(Float64Array::from(of.to_vec()));
        values.update_batch(&[column], groups, None, total).unwrap();
    }

    fn floats(array: &ArrayRef) -> Vec<Option<f64>> {
        array.as_primitive::<Float64Type>().iter().collect()
    }

    #[test]
    fn ranks_are_linear_between_the_closest_values() {
        let budget = Budget::new(100);
        let mut all = values(&budget, &[75.0]);
        update(&mut all, &[Some(4.0), None, Some(-1.0), Some(0.0), Some(2.0)], &[0; 5], 3);
        update(&mut all, &[Some(7.0)], &[2], 3);
        assert_eq!(floats(&all.evaluate(EmitTo::First(1)).unwrap()), [Some(2.5)]);
        assert_eq!(floats(&all.evaluate(EmitTo::All).unwrap()), [None, Some(7.0)]);
        assert_eq!(budget.error(), None);
    }

    #[test]
    fn selection_finds_what_sorting_finds() {
        let budget = Budget::new(10_000);
        let of: Vec<_> = (0..999_u64).map(|n| (n * 7_919 % 1_000) as f64 - 300.0).collect();
        let mut sorted = of.clone();
        sorted.sort_by(f64::total_cmp);
        for p in [0.0, 12.5, 50.0, 95.0, 99.9, 100.0] {
            let mut all = values(&budget, &[p]);
            let some: Vec<_> = of.iter().copied().map(Some).collect();
            update(&mut all, &some, &vec![0; 999], 1);
            let expected = interpolated(p, 999, |rank| sorted[rank]);
            assert_eq!(floats(&all.evaluate(EmitTo::All).unwrap()), [expected], "{p}");
        }
    }

    #[test]
    fn past_the_budget_ranks_are_told_within_the_error_and_the_answer_says_so() {
        let budget = Budget::new(1_000);
        let mut parts = [values(&budget, &[50.0]), values(&budget, &[50.0])];
        for (at, part) in parts.iter_mut().enumerate() {
            let of: Vec<_> = (0..600).map(|n| Some(f64::from(n * 2 + at as i32))).collect();
            update(part, &of, &vec![0; 600], 1);
        }
        let mut merged = values(&budget, &[50.0]);
        for part in &mut parts {
            let state = part.state(EmitTo::All).unwrap();
            merged.merge_batch(&state, &[0], 1).unwrap();
        }
        let told = floats(&merged.evaluate(EmitTo::All).unwrap())[0].unwrap();
        assert!((told - 599.5).abs() <= 599.5 * limit::PERCENTILE_SKETCH_ERROR + 1.0, "{told}");
        assert_eq!(budget.error(), Some(limit::PERCENTILE_SKETCH_ERROR));
        drop((parts, merged));
        assert_eq!(budget.values.load(Ordering::Relaxed), 0);
    }
}
