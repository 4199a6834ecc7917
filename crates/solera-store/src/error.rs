//! Why the store cannot do what it was asked.

use std::io;
use std::path::PathBuf;

use parquet::errors::ParquetError;

use crate::wal::RecoverError;

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error("{folder} is in use by another process")]
    Locked {
        /// The store's folder.
        folder: PathBuf,
    },
    /// A newer program wrote it.
    #[error(
        "{folder} has format {found}, this program knows formats up to {known}; use a newer one"
    )]
    Newer {
        /// The store's folder.
        folder: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that this program knows.
        known: u32,
    },
    /// The folder says no format that any program wrote.
    #[error("{path} does not hold a format's number; is this the folder of a store?")]
    NoFormat {
        /// The file.
        path: PathBuf,
    },
    /// The log cannot be read.
    #[error("the log cannot be opened: {0}")]
    Log(String),
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RecoverError> for OpenError {
    fn from(error: RecoverError) -> OpenError {
        OpenError::Log(error.to_string())
    }
}

/// Why the store could not change what it holds. What it held before still stands.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file system.
    #[error("{path}: {error}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the file system says.
        error: io::Error,
    },
    /// The manifest.
    #[error("the manifest cannot be read or written: {0}")]
    Manifest(#[from] sqlx::Error),
    /// A part.
    #[error("a part cannot be written: {0}")]
    Part(#[from] ParquetError),
    /// No room on the disk. It is worth trying again.
    #[error("the disk is full, try again in {} s", crate::disk::FULL_RETRY_AFTER_S)]
    Full,
    /// A blob.
    #[error("blob `{key}`: {error}")]
    Blob {
        /// Its key.
        key: String,
        /// What the file system says.
        error: object_store::Error,
    },
    /// The work broke off inside the program.
    #[error("{0}")]
    Broken(String),
}

impl StoreError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> StoreError {
        let path = path.into();
        move |error| StoreError::Io { path, error }
    }
}

/// Runs what blocks or takes long away from the async threads.
pub(crate) async fn blocking<T: Send + 'static>(
    what: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| StoreError::Broken(format!("{what} broke off: {error}")))
}
