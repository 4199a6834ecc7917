//! Which parts are worth merging now.
//!
//! Parts of like size are merged, so that each row is written again a few times at most. While
//! much comes in, only a great many parts are reason enough; when it is quiet, what is young and
//! loose is packed.

use std::collections::BTreeMap;

use solera_event::{Kind, Uuid, limit, time};

use super::part::PartMeta;

/// Parts merged at once, at most: each holds some thousand rows in memory.
const INPUTS_MAX: usize = 16;
/// Parts of like size that are worth a merge.
const LIKE_SIZE_MIN: usize = 6;
/// Parts of one kind and day past which a merge cannot wait for quiet.
const PARTS_PRESSING: usize = 32;
/// A kind's day without new parts for so long is packed further.
const PACK_AFTER_MS: i64 = time::MINUTE_MS;

/// When and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Much comes in.
    Busy,
    /// Little does.
    Quiet,
    /// Someone asked for everything to be packed.
    All,
}

/// The parts of the merge that is worth most, none when none is worth it. `is_gone` says whether
/// all that a part holds of an application may be left out.
pub(crate) fn choose<'p>(
    parts: impl Iterator<Item = &'p PartMeta>,
    mood: Mood,
    now_ms: i64,
    is_gone: impl Fn(&PartMeta, Uuid) -> bool,
) -> Vec<u32> {
    let mut days: BTreeMap<(Kind, i32), Vec<&PartMeta>> = BTreeMap::new();
    for part in parts {
        days.entry((part.kind, part.day)).or_default().push(part);
    }
    let chosen = days.into_values().map(|mut parts| {
        parts.sort_by_key(|part| (part.bytes, part.id));
        choose_of_day(&parts, mood, now_ms, &is_gone)
    });
    chosen.max_by_key(Vec::len).unwrap_or_default()
}

/// Of the parts of one kind and day, the smallest first.
fn choose_of_day(
    parts: &[&PartMeta],
    mood: Mood,
    now_ms: i64,
    is_gone: &impl Fn(&PartMeta, Uuid) -> bool,
) -> Vec<u32> {
    if mood == Mood::Busy && parts.len() < PARTS_PRESSING {
        return Vec::new();
    }
    if mood == Mood::All {
        let pack = fitting(parts, |_| true);
        if pack.len() > 1 || pack.len() == 1 && parts[0].level == 0 {
            return pack;
        }
    }
    // Those before it together: a part much larger than them waits for more of its size, or a
    // day's part would be written again with every few rows that come.
    let mut before = 0;
    let like = fitting(parts, |part| {
        let fits = before == 0 || part.bytes <= before * 2;
        before += part.bytes;
        fits
    });
    let rested = parts.iter().all(|part| part.written_ms < now_ms - PACK_AFTER_MS);
    let lone = rested && like.len() == 1 && parts[0].level == 0;
    if lone || like.len() >= if rested { 2 } else { LIKE_SIZE_MIN } {
        return like;
    }
    let gone = parts.iter().find(|part| part.applications.iter().any(|id| is_gone(part, *id)));
    gone.map(|part| vec![part.id]).unwrap_or_default()
}

/// The first parts that fit into one, as long as `more` says so.
fn fitting(parts: &[&PartMeta], mut more: impl FnMut(&PartMeta) -> bool) -> Vec<u32> {
    let mut bytes = 0;
    let mut chosen = Vec::new();
    for part in parts {
        bytes += part.bytes;
        let fits = bytes <= limit::PART_BYTES_MAX || chosen.len() < 2 && part.level == 0;
        if chosen.len() == INPUTS_MAX || !fits || !more(part) {
            break;
        }
        chosen.push(part.id);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(bytes: &[(u64, u8)]) -> Vec<PartMeta> {
        let part = |(at, (bytes, level)): (usize, &(u64, u8))| PartMeta {
            id: at as u32 + 1,
            kind: Kind::View,
            day: 1,
            rows: 1,
            bytes: *bytes,
            crc: None,
            date_min_ms: 0,
            date_max_ms: 0,
            level: *level,
            seq_max: 0,
            written_ms: 0,
            path: "p".into(),
            applications: vec![Uuid::from_u128(at as u128)],
            columns: Vec::new(),
        };
        bytes.iter().enumerate().map(part).collect()
    }

    fn check(bytes: &[(u64, u8)], mood: Mood, now_ms: i64, expected: &[u32]) {
        let parts = parts(bytes);
        assert_eq!(
            choose(parts.iter(), mood, now_ms, |_, _| false),
            expected,
            "{bytes:?} {mood:?}"
        );
    }

    #[test]
    fn parts_of_like_size_are_merged() {
        let like = [(10, 0), (11, 0), (9, 0), (10, 0), (10, 0), (12, 0), (5_000, 1)];
        check(&like, Mood::Quiet, 0, &[3, 1, 4, 5, 2, 6]);
        check(&like, Mood::Busy, 0, &[]);
        check(&like[..5], Mood::Quiet, 0, &[]);
        check(&like[..2], Mood::All, 0, &[1, 2]);
        check(&like[..2], Mood::Quiet, time::HOUR_MS, &[1, 2]);
        check(&[(10, 0), (5_000, 1)], Mood::Quiet, time::HOUR_MS, &[1]);
        check(&[(10, 1), (5_000, 1)], Mood::Quiet, time::HOUR_MS, &[]);
        check(&[(10, 0)], Mood::All, 0, &[1]);
        check(&[(10, 1)], Mood::All, 0, &[]);
        let large = limit::PART_BYTES_MAX;
        check(&[(large, 1), (large, 1)], Mood::All, 0, &[]);
        check(&[(large * 2, 0)], Mood::All, 0, &[1]);
    }

    #[test]
    fn a_deleted_application_is_a_reason() {
        let parts = parts(&[(10, 1), (limit::PART_BYTES_MAX, 1)]);
        let is_deleted = |_: &PartMeta, id: Uuid| id == Uuid::from_u128(1);
        assert_eq!(choose(parts.iter(), Mood::Quiet, 0, is_deleted), [2]);
    }
}
