//! Saved views: what somebody looked at in the console, under a name.
//!
//! Knows nothing of what a state means: it is the console's own text.

use uuid::Uuid;

use super::{Catalog, CatalogError};

/// What somebody saved.
#[derive(Debug, Clone)]
pub(crate) struct SavedView {
    /// Its id.
    pub(crate) id: String,
    /// Whose it is; nobody's when it was made with an API token.
    pub(crate) owner: Option<Owner>,
    /// What is to be seen.
    pub(crate) content: SavedContent,
    /// When it was saved, in milliseconds since 1970.
    pub(crate) created_ms: i64,
    /// When it was last changed, in milliseconds since 1970.
    pub(crate) updated_ms: i64,
}

/// Who saved it.
#[derive(Debug, Clone)]
pub(crate) struct Owner {
    /// Their id.
    pub(crate) id: String,
    /// What they log in with.
    pub(crate) email: String,
}

/// What may be changed of it.
#[derive(Debug, Clone)]
pub(crate) struct SavedContent {
    /// What it is called.
    pub(crate) name: String,
    /// Which page of the console.
    pub(crate) page: String,
    /// What the page's URL says after the question mark.
    pub(crate) state: String,
    /// Whether everybody sees it.
    pub(crate) shared: bool,
}

type Row = (String, Option<String>, Option<String>, String, String, String, bool, i64, i64);

impl Catalog {
    /// Every saved view of an application, by name.
    pub(crate) async fn saved_views(
        &self,
        application: Uuid,
    ) -> Result<Vec<SavedView>, CatalogError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT saved_views.id, user_id, email, name, page, state, shared, \
             saved_views.created_ms, updated_ms \
             FROM saved_views LEFT JOIN users ON users.id = user_id \
             WHERE application_id = ? ORDER BY name COLLATE NOCASE, saved_views.id",
        )
        .bind(application.to_string())
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(read).collect())
    }

    /// Saves one more.
    pub(crate) async fn create_saved_view(
        &self,
        application: Uuid,
        owner: Option<Owner>,
        content: SavedContent,
        now_ms: i64,
    ) -> Result<SavedView, CatalogError> {
        let id = Uuid::new_v4().to_string();
        sqlx::query(
            "INSERT INTO saved_views \
             (id, application_id, user_id, name, page, state, shared, created_ms, updated_ms) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
        )
        .bind(&id)
        .bind(application.to_string())
        .bind(owner.as_ref().map(|owner| &owner.id))
        .bind(&content.name)
        .bind(&content.page)
        .bind(&content.state)
        .bind(content.shared)
        .bind(now_ms)
        .execute(&self.pool)
        .await?;
        Ok(SavedView { id, owner, content, created_ms: now_ms, updated_ms: now_ms })
    }

    /// Changes one.
    pub(crate) async fn update_saved_view(
        &self,
        id: &str,
        content: &SavedContent,
        now_ms: i64,
    ) -> Result<(), CatalogError> {
        sqlx::query(
            "UPDATE saved_views SET name = ?, page = ?, state = ?, shared = ?, updated_ms = ? \
             WHERE id = ?",
        )
        .bind(&content.name)
        .bind(&content.page)
        .bind(&content.state)
        .bind(content.shared)
        .bind(now_ms)
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Deletes one.
    pub(crate) async fn delete_saved_view(&self, id: &str) -> Result<(), CatalogError> {
        sqlx::query("DELETE FROM saved_views WHERE id = ?").bind(id).execute(&self.pool).await?;
        Ok(())
    }
}

fn read(row: Row) -> SavedView {
    let (id, user, email, name, page, state, shared, created_ms, updated_ms) = row;
    SavedView {
        id,
        owner: user.zip(email).map(|(id, email)| Owner { id, email }),
        content: SavedContent { name, page, state, shared },
        created_ms,
        updated_ms,
    }
}
