//! What is known of a part: one Parquet file of one kind and one day, and which rows are dead.

use std::path::PathBuf;

use solera_event::{Kind, Uuid};

/// A part as the manifest knows it. Never changes; the dead rows stand beside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PartMeta {
    /// Its number, never used again, 1 or more.
    pub(crate) id: u32,
    /// Whose rows it holds.
    pub(crate) kind: Kind,
    /// The UTC day of every row's date, counted from 1970-01-01.
    pub(crate) day: i32,
    /// Rows in the file, dead ones too.
    pub(crate) rows: usize,
    /// Size of the file.
    pub(crate) bytes: u64,
    /// The CRC-32 of its bytes; `None` where an older program wrote it.
    pub(crate) crc: Option<u32>,
    /// The earliest date of a row, in milliseconds since 1970.
    pub(crate) date_min_ms: i64,
    /// The latest date of a row.
    pub(crate) date_max_ms: i64,
    /// 0 as flushed; more after compaction.
    pub(crate) level: u8,
    /// The highest `Seq` whose rows may be in it: how young it is.
    pub(crate) seq_max: u64,
    /// When it was written, in milliseconds since 1970.
    pub(crate) written_ms: i64,
    /// The file.
    pub(crate) path: PathBuf,
    /// The applications that have rows in it, sorted.
    pub(crate) applications: Vec<Uuid>,
    /// The columns it has, sorted; one that is missing is null in every row.
    pub(crate) columns: Vec<String>,
}

/// Rows that no answer shows, for a newer row has replaced them: a bit each, 1 is dead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dead {
    /// Grown up to the last dead row only.
    words: Vec<u64>,
    count: usize,
}

impl Dead {
    /// How many rows are dead.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Whether the row is dead.
    pub(crate) fn has(&self, row: usize) -> bool {
        self.words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Marks a row. `false` when it was dead already.
    pub(crate) fn mark(&mut self, row: usize) -> bool {
        if self.has(row) {
            return false;
        }
        if self.words.len() <= row / 64 {
            self.words.resize(row / 64 + 1, 0);
        }
        self.words[row / 64] |= 1 << (row % 64);
        self.count += 1;
        true
    }

    /// The dead rows, ascending.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> {
        self.rows_in(0..self.words.len() * 64)
    }

    /// The dead rows of a stretch, ascending.
    pub(crate) fn rows_in(&self, rows: std::ops::Range<usize>) -> impl Iterator<Item = usize> {
        let words = rows.start / 64..rows.end.div_ceil(64).min(self.words.len());
        words
            .flat_map(move |at| {
                let mut rest = self.words[at];
                std::iter::from_fn(move || {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest.wrapping_sub(1);
                    (bit < 64).then_some(at * 64 + bit)
                })
            })
            .filter(move |row| rows.contains(row))
    }

    /// As the manifest keeps it: the words, compressed; empty when no row is dead.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        if self.count == 0 {
            return Vec::new();
        }
        let words: Vec<u8> = self.words.iter().flat_map(|word| word.to_le_bytes()).collect();
        lz4_flex::compress_prepend_size(&words)
    }

    /// Reads what [`Dead::to_bytes`] wrote, `None` when it is none of it.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Dead> {
        if bytes.is_empty() {
            return Some(Dead::default());
        }
        let bytes = lz4_flex::decompress_size_prepended(bytes).ok()?;
        let (words, rest) = bytes.as_chunks::<8>();
        let words: Vec<u64> = words.iter().map(|word| u64::from_le_bytes(*word)).collect();
        let count = words.iter().map(|word| word.count_ones() as usize).sum();
        rest.is_empty().then_some(Dead { words, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_rows_come_back() {
        let mut dead = Dead::default();
        let rows = [0, 1, 63, 64, 700, 8_191];
        assert!(rows.iter().all(|row| dead.mark(*row)));
        assert!(!dead.mark(64));
        assert_eq!(dead.rows().collect::<Vec<_>>(), rows);
        assert_eq!(dead.rows_in(1..701).collect::<Vec<_>>(), [1, 63, 64, 700]);
        assert_eq!(dead.count(), 6);
        assert!(dead.has(700) && !dead.has(701) && !dead.has(100_000));
        assert_eq!(Dead::from_bytes(&dead.to_bytes()), Some(dead));
        assert_eq!(Dead::from_bytes(&Dead::default().to_bytes()), Some(Dead::default()));
    }
}
