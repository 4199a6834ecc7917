//! Merging parts while events keep coming, and what is left after it.
//!
//! What a merge drops for good is only what the manifest calls dead: a row that died since may be
//! needed again after a crash. Such marks are carried over to the new part.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use parquet::errors::ParquetError;
use solera_event::{Kind, Uuid};

use super::choose::{Mood, choose};
use super::compact::{CompactError, Compacted, GONE, Input, compact};
use super::flush::Plan;
use super::manifest::Change;
use super::part::Dead;
use super::tables::{Part, Place};
use super::verify::{WRONG, is_sound};
use super::views::{Move, PartKeys};
use super::{Embedded, encode, files, lock, now_ms};
use crate::error::{StoreError, blocking};

impl Embedded {
    /// Merges the parts that are most worth it. `false` when none are.
    ///
    /// # Errors
    /// When the new part or the manifest cannot be written; the old parts still count.
    pub(crate) async fn compact(self: &Arc<Self>, mood: Mood) -> Result<bool, StoreError> {
        let _one_at_a_time = self.compacting.lock().await;
        let (deleted, kept, now_ms) = (self.deleted(), self.kept(), now_ms());
        let (kind, inputs) = {
            let tables = self.tables();
            let metas = tables.parts().map(Part::meta);
            let chosen = choose(metas, mood, now_ms, |part, id| {
                deleted.contains(&id) || kept.is_past(part, id, now_ms)
            });
            let parts = tables.parts().filter(|part| chosen.contains(&part.meta().id));
            let input =
                |part: &Part| Input { part: part.file.clone(), dropped: part.saved.clone() };
            let inputs: Vec<Input> = parts.map(input).collect();
            let Some(first) = inputs.first() else { return Ok(false) };
            (first.part.meta.kind, inputs)
        };
        let this = self.clone();
        let (merged, inputs) = blocking("merging parts", move || {
            let merged = this.merge_parts(&inputs, &|id, date_ms| {
                deleted.contains(&id) || date_ms < kept.since_ms(kind, id, now_ms)
            });
            (merged, inputs)
        })
        .await?;
        let done = match merged {
            Ok(compacted) => self.commit_compaction(kind, inputs, compacted).await,
            Err(CompactError::Corrupt { error, .. }) if files::reader_lacks_means(&error) => {
                Err(error.into())
            }
            Err(CompactError::Corrupt { part, error }) => {
                self.set_aside(part, &error.to_string()).await;
                return Ok(true);
            }
            Err(CompactError::Write(error)) => Err(error.into()),
        };
        let counter =
            if done.is_ok() { &self.counters.compactions } else { &self.counters.failures };
        counter.fetch_add(1, Ordering::Relaxed);
        done.map(|()| true)
    }

    fn merge_parts(
        &self,
        inputs: &[Input],
        is_gone: &dyn Fn(Uuid, i64) -> bool,
    ) -> Result<Compacted, CompactError> {
        let given = std::sync::Mutex::new(Vec::new());
        let plan = Plan {
            folder: &self.folder,
            next_part: &|| {
                let id = self.new_part();
                lock(&given).push(id);
                id
            },
            is_gone,
            seq: 0,
            now_ms: now_ms(),
        };
        let merged = verify(inputs).and_then(|()| compact(inputs, &plan)).and_then(|compacted| {
            encode::sync_names(&self.folder)?;
            Ok(compacted)
        });
        if merged.is_err() {
            files::delete(&self.folder, &lock(&given));
        }
        merged
    }

    async fn commit_compaction(
        self: &Arc<Self>,
        kind: Kind,
        inputs: Vec<Input>,
        compacted: Compacted,
    ) -> Result<(), StoreError> {
        self.point("a merged part is written")?;
        let _commit = self.commit.lock().await;
        let gone: Vec<u32> = inputs.iter().map(|input| input.part.meta.id).collect();
        let saved = {
            let tables = self.tables();
            let parts = &tables.kind(kind).parts;
            let still = gone.iter().map(|id| parts.get(id)).collect::<Option<Vec<_>>>();
            // One was set aside or has expired: what was merged is not the truth any more.
            let Some(parts) = still else {
                let new = compacted.written.iter().map(|written| written.meta.id);
                files::delete(&self.folder, &new.collect::<Vec<_>>());
                return Ok(());
            };
            compacted.carry(parts.iter().map(|part| (part.meta().id, &*part.saved)))
        };
        let written = compacted.written.iter();
        let change = Change {
            add: written.map(|part| (part.meta.clone(), Arc::new(saved.clone()))).collect(),
            remove: gone.clone(),
            ..Change::default()
        };
        self.change(change).await?;
        self.point("the manifest knows the merged part")?;
        let this = self.clone();
        let blobs = compacted.blobs.clone();
        blocking("publishing a merged part", move || {
            this.publish_compaction(kind, &gone, compacted, saved);
        })
        .await?;
        drop(inputs);
        self.blobs.delete(&blobs).await;
        Ok(())
    }

