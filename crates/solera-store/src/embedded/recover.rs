//! What a start does before the log: the manifest's parts are looked at, unknown files deleted,
//! ids and views' keys read again.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex};

use parquet::errors::ParquetError;
use solera_event::{Kind, Uuid};

use super::footer::FooterCache;
use super::ids::Ids;
use super::insert::Inserter;
use super::kept::Kept;
use super::lookup::Lookup;
use super::manifest::Manifest;
use super::part::PartMeta;
use super::tables::{Part, Tables};
use super::verify::{PANICKED, unless_it_panics};
use super::views::{PartKeys, Views};
use super::{Embedded, files, keys};
use crate::Config;
use crate::blob::Blobs;
use crate::disk;
use crate::error::{StoreError, blocking};
use crate::wal::Seq;

impl Embedded {
    /// Opens what is in a folder; gives the last `Seq` that is in parts too.
    ///
    /// # Errors
    /// When the manifest or the folder cannot be read. A corrupt part is no error.
    pub(crate) async fn open(config: &Config) -> Result<(Embedded, u64), StoreError> {
        let folder = config.folder.join("parts");
        disk::create_folder(&folder).map_err(StoreError::io(&folder))?;
        let manifest = Manifest::open(&config.folder.join("manifest.sqlite"), &folder).await?;
        disk::sync_folder(&config.folder).map_err(StoreError::io(&config.folder))?;
        let contents = manifest.read().await?;
        let mut tables = Tables::default();
        let known: HashSet<u32> = contents.parts.iter().map(|(meta, _)| meta.id).collect();
        files::delete_unknown(&folder, &known).map_err(StoreError::io(&folder))?;
        let mut next_part = contents.next_part;
        let mut corrupt = Vec::new();
        for (meta, dead) in contents.parts {
            next_part = next_part.max(meta.id + 1);
            if let Err(why) = check(&meta) {
                corrupt.push((meta.id, why));
            }
            tables.kind_mut(meta.kind).parts.insert(meta.id, Part::new(meta, dead));
        }
        let metas: Vec<PartMeta> = tables.parts().map(|part| part.meta().clone()).collect();
        let footers = Arc::<FooterCache>::default();
        let lookup = Lookup::new(Arc::clone(&footers));
        let mut inserter = blocking("reading ids", move || remember(&metas, lookup)).await?;
        corrupt.append(&mut inserter.corrupt);
        inserter.deleted = contents.deleted.into_iter().collect::<HashSet<Uuid>>();
        inserter.last_seq = Seq(contents.trimmed);
        let kept = Kept { usual: config.retention, own: config.own_retention.clone() };
        let embedded = Embedded {
            folder,
            manifest,
            blobs: Blobs::open(&config.folder.join("blobs"))?,
            kept: Mutex::new(Arc::new(kept)),
            buffer_bytes_max: config.buffer_bytes_max,
            footers,
            tables: Mutex::new(tables),
            inserter: Mutex::new(inserter),
            commit: tokio::sync::Mutex::new(()),
            flushing: tokio::sync::Mutex::new(()),
            compacting: tokio::sync::Mutex::new(()),
            next_part: next_part.into(),
            doubtful: Mutex::default(),
            trimmed: contents.trimmed.into(),
            filling_since: Mutex::default(),
            flush_wanted: tokio::sync::Notify::new(),
            counters: super::Counters::default(),
            #[cfg(test)]
            break_at: Mutex::new(None),
        };
        for (part, why) in corrupt {
            embedded.set_aside(part, &why).await;
        }
        Ok((embedded, contents.trimmed))
    }
}

/// A cheap look at a part's file: its size, and its end.
fn check(meta: &PartMeta) -> Result<(), String> {
    let path: &Path = &meta.path;
    let bytes = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if bytes != meta.bytes {
        return Err(format!("it has {bytes} bytes, the manifest says {}", meta.bytes));
    }
    let mut end = [0; 4];
    let read = File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::End(-4))?;
        file.read_exact(&mut end)
    });
    read.map_err(|error| error.to_string())?;
    if end == *b"PAR1" { Ok(()) } else { Err("it does not end like a part".to_owned()) }
}

/// Reads ids of the youngest parts until there is no more room, and the keys of views.
fn remember(parts: &[PartMeta], lookup: Lookup) -> Inserter {
    let mut inserter = Inserter {
        ids: Ids::new(),
        views: Views::default(),
        lookup,
        deleted: HashSet::new(),
        last_seq: Seq(0),
        lost_blobs: Vec::new(),
        corrupt: Vec::new(),
    };
    let mut youngest: Vec<&PartMeta> = parts.iter().collect();
    youngest.sort_by_key(|part| std::cmp::Reverse((part.seq_max, part.id)));
    for part in youngest {
        let of_views = part.kind == Kind::View;
        if !of_views && !inserter.ids.has_room() {
            continue;
        }
        let panicked = || Err(ParquetError::General(PANICKED.to_owned()));
        match unless_it_panics(|| keys::read(part)).unwrap_or_else(panicked) {
            Ok(keys) if of_views => inserter.views.add_part(part.id, PartKeys::new(keys)),
            Ok(keys) => keys.into_iter().for_each(|(key, _)| inserter.ids.fill(key)),
            Err(error) => inserter.corrupt.push((part.id, error.to_string())),
        }
    }
    inserter.ids.filled();
    inserter
}
