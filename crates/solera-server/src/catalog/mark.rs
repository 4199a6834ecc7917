//! Single values that outlive a restart: the set-up link, how far outcomes are counted.

use super::{Catalog, CatalogError};
use crate::secret::{self, Hash};

impl Catalog {
    /// How far outcomes are counted: the last `Seq` whose rows are.
    pub(crate) async fn counted(&self) -> Result<u64, CatalogError> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT number FROM marks WHERE name = 'counted'")
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map_or(0, |(number,)| number as u64))
    }

    /// Remembers how far outcomes are counted.
    pub(crate) async fn set_counted(&self, seq: u64) -> Result<(), CatalogError> {
        self.set_mark("counted", seq as i64, None).await
    }

    /// Makes a new set-up link's secret, good from `now_ms` on; the one before is void.
    pub(crate) async fn new_setup(&self, now_ms: i64) -> Result<String, CatalogError> {
        let token = secret::new("setup_");
        self.set_mark("setup", now_ms, Some(secret::hash(&token))).await?;
        Ok(token)
    }

    /// The set-up link's hash, and when it was made in milliseconds since 1970.
    pub(crate) async fn setup(&self) -> Result<Option<(Hash, i64)>, CatalogError> {
        self.setup_mark("setup").await
    }

    /// The hash of the set-up link that somebody used.
    pub(crate) async fn setup_used(&self) -> Result<Option<Hash>, CatalogError> {
        Ok(self.setup_mark("setup_used").await?.map(|(hash, _)| hash))
    }

    /// Voids the set-up link, and remembers it as the one that was used: who comes with it again
    /// is told so.
    pub(crate) async fn end_setup(&self) -> Result<(), CatalogError> {
        sqlx::query("UPDATE OR REPLACE marks SET name = 'setup_used' WHERE name = 'setup'")
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    async fn setup_mark(&self, name: &str) -> Result<Option<(Hash, i64)>, CatalogError> {
        let row: Option<(i64, Option<Vec<u8>>)> =
            sqlx::query_as("SELECT number, bytes FROM marks WHERE name = ?")
                .bind(name)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.and_then(|(made_ms, hash)| Some((hash?.try_into().ok()?, made_ms))))
    }

    async fn set_mark(
        &self,
        name: &str,
        number: i64,
        hash: Option<Hash>,
    ) -> Result<(), CatalogError> {
        sqlx::query("INSERT OR REPLACE INTO marks (name, number, bytes) VALUES (?, ?, ?)")
            .bind(name)
            .bind(number)
            .bind(hash.map(|hash| hash.to_vec()))
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