    fn publish_compaction(&self, kind: Kind, gone: &[u32], mut compacted: Compacted, saved: Dead) {
        let written = compacted.written.take();
        let keys = written.as_ref().map(|written| PartKeys::new(written.keys.clone()));
        let mut inserter = self.inserter();
        let mut tables = self.tables();
        let table = tables.kind_mut(kind);
        let old: Vec<Part> = gone.iter().filter_map(|id| table.parts.remove(id)).collect();
        let id = written.as_ref().map_or(0, |written| written.meta.id);
        if let Some(written) = written {
            let mut part = Part::new(written.meta, saved);
            let of =
                |dead: fn(&Part) -> &Dead| old.iter().map(move |one| (one.meta().id, dead(one)));
            part.dead = Arc::new(compacted.carry(of(|part| &part.dead)));
            if old.iter().any(|part| part.frozen.is_some()) {
                let frozen = of(|part| part.frozen.as_deref().unwrap_or(&part.saved));
                part.frozen = Some(Arc::new(compacted.carry(frozen)));
            }
            table.parts.insert(id, part);
        }
        drop(tables);
        if kind == Kind::View {
            inserter.views.parts_moved(gone, |place| compacted.follow(place, id));
            keys.into_iter().for_each(|keys| inserter.views.add_part(id, keys));
        }
        drop(inserter);
        for part in old {
            part.file.delete_when_unread();
        }
    }

    /// A part that cannot be read does not count any more; its file is kept aside. One that holds
    /// what was written stays, whatever was seen: the disk is not to blame.
    pub(crate) async fn set_aside(&self, part: u32, why: &str) {
        let find = || self.tables().parts().find(|one| one.meta().id == part).cloned();
        let Some(meta) = find().map(|part| part.meta().clone()) else { return };
        let (path, summed) = (meta.path.clone(), meta.crc.is_some());
        let sound = blocking("verifying a part", move || is_sound(&meta, Duration::ZERO)).await;
        let stays = match &sound {
            Ok(Ok(sound)) => *sound && summed,
            Ok(Err(error)) => files::lacks_means(error),
            Err(_) => false,
        };
        if stays {
            let path = path.display();
            tracing::error!("part {path} could not be read ({why}), yet its bytes are sound");
            return;
        }
        let _commit = self.commit.lock().await;
        let Some(found) = find() else { return };
        let meta = found.meta();
        tracing::error!(
            "part {} with {} rows of kind {} is corrupt ({why}); it is moved to `corrupt`, and \
             answers go on without it",
            meta.path.display(),
            meta.rows,
            meta.kind.name()
        );
        if let Err(error) = self.manifest.set_aside(part, why).await {
            tracing::error!("the manifest does not know that part {part} is corrupt: {error}");
        }
        if let Err(error) = files::set_aside(&meta.path) {
            tracing::error!("{} could not be moved: {error}", meta.path.display());
        }
        self.forget(meta.kind, &[part]);
    }

    /// Parts that do not count any more leave the tables and the index.
    pub(super) fn forget(&self, kind: Kind, parts: &[u32]) -> Vec<Part> {
        let mut inserter = self.inserter();
        let mut tables = self.tables();
        let table = tables.kind_mut(kind);
        let gone = parts.iter().filter_map(|id| table.parts.remove(id)).collect();
        drop(tables);
        if kind == Kind::View {
            inserter.views.parts_moved(parts, |place| match place {
                Place::Part(part, _) if parts.contains(&part) => Move::Gone,
                _ => Move::Stays,
            });
        }
        gone
    }
}

/// Whether all parts to be merged are as they were written.
fn verify(inputs: &[Input]) -> Result<(), CompactError> {
    for Input { part, .. } in inputs {
        let corrupt = |error| CompactError::Corrupt { part: part.meta.id, error };
        let sound = is_sound(&part.meta, Duration::ZERO).map_err(|error| corrupt(error.into()))?;
        if !sound {
            return Err(corrupt(ParquetError::General(WRONG.to_owned())));
        }
    }
    Ok(())
}

impl Compacted {
    /// Dead rows of the old parts, as rows of the new one.
    fn carry<'d>(&self, dead: impl Iterator<Item = (u32, &'d Dead)>) -> Dead {
        let mut carried = Dead::default();
        for (part, dead) in dead {
            let Some(moved) = self.moved.get(&part) else { continue };
            let rows = dead.rows().filter_map(|row| moved.get(row).copied());
            rows.filter(|row| *row != GONE).for_each(|row| {
                carried.mark(row as usize);
            });
        }
        carried
    }

    /// Where a row lies now that the merged part has that number.
    fn follow(&self, place: Place, new: u32) -> Move {
        let Place::Part(part, row) = place else { return Move::Stays };
        let Some(moved) = self.moved.get(&part) else { return Move::Stays };
        match moved.get(row as usize) {
            Some(row) if *row != GONE => Move::To(Place::Part(new, *row)),
            _ => Move::Gone,
        }
    }
}
