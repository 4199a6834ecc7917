//! `cardinality(x)`: how many different values, exactly; nulls count for nothing.
//!
//! A value is kept as 128 bits: an id of 16 bytes as it is, a number by its bits, and text or
//! longer bytes by their 128-bit xxh3 hash. Two different texts of one hash are less likely than
//! a broken machine (a billion texts: 1 in 10^21), and so "exactly" is meant. All groups share
//! one table of (group, value). Rows come sorted by session, so a value is often the one before.
//!
//! A state is one blob a group: its values, 16 bytes each.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, GenericByteViewArray};
use arrow::compute::cast;
use arrow::datatypes::{
    BinaryViewType, ByteViewType, DataType, Field, FieldRef, Float64Type, Int64Type,
};
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDFImpl, EmitTo, GroupsAccumulator, Signature, Volatility,
};
use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_128;

use super::groups::{Grouped, Ungrouped, blobs, emitted, passes};

/// The function.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cardinality {
    signature: Signature,
}

impl Default for Cardinality {
    fn default() -> Self {
        Cardinality { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl Hash for Cardinality {
    fn hash<H: Hasher>(&self, state: &mut H) {
        "cardinality".hash(state);
    }
}

impl AggregateUDFImpl for Cardinality {
    fn name(&self) -> &str {
        "cardinality"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arg_types: &[DataType]) -> Result<Vec<DataType>> {
        let [value] = arg_types else { return plan_err!("cardinality wants one argument") };
        Ok(vec![match value {
            DataType::Boolean | DataType::Int64 | DataType::Float64 => value.clone(),
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => DataType::BinaryView,
            value if value.is_integer() => DataType::Int64,
            value if value.is_floating() => DataType::Float64,
            _ => DataType::Utf8View,
        }])
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn is_nullable(&self) -> bool {
        false
    }

    fn default_value(&self, _: &DataType) -> Result<ScalarValue> {
        Ok(ScalarValue::Int64(Some(0)))
    }

    fn state_fields(&self, args: StateFieldsArgs<'_>) -> Result<Vec<FieldRef>> {
        let name = format!("{}[values]", args.name);
        Ok(vec![Arc::new(Field::new(name, DataType::LargeBinary, true))])
    }

    fn accumulator(&self, _: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Ungrouped::new(Distinct::default())))
    }

    fn groups_accumulator_supported(&self, _: AccumulatorArgs<'_>) -> bool {
        true
    }

    fn create_groups_accumulator(
        &self,
        _: AccumulatorArgs<'_>,
    ) -> Result<Box<dyn GroupsAccumulator>> {
        Ok(Box::new(Distinct::default()))
    }
}

/// A value of a group. Two halves, for a `u128` would pad each to 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Entry {
    value: [u64; 2],
    group: u32,
}

impl Entry {
    fn new(group: usize, value: u128) -> Entry {
        Entry { value: [value as u64, (value >> 64) as u64], group: group as u32 }
    }

    /// Values are mostly random already: one multiplication spreads what is not.
    fn hash(&self) -> u64 {
        let low = self.value[0] ^ 0x9e37_79b9_7f4a_7c15;
        let high = self.value[1] ^ 0xd1b5_4a32_d192_ed03 ^ (u64::from(self.group) << 32);
        let product = u128::from(low) * u128::from(high);
        (product as u64) ^ (product >> 64) as u64 ^ high.rotate_left(17)
    }
}

/// The different values of every group.
#[derive(Debug, Default)]
struct Distinct {
    groups: usize,
    counts: Vec<i64>,
    seen: HashTable<Entry>,
    last: Option<Entry>,
}

impl Distinct {
    fn grow(&mut self, groups: usize) {
        self.groups = groups;
        self.counts.resize(groups, 0);
    }

    fn insert(&mut self, group: usize, value: u128) {
        let entry = Entry::new(group, value);
        if self.last == Some(entry) {
            return;
        }
        self.last = Some(entry);
        let hash = entry.hash();
        if self.seen.find(hash, |other| *other == entry).is_none() {
            self.seen.insert_unique(hash, entry, Entry::hash);
            self.counts[group] += 1;
        }
    }

    /// Takes the first groups out, as how many values each has.
    fn take_counts(&mut self, emit_to: EmitTo) -> Vec<i64> {
        let (count, all) = emitted(emit_to, self.groups);
        if all {
            self.seen = HashTable::new();
        } else {
            self.renumber(count);
        }
        self.last = None;
        self.groups -= count;
        self.counts.drain(..count).collect()
    }

    fn renumber(&mut self, first: usize) {
        let old = std::mem::take(&mut self.seen);
        for mut entry in old {
            if entry.group as usize >= first {
                entry.group -= first as u32;
                self.seen.insert_unique(entry.hash(), entry, Entry::hash);
            }
        }
    }

    fn take_state(&mut self, emit_to: EmitTo) -> ArrayRef {
        let (count, _) = emitted(emit_to, self.groups);
        let mut grouped = Grouped::default();
        for entry in self.seen.iter().filter(|entry| (entry.group as usize) < count) {
            grouped.push(entry.group as usize, entry.value);
        }
        self.take_counts(emit_to);
        let (offsets, values) = grouped.take(count, true);
        let mut bytes = Vec::with_capacity(values.len() * 16);
        for [low, high] in values {
            bytes.extend(low.to_le_bytes());
            bytes.extend(high.to_le_bytes());
        }
        blobs(bytes, offsets.into_iter().map(|offset| offset as i64 * 16).collect())
    }
}

impl GroupsAccumulator for Distinct {
    fn update_batch(
        &mut self,
        values: &[ArrayRef],
        groups: &[usize],
        filter: Option<&BooleanArray>,
        total: usize,
    ) -> Result<()> {
        self.grow(total);
        each(&values[0], |row, value| {
            if passes(filter, row) {
                self.insert(groups[row], value);
            }
        })
    }

