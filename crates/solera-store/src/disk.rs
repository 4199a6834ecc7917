//! What several files need of the file system: synced files and folders, and room.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// What a client is told to wait when the disk is full, in seconds.
pub(crate) const FULL_RETRY_AFTER_S: u32 = 10;

/// Whether there is room; another one stands in where a test fills the disk.
pub(crate) trait Space: Send + Sync {
    /// Whether enough is free where the folder lies.
    ///
    /// # Errors
    /// When the file system does not tell.
    fn enough(&self, folder: &Path) -> io::Result<bool>;
}

/// So many bytes must be free.
pub(crate) struct FreeBytes(pub(crate) u64);

impl Space for FreeBytes {
    fn enough(&self, folder: &Path) -> io::Result<bool> {
        let state = rustix::fs::statvfs(folder)?;
        Ok(state.f_bavail.saturating_mul(state.f_frsize) >= self.0)
    }
}

/// Whether the error says that the disk, or one's share of it, is full.
pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// Makes names in a folder safe: files created, renamed and deleted in it.
///
/// # Errors
/// As the file system says.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Makes a file's bytes safe.
///
/// # Errors
/// As the file system says.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Creates a folder with those above it, and makes their names safe.
///
/// # Errors
/// As the file system says.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = folder.parent().unwrap_or(Path::new("/"));
    if !parent.as_os_str().is_empty() {
        create_folder(parent)?;
    }
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    sync_folder(if parent.as_os_str().is_empty() { Path::new(".") } else { parent })
}
