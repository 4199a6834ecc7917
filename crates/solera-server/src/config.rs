//! The settings: one struct of plain values, read once, passed down.
//!
//! Defaults, then the file, then `SOLERA_*` of the environment, then flags. What is known is
//! told by the table in `setting.rs`, and by nothing else. Knows no clock and no network; reads
//! one file.

mod doc;
mod setting;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use solera_event::Kind;

pub(crate) use setting::SETTINGS;

use crate::suggest;

/// What a person may set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Config {
    /// Where to answer.
    pub(crate) listen: SocketAddr,
    /// The folder of everything that is kept.
    pub(crate) data: PathBuf,
    /// The address that people and browsers use, when it is another than `listen`.
    pub(crate) public_url: Option<String>,
    /// A token that may do everything, before anybody has set anything up.
    pub(crate) admin_token: Option<String>,
    /// Networks whose `Forwarded` and `X-Forwarded-For` are believed.
    pub(crate) trusted_proxies: Vec<IpNet>,
    /// MMDB file for all addresses, or for IPv4 alone.
    pub(crate) geo_database: Option<PathBuf>,
    /// MMDB file for IPv6, where the other holds IPv4 alone.
    pub(crate) geo_database_ipv6: Option<PathBuf>,
    /// What the owner of the database wants said beside answers.
    pub(crate) geo_attribution: Option<String>,
    /// Days that events are kept, by kind.
    pub(crate) retention: Retention,
    /// Seconds a question may take.
    pub(crate) question_timeout_s: u32,
    /// Which log lines are written, as `tracing` reads it.
    pub(crate) log: String,
    /// How log lines look.
    pub(crate) log_format: LogFormat,
}

/// Days that events are kept, by kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Retention {
    /// In the order of [`Kind::ALL`].
    pub(crate) days: [u32; Kind::ALL.len()],
}

impl Retention {
    /// Days that a kind is kept.
    pub(crate) fn days(&self, kind: Kind) -> u32 {
        self.days[kind as usize]
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// A setting that is not understood.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the config file {path}: {why}")]
    Unreadable {
        /// Which file.
        path: String,
        /// What the system or the TOML reader says.
        why: String,
    },
    /// A key that no setting has.
    #[error("{place} has the unknown setting `{key}`{}", hint(.suggestion))]
    Unknown {
        /// Where it stands.
        place: String,
        /// Its name.
        key: String,
        /// The known name that is nearest.
        suggestion: Option<String>,
    },
    /// A value that the setting cannot have.
    #[error("{place} sets `{key}` to a value it cannot have: {why}")]
    Value {
        /// Where it stands.
        place: String,
        /// Its name.
        key: String,
        /// What is wrong with the value.
        why: String,
    },
}

fn hint(suggestion: &Option<String>) -> String {
    match suggestion {
        Some(name) => format!("; did you mean `{name}`?"),
        None => "; `solera check-config --help` names where all of them are listed".to_owned(),
    }
}

impl Config {
    /// Reads the settings: `file` where there is one, then `environment`, then `flags` by key.
    ///
    /// # Errors
    /// [`ConfigError`] for a file that cannot be read, a key that nobody knows, a bad value.
    pub(crate) fn read(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
        flags: &[(&str, Option<String>)],
    ) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        if let Some(path) = file {
            config.take_file(path)?;
        }
        config.take_environment(environment)?;
        for (key, value) in flags {
            if let Some(value) = value {
                config.set("the command line", key, value)?;
            }
        }
        Ok(config)
    }

    /// Every setting with its meaning and value, secrets masked: what `check-config` prints.
    pub(crate) fn understood(&self) -> String {
        let mut out = String::new();
        for setting in SETTINGS.iter() {
            let value = (setting.show)(self);
            let value = match (setting.secret, value.is_empty()) {
                (true, false) => "********".to_owned(),
                (_, true) => "(not set)".to_owned(),
                _ => value,
            };
            out.push_str(&format!("# {}\n{} = {value}\n", setting.doc, setting.key));
        }
        out
    }

    fn take_file(&mut self, path: &Path) -> Result<(), ConfigError> {
        let place = format!("the config file {}", path.display());
        let unreadable =
            |why: String| ConfigError::Unreadable { path: path.display().to_string(), why };
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| unreadable(error.to_string()))?;
        self.take_table(&place, "", &table)
    }

    fn take_table(
        &mut self,
        place: &str,
        prefix: &str,
        table: &toml::Table,
    ) -> Result<(), ConfigError> {
        for (name, value) in table {
            let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            match value {
                toml::Value::Table(inner) => self.take_table(place, &key, inner)?,
                value => self.set(place, &key, &plain(value))?,
            }
        }
        Ok(())
    }

    fn take_environment(
        &mut self,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<(), ConfigError> {
        for (name, value) in environment {
            if !name.starts_with("SOLERA_") || name == "SOLERA_CONFIG" {
                continue;
            }
            match SETTINGS.iter().find(|setting| setting.variable() == name) {
                Some(setting) => self.set("the environment", setting.key, &value)?,
                None => {
                    let names: Vec<_> = SETTINGS.iter().map(|one| one.variable()).collect();
                    let suggestion = suggest::nearest(&name, names.iter().map(String::as_str));
                    return Err(ConfigError::Unknown {
                        place: "the environment".to_owned(),
                        suggestion: suggestion.map(str::to_owned),
                        key: name,
                    });
                }
            }
        }
        Ok(())
    }

    fn set(&mut self, place: &str, key: &str, value: &str) -> Result<(), ConfigError> {
        let place = place.to_owned();
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
            let suggestion = suggest::nearest(key, SETTINGS.iter().map(|one| one.key));
            let suggestion = suggestion.map(str::to_owned);
            return Err(ConfigError::Unknown { place, key: key.to_owned(), suggestion });
        };
        (setting.set)(self, value.trim()).map_err(|why| ConfigError::Value {
            place,
            key: key.to_owned(),
            why,
        })
    }
}

/// A TOML value as the text that an environment variable would hold.
fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}
