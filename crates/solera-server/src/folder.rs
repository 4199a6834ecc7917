//! The data folder: made, locked, of a known format, and where the running server tells the
//! subcommands how to reach it.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::secret;

/// The format this version writes. Older ones are brought up to it, newer ones refused.
const FORMAT: u32 = 1;

/// The data folder, locked while this value lives.
pub(crate) struct Folder {
    path: PathBuf,
    _lock: File,
}

/// How the subcommands reach the server that runs on a folder.
pub(crate) struct Running {
    /// Where it answers.
    pub(crate) address: SocketAddr,
    /// What it takes from whoever may read the folder.
    pub(crate) token: String,
}

impl Folder {
    /// Makes the folder where there is none, locks it, and checks its format.
    ///
    /// # Errors
    /// A sentence when it cannot be made, another server runs on it, or a newer one wrote it.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Folder> {
        std::fs::create_dir_all(path)
            .with_context(|| format!("cannot create the data folder {}", path.display()))?;
        let lock = lock(path)?;
        check_format(path)?;
        Ok(Folder { path: path.to_owned(), _lock: lock })
    }

    /// The catalog's file.
    pub(crate) fn catalog(&self) -> PathBuf {
        catalog(&self.path)
    }

    /// The store's folder.
    pub(crate) fn store(&self) -> PathBuf {
        store(&self.path)
    }

    /// Tells the subcommands how to reach the server; gives back what it must take from them.
    /// Where that cannot be told, on a full disk, the server is of use without them.
    pub(crate) fn tell(&self, address: SocketAddr) -> String {
        let token = secret::new("local_");
        let path = self.path.join("running");
        if let Err(error) = write_running(&path, &format!("{address}\n{token}\n")) {
            let path = path.display();
            tracing::warn!(
                "{path} cannot be written, so no `solera backup` while this runs: {error}"
            );
        }
        token
    }

    /// Takes back what [`Folder::tell`] told.
    pub(crate) fn untell(&self) {
        if let Err(error) = std::fs::remove_file(self.path.join("running")) {
            tracing::warn!("cannot remove the file `running` of the data folder: {error}");
        }
    }
}

/// Only whoever may read the folder's secrets may read this one.
fn write_running(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// The catalog's file in a data folder.
pub(crate) fn catalog(folder: &Path) -> PathBuf {
    folder.join("catalog.sqlite")
}

/// The store's folder in a data folder.
pub(crate) fn store(folder: &Path) -> PathBuf {
    folder.join("store")
}

/// The server that runs on a folder, `None` when none does.
///
/// # Errors
/// When one runs but does not tell how to reach it.
pub(crate) fn running(path: &Path) -> anyhow::Result<Option<Running>> {
    if lock(path).is_ok() {
        return Ok(None);
    }
    let file = path.join("running");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("cannot read {}, is the server just starting?", file.display()))?;
    let mut lines = text.lines();
    let (Some(address), Some(token)) = (lines.next(), lines.next()) else {
        bail!("{} holds no address; is the server just starting?", file.display());
    };
    Ok(Some(Running { address: address.parse()?, token: token.to_owned() }))
}

/// Whether a data folder is there.
pub(crate) fn is_one(path: &Path) -> bool {
    path.join("format").is_file()
}

/// Writes the format of a folder that is new.
pub(crate) fn write_format(path: &Path) -> anyhow::Result<()> {
    let file = path.join("format");
    let mut out =
        File::create(&file).with_context(|| format!("cannot write {}", file.display()))?;
    writeln!(out, "{FORMAT}")?;
    out.sync_all()?;
    File::open(path)?.sync_all()?;
    Ok(())
}

fn lock(path: &Path) -> anyhow::Result<File> {
    let file = path.join("lock");
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&file)
        .with_context(|| format!("cannot open {}", file.display()))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            bail!("another solera runs on the data folder {}; stop it first", path.display())
        }
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", file.display()))
        }
    }
}

fn check_format(path: &Path) -> anyhow::Result<()> {
    let file = path.join("format");
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return write_format(path),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read {}", file.display()));
        }
    };
    let found: u32 = text
        .trim()
        .parse()
        .with_context(|| format!("{} holds no format number", file.display()))?;
    if found > FORMAT {
        bail!(
            "the data folder {} has format {found}, this version of solera reads up to {FORMAT}; \
             use a newer one",
            path.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_locked_once_and_newer_ones_are_refused() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a/b");
        let folder = Folder::open(&path).unwrap();
        let error = Folder::open(&path).err().unwrap().to_string();
        assert!(error.starts_with("another solera runs"), "{error}");
        let address = "127.0.0.1:7".parse().unwrap();
        let token = folder.tell(address);
        let running = running(&path).unwrap().unwrap();
        assert_eq!((running.address, running.token), (address, token));
        drop(folder);
        assert!(super::running(&path).unwrap().is_none());
        std::fs::write(path.join("format"), "2\n").unwrap();
        let error = Folder::open(&path).err().unwrap().to_string();
        assert!(
            error.ends_with("has format 2, this version of solera reads up to 1; use a newer one")
        );
    }
}
