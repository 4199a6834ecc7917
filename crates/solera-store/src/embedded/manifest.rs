//! The manifest: which parts count, their dead rows, how far the log is in parts, which
//! applications are gone. SQLite; one transaction makes a change of the store's state.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use solera_event::{Kind, Uuid};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Row, SqlitePool};

use super::part::{Dead, PartMeta};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS part (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL, day INTEGER NOT NULL, file TEXT NOT NULL,
        rows INTEGER NOT NULL, bytes INTEGER NOT NULL,
        date_min_ms INTEGER NOT NULL, date_max_ms INTEGER NOT NULL,
        level INTEGER NOT NULL, seq_max INTEGER NOT NULL, written_ms INTEGER NOT NULL,
        applications TEXT NOT NULL, columns TEXT NOT NULL,
        dead BLOB NOT NULL DEFAULT x'', corrupt TEXT, crc INTEGER
    ) STRICT;
    CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS deleted_application (
        id BLOB PRIMARY KEY, deleted_ms INTEGER NOT NULL
    ) STRICT;
    INSERT OR IGNORE INTO state VALUES ('trimmed', 0), ('next_part', 1);";

/// The open manifest.
#[derive(Debug, Clone)]
pub(crate) struct Manifest {
    pool: SqlitePool,
    parts: PathBuf,
}

/// What the manifest holds at a start.
pub(crate) struct Contents {
    pub(crate) parts: Vec<(PartMeta, Dead)>,
    pub(crate) trimmed: u64,
    pub(crate) next_part: u32,
    pub(crate) deleted: Vec<Uuid>,
}

/// One change, all or nothing.
#[derive(Debug, Default)]
pub(crate) struct Change {
    /// Parts that count from now on, with their dead rows.
    pub(crate) add: Vec<(PartMeta, Arc<Dead>)>,
    /// Parts that do not any more.
    pub(crate) remove: Vec<u32>,
    /// Dead rows of parts that stay.
    pub(crate) dead: Vec<(u32, Arc<Dead>)>,
    /// Everything up to this `Seq` is in parts.
    pub(crate) trimmed: Option<u64>,
    /// Numbers of parts up to this one were given away.
    pub(crate) next_part: u32,
}

