//! People who log in to the console.
//!
//! Must hold: somebody who may do everything is always left, and who is gone is logged in nowhere.

use super::{Catalog, CatalogError, Scope};

/// Somebody who may log in.
#[derive(Debug, Clone)]
pub(crate) struct User {
    /// Their id.
    pub(crate) id: String,
    /// What they log in with.
    pub(crate) email: String,
    /// argon2id, as PHC text.
    pub(crate) password_hash: String,
    /// What they may do.
    pub(crate) scope: Scope,
    /// When they were added, in milliseconds since 1970.
    pub(crate) created_ms: i64,
    /// When one of their sessions that still last was last used, to the minute.
    pub(crate) used_ms: Option<i64>,
}

/// What to change of a person; what is `None` stays.
#[derive(Debug, Default)]
pub(crate) struct UserChange {
    /// What they log in with.
    pub(crate) email: Option<String>,
    /// argon2id, as PHC text.
    pub(crate) password_hash: Option<String>,
    /// What they may do.
    pub(crate) scope: Option<Scope>,
}

/// How a change of a person ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    /// It is made.
    Done,
    /// There is no such person.
    Nobody,
    /// Somebody else has that e-mail address.
    EmailTaken,
    /// Nobody would be left who may do everything.
    LastAdmin,
}

type Row = (String, String, String, String, i64, Option<i64>);

/// Holds while somebody else than person ?1 may do everything, or ?1 may not.
const NOT_LAST_ADMIN: &str = "(scope != 'admin' OR \
    EXISTS (SELECT 1 FROM users AS other WHERE other.scope = 'admin' AND other.id != ?1))";

impl Catalog {
    /// Whether anybody may log in.
    pub(crate) async fn has_users(&self) -> Result<bool, CatalogError> {
        Ok(self.user_count().await? > 0)
    }

    /// How many people may log in.
    pub(crate) async fn user_count(&self) -> Result<usize, CatalogError> {
        let (count,): (i64,) =
            sqlx::query_as("SELECT count(*) FROM users").fetch_one(&self.pool).await?;
        Ok(count as usize)
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
            "INSERT INTO users (id, email, password_hash, created_ms, scope) \
             SELECT ?, ?, ?, ?, 'admin' WHERE NOT EXISTS (SELECT 1 FROM users)",
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

    /// One more person; `None` when somebody has that e-mail address.
    pub(crate) async fn create_user(
        &self,
        email: &str,
        password_hash: &str,
        scope: Scope,
        now_ms: i64,
    ) -> Result<Option<User>, CatalogError> {
        let done = sqlx::query(
            "INSERT INTO users (id, email, password_hash, created_ms, scope) \
             VALUES (?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING",
        )
        .bind(uuid::Uuid::new_v4().to_string())
        .bind(email)
        .bind(password_hash)
        .bind(now_ms)
        .bind(scope.name())
        .execute(&self.pool)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(None);
        }
        self.user(Some(email)).await
    }

    /// The person of an e-mail address; where none is given, the only one there is.
    pub(crate) async fn user(&self, email: Option<&str>) -> Result<Option<User>, CatalogError> {
        let users = self.users().await?;
        let mut found = users
            .into_iter()
            .filter(|user| email.is_none_or(|email| user.email.eq_ignore_ascii_case(email)));
        let first = found.next();
        Ok(if found.next().is_some() { None } else { first })
    }

    /// Everybody, who was there first first.
    pub(crate) async fn users(&self) -> Result<Vec<User>, CatalogError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, email, password_hash, scope, created_ms, \
             (SELECT max(used_ms) FROM console_sessions WHERE user_id = users.id) \
             FROM users ORDER BY created_ms, id",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter().map(read).collect()
    }

    /// Changes a person. A new password ends all their sessions but `kept`.
    pub(crate) async fn update_user(
        &self,
        id: &str,
        change: &UserChange,
        kept: Option<&crate::secret::Hash>,
    ) -> Result<Changed, CatalogError> {
        let statement = format!(
            "UPDATE OR IGNORE users SET email = coalesce(?2, email), \
             password_hash = coalesce(?3, password_hash), scope = coalesce(?4, scope) \
             WHERE id = ?1 AND (?4 IS NULL OR ?4 = 'admin' OR {NOT_LAST_ADMIN})"
        );
        let mut transaction = self.pool.begin().await?;
        let done = sqlx::query(sqlx::AssertSqlSafe(statement))
            .bind(id)
            .bind(&change.email)
            .bind(&change.password_hash)
            .bind(change.scope.map(Scope::name))
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() > 0 && change.password_hash.is_some() {
            sqlx::query("DELETE FROM console_sessions WHERE user_id = ? AND hash IS NOT ?")
                .bind(id)
                .bind(kept.map(|hash| hash.to_vec()))
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        if done.rows_affected() > 0 {
            return Ok(Changed::Done);
        }
        let users = self.users().await?;
        let taken = |email: &String| {
            users.iter().any(|user| user.id != id && user.email.eq_ignore_ascii_case(email))
        };
        Ok(match users.iter().any(|user| user.id == id) {
            false => Changed::Nobody,
            true if change.email.as_ref().is_some_and(taken) => Changed::EmailTaken,
            true => Changed::LastAdmin,
        })
    }

    /// Removes a person, their sessions and what they saved for themselves.
    pub(crate) async fn delete_user(&self, id: &str) -> Result<Changed, CatalogError> {
        let mut transaction = self.pool.begin().await?;
        for statement in [
            "DELETE FROM console_sessions WHERE user_id = ?1",
            "DELETE FROM saved_views WHERE user_id = ?1 AND NOT shared",
            "UPDATE saved_views SET user_id = NULL WHERE user_id = ?1",
        ] {
            sqlx::query(statement).bind(id).execute(&mut *transaction).await?;
        }
        let statement = format!("DELETE FROM users WHERE id = ?1 AND {NOT_LAST_ADMIN}");
        let done =
            sqlx::query(sqlx::AssertSqlSafe(statement)).bind(id).execute(&mut *transaction).await?;
        if done.rows_affected() > 0 {
            transaction.commit().await?;
            return Ok(Changed::Done);
        }
        transaction.rollback().await?;
        let users = self.users().await?;
        let there = users.iter().any(|user| user.id == id);
        Ok(if there { Changed::LastAdmin } else { Changed::Nobody })
    }
}

fn read(row: Row) -> Result<User, CatalogError> {
    let (id, email, password_hash, scope, created_ms, used_ms) = row;
    let odd = || CatalogError::Odd { what: format!("the scope of {email}") };
    let scope = Scope::from_name(&scope).ok_or_else(odd)?;
    Ok(User { id, email, password_hash, scope, created_ms, used_ms })
}