    fn merge_batch(&mut self, values: &[ArrayRef], groups: &[usize], total: usize) -> Result<()> {
        self.grow(total);
        let blobs = values[0].as_binary::<i64>();
        for (row, group) in groups.iter().enumerate().filter(|(row, _)| blobs.is_valid(*row)) {
            let entries = blobs.value(row).chunks_exact(16);
            self.seen.reserve(entries.len().min(1 << 16), Entry::hash);
            for entry in entries {
                let value = u128::from_le_bytes(entry.try_into().expect("sixteen bytes"));
                self.insert(*group, value);
            }
        }
        Ok(())
    }

    fn evaluate(&mut self, emit_to: EmitTo) -> Result<ArrayRef> {
        Ok(Arc::new(arrow::array::Int64Array::from(self.take_counts(emit_to))))
    }

    fn state(&mut self, emit_to: EmitTo) -> Result<Vec<ArrayRef>> {
        Ok(vec![self.take_state(emit_to)])
    }

    fn convert_to_state(
        &self,
        values: &[ArrayRef],
        filter: Option<&BooleanArray>,
    ) -> Result<Vec<ArrayRef>> {
        let rows = values[0].len();
        let (mut bytes, mut ends) = (Vec::with_capacity(rows * 16), vec![0]);
        each(&values[0], |row, value| {
            ends.resize(row + 1, bytes.len() as i64);
            if passes(filter, row) {
                bytes.extend(value.to_le_bytes());
            }
        })?;
        ends.resize(rows + 1, bytes.len() as i64);
        Ok(vec![blobs(bytes, ends)])
    }

    fn size(&self) -> usize {
        self.seen.allocation_size() + self.counts.capacity() * size_of::<i64>()
    }
}

/// Calls back with every value that is not null, as 128 bits, and its row.
fn each(values: &ArrayRef, mut then: impl FnMut(usize, u128)) -> Result<()> {
    match values.data_type() {
        DataType::BinaryView => each_bytes(values.as_binary_view(), then),
        DataType::Utf8View => each_bytes(values.as_string_view(), then),
        DataType::Int64 => {
            let values = values.as_primitive::<Int64Type>();
            valid(values, |row| then(row, values.value(row) as u64 as u128));
        }
        DataType::Float64 => {
            let values = values.as_primitive::<Float64Type>();
            // Adding zero makes -0.0 the same as 0.0.
            valid(values, |row| then(row, u128::from((values.value(row) + 0.0).to_bits())));
        }
        DataType::Boolean => {
            let values = values.as_boolean();
            valid(values, |row| then(row, u128::from(values.value(row))));
        }
        _ => {
            let values = cast(values, &DataType::BinaryView)?;
            each_bytes::<BinaryViewType>(values.as_binary_view(), then);
        }
    }
    Ok(())
}

fn each_bytes<T: ByteViewType>(
    values: &GenericByteViewArray<T>,
    mut then: impl FnMut(usize, u128),
) {
    let mut last: Option<(&[u8], u128)> = None;
    valid(values, |row| {
        let native: &T::Native = values.value(row);
        let bytes: &[u8] = native.as_ref();
        let value = match last {
            Some((before, value)) if before == bytes => value,
            _ => bits::<T>(bytes),
        };
        last = Some((bytes, value));
        then(row, value);
    });
}

fn bits<T: ByteViewType>(bytes: &[u8]) -> u128 {
    match <[u8; 16]>::try_from(bytes) {
        Ok(id) if T::DATA_TYPE == DataType::BinaryView => u128::from_le_bytes(id),
        _ => xxh3_128(bytes),
    }
}

fn valid(values: &dyn Array, mut then: impl FnMut(usize)) {
    match values.logical_nulls().filter(|nulls| nulls.null_count() > 0) {
        None => (0..values.len()).for_each(then),
        Some(nulls) => nulls.valid_indices().for_each(&mut then),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_once_a_group_however_they_are_merged() {
        let ids = |all: &[&str]| -> ArrayRef {
            Arc::new(arrow::array::StringViewArray::from_iter_values(all))
        };
        let mut first = Distinct::default();
        first.update_batch(&[ids(&["a", "a", "b", "a"])], &[0, 0, 0, 1], None, 3).unwrap();
        let row = first.convert_to_state(&[ids(&["b", "c"])], None).unwrap();
        let mut second = Distinct::default();
        second.merge_batch(&row, &[0, 2], 3).unwrap();
        second.merge_batch(&first.state(EmitTo::All).unwrap(), &[0, 1, 2], 3).unwrap();
        let counts = |array: ArrayRef| array.as_primitive::<Int64Type>().values().to_vec();
        assert_eq!(counts(second.evaluate(EmitTo::First(1)).unwrap()), [2]);
        assert_eq!(counts(second.evaluate(EmitTo::All).unwrap()), [1, 1]);
    }

    #[test]
    fn zero_has_no_sign() {
        let mut distinct = Distinct::default();
        let values: ArrayRef = Arc::new(arrow::array::Float64Array::from(vec![0.0, -0.0, 1.5]));
        distinct.update_batch(&[values], &[0, 0, 0], None, 1).unwrap();
        assert_eq!(distinct.take_counts(EmitTo::All), [2]);
    }
}
