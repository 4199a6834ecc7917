//! The version of the data folder: an older one is upgraded, a newer one refused.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::disk;
use crate::error::{OpenError, StoreError};

/// The file that holds the number.
pub(crate) const FILE: &str = "FORMAT";

/// Makes of a folder of one version a folder of the next. Done again when it broke off.
pub(crate) type Upgrade = fn(&Path) -> io::Result<()>;

/// The upgrade from version 1 is the first. A folder of version `UPGRADES.len() + 1` is current.
const UPGRADES: &[Upgrade] = &[];

/// Makes the folder one of the current version.
///
/// # Errors
/// When it is newer than this program, or the file system does not let it.
pub(crate) fn check(folder: &Path) -> Result<(), OpenError> {
    check_with(folder, UPGRADES)
}

fn check_with(folder: &Path, upgrades: &[Upgrade]) -> Result<(), OpenError> {
    let path = folder.join(FILE);
    let known = upgrades.len() as u32 + 1;
    let io = |error| StoreError::io(&path)(error);
    if !path.exists() {
        return Ok(write(folder, known).map_err(io)?);
    }
    let text = fs::read_to_string(&path).map_err(io)?;
    let found: u32 = match text.trim().parse() {
        Ok(found) if found > 0 => found,
        _ => return Err(OpenError::NoFormat { path }),
    };
    if found > known {
        return Err(OpenError::Newer { folder: folder.to_owned(), found, known });
    }
    for (version, upgrade) in (1..).zip(upgrades).skip(found as usize - 1) {
        tracing::info!("{} is upgraded from format {version}", folder.display());
        upgrade(folder).and_then(|()| write(folder, version + 1)).map_err(io)?;
    }
    Ok(())
}

fn write(folder: &Path, version: u32) -> io::Result<()> {
    let unfinished = folder.join("FORMAT.new");
    let mut file = File::create(&unfinished)?;
    writeln!(file, "{version}")?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(FILE))?;
    disk::sync_folder(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_upgraded_step_by_step_and_a_newer_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let upgrade: Upgrade = |folder| fs::write(folder.join("upgraded"), "");
        check_with(folder, &[]).unwrap();
        assert!(!folder.join("upgraded").exists());
        check_with(folder, &[upgrade]).unwrap();
        assert!(folder.join("upgraded").exists());
        fs::remove_file(folder.join("upgraded")).unwrap();
        check_with(folder, &[upgrade]).unwrap();
        assert!(!folder.join("upgraded").exists(), "a step is taken once");
        let error = check_with(folder, &[]).unwrap_err().to_string();
        assert!(
            error.ends_with("has format 2, this program knows formats up to 1; use a newer one")
        );
        fs::write(folder.join(FILE), "x").unwrap();
        assert!(matches!(check_with(folder, &[]), Err(OpenError::NoFormat { .. })));
    }
}
