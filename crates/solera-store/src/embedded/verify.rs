//! Whether parts still hold the bytes that were written: disks forget, and most of a part would
//! give wrong answers without anybody noticing.
//!
//! Read as a whole, slowly, in the background; and at once before a part is merged, for rot must
//! not be copied into what is called sound.

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::part::PartMeta;
use super::snapshot::PartFile;
use super::{Embedded, files};
use crate::error::blocking;

/// What is read at once.
const CHUNK_BYTES: usize = 1 << 20;
/// How long the background rests after each chunk: it reads no more than 100 MB a second.
const REST: Duration = Duration::from_millis(10);

/// Why a part that is not sound is set aside.
pub(crate) const WRONG: &str = "its bytes are not those that were written";

/// Reads all parts there are and sets those aside that have rotted.
pub(crate) async fn verify_all(embedded: Weak<Embedded>) {
    let Some(parts) = embedded.upgrade().map(|embedded| embedded.part_files()) else { return };
    for part in parts {
        let work = move || (is_sound(&part.meta, REST), part);
        let verified = blocking("verifying a part", work).await;
        let Some(embedded) = embedded.upgrade() else { return };
        match verified {
            Ok((Ok(false), part)) => embedded.set_aside(part.meta.id, WRONG).await,
            Ok((Err(error), part)) => {
                let path = part.meta.path.display();
                tracing::warn!("part {path} could not be verified: {error}");
            }
            Ok((Ok(true), _)) => {}
            Err(error) => tracing::warn!("{error}"),
        }
    }
}

/// Whether a part's file is as it was written; one without a checksum is taken to be.
///
/// # Errors
/// As the file system says.
pub(crate) fn is_sound(part: &PartMeta, rest: Duration) -> io::Result<bool> {
    let mut file = files::open(&part.path)?;
    let Some(crc) = part.crc else { return Ok(true) };
    let (mut hasher, mut chunk) = (crc32fast::Hasher::new(), vec![0; CHUNK_BYTES]);
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok(hasher.finalize() == crc);
        }
        hasher.update(&chunk[..read]);
        std::thread::sleep(rest);
    }
}

/// Why a part is set aside over which its reader panicked.
pub(crate) const PANICKED: &str = "its reader panicked over it";

/// Reads a part; `None` when that panics, as readers of Parquet do over some rotten bytes.
pub(crate) fn unless_it_panics<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

impl Embedded {
    fn part_files(&self) -> Vec<Arc<PartFile>> {
        self.tables().parts().map(|part| part.file.clone()).collect()
    }
}
