//! Blobs: bytes by key, in a folder. Durable when putting one returns.
//!
//! The object store never syncs, so files and the folders above them are synced here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStoreExt, PutPayload};

use crate::disk;
use crate::error::{StoreError, blocking};

/// The blobs of a store.
#[derive(Debug, Clone)]
pub(crate) struct Blobs {
    folder: PathBuf,
    store: Arc<LocalFileSystem>,
}

impl Blobs {
    /// Opens the folder, or makes it.
    ///
    /// # Errors
    /// As the file system says.
    pub(crate) fn open(folder: &Path) -> Result<Blobs, StoreError> {
        disk::create_folder(folder).map_err(StoreError::io(folder))?;
        let key = || folder.display().to_string();
        let store = LocalFileSystem::new_with_prefix(folder)
            .map_err(|error| StoreError::Blob { key: key(), error })?;
        Ok(Blobs { folder: folder.to_owned(), store: Arc::new(store) })
    }

    /// Keeps bytes under a key, in place of those before.
    ///
    /// # Errors
    /// When the key is none, or the disk cannot keep it.
    pub(crate) async fn put(&self, key: &str, bytes: Bytes) -> Result<(), StoreError> {
        let (path, file) = self.place(key)?;
        let put = self.store.put(&path, PutPayload::from_bytes(bytes)).await;
        put.map_err(|error| failed(key, error))?;
        let root = self.folder.clone();
        blocking("syncing a blob", move || {
            let sync = disk::sync_file(&file).and_then(|()| sync_above(&file, &root));
            sync.map_err(StoreError::io(file))
        })
        .await?
    }

    /// The bytes of a key.
    ///
    /// # Errors
    /// When the key is none, or the disk cannot be read.
    pub(crate) async fn get(&self, key: &str) -> Result<Option<Bytes>, StoreError> {
        let (path, _) = self.place(key)?;
        match self.store.get(&path).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(|error| failed(key, error))?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed(key, error)),
        }
    }

    /// Deletes keys; those that are not there are no harm, one that stays is named in the log.
    pub(crate) async fn delete(&self, keys: &[String]) {
        for key in keys {
            let Ok((path, _)) = self.place(key) else { continue };
            match self.store.delete(&path).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => tracing::warn!("{}", failed(key, error)),
            }
        }
    }

    fn place(&self, key: &str) -> Result<(Key, PathBuf), StoreError> {
        let path = Key::parse(key)
            .map_err(|error| failed(key, object_store::Error::InvalidPath { source: error }))?;
        let file = self.store.path_to_filesystem(&path).map_err(|error| failed(key, error))?;
        Ok((path, file))
    }
}

fn failed(key: &str, error: object_store::Error) -> StoreError {
    StoreError::Blob { key: key.to_owned(), error }
}

/// Makes the names of a file and of the folders above it safe, up to the root.
fn sync_above(file: &Path, root: &Path) -> std::io::Result<()> {
    let inside = |folder: &&Path| folder.starts_with(root);
    file.ancestors().skip(1).take_while(inside).try_for_each(disk::sync_folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_blob_comes_back_until_it_is_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let key = "a/b/c";
        assert_eq!(blobs.get(key).await.unwrap(), None);
        blobs.put(key, Bytes::from_static(b"one")).await.unwrap();
        blobs.put(key, Bytes::from_static(b"two")).await.unwrap();
        assert_eq!(blobs.get(key).await.unwrap(), Some(Bytes::from_static(b"two")));
        blobs.delete(&[key.to_owned(), "a/none".to_owned()]).await;
        assert_eq!(blobs.get(key).await.unwrap(), None);
        assert!(blobs.put("a/../b", Bytes::new()).await.is_err());
    }
}
