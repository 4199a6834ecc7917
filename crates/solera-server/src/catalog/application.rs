//! Applications and their client tokens.
//!
//! Must hold: an application that is deleted takes no more events from that moment on; its row
//! goes only when its events are gone, so that a crash in between is made good at the next start.

use solera_event::Kind;
use uuid::Uuid;

use super::{Catalog, CatalogError};
use crate::secret;

/// What sends events.
#[derive(Debug, Clone)]
pub(crate) struct Application {
    /// Its id, in every event.
    pub(crate) id: Uuid,
    /// What people call it; not unique.
    pub(crate) name: String,
    /// What it is.
    pub(crate) ty: ApplicationType,
    /// How its events are taken.
    pub(crate) settings: Settings,
    /// When it was made, in milliseconds since 1970.
    pub(crate) created_ms: i64,
    /// Its client tokens that are not revoked, the oldest first.
    pub(crate) tokens: Vec<ClientToken>,
}

/// How an application's events are taken.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Settings {
    /// Whether the visitor's address is kept.
    pub(crate) keep_ip: bool,
    /// Whether country, subdivision and city are worked out.
    pub(crate) keep_geo: bool,
    /// Scrubbing rules: the name of each that is on, and its action.
    pub(crate) scrub: Vec<(String, String)>,
    /// Hosts whose resources are its own.
    pub(crate) first_party_hosts: Vec<String>,
    /// Events a second past which intake answers 429; none by default.
    pub(crate) events_per_s: Option<u32>,
    /// Days that events are kept, of kinds that are not kept as long as the server's settings say.
    pub(crate) retention_days: Vec<(Kind, u16)>,
}

/// What a page or app sends with its events. Public: it stands in the page.
#[derive(Debug, Clone)]
pub(crate) struct ClientToken {
    /// The token.
    pub(crate) token: String,
    /// When it was made, in milliseconds since 1970.
    pub(crate) created_ms: i64,
}

macro_rules! types {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// What an application is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)] // their names say what they are
        pub(crate) enum ApplicationType { $($variant),* }

        impl ApplicationType {
            /// Every name, as in requests and answers.
            pub(crate) const NAMES: &[&str] = &[$($name),*];

            /// The name in requests and answers.
            pub(crate) fn name(self) -> &'static str {
                match self { $(ApplicationType::$variant => $name),* }
            }

            /// The type of that name.
            pub(crate) fn from_name(name: &str) -> Option<ApplicationType> {
                match name { $($name => Some(ApplicationType::$variant),)* _ => None }
            }
        }
    };
}

types! {
    Browser = "browser", Android = "android", Ios = "ios", ReactNative = "react-native",
    Flutter = "flutter", KotlinMultiplatform = "kotlin-multiplatform", Unity = "unity",
    Roku = "roku", Electron = "electron", Miniprogram = "miniprogram", Harmony = "harmony",
}

type Row = (String, String, String, bool, bool, String, String, Option<i64>, String, i64);

