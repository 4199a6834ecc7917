//! A sketch of many numbers: how many fell into each of a row of buckets that grow by a constant
//! factor, so that any rank is told with a relative error of at most
//! [`limit::PERCENTILE_SKETCH_ERROR`] (the bound of DDSketch, Masson et al., VLDB 2019).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use solera_event::limit;

/// Numbers nearer to zero count as zero.
const SMALLEST: f64 = 1e-9;

static LN_GAMMA: LazyLock<f64> = LazyLock::new(|| {
    let error = limit::PERCENTILE_SKETCH_ERROR;
    ((1.0 + error) / (1.0 - error)).ln()
});

/// Counts by bucket. Bucket 0 is zero, `n` holds numbers up to `gamma^n` (shifted so that all
/// are positive), `-n` the negatives of them.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Sketch {
    counts: BTreeMap<i32, u64>,
    total: u64,
}

/// Bytes of a bucket in a blob.
const BUCKET_BYTES: usize = 12;

impl Sketch {
    /// Adds a number.
    pub(super) fn add(&mut self, value: f64) {
        self.add_bucket(bucket(value), 1);
    }

    /// Adds what [`Sketch::write`] wrote.
    pub(super) fn merge(&mut self, blob: &[u8]) {
        for entry in blob.chunks_exact(BUCKET_BYTES) {
            let (bucket, count) = entry.split_at(4);
            let bucket = i32::from_le_bytes(bucket.try_into().expect("four bytes"));
            let count = u64::from_le_bytes(count.try_into().expect("eight bytes"));
            self.add_bucket(bucket, count);
        }
    }

    fn add_bucket(&mut self, bucket: i32, count: u64) {
        *self.counts.entry(bucket).or_default() += count;
        self.total += count;
    }

    /// Appends the sketch as bytes.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for (bucket, count) in &self.counts {
            out.extend_from_slice(&bucket.to_le_bytes());
            out.extend_from_slice(&count.to_le_bytes());
        }
    }

    /// How many numbers were added.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// About the number at a rank, 0 being the smallest.
    pub(super) fn at(&self, rank: u64) -> f64 {
        let mut seen = 0;
        for (bucket, count) in &self.counts {
            seen += count;
            if seen > rank {
                return middle(*bucket);
            }
        }
        self.counts.last_key_value().map_or(f64::NAN, |(bucket, _)| middle(*bucket))
    }

    /// Bytes held, about.
    pub(super) fn size(&self) -> usize {
        size_of::<Sketch>() + self.counts.len() * 2 * BUCKET_BYTES
    }
}

fn bucket(value: f64) -> i32 {
    let distance = value.abs();
    if distance < SMALLEST || value.is_nan() {
        return 0;
    }
    let steps = ((distance.min(f64::MAX) / SMALLEST).ln() / *LN_GAMMA).ceil() as i32 + 1;
    if value < 0.0 { -steps } else { steps }
}

/// The number whose relative distance to both ends of the bucket is the same.
fn middle(bucket: i32) -> f64 {
    if bucket == 0 {
        return 0.0;
    }
    let steps = f64::from(bucket.abs() - 1);
    let top = SMALLEST * (steps * *LN_GAMMA).exp();
    let middle = top * (1.0 - limit::PERCENTILE_SKETCH_ERROR);
    if bucket < 0 { -middle } else { middle }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_rank_is_told_within_the_error() {
        let mut values: Vec<f64> =
            (0..10_000).map(|n| f64::from(n - 2_000).powi(3) / 7.0).collect();
        let mut sketch = Sketch::default();
        for value in &values[..5_000] {
            sketch.add(*value);
        }
        let mut rest = Sketch::default();
        for value in &values[5_000..] {
            rest.add(*value);
        }
        let mut blob = Vec::new();
        rest.write(&mut blob);
        sketch.merge(&blob);
        values.sort_by(f64::total_cmp);
        assert_eq!(sketch.total(), 10_000);
        for rank in [0, 1, 1_999, 2_000, 2_001, 5_000, 9_999] {
            let (exact, told) = (values[rank], sketch.at(rank as u64));
            let bound = exact.abs() * (limit::PERCENTILE_SKETCH_ERROR + 1e-9);
            assert!((exact - told).abs() <= bound, "rank {rank}: {exact} but {told}");
        }
    }
}
