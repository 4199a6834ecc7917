//! Copies of the data folder: of a running server through itself, of a stopped one directly.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use anyhow::{Context, bail};
use solera_store::Store;

use crate::catalog::Catalog;
use crate::config::Config;
use crate::folder::{self, Folder, Running};
use crate::steps;

/// Copies the data folder that the settings name.
///
/// # Errors
/// A sentence when the target exists, or something cannot be read or written.
pub(crate) async fn backup(config: &Config, to: &Path) -> anyhow::Result<()> {
    // Opening it would make one of any folder, and the backup would be of nothing.
    if !folder::is_one(&config.data) {
        bail!("there is no data folder {}", config.data.display());
    }
    let to = std::path::absolute(to)?;
    if let Some(running) = folder::running(&config.data)? {
        return tokio::task::spawn_blocking(move || ask(&running, &to)).await?;
    }
    let folder = Folder::open(&config.data)?;
    let retention = config.retention;
    let steps = move |application: &_| steps::application(application, &retention);
    let catalog = Catalog::open(&folder.catalog(), steps).await?;
    let store = Store::open(steps::store(config, folder.store(), &catalog.known())).await?;
    let copied = copy(&catalog, &store, &to).await;
    store.close().await?;
    catalog.close().await;
    copied
}

/// Copies an open catalog and store into a new folder.
///
/// # Errors
/// A sentence when the target exists or cannot be written.
pub(crate) async fn copy(catalog: &Catalog, store: &Store, to: &Path) -> anyhow::Result<()> {
    if !to.is_absolute() {
        bail!("`{}` is no absolute path", to.display());
    }
    if to.exists() {
        bail!("{} exists already; name a folder that does not", to.display());
    }
    std::fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    // The store first: an application that the catalog knows and the store does not is only
    // empty, while events of one that nobody knows would be lost.
    store.backup(&folder::store(to)).await?;
    catalog.backup(&folder::catalog(to)).await?;
    // Last, for a folder with a format is a whole one.
    folder::write_format(to)
}

/// Makes a data folder of a backup.
///
/// # Errors
/// A sentence when the backup is not whole, or the data folder is not empty.
pub(crate) fn restore(from: &Path, data: &Path) -> anyhow::Result<()> {
    if !folder::is_one(from) {
        bail!("{} is no whole backup: it has no file `format`", from.display());
    }
    let is_empty = || std::fs::read_dir(data).map(|mut entries| entries.next().is_none());
    if data.exists() && !is_empty()? {
        bail!("{} is not empty; restore into a new folder", data.display());
    }
    std::fs::create_dir_all(data).with_context(|| format!("cannot create {}", data.display()))?;
    Store::restore(&folder::store(from), &folder::store(data))?;
    std::fs::copy(folder::catalog(from), folder::catalog(data))
        .context("cannot copy the catalog")?;
    std::fs::File::open(folder::catalog(data))?.sync_all()?;
    std::fs::copy(from.join("format"), data.join("format")).context("cannot copy the format")?;
    std::fs::File::open(data.join("format"))?.sync_all()?;
    std::fs::File::open(data)?.sync_all()?;
    Ok(())
}

/// Asks the running server to copy itself.
fn ask(running: &Running, to: &Path) -> anyhow::Result<()> {
    let address = running.address;
    let mut stream = TcpStream::connect(address)
        .with_context(|| format!("cannot reach the running server at {address}"))?;
    let body = serde_json::json!({ "to": to.to_string_lossy() }).to_string();
    write!(
        stream,
        "POST /api/v1/backup HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        running.token,
        body.len(),
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).context("the running server did not answer")?;
    if answer.starts_with("HTTP/1.1 204") {
        return Ok(());
    }
    let problem = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let detail = serde_json::from_str::<serde_json::Value>(problem)
        .ok()
        .and_then(|problem| problem.get("detail")?.as_str().map(str::to_owned));
    bail!("the running server refused: {}", detail.as_deref().unwrap_or("it gave no reason"))
}
