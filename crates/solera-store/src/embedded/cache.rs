//! What is kept in memory of parts, bounded in bytes: the least recently used is forgotten first.
//!
//! What is kept of a part that is gone is dropped with the next thing that comes in, or when asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use super::snapshot::PartFile;

/// One thing of each part.
#[derive(Debug)]
pub(crate) struct PartCache<V> {
    bytes_max: usize,
    entries: Mutex<Entries<V>>,
}

#[derive(Debug)]
struct Entries<V> {
    by_part: HashMap<u32, Entry<V>>,
    bytes: usize,
    tick: u64,
}

#[derive(Debug)]
struct Entry<V> {
    value: Arc<V>,
    bytes: usize,
    part: Weak<PartFile>,
    used: u64,
}

impl<V> PartCache<V> {
    /// A cache of that many bytes.
    pub(crate) fn new(bytes_max: usize) -> PartCache<V> {
        let entries = Entries { by_part: HashMap::new(), bytes: 0, tick: 0 };
        PartCache { bytes_max, entries: Mutex::new(entries) }
    }

    /// What is kept of a part, or what `make` makes of it, with its size.
    ///
    /// # Errors
    /// As `make` gives them.
    pub(crate) fn get<E>(
        &self,
        part: &Arc<PartFile>,
        make: impl FnOnce() -> Result<(V, usize), E>,
    ) -> Result<Arc<V>, E> {
        if let Some(value) = self.entries().find(part) {
            return Ok(value);
        }
        // Made without the lock: two that want the same may both make it.
        let (value, bytes) = make()?;
        let value = Arc::new(value);
        self.entries().insert(part, Arc::clone(&value), bytes, self.bytes_max);
        Ok(value)
    }

    /// Drops what is kept of parts that are gone.
    pub(crate) fn forget_gone(&self) {
        self.entries().forget_gone();
    }

    fn entries(&self) -> MutexGuard<'_, Entries<V>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V> Entries<V> {
    fn find(&mut self, part: &Arc<PartFile>) -> Option<Arc<V>> {
        self.tick += 1;
        let entry = self.by_part.get_mut(&part.meta.id)?;
        if !std::ptr::eq(entry.part.as_ptr(), Arc::as_ptr(part)) {
            return None;
        }
        entry.used = self.tick;
        Some(Arc::clone(&entry.value))
    }

    fn insert(&mut self, part: &Arc<PartFile>, value: Arc<V>, bytes: usize, bytes_max: usize) {
        let entry = Entry { value, bytes, part: Arc::downgrade(part), used: self.tick };
        self.bytes += bytes;
        if let Some(old) = self.by_part.insert(part.meta.id, entry) {
            self.bytes -= old.bytes;
        }
        self.forget_gone();
        while self.bytes > bytes_max {
            let oldest = self.by_part.iter().min_by_key(|(_, entry)| entry.used);
            let Some(id) = oldest.map(|(id, _)| *id) else { break };
            let entry = self.by_part.remove(&id).expect("it was just found");
            self.bytes -= entry.bytes;
        }
    }

    fn forget_gone(&mut self) {
        let all = &mut self.bytes;
        self.by_part.retain(|_, entry| {
            let kept = entry.part.strong_count() > 0;
            *all -= if kept { 0 } else { entry.bytes };
            kept
        });
    }
}
