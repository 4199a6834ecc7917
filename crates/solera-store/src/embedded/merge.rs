//! Versions of views to the one row of each: the highest version wins, partial ones are merged.
//!
//! First everything that must be read is read, for the whole group at once; then the versions are
//! taken in their order. A view with several versions in the group gets one row.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use solera_event::view::History;
use solera_event::{Event, Kind, Value, field, time};

use super::insert::{Fate, Inserted, Inserter};
use super::snapshot::{PartFile, PartView, Snapshot};
use super::tables::{Place, Tables};
use super::views::{Known, PartKeys};
use crate::columns::read::{Cells, Rows, encode_history};
use crate::columns::{APPLICATION, DATE, VERSION};

/// New rows of views, each with what it changes.
pub(crate) type ViewRows<'g> = Vec<(Changed, Event<'g>)>;

/// What a new row of a view changes.
#[derive(Debug)]
pub(crate) struct Changed {
    pub(crate) key: u64,
    /// The row that it replaces.
    pub(crate) before: Option<Known>,
    /// What is known of it; its place is given when it has one.
    pub(crate) after: Known,
}

/// A view while its versions are taken in.
struct Pending<'g> {
    before: Option<Known>,
    version: u64,
    date_ms: i64,
    document: Document<'g>,
    changed: bool,
}

enum Document<'g> {
    /// There is no row.
    None,
    /// The row that is there, unread.
    Row,
    /// One full version.
    Full(Event<'g>),
    /// Versions that wait for others.
    Merged(History<'g>),
}

/// Takes versions in; gives the rows that come of them, in the order of their first version.
pub(crate) fn merge<'g>(
    inserter: &mut Inserter,
    tables: &Mutex<Tables>,
    versions: Vec<(u64, Event<'g>)>,
    inserted: &mut Inserted,
) -> ViewRows<'g> {
    if versions.is_empty() {
        return Vec::new();
    }
    let found = find(inserter, tables, &versions);
    let mut histories = read_histories(inserter, tables, &versions, &found);
    let mut order = Vec::new();
    let mut pending: HashMap<u64, Pending<'g>> = HashMap::new();
    for (key, version) in versions {
        let view = pending.entry(key).or_insert_with(|| {
            order.push(key);
            let before = found.get(&key).copied();
            Pending {
                before,
                version: before.map_or(0, |known| known.version),
                date_ms: before.map_or(version.date_ms, |known| known.date_ms),
                document: if before.is_some() { Document::Row } else { Document::None },
                changed: false,
            }
        });
        let (application, kind) = (version.application, version.kind);
        let fate = view.take(version, || histories.remove(&key));
        inserted.add(application, kind, fate);
    }
    let views = order.into_iter().filter_map(|key| Some((key, pending.remove(&key)?)));
    views.filter_map(|(key, view)| view.row(key, inserter)).collect()
}

impl<'g> Pending<'g> {
    fn take(
        &mut self,
        version: Event<'g>,
        history: impl FnOnce() -> Option<History<'static>>,
    ) -> Fate {
        let number = version.version;
        let refused = if number == self.version { Fate::Duplicate } else { Fate::Superseded };
        let exists = !matches!(self.document, Document::None);
        let merged = match &self.document {
            Document::Row => self.before.is_some_and(|known| known.merged),
            Document::Merged(_) => true,
            _ => false,
        };
        if !version.partial && (!exists || number > self.version) {
            self.document = Document::Full(version);
        } else if !version.partial && !merged {
            return refused;
        } else {
            let mut versions = match std::mem::replace(&mut self.document, Document::Row) {
                Document::None => History::default(),
                Document::Row => history().unwrap_or_default(),
                Document::Full(full) => History::new(vec![full]),
                Document::Merged(versions) => versions,
            };
            let taken = versions.add(version);
            self.document = Document::Merged(versions);
            if !taken {
                return refused;
            }
        }
        self.version = self.version.max(number);
        self.changed = true;
        Fate::Accepted
    }

    /// The row, if there is anything new.
    fn row(self, key: u64, inserter: &mut Inserter) -> Option<(Changed, Event<'g>)> {
        let (mut event, merged) = match self.document {
            Document::Full(full) if self.changed => {
                // What was kept of it is of versions before.
                inserter.views.hot().take(key);
                (full, false)
            }
            Document::Merged(versions) => {
                let event = self.changed.then(|| versions.document()).flatten();
                let bytes = encode_history(&versions);
                let merged =
                    versions.versions().len() > 1 || event.as_ref().is_some_and(|one| one.partial);
                // Counted with what owned text costs beside its bytes.
                inserter.views.hot().put(key, owned(versions), bytes.len() * 3 + 256);
                let mut event = event?;
                if merged {
                    event.set(field::HISTORY, Value::Bytes(bytes.into()));
                }
                (event, merged)
            }
            _ => return None,
        };
        event.date_ms = self.date_ms;
        let (version, date_ms) = (event.version, event.date_ms);
        let after = Known { version, date_ms, merged, place: Place::Buffer(0) };
        Some((Changed { key, before: self.before, after }, event))
    }
}

