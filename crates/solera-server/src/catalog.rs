//! The catalog: applications, tokens, people, their sessions and saved views, in one SQLite file.
//!
//! What every request needs (who a token belongs to) also stands in memory, as one table that is
//! read whole again after each change: intake never waits for SQLite. Knows no HTTP.

mod application;
mod known;
mod mark;
mod saved_view;
mod session;
mod token;
mod user;

use std::path::Path;
use std::sync::{Arc, RwLock};

use sqlx::SqlitePool;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions,
    SqliteSynchronous,
};

pub(crate) use application::{Application, ApplicationType, Settings};
pub(crate) use known::{Door, Known};
pub(crate) use saved_view::{Owner, SavedContent, SavedView};
pub(crate) use session::Person;
pub(crate) use token::{ApiToken, Scope};
pub(crate) use user::{Changed, User, UserChange};

/// Each step from one format of the catalog to the next; never edit one that was released.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/001_catalog.sql"),
    include_str!("../migrations/002_saved_views.sql"),
    include_str!("../migrations/003_people.sql"),
    include_str!("../migrations/004_retention.sql"),
];

/// What goes wrong with the catalog.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CatalogError {
    /// SQLite refuses.
    #[error("the catalog cannot be read or written: {0}")]
    Sqlite(#[from] sqlx::Error),
    /// A newer Solera wrote it.
    #[error(
        "the catalog has format {found}, this version of Solera reads up to {known}; use a newer one"
    )]
    Newer {
        /// Its format.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// A row holds what this version never writes.
    #[error("the catalog holds {what}, which cannot be read")]
    Odd {
        /// What it is.
        what: String,
    },
}

impl CatalogError {
    /// Whether it passes when there is room on the disk again.
    pub(crate) fn is_full(&self) -> bool {
        matches!(self, CatalogError::Sqlite(error) if is_full(error))
    }
}

/// The catalog. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Catalog {
    pool: SqlitePool,
    known: Arc<RwLock<Arc<Known>>>,
    steps: Arc<Steps>,
}

/// Makes of an application what the steps of intake take.
type Steps = dyn Fn(&Application) -> solera_intake::Application + Send + Sync;

impl Catalog {
    /// Opens the file, creates it where there is none, and brings it to today's format.
    ///
    /// # Errors
    /// [`CatalogError`] when it cannot be opened, or is of a newer format.
    pub(crate) async fn open(
        path: &Path,
        steps: impl Fn(&Application) -> solera_intake::Application + Send + Sync + 'static,
    ) -> Result<Catalog, CatalogError> {
        // Few and short statements: two connections, each a thread of its own.
        let pool = match connect(path, SqliteLockingMode::Normal, 2).await {
            // No room for the file through which connections share: one alone can still read.
            Err(error) if is_full(&error) => connect(path, SqliteLockingMode::Exclusive, 1).await?,
            connected => connected?,
        };
        migrate(&pool).await?;
        let catalog = Catalog { pool, known: Arc::default(), steps: Arc::new(steps) };
        catalog.refresh().await?;
        Ok(catalog)
    }

    /// Copies the catalog into a new file, whole and consistent, while it is in use.
    ///
    /// # Errors
    /// [`CatalogError`] when the file exists or cannot be written.
    pub(crate) async fn backup(&self, to: &Path) -> Result<(), CatalogError> {
        let to = to.to_string_lossy().into_owned();
        sqlx::query("VACUUM INTO ?").bind(to).execute(&self.pool).await?;
        Ok(())
    }

    /// What every request needs, as of the last change.
    pub(crate) fn known(&self) -> Arc<Known> {
        self.known.read().expect("nobody panics while holding it").clone()
    }

    /// Writes everything back and lets go of the file.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    /// Reads the table in memory again, after a change.
    async fn refresh(&self) -> Result<(), CatalogError> {
        let applications = self.applications().await?;
        let tokens = self.api_tokens().await?;
        let mut known = self.known.write().expect("nobody panics while holding it");
        *known = Arc::new(Known::new(applications, tokens, &known, &*self.steps));
        Ok(())
    }
}

async fn connect(
    path: &Path,
    locking: SqliteLockingMode,
    connections: u32,
) -> Result<SqlitePool, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .locking_mode(locking)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    SqlitePoolOptions::new()
        .max_connections(connections)
        // Opening anew would need room on the disk.
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await
}

/// Whether the disk is full: SQLite's own word for it, and what a file that cannot grow gives.
fn is_full(error: &sqlx::Error) -> bool {
    const FULL: &str = "13";
    const SHARED_MEMORY_SIZE: &str = "4874";
    const WRITE: &str = "778";
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| [FULL, SHARED_MEMORY_SIZE, WRITE].contains(&&*code))
}

async fn migrate(pool: &SqlitePool) -> Result<(), CatalogError> {
    let (found,): (i64,) = sqlx::query_as("PRAGMA user_version").fetch_one(pool).await?;
    let known = MIGRATIONS.len() as i64;
    if found > known {
        return Err(CatalogError::Newer { found, known });
    }
    for (at, migration) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        let version = at + 1;
        let step = format!("BEGIN;\n{migration}\nPRAGMA user_version = {version};\nCOMMIT;");
        sqlx::raw_sql(sqlx::AssertSqlSafe(step)).execute(pool).await?;
    }
    Ok(())
}