impl Catalog {
    /// Every application that is not deleted, the oldest first.
    pub(super) async fn applications(&self) -> Result<Vec<Application>, CatalogError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, name, type, keep_ip, keep_geo, scrub, first_party_hosts, events_per_s, \
             retention_days, created_ms FROM applications WHERE deleted_ms IS NULL ORDER BY created_ms, id",
        )
        .fetch_all(&self.pool)
        .await?;
        let tokens: Vec<(String, String, i64)> = sqlx::query_as(
            "SELECT application_id, token, created_ms FROM client_tokens \
             WHERE revoked_ms IS NULL ORDER BY created_ms, token",
        )
        .fetch_all(&self.pool)
        .await?;
        let mut applications = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        for application in &mut applications {
            let id = application.id.to_string();
            let own = tokens.iter().filter(|(owner, ..)| *owner == id);
            application.tokens = own
                .map(|(_, token, created_ms)| ClientToken {
                    token: token.clone(),
                    created_ms: *created_ms,
                })
                .collect();
        }
        Ok(applications)
    }

    /// Makes an application and its first client token.
    pub(crate) async fn create_application(
        &self,
        name: &str,
        ty: ApplicationType,
        settings: &Settings,
        now_ms: i64,
    ) -> Result<Uuid, CatalogError> {
        let id = Uuid::new_v4();
        let mut transaction = self.pool.begin().await?;
        sqlx::query("INSERT INTO applications (id, name, type, created_ms) VALUES (?, ?, ?, ?)")
            .bind(id.to_string())
            .bind(name)
            .bind(ty.name())
            .bind(now_ms)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO client_tokens (token, application_id, created_ms) VALUES (?, ?, ?)",
        )
        .bind(secret::new_client_token())
        .bind(id.to_string())
        .bind(now_ms)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        self.update_application(id, name, settings).await?;
        Ok(id)
    }

    /// Renames an application and sets its settings.
    pub(crate) async fn update_application(
        &self,
        id: Uuid,
        name: &str,
        settings: &Settings,
    ) -> Result<(), CatalogError> {
        let scrub: Vec<_> =
            settings.scrub.iter().map(|(rule, action)| format!("{rule}:{action}")).collect();
        let days = settings.retention_days.iter();
        let days: Vec<_> = days.map(|(kind, days)| format!("{}:{days}", kind.name())).collect();
        sqlx::query(
            "UPDATE applications SET name = ?, keep_ip = ?, keep_geo = ?, scrub = ?, \
             first_party_hosts = ?, events_per_s = ?, retention_days = ? WHERE id = ?",
        )
        .bind(name)
        .bind(settings.keep_ip)
        .bind(settings.keep_geo)
        .bind(scrub.join(","))
        .bind(settings.first_party_hosts.join(","))
        .bind(settings.events_per_s.map(i64::from))
        .bind(days.join(","))
        .bind(id.to_string())
        .execute(&self.pool)
        .await?;
        self.refresh().await
    }

    /// Marks an application as deleted: its tokens are worth nothing from here on.
    pub(crate) async fn delete_application(
        &self,
        id: Uuid,
        now_ms: i64,
    ) -> Result<(), CatalogError> {
        sqlx::query("UPDATE applications SET deleted_ms = ? WHERE id = ?")
            .bind(now_ms)
            .bind(id.to_string())
            .execute(&self.pool)
            .await?;
        self.refresh().await
    }

    /// Applications that are marked as deleted.
    pub(crate) async fn deleted_applications(&self) -> Result<Vec<Uuid>, CatalogError> {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT id FROM applications WHERE deleted_ms IS NOT NULL")
                .fetch_all(&self.pool)
                .await?;
        rows.into_iter().map(|(id,)| parse_id(&id)).collect()
    }

    /// Forgets an application whose events are gone.
    pub(crate) async fn forget_application(&self, id: Uuid) -> Result<(), CatalogError> {
        let mut transaction = self.pool.begin().await?;
        for statement in [
            "DELETE FROM client_tokens WHERE application_id = ?",
            "DELETE FROM saved_views WHERE application_id = ?",
            "DELETE FROM applications WHERE id = ?",
        ] {
            sqlx::query(statement).bind(id.to_string()).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// One more client token for an application.
    pub(crate) async fn create_client_token(
        &self,
        application: Uuid,
        now_ms: i64,
    ) -> Result<ClientToken, CatalogError> {
        let token = ClientToken { token: secret::new_client_token(), created_ms: now_ms };
        sqlx::query(
            "INSERT INTO client_tokens (token, application_id, created_ms) VALUES (?, ?, ?)",
        )
        .bind(&token.token)
        .bind(application.to_string())
        .bind(now_ms)
        .execute(&self.pool)
        .await?;
        self.refresh().await?;
        Ok(token)
    }

    /// Revokes a client token. `false` when the application has none of that name.
    pub(crate) async fn revoke_client_token(
        &self,
        application: Uuid,
        token: &str,
        now_ms: i64,
    ) -> Result<bool, CatalogError> {
        let done = sqlx::query(
            "UPDATE client_tokens SET revoked_ms = ? \
             WHERE token = ? AND application_id = ? AND revoked_ms IS NULL",
        )
        .bind(now_ms)
        .bind(token)
        .bind(application.to_string())
        .execute(&self.pool)
        .await?;
        self.refresh().await?;
        Ok(done.rows_affected() > 0)
    }
}

fn read(row: Row) -> Result<Application, CatalogError> {
    let (id, name, ty, keep_ip, keep_geo, scrub, hosts, events_per_s, days, created_ms) = row;
    let odd = |what: &str| CatalogError::Odd { what: format!("{what} of application {id}") };
    let pair = |rule: &str| rule.split_once(':').map(|(rule, on)| (rule.to_owned(), on.to_owned()));
    let kept = |one: &str| {
        let (kind, days) = one.split_once(':')?;
        Some((Kind::from_name(kind)?, days.parse().ok()?))
    };
    Ok(Application {
        id: parse_id(&id)?,
        name,
        ty: ApplicationType::from_name(&ty).ok_or_else(|| odd("the type"))?,
        settings: Settings {
            keep_ip,
            keep_geo,
            scrub: words(&scrub).filter_map(|rule| pair(&rule)).collect(),
            first_party_hosts: words(&hosts).collect(),
            events_per_s: events_per_s.and_then(|rate| rate.try_into().ok()),
            retention_days: words(&days).filter_map(|one| kept(&one)).collect(),
        },
        created_ms,
        tokens: Vec::new(),
    })
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(',').filter(|word| !word.is_empty()).map(str::to_owned)
}

fn parse_id(id: &str) -> Result<Uuid, CatalogError> {
    id.parse().map_err(|_| CatalogError::Odd { what: format!("the application id {id}") })
}
