//! Questions to the store: a snapshot for each, and what is done about parts that cannot be read.

use solera_event::Kind;
use solera_query::{EventsSelect, Select};

use crate::Store;
use crate::embedded::fetch::{Damaged, Events};
use crate::embedded::now_ms;
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
            select.tables().iter().map(|table| self.kept(table.kind, select)).collect();
        let (answer, damaged) = self.inner.asker.select(select, options, snapshots).await?;
        self.report(damaged);
        Ok(answer)
    }

    /// Finds whole events. Dropping the future stops it.
    ///
    /// # Errors
    /// See [`SelectError`].
    pub async fn events(&self, select: &EventsSelect) -> Result<Events, SelectError> {
        let snapshot = self.kept(select.kind(), select.select());
        let (events, damaged) = self.inner.asker.events(select, snapshot).await?;
        self.report(damaged);
        Ok(events)
    }

    /// One kind at this moment, without what is past its time of whom the statement asks about.
    fn kept(&self, kind: Kind, select: &Select) -> Snapshot {
        let embedded = &self.inner.embedded;
        let since_ms = embedded.kept().since_ms(kind, select.application(), now_ms());
        let mut snapshot = self.snapshot(kind);
        snapshot.since_ms = (select.range().start < since_ms).then_some(since_ms);
        snapshot
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
