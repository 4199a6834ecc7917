//! API tokens: what scripts authenticate with. Hashed, scoped, shown once.

use super::{Catalog, CatalogError};
use crate::secret::{self, Hash};

/// What somebody may do; each holds the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// Ask questions.
    Read,
    /// Also create and change applications.
    Write,
    /// Also delete, and manage tokens and people.
    Admin,
}

impl Scope {
    /// The name in answers and in the catalog.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Write => "write",
            Scope::Admin => "admin",
        }
    }

    /// The scope of that name.
    pub(crate) fn from_name(name: &str) -> Option<Scope> {
        [Scope::Read, Scope::Write, Scope::Admin].into_iter().find(|scope| scope.name() == name)
    }
}

/// An API token, without its secret.
#[derive(Debug, Clone)]
pub(crate) struct ApiToken {
    /// Its id, to revoke it by.
    pub(crate) id: String,
    /// What its maker calls it.
    pub(crate) name: String,
    /// What it may do.
    pub(crate) scope: Scope,
    /// The hash of its secret.
    pub(crate) hash: Hash,
    /// When it was made, in milliseconds since 1970.
    pub(crate) created_ms: i64,
    /// When it was last used, to the minute.
    pub(crate) used_ms: Option<i64>,
}

type Row = (String, String, String, Vec<u8>, i64, Option<i64>);

impl Catalog {
    /// Every API token, the oldest first.
    pub(crate) async fn api_tokens(&self) -> Result<Vec<ApiToken>, CatalogError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, name, scope, hash, created_ms, used_ms FROM api_tokens \
             ORDER BY created_ms, id",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter()
            .map(|(id, name, scope, hash, created_ms, used_ms)| {
                let odd = || CatalogError::Odd { what: format!("the API token {id}") };
                let scope = Scope::from_name(&scope).ok_or_else(odd)?;
                let hash = hash.try_into().map_err(|_| odd())?;
                Ok(ApiToken { id, name, scope, hash, created_ms, used_ms })
            })
            .collect()
    }

    /// Makes a token; its secret is given back here and never again.
    pub(crate) async fn create_api_token(
        &self,
        name: &str,
        scope: Scope,
        now_ms: i64,
    ) -> Result<(ApiToken, String), CatalogError> {
        let secret = secret::new("solera_");
        let token = ApiToken {
            id: uuid::Uuid::new_v4().to_string(),
            name: name.to_owned(),
            scope,
            hash: secret::hash(&secret),
            created_ms: now_ms,
            used_ms: None,
        };
        sqlx::query(
            "INSERT INTO api_tokens (id, name, scope, hash, created_ms) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(&token.id)
        .bind(&token.name)
        .bind(scope.name())
        .bind(token.hash.to_vec())
        .bind(now_ms)
        .execute(&self.pool)
        .await?;
        self.refresh().await?;
        Ok((token, secret))
    }

    /// Revokes a token. `false` when there is none of that id.
    pub(crate) async fn delete_api_token(&self, id: &str) -> Result<bool, CatalogError> {
        let done =
            sqlx::query("DELETE FROM api_tokens WHERE id = ?").bind(id).execute(&self.pool).await?;
        self.refresh().await?;
        Ok(done.rows_affected() > 0)
    }

    /// Writes down when tokens were last used.
    pub(crate) async fn api_tokens_used(&self, used: &[(String, i64)]) -> Result<(), CatalogError> {
        for (id, used_ms) in used {
            sqlx::query("UPDATE api_tokens SET used_ms = ? WHERE id = ?")
                .bind(used_ms)
                .bind(id)
                .execute(&self.pool)
                .await?;
        }
        Ok(())
    }
}
