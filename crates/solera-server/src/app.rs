//! The house put together: what every request shares, how it starts, how it stops.
//!
//! Must hold: after the word to stop, nothing that was acknowledged is lost, and all ends within
//! ten seconds.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context;
use solera_event::limit;
use solera_event::time::MINUTE_MS;
use solera_intake::{Geo, UserAgents};
use solera_store::Store;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::catalog::Catalog;
use crate::clock::now_ms;
use crate::config::Config;
use crate::folder::Folder;
use crate::freshness::Freshness;
use crate::logins::Logins;
use crate::metrics::Metrics;
use crate::outcomes::Outcomes;
use crate::pulse::Pulse;
use crate::secret::{self, Hash};
use crate::token_use::TokenUse;
use crate::{embedded, geo, http, intake, old_scripts, steps};

/// What every request shares.
pub(crate) struct App {
    /// The settings.
    pub(crate) config: Config,
    /// Applications, tokens, people.
    pub(crate) catalog: Catalog,
    /// The log and the columns.
    pub(crate) store: Store,
    /// The places of addresses, if there is a database.
    pub(crate) geo: Option<Geo>,
    /// The reader of `User-Agent` headers.
    pub(crate) user_agents: UserAgents,
    /// Where items ended.
    pub(crate) outcomes: Outcomes,
    /// From arrival to answers.
    pub(crate) freshness: Freshness,
    /// What has just come.
    pub(crate) pulse: Pulse,
    /// What is counted.
    pub(crate) metrics: Metrics,
    /// Failed logins.
    pub(crate) logins: Logins,
    /// When API tokens were used.
    pub(crate) token_use: TokenUse,
    /// Why the log stopped for good, once it has.
    pub(crate) log_stopped: OnceLock<String>,
    /// The operator's admin token, hashed.
    pub(crate) admin_token: Option<Hash>,
    /// What subcommands on this machine authenticate with, hashed.
    pub(crate) local_token: Hash,
}

/// Runs the server until a signal ends it.
///
/// # Errors
/// A sentence when it cannot start, or cannot end cleanly.
pub(crate) async fn serve(config: Config) -> anyhow::Result<()> {
    let folder = Folder::open(&config.data)?;
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let address = listener.local_addr()?;
    let local_token = folder.tell(address);
    if let Err(error) = old_scripts::keep(&config.data, embedded::SDK) {
        tracing::warn!("pages that pin this version's SDK will lose it at the next: {error}");
    }
    let app = Arc::new(open(config, &folder, &local_token).await?);
    let link = setup_link(&app, address).await?;
    crate::say(&format!("listening on http://{address}"));
    if let Some(link) = link {
        crate::say(&format!("set up the first person, once, at {link}"));
    }

    let stopped_by = signals()?;
    let (stop, stopping) = watch::channel(false);
    let drain = tokio::spawn(intake::drain(app.clone()));
    let housekeeping = tokio::spawn(housekeeping(app.clone(), stopping.clone()));
    let server = tokio::spawn(http::serve(listener, app.clone(), stopping));
    stopped_by.await;
    tracing::info!("stopping: finishing requests and closing the store");
    stop.send_replace(true);
    server.await.context("the server task failed")?;
    housekeeping.await.context("the housekeeping task failed")?;
    write_down(&app).await;
    close(&app.store, drain).await?;
    app.catalog.close().await;
    folder.untell();
    tracing::info!("stopped");
    Ok(())
}

/// Closes the store as far as there is time: whatever is not in parts then is in the log.
async fn close(store: &Store, drain: JoinHandle<()>) -> anyhow::Result<()> {
    let closing = async {
        store.clone().close().await.context("the store did not close cleanly")?;
        drain.await.context("the drain task failed")
    };
    let wait = Duration::from_millis(limit::CLOSE_MS as u64);
    tokio::time::timeout(wait, closing).await.unwrap_or_else(|_| {
        tracing::warn!("the buffer is not in parts; the log has it and the next start reads it");
        Ok(())
    })
}

async fn open(config: Config, folder: &Folder, local_token: &str) -> anyhow::Result<App> {
    let retention = config.retention;
    let steps = move |application: &_| steps::application(application, &retention);
    let catalog = Catalog::open(&folder.catalog(), steps).await?;
    let store = Store::open(steps::store(&config, folder.store(), &catalog.known())).await?;
    let app = App {
        geo: geo::open(&config)?,
        admin_token: config.admin_token.as_deref().map(secret::hash),
        local_token: secret::hash(local_token),
        config,
        catalog,
        store,
        user_agents: UserAgents::new(),
        outcomes: Outcomes::default(),
        freshness: Freshness::default(),
        pulse: Pulse::default(),
        metrics: Metrics::default(),
        logins: Logins::default(),
        token_use: TokenUse::default(),
        log_stopped: OnceLock::new(),
    };
    app.outcomes.resume(app.catalog.counted().await?);
    for application in app.catalog.deleted_applications().await? {
        // Nobody can ask about it meanwhile.
        if let Err(error) = app.forget_application(application).await {
            tracing::warn!("{application} is deleted at the next start only: {error:#}");
        }
    }
    Ok(app)
}

impl App {
    /// Deletes all that is kept of an application that is marked as deleted.
    pub(crate) async fn forget_application(&self, id: Uuid) -> anyhow::Result<()> {
        self.store.delete_application(id).await?;
        self.catalog.forget_application(id).await?;
        self.store.set_retention(id, None);
        self.pulse.forget(id);
        Ok(())
    }
}

/// The link with which the first person sets themselves up; none once there is somebody, or where
/// the disk has no room for it. A new start makes a new one and voids the one before.
async fn setup_link(app: &App, address: std::net::SocketAddr) -> anyhow::Result<Option<String>> {
    if app.catalog.has_users().await? {
        return Ok(None);
    }
    let token = match app.catalog.new_setup(now_ms()).await {
        Err(error) if error.is_full() => {
            tracing::error!("no set-up link is made: {error}; start again once there is room");
            return Ok(None);
        }
        made => made?,
    };
    let base = app.config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    Ok(Some(format!("{base}/setup?token={token}")))
}

/// Once a minute: outcomes into the log, uses of tokens into the catalog.
async fn housekeeping(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let minute = Duration::from_millis(MINUTE_MS as u64);
    while tokio::time::timeout(minute, stop.wait_for(|stop| *stop)).await.is_err() {
        write_down(&app).await;
    }
}

async fn write_down(app: &App) {
    intake::write_outcomes(app).await;
    if let Err(error) = app.catalog.api_tokens_used(&app.token_use.take()).await {
        tracing::warn!("when tokens were used is not written down: {error}");
    }
}

/// Listens for SIGTERM and SIGINT from now on; the future ends with the first.
fn signals() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