impl Manifest {
    /// Opens the manifest, or makes an empty one. `parts` is the folder of the files.
    ///
    /// # Errors
    /// When SQLite cannot.
    pub(crate) async fn open(file: &Path, parts: &Path) -> Result<Manifest, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            // One connection for as long as the store is open: nothing is shared, so a start needs
            // no room on the disk.
            .locking_mode(SqliteLockingMode::Exclusive)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await?;
        sqlx::raw_sql(SCHEMA).execute(&pool).await?;
        // The first manifests had no checksums.
        let known = "SELECT count(*) FROM pragma_table_info('part') WHERE name = 'crc'";
        if sqlx::query_scalar::<_, i64>(known).fetch_one(&pool).await? == 0 {
            sqlx::raw_sql("ALTER TABLE part ADD COLUMN crc INTEGER").execute(&pool).await?;
        }
        Ok(Manifest { pool, parts: parts.to_owned() })
    }

    /// Everything it holds; parts that were found corrupt are left out.
    ///
    /// # Errors
    /// When SQLite cannot.
    pub(crate) async fn read(&self) -> Result<Contents, sqlx::Error> {
        let rows = sqlx::query("SELECT * FROM part WHERE corrupt IS NULL ORDER BY id");
        let mut parts = Vec::new();
        for row in rows.fetch_all(&self.pool).await? {
            let Some(meta) = self.meta(&row) else {
                tracing::error!("part {} of the manifest cannot be read", row.get::<i64, _>("id"));
                continue;
            };
            let dead = Dead::from_bytes(row.get("dead")).unwrap_or_default();
            parts.push((meta, dead));
        }
        let state = |name: &'static str| {
            sqlx::query_scalar::<_, i64>("SELECT value FROM state WHERE name = ?").bind(name)
        };
        let trimmed = state("trimmed").fetch_one(&self.pool).await? as u64;
        let next_part = state("next_part").fetch_one(&self.pool).await? as u32;
        let deleted = sqlx::query_scalar::<_, Vec<u8>>("SELECT id FROM deleted_application");
        let deleted = deleted.fetch_all(&self.pool).await?;
        let deleted = deleted.iter().filter_map(|id| Uuid::from_slice(id).ok()).collect();
        Ok(Contents { parts, trimmed, next_part, deleted })
    }

    fn meta(&self, row: &sqlx::sqlite::SqliteRow) -> Option<PartMeta> {
        let number = |name: &str| row.get::<i64, _>(name);
        let applications: Vec<String> = serde_json::from_str(row.get("applications")).ok()?;
        Some(PartMeta {
            id: number("id") as u32,
            kind: Kind::from_name(row.get("kind"))?,
            day: number("day") as i32,
            rows: number("rows") as usize,
            bytes: number("bytes") as u64,
            crc: row.get::<Option<i64>, _>("crc").map(|crc| crc as u32),
            date_min_ms: number("date_min_ms"),
            date_max_ms: number("date_max_ms"),
            level: number("level") as u8,
            seq_max: number("seq_max") as u64,
            written_ms: number("written_ms"),
            path: self.parts.join(row.get::<&str, _>("file")),
            applications: applications.iter().filter_map(|id| id.parse().ok()).collect(),
            columns: serde_json::from_str(row.get("columns")).ok()?,
        })
    }

    /// Makes a change; when this answers it is safe on the disk.
    ///
    /// # Errors
    /// When SQLite cannot; nothing has changed then.
    pub(crate) async fn change(&self, change: &Change) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool.begin().await?;
        for id in &change.remove {
            let gone = sqlx::query("DELETE FROM part WHERE id = ?").bind(i64::from(*id));
            gone.execute(&mut *transaction).await?;
        }
        for (part, dead) in &change.add {
            insert(part, dead).execute(&mut *transaction).await?;
        }
        for (id, dead) in &change.dead {
            let update = sqlx::query("UPDATE part SET dead = ? WHERE id = ?");
            let update = update.bind(dead.to_bytes()).bind(i64::from(*id));
            update.execute(&mut *transaction).await?;
        }
        let set = |name: &'static str, value: i64| {
            let set = "UPDATE state SET value = max(value, ?) WHERE name = ?";
            sqlx::query(set).bind(value).bind(name)
        };
        set("next_part", i64::from(change.next_part)).execute(&mut *transaction).await?;
        if let Some(trimmed) = change.trimmed {
            set("trimmed", trimmed as i64).execute(&mut *transaction).await?;
        }
        transaction.commit().await
    }

    /// Remembers that a part is corrupt: it does not count any more.
    ///
    /// # Errors
    /// When SQLite cannot.
    pub(crate) async fn set_aside(&self, part: u32, why: &str) -> Result<(), sqlx::Error> {
        let aside = sqlx::query("UPDATE part SET corrupt = ? WHERE id = ?");
        aside.bind(why).bind(i64::from(part)).execute(&self.pool).await.map(drop)
    }

    /// Remembers that an application's rows are to go.
    ///
    /// # Errors
    /// When SQLite cannot.
    pub(crate) async fn delete_application(
        &self,
        id: Uuid,
        now_ms: i64,
    ) -> Result<(), sqlx::Error> {
        let delete = sqlx::query("INSERT OR IGNORE INTO deleted_application VALUES (?, ?)");
        delete.bind(id.as_bytes().to_vec()).bind(now_ms).execute(&self.pool).await.map(drop)
    }

    /// Copies the manifest as it is at this moment into a new file.
    ///
    /// # Errors
    /// When SQLite cannot, or the file exists.
    pub(crate) async fn copy(&self, to: &Path) -> Result<(), sqlx::Error> {
        let copy = sqlx::query("VACUUM INTO ?").bind(to.to_string_lossy().into_owned());
        copy.execute(&self.pool).await.map(drop)
    }

    /// Closes the file.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

fn insert(
    part: &PartMeta,
    dead: &Dead,
) -> sqlx::query::Query<'static, sqlx::Sqlite, sqlx::sqlite::SqliteArguments> {
    let applications: Vec<String> = part.applications.iter().map(Uuid::to_string).collect();
    let text = |list: &[String]| serde_json::to_string(list).expect("a list of texts is JSON");
    let file = part.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    sqlx::query(
        "INSERT INTO part (id, kind, day, file, rows, bytes, date_min_ms, date_max_ms, level,
             seq_max, written_ms, applications, columns, dead, crc)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(i64::from(part.id))
    .bind(part.kind.name())
    .bind(i64::from(part.day))
    .bind(file)
    .bind(part.rows as i64)
    .bind(part.bytes as i64)
    .bind(part.date_min_ms)
    .bind(part.date_max_ms)
    .bind(i64::from(part.level))
    .bind(part.seq_max as i64)
    .bind(part.written_ms)
    .bind(text(&applications))
    .bind(text(&part.columns))
    .bind(dead.to_bytes())
    .bind(part.crc.map(i64::from))
}
