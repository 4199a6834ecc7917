//! Sessions of people in the console. Only hashes of their secrets are kept.

use solera_event::limit;
use solera_event::time::MINUTE_MS;

use super::{Catalog, CatalogError, Scope, User};
use crate::secret::Hash;

/// Who is logged in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Their id.
    pub(crate) id: String,
    /// What they log in with.
    pub(crate) email: String,
    /// What they may do, at this moment.
    pub(crate) scope: Scope,
}

impl Catalog {
    /// Begins a console session.
    pub(crate) async fn begin_session(
        &self,
        hash: &Hash,
        user: &User,
        now_ms: i64,
    ) -> Result<(), CatalogError> {
        sqlx::query("DELETE FROM console_sessions WHERE used_ms < ?")
            .bind(now_ms - limit::CONSOLE_SESSION_IDLE_MS)
            .execute(&self.pool)
            .await?;
        sqlx::query(
            "INSERT INTO console_sessions (hash, user_id, created_ms, used_ms) VALUES (?, ?, ?, ?)",
        )
        .bind(hash.to_vec())
        .bind(&user.id)
        .bind(now_ms)
        .bind(now_ms)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// A session's person, while the session lasts. Using it prolongs it, written down once a
    /// minute at most.
    pub(crate) async fn session(
        &self,
        hash: &Hash,
        now_ms: i64,
    ) -> Result<Option<Person>, CatalogError> {
        let row: Option<(String, String, String, i64)> = sqlx::query_as(
            "SELECT users.id, email, scope, used_ms \
             FROM console_sessions JOIN users ON users.id = user_id WHERE hash = ? AND used_ms > ?",
        )
        .bind(hash.to_vec())
        .bind(now_ms - limit::CONSOLE_SESSION_IDLE_MS)
        .fetch_optional(&self.pool)
        .await?;
        let Some((id, email, scope, used_ms)) = row else { return Ok(None) };
        if now_ms - used_ms > MINUTE_MS {
            let prolonged = sqlx::query("UPDATE console_sessions SET used_ms = ? WHERE hash = ?")
                .bind(now_ms)
                .bind(hash.to_vec())
                .execute(&self.pool)
                .await;
            // On a full disk who is logged in still is.
            if let Err(error) = prolonged {
                tracing::warn!("a console session is not prolonged: {error}");
            }
        }
        let odd = || CatalogError::Odd { what: format!("the scope of {email}") };
        let scope = Scope::from_name(&scope).ok_or_else(odd)?;
        Ok(Some(Person { id, email, scope }))
    }

    /// Ends a console session.
    pub(crate) async fn end_session(&self, hash: &Hash) -> Result<(), CatalogError> {
        sqlx::query("DELETE FROM console_sessions WHERE hash = ?")
            .bind(hash.to_vec())
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
