//! The buffer into parts while events keep coming: freeze, write, commit, trim.
//!
//! Frozen batches stay in the answers and can still lose rows to newer versions; such marks are
//! carried over to the new part, and only there in memory: what made them is still in the log.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use solera_event::Kind;

use super::flush::{Flushed, Frozen, Plan, flush};
use super::manifest::Change;
use super::part::Dead;
use super::tables::{Batch, Part, Place};
use super::views::{Move, PartKeys};
use super::{Embedded, encode, files, lock, now_ms};
use crate::error::{StoreError, blocking};
use crate::wal::{Log, Seq};

/// The buffer as it was frozen.
struct Freeze {
    kinds: Vec<(Kind, Vec<Frozen>)>,
    seq: Seq,
}

impl Embedded {
    /// Writes the buffer to parts and trims the log. One flush runs at a time; whoever comes
    /// meanwhile waits for it and flushes what came since.
    ///
    /// # Errors
    /// When parts or the manifest cannot be written; the buffer stays as it is.
    pub(crate) async fn flush(self: &Arc<Self>, log: &Log) -> Result<(), StoreError> {
        let _one_at_a_time = self.flushing.lock().await;
        let this = self.clone();
        let freeze = blocking("freezing the buffer", move || this.freeze()).await?;
        let seq = freeze.seq;
        if freeze.kinds.is_empty() && seq.0 <= self.trimmed.load(Ordering::Relaxed) {
            return Ok(());
        }
        let this = self.clone();
        let written = blocking("writing parts", move || this.write(&freeze)).await?;
        let done = match written {
            Ok(flushed) => self.commit_flush(flushed, seq, log).await,
            Err(error) => Err(error),
        };
        match &done {
            Ok(()) => self.counters.flushes.fetch_add(1, Ordering::Relaxed),
            Err(_) => {
                self.unfreeze();
                self.counters.failures.fetch_add(1, Ordering::Relaxed)
            }
        };
        done
    }

    fn freeze(&self) -> Freeze {
        let inserter = self.inserter();
        let mut tables = self.tables();
        *lock(&self.filling_since) = None;
        let mut kinds = Vec::new();
        for kind in Kind::ALL {
            let table = tables.kind_mut(kind);
            for part in
                table.parts.values_mut().filter(|part| !Arc::ptr_eq(&part.dead, &part.saved))
            {
                part.frozen = Some(part.dead.clone());
            }
            table.frozen = table.batches.len();
            let frozen = table.batches.iter().map(|batch| Frozen {
                first_row: batch.first_row,
                columns: batch.columns.clone(),
                dead: batch.dead.clone(),
            });
            let frozen: Vec<Frozen> = frozen.collect();
            if !frozen.is_empty() {
                kinds.push((kind, frozen));
            }
        }
        Freeze { kinds, seq: inserter.last_seq }
    }

    /// Whatever was frozen is part of the buffer again.
    fn unfreeze(&self) {
        let mut tables = self.tables();
        for kind in Kind::ALL {
            let table = tables.kind_mut(kind);
            table.frozen = 0;
            table.parts.values_mut().for_each(|part| part.frozen = None);
        }
        lock(&self.filling_since).get_or_insert_with(std::time::Instant::now);
    }

    fn write(&self, freeze: &Freeze) -> Result<Vec<(Kind, Flushed)>, StoreError> {
        let given = Mutex::new(Vec::new());
        let plan = Plan {
            folder: &self.folder,
            next_part: &|| {
                let id = self.new_part();
                lock(&given).push(id);
                id
            },
            is_gone: &|_, _| false,
            seq: freeze.seq.0,
            now_ms: now_ms(),
        };
        let mut all = Vec::new();
        let mut write = || -> Result<(), StoreError> {
            for (kind, frozen) in &freeze.kinds {
                all.push((*kind, flush(*kind, frozen, &plan)?));
                self.point("a kind is written")?;
            }
            encode::sync_names(&self.folder)?;
            self.point("parts are written")
        };
        if let Err(error) = write() {
            // Nothing points at them, and the disk may be full.
            files::delete(&self.folder, &lock(&given));
            return Err(error);
        }
        Ok(all)
    }

    async fn commit_flush(
        self: &Arc<Self>,
        flushed: Vec<(Kind, Flushed)>,
        seq: Seq,
        log: &Log,
    ) -> Result<(), StoreError> {
        let _commit = self.commit.lock().await;
        let written = flushed.iter().flat_map(|(_, flushed)| &flushed.parts);
        let mut change = Change {
            trimmed: Some(seq.0),
            add: written.map(|part| (part.meta.clone(), Arc::default())).collect(),
            ..Change::default()
        };
        {
            let tables = self.tables();
            let dead = tables.parts().map(|part| (part.meta().id, part.frozen.clone()));
            change.dead = dead.filter_map(|(id, dead)| Some((id, dead?))).collect();
        }
        self.change(change).await?;
        self.point("the manifest has changed")?;
        let this = self.clone();
        blocking("publishing parts", move || this.publish_flush(flushed)).await?;
        self.trimmed.store(seq.0, Ordering::Relaxed);
        log.trim(seq).await;
        Ok(())
    }

    fn publish_flush(&self, flushed: Vec<(Kind, Flushed)>) {
        let mut ready = Vec::new();
        for (kind, mut flushed) in flushed {
            let mut parts = BTreeMap::new();
            let mut keys = Vec::new();
            for written in std::mem::take(&mut flushed.parts) {
                let id = written.meta.id;
                if kind == Kind::View {
                    keys.push((id, PartKeys::new(written.keys)));
                }
                parts.insert(id, Part::new(written.meta, Dead::default()));
            }
            ready.push((kind, flushed, parts, keys));
        }
        let mut old = Vec::new();
        let mut inserter = self.inserter();
        let mut tables = self.tables();
        for (kind, flushed, mut parts, keys) in ready {
            let table = tables.kind_mut(kind);
            let frozen = std::mem::take(&mut table.frozen);
            let batches: Vec<Batch> = table.batches.drain(..frozen).collect();
            if kind == Kind::View {
                carry_marks(&flushed, &batches, &mut parts);
                keys.into_iter().for_each(|(id, keys)| inserter.views.add_part(id, keys));
                inserter.views.buffer_moved(|place| flushed.follow(place));
            }
            table.parts.extend(parts);
            old.push(batches);
        }
        for kind in Kind::ALL {
            for part in tables.kind_mut(kind).parts.values_mut() {
                if let Some(saved) = part.frozen.take() {
                    part.saved = saved;
                }
            }
        }
        drop(tables);
        drop(inserter);
        // Only now: freeing a buffer takes a while.
        drop(old);
    }
}

/// Rows that died while they were on their way are dead in their parts too.
fn carry_marks(flushed: &Flushed, batches: &[Batch], parts: &mut BTreeMap<u32, Part>) {
    for batch in batches {
        for row in batch.dead.rows() {
            let place = flushed.follow(Place::Buffer(batch.first_row + row as u64));
            let Move::To(Place::Part(part, row)) = place else { continue };
            if let Some(part) = parts.get_mut(&part) {
                Arc::make_mut(&mut part.dead).mark(row as usize);
            }
        }
    }
}

impl Flushed {
    /// Where a row of the buffer lies now.
    fn follow(&self, place: Place) -> Move {
        let Place::Buffer(row) = place else { return Move::Stays };
        let at = row.checked_sub(self.first_row).and_then(|at| self.moved.get(at as usize));
        match at {
            None => Move::Stays,
            Some((0, _)) => Move::Gone,
            Some((part, row)) => Move::To(Place::Part(*part, *row)),
        }
    }
}
