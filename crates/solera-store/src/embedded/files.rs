//! The files of parts in their folder: whose number they bear, and those that nobody knows.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use parquet::errors::ParquetError;
use rustix::io::Errno;

/// How often a file is tried again, and after how long: five seconds in all.
const TRIES: usize = 50;
const TRY_AGAIN: Duration = Duration::from_millis(100);

/// Whether the system lacked the means to read, such as file handles: that says nothing of the
/// file.
pub(crate) fn lacks_means(error: &io::Error) -> bool {
    let passing = [
        Errno::MFILE,
        Errno::NFILE,
        Errno::NOMEM,
        Errno::INTR,
        Errno::AGAIN,
        Errno::ACCESS,
        Errno::PERM,
    ];
    error.raw_os_error().is_some_and(|code| passing.iter().any(|one| one.raw_os_error() == code))
}

/// The same of an error that a part's reader gives.
pub(crate) fn reader_lacks_means(error: &ParquetError) -> bool {
    let ParquetError::External(error) = error else { return false };
    error.downcast_ref().is_some_and(lacks_means)
}

/// Opens a part's file; waits a while for the means. For those who cannot do without it.
///
/// # Errors
/// As the file system says.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    patiently(lacks_means, || File::open(path))
}

/// Tries something again for a while when the means were lacking.
///
/// # Errors
/// As the last try gave them.
pub(crate) fn patiently<T, E>(
    lacks_means: impl Fn(&E) -> bool,
    mut work: impl FnMut() -> Result<T, E>,
) -> Result<T, E> {
    for _ in 1..TRIES {
        match work() {
            Err(error) if lacks_means(&error) => std::thread::sleep(TRY_AGAIN),
            done => return done,
        }
    }
    work()
}

/// The files that may be parts, each with its number.
///
/// # Errors
/// As the file system says.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<(u32, PathBuf)>> {
    let mut files = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let number = name.strip_suffix(".parquet").and_then(|name| name.rsplit('-').next());
        files.extend(number.and_then(|number| number.parse().ok()).map(|id| (id, path)));
    }
    Ok(files)
}

/// Deletes the files of those parts; one that stays is deleted at the next start.
pub(crate) fn delete(folder: &Path, parts: &[u32]) {
    let Ok(files) = list(folder) else { return };
    for (_, path) in files.iter().filter(|(id, _)| parts.contains(id)) {
        let _ = fs::remove_file(path);
    }
}

/// Deletes the files that the manifest does not know: a crash came before it did.
///
/// # Errors
/// As the file system says.
pub(crate) fn delete_unknown(folder: &Path, known: &HashSet<u32>) -> io::Result<()> {
    for (id, path) in list(folder)? {
        if !known.contains(&id) {
            tracing::info!("{} belongs to nothing and is deleted", path.display());
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Moves a corrupt part out of the way, into `corrupt/` beside it.
///
/// # Errors
/// As the file system says.
pub(crate) fn set_aside(path: &Path) -> io::Result<()> {
    let parent = path.parent().unwrap_or(Path::new("."));
    let folder = parent.join("corrupt");
    crate::disk::create_folder(&folder)?;
    fs::rename(path, folder.join(path.file_name().unwrap_or_default()))?;
    crate::disk::sync_folder(&folder)?;
    crate::disk::sync_folder(parent)
}
