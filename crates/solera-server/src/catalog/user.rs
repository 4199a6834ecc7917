//! People who log in to the console, and their sessions there.

use solera_event::limit;

use super::{Catalog, CatalogError};
use crate::secret::Hash;

/// Somebody who may log in.
#[derive(Debug, Clone)]
pub(crate) struct User {
    /// Their id.
    pub(crate) id: String,
    /// What they log in with.
    pub(crate) email: String,
    /// argon2id, as PHC text.
    pub(crate) password_hash: String,
}

impl Catalog {
    /// Whether anybody may log in.
    pub(crate) async fn has_users(&self) -> Result<bool, CatalogError> {
        let (count,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM users").fetch_one(&self.pool).await?;
        Ok(count > 0)
    }

    /// The first person, and the end of the set-up link, at once. `false` when somebody was
    /// there before.
    pub(crate) async fn create_first_user(
        &self,
        email: &str,
        password_hash: &str,
        now_ms: i64,
    ) -> Result<bool, CatalogError> {
        let done = sqlx::query(
            "INSERT INTO users (id, email, password_hash, created_ms) \
             SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM users)",
        )
        .bind(uuid::Uuid::new_v4().to_string())
        .bind(email)
        .bind(password_hash)
        .bind(now_ms)
        .execute(&self.pool)
        .await?;
        self.end_setup().await?;
        Ok(done.rows_affected() > 0)
    }

    /// The person of an e-mail address; where none is given, the only one there is.
    pub(crate) async fn user(&self, email: Option<&str>) -> Result<Option<User>, CatalogError> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT id, email, password_hash FROM users WHERE email = ?1 OR ?1 IS NULL LIMIT 2",
        )
        .bind(email)
        .fetch_all(&self.pool)
        .await?;
        let [(id, email, password_hash)] = <[_; 1]>::try_from(rows).unwrap_or_default();
        Ok((!id.is_empty()).then_some(User { id, email, password_hash }))
    }

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

    /// The e-mail address of a session's person, while the session lasts. Using it prolongs it,
    /// written down once a minute at most.
    pub(crate) async fn session(
        &self,
        hash: &Hash,
        now_ms: i64,
    ) -> Result<Option<String>, CatalogError> {
        let row: Option<(String, i64)> = sqlx::query_as(
            "SELECT email, used_ms FROM console_sessions JOIN users ON users.id = user_id \
             WHERE hash = ? AND used_ms > ?",
        )
        .bind(hash.to_vec())
        .bind(now_ms - limit::CONSOLE_SESSION_IDLE_MS)
        .fetch_optional(&self.pool)
        .await?;
        let Some((email, used_ms)) = row else { return Ok(None) };
        if now_ms - used_ms > solera_event::time::MINUTE_MS {
            sqlx::query("UPDATE console_sessions SET used_ms = ? WHERE hash = ?")
                .bind(now_ms)
                .bind(hash.to_vec())
                .execute(&self.pool)
                .await?;
        }
        Ok(Some(email))
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
