//! The databases of places, mapped into memory: pages that nobody asks about cost nothing.

use std::fs::File;
use std::path::Path;

use anyhow::Context;
use memmap2::Mmap;
use solera_intake::Geo;

use crate::config::Config;

/// Opens what the settings name; `None` where they name nothing.
///
/// # Errors
/// A sentence when a file that is named cannot be read.
pub(crate) fn open(config: &Config) -> anyhow::Result<Option<Geo>> {
    let files = [&config.geo_database, &config.geo_database_ipv6];
    let maps: Vec<_> =
        files.into_iter().flatten().map(|path| map(path)).collect::<Result<_, _>>()?;
    if maps.is_empty() {
        return Ok(None);
    }
    Ok(Some(Geo::open(maps).context("cannot read the geo database")?))
}

fn map(path: &Path) -> anyhow::Result<Mmap> {
    let cannot = || format!("cannot read the geo database {}", path.display());
    let file = File::open(path).with_context(cannot)?;
    // SAFETY: the file must not shrink or change while it is mapped. The docs tell operators to
    // replace it by renaming a new file over it, which leaves the mapped one as it is.
    #[allow(unsafe_code)]
    let map = unsafe { Mmap::map(&file) };
    map.with_context(cannot)
}
