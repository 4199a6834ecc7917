//! Questions to the store: a snapshot for each, and what is done about parts that cannot be read.

use solera_query::{EventsSelect, Select};

use crate::Store;
use crate::embedded::fetch::{Damaged, Events};
use crate::embedded::select::{Answer, SelectError, SelectOptions};

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
        let (answer, damaged) = self.inner.asker.select(select, options, snapshots).await?;
        self.report(damaged);
        Ok(answer)
    }

    /// Finds whole events. Dropping the future stops it.
    ///
    /// # Errors
    /// See [`SelectError`].
    pub async fn events(&self, select: &EventsSelect) -> Result<Events, SelectError> {
        let snapshot = self.snapshot(select.kind());
        let (events, damaged) = self.inner.asker.events(select, snapshot).await?;
        self.report(damaged);
        Ok(events)
    }

    /// Sets parts aside that could not be read; whoever asked need not wait for it.
    fn report(&self, damaged: Damaged) {
        if damaged.is_empty() {
            return;
        }
        let store = self.clone();
        tokio::spawn(async move {
            for (id, why) in damaged {
                store.set_aside(id, &why).await;
            }
        });
    }
}