fn owned(history: History<'_>) -> History<'static> {
    History::new(history.versions().iter().map(|version| version.clone().into_owned()).collect())
}

/// What is known of each view, read from parts where the index does not know.
fn find(
    inserter: &mut Inserter,
    tables: &Mutex<Tables>,
    versions: &[(u64, Event<'_>)],
) -> HashMap<u64, Known> {
    let mut found = HashMap::new();
    let mut unknown: HashMap<u64, &Event<'_>> = HashMap::new();
    for (key, version) in versions {
        match inserter.views.get(*key) {
            Some(known) => {
                found.insert(*key, known);
            }
            None => {
                unknown.entry(*key).or_insert(version);
            }
        }
    }
    if unknown.is_empty() {
        return found;
    }
    let parts = snapshot(tables).parts;
    bring_keys(inserter, &parts, &unknown);
    let mut wanted: BTreeMap<u32, Vec<(u32, u64)>> = BTreeMap::new();
    for key in unknown.keys() {
        for (part, row) in inserter.views.candidates(*key) {
            wanted.entry(part).or_default().push((row, *key));
        }
    }
    for view in parts {
        let Some(mut rows) = wanted.remove(&view.part.meta.id) else { continue };
        rows.retain(|(row, _)| !view.dead.has(*row as usize));
        rows.sort_unstable();
        for (key, known) in read_known(inserter, &view.part, &rows) {
            inserter.views.put(key, known);
            found.insert(key, known);
        }
    }
    found
}

/// Reads what the index needs of rows of a part; rows of another view are left out.
fn read_known(
    inserter: &mut Inserter,
    part: &Arc<PartFile>,
    rows: &[(u32, u64)],
) -> Vec<(u64, Known)> {
    if rows.is_empty() {
        return Vec::new();
    }
    let history = field::HISTORY.field().path;
    let view_id = field::VIEW_ID.field().path;
    let columns = [DATE, APPLICATION, VERSION, view_id, field::KEY.field().path, history];
    let mut numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
    numbers.dedup();
    let batch = match inserter.lookup.rows(part, &numbers, Some(&columns)) {
        Ok(batch) => batch,
        Err(error) => {
            inserter.corrupt.push((part.meta.id, error.to_string()));
            return Vec::new();
        }
    };
    let cells = Rows::new(Kind::View, &batch);
    let histories = batch.column_by_name(history).and_then(|column| Cells::new(column.as_ref()));
    let mut all = Vec::new();
    for (at, row) in numbers.iter().enumerate() {
        let key = crate::batch::identity(&cells.event(at));
        let merged = histories.as_ref().is_some_and(|cells| cells.bytes(at).is_some());
        let known = Known {
            version: cells.version(at),
            date_ms: cells.date_ms(at),
            place: Place::Part(part.meta.id, *row),
            merged,
        };
        all.extend(key.map(|key| (key, known)));
    }
    all
}

/// Reads the keys of parts that were left out for room, where a view may well lie.
fn bring_keys(inserter: &mut Inserter, parts: &[PartView], views: &HashMap<u64, &Event<'_>>) {
    for view in parts {
        let meta = &view.part.meta;
        if inserter.views.has_part(meta.id) {
            continue;
        }
        let (from, to) = (meta.date_min_ms - time::DAY_MS, meta.date_max_ms + time::DAY_MS);
        if !views.values().any(|event| (from..=to).contains(&event.date_ms)) {
            continue;
        }
        match super::keys::read(meta) {
            Ok(keys) => inserter.views.add_part(meta.id, PartKeys::new(keys)),
            Err(error) => inserter.corrupt.push((meta.id, error.to_string())),
        }
    }
}

/// The versions that rows hold, of the views that get a partial version or one out of order.
fn read_histories(
    inserter: &mut Inserter,
    tables: &Mutex<Tables>,
    versions: &[(u64, Event<'_>)],
    found: &HashMap<u64, Known>,
) -> HashMap<u64, History<'static>> {
    let mut histories = HashMap::new();
    let mut in_parts: BTreeMap<u32, Vec<(u32, u64)>> = BTreeMap::new();
    let mut in_buffer = Vec::new();
    for (key, version) in versions {
        let Some(known) = found.get(key) else { continue };
        let needed = version.partial || known.merged && version.version <= known.version;
        if !needed || histories.contains_key(key) {
            continue;
        }
        if let Some(history) = inserter.views.hot().take(*key) {
            histories.insert(*key, history);
            continue;
        }
        match known.place {
            Place::Buffer(row) => in_buffer.push((row, *key)),
            Place::Part(part, row) => in_parts.entry(part).or_default().push((row, *key)),
        }
    }
    if in_buffer.is_empty() && in_parts.is_empty() {
        return histories;
    }
    {
        let tables = tables.lock().unwrap_or_else(PoisonError::into_inner);
        for (row, key) in in_buffer {
            if let Some((batch, row)) = tables.kind(Kind::View).find(row) {
                histories.insert(key, Rows::new(Kind::View, &batch.columns).history(row));
            }
        }
    }
    for view in snapshot(tables).parts {
        let Some(mut rows) = in_parts.remove(&view.part.meta.id) else { continue };
        rows.sort_unstable();
        rows.dedup();
        let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
        match inserter.lookup.rows(&view.part, &numbers, None) {
            Ok(batch) => {
                let cells = Rows::new(Kind::View, &batch);
                let read = rows.iter().enumerate();
                histories.extend(read.map(|(at, (_, key))| (*key, cells.history(at))));
            }
            Err(error) => inserter.corrupt.push((view.part.meta.id, error.to_string())),
        }
    }
    histories
}

fn snapshot(tables: &Mutex<Tables>) -> Snapshot {
    let tables = tables.lock().unwrap_or_else(PoisonError::into_inner);
    tables.kind(Kind::View).snapshot(Kind::View)
}
