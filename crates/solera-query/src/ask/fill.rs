//! Rows into their final order, with buckets that had no event.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use solera_event::limit::ROWS_READ_MAX;

use crate::Cell;
use crate::statement::Target;

/// A row of the last statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    group: Group,
    bucket: Option<i64>,
    values: Vec<Cell>,
}

/// The values that a row is grouped under: `None` is all others.
#[derive(Debug, Clone, PartialEq)]
struct Group(Vec<Option<Cell>>);

impl Entry {
    /// Reads a row: for each group its value and, where it was cut, whether it is the rest; the
    /// bucket, if there are any; the computes.
    pub(super) fn read(row: Vec<Cell>, kept: &[Option<Vec<Cell>>], bucketed: bool) -> Entry {
        let mut cells = row.into_iter();
        let mut group = Vec::new();
        for keep in kept {
            let value = cells.next();
            let other = keep.is_some() && cells.next() == Some(Cell::Int(1));
            group.push(value.filter(|_| !other));
        }
        let bucket = if bucketed { cells.next().and_then(|cell| cell.as_i64()) } else { None };
        Entry { group: Group(group), bucket, values: cells.collect() }
    }

    fn row(self) -> Vec<Cell> {
        let mut row = self.group.cells();
        row.extend(self.bucket.map(Cell::Int));
        row.extend(self.values);
        row
    }

    fn compare(&self, other: &Entry, (target, descending): (Target, bool)) -> Ordering {
        match target {
            Target::Measure(at) => directed(&self.values[at], &other.values[at], descending),
            Target::Bucket if descending => other.bucket.cmp(&self.bucket),
            Target::Bucket => self.bucket.cmp(&other.bucket),
            Target::Key(at) => match (&self.group.0[at], &other.group.0[at]) {
                (Some(a), Some(b)) => directed(a, b, descending),
                (a, b) => a.is_none().cmp(&b.is_none()),
            },
        }
    }
}

/// In an order; what is the rest in some group comes after all that is not.
pub(super) fn sorted(mut entries: Vec<Entry>, order: (Target, bool)) -> Vec<Vec<Cell>> {
    entries.sort_by(|a, b| {
        let rest = a.group.rest().cmp(&b.group.rest());
        rest.then_with(|| a.compare(b, order)).then_with(|| a.group.cmp(&b.group))
    });
    entries.into_iter().map(Entry::row).collect()
}

/// One row for each group and bucket, `empty` where there was none, in an order; within equals groups come by the sum of what
/// they are ordered by, the largest first. One row past the limit at most is of use, so no more
/// than that are made where the order allows it.
pub(super) fn series(
    entries: Vec<Entry>,
    grouped: bool,
    starts: &[i64],
    empty: &[Cell],
    order: (Target, bool),
    limit: usize,
) -> Vec<Vec<Cell>> {
    let groups = ranked(&entries, if let Target::Measure(at) = order.0 { at } else { 0 });
    let ungrouped = [Group(Vec::new())];
    // Without groups there is one series, even of no event at all.
    let groups = if grouped { &groups[..] } else { &ungrouped[..] };
    let mut found: BTreeMap<(Group, i64), Vec<Cell>> = BTreeMap::new();
    for entry in entries {
        if let Some(bucket) = entry.bucket {
            found.insert((entry.group, bucket), entry.values);
        }
    }
    let mut make = |group: &Group, start: i64| {
        let mut values = found.remove(&(group.clone(), start)).unwrap_or_else(|| empty.to_vec());
        // The sum of nothing is 0 in a bucket with events as in one without.
        for (value, empty) in values.iter_mut().zip(empty) {
            if *value == Cell::Null {
                *value = empty.clone();
            }
        }
        Entry { group: group.clone(), bucket: Some(start), values }
    };
    let by_time = order.0 == Target::Bucket;
    let most = if by_time { limit + 1 } else { ROWS_READ_MAX };
    let mut ordered = starts.to_vec();
    if order == (Target::Bucket, true) {
        ordered.reverse();
    }
    let places = ordered.iter().flat_map(|start| groups.iter().map(move |group| (group, *start)));
    let mut made: Vec<Entry> = places.take(most).map(|(group, start)| make(group, start)).collect();
    if !by_time {
        made.sort_by(|a, b| a.compare(b, order));
    }
    made.into_iter().map(Entry::row).collect()
}

/// The groups, largest first by the sum of a compute over all their buckets; the rest last.
fn ranked(entries: &[Entry], measure: usize) -> Vec<Group> {
    let mut weights: BTreeMap<&Group, f64> = BTreeMap::new();
    for entry in entries {
        let weight = entry.values.get(measure).and_then(Cell::as_f64).unwrap_or(0.0);
        *weights.entry(&entry.group).or_default() += weight;
    }
    let mut ranked: Vec<(&Group, f64)> = weights.into_iter().collect();
    ranked.sort_by(|(a, a_weight), (b, b_weight)| {
        a.rest().cmp(&b.rest()).then(b_weight.total_cmp(a_weight)).then_with(|| a.cmp(b))
    });
    ranked.into_iter().map(|(group, _)| group.clone()).collect()
}

impl Group {
    /// In how many of its fields it is the rest.
    fn rest(&self) -> usize {
        self.0.iter().filter(|value| value.is_none()).count()
    }

    fn cells(&self) -> Vec<Cell> {
        self.0.iter().map(|value| value.clone().unwrap_or(Cell::Other)).collect()
    }
}

impl Eq for Group {}

impl PartialOrd for Group {
    fn partial_cmp(&self, other: &Group) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Group {
    fn cmp(&self, other: &Group) -> Ordering {
        let each = self.0.iter().zip(&other.0).map(|pair| match pair {
            (Some(a), Some(b)) => compare(a, b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        each.fold(Ordering::Equal, Ordering::then).then(self.0.len().cmp(&other.0.len()))
    }
}

/// Nothing comes last, whichever the direction.
fn directed(a: &Cell, b: &Cell, descending: bool) -> Ordering {
    match (a, b) {
        (Cell::Null, _) | (_, Cell::Null) => compare(a, b),
        _ if descending => compare(b, a),
        _ => compare(a, b),
    }
}

fn compare(a: &Cell, b: &Cell) -> Ordering {
    match (a, b) {
        (Cell::Int(a), Cell::Int(b)) => a.cmp(b),
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        (Cell::Bool(a), Cell::Bool(b)) => a.cmp(b),
        _ => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            _ => place(a).cmp(&place(b)),
        },
    }
}

const fn place(cell: &Cell) -> u8 {
    match cell {
        Cell::Bool(_) => 0,
        Cell::Int(_) | Cell::Float(_) => 1,
        Cell::Text(_) => 2,
        Cell::Null => 3,
        Cell::Other => 4,
    }
}
