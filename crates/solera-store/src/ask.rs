//! Questions to the store: a snapshot for each, and what is done about parts that cannot be read.

use solera_query::{EventsSelect, Select};

use crate::Store;
use crate::embedded::fetch::{Damaged, Events};
use crate::embedded::select::{Answer, SelectError, SelectOptions};
use crate::embedded::snapshot::Snapshot;

impl Store {
    /// Answers one statement of a question. Dropping the future stops it.
    ///
    /// # Errors
    /// See [`SelectError`].
    pub async fn select(
        &self,
        select: &Select,
        options: SelectOptions,
    ) -> Result<Answer, SelectError> {
        let snapshots: Vec<_> =
            select.tables().iter().map(|table| self.snapshot(table.kind)).collect();
        let (answer, damaged) = self.inner.asker.select(select, options, snapshots.clone()).await?;
        self.report(&snapshots, damaged);
        Ok(answer)
    }

    /// Finds whole events. Dropping the future stops it.
    ///
    /// # Errors
    /// See [`SelectError`].
    pub async fn events(&self, select: &EventsSelect) -> Result<Events, SelectError> {
        let snapshot = self.snapshot(select.kind());
        let (events, damaged) = self.inner.asker.events(select, snapshot.clone()).await?;
        self.report(&[snapshot], damaged);
        Ok(events)
    }

    fn report(&self, snapshots: &[Snapshot], damaged: Damaged) {
        for (id, why) in damaged {
            let mut parts = snapshots.iter().flat_map(|snapshot| &snapshot.parts);
            let Some(view) = parts.find(|view| view.part.meta.id == id) else { continue };
            let path = view.part.meta.path.display();
            tracing::error!("the part {path} cannot be read and is left out: {why}");
        }
    }
}
