//! The one table of settings: key, meaning, how a text sets it, how it is shown.
//!
//! The file's keys, the environment's names, `check-config` and `docs/config.md` are derived
//! from it. Must hold: what `show` writes, `set` reads.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::LazyLock;

use solera_event::{Kind, limit};
use tracing_subscriber::EnvFilter;

use super::{Config, LogFormat, Retention};

/// One setting.
pub(crate) struct Setting {
    /// Its name in the file, with dots.
    pub(crate) key: &'static str,
    /// What it means, in a sentence or two of Markdown.
    pub(crate) doc: String,
    /// Whether its value must not be shown.
    pub(crate) secret: bool,
    /// Takes a value as text; says what is wrong with it.
    pub(crate) set: Box<Set>,
    /// The value as text, empty where there is none.
    pub(crate) show: Box<dyn Fn(&Config) -> String + Send + Sync>,
}

/// Takes a value as text; says what is wrong with it.
type Set = dyn Fn(&mut Config, &str) -> Result<(), String> + Send + Sync;

impl Setting {
    /// Its name in the environment.
    pub(crate) fn variable(&self) -> String {
        format!("SOLERA_{}", self.key.to_uppercase().replace('.', "_"))
    }
}

impl Default for Config {
    fn default() -> Config {
        let mut days = [30; Kind::ALL.len()];
        days[Kind::Resource as usize] = 15;
        days[Kind::LongTask as usize] = 15;
        Config {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 7654)),
            data: PathBuf::from("data"),
            public_url: None,
            admin_token: None,
            trusted_proxies: Vec::new(),
            geo_database: None,
            geo_database_ipv6: None,
            geo_attribution: None,
            retention: Retention { days },
            question_timeout_s: (limit::QUESTION_TIMEOUT_MS / 1000) as u32,
            // A slow statement of SQLite is a slow disk, and the metrics tell that better.
            log: "info,sqlx=error".to_owned(),
            log_format: LogFormat::Text,
        }
    }
}

/// Every setting, in the order of `docs/config.md`.
pub(crate) static SETTINGS: LazyLock<Vec<Setting>> = LazyLock::new(|| {
    let mut all = vec![
        row(
            "listen",
            "Address and port to answer on. Port 0 takes a free one; the first line printed names it.",
            |config, text| parse(text, &mut config.listen),
            |config| config.listen.to_string(),
        ),
        row(
            "data",
            "The folder that holds everything. It is created, and locked while Solera runs.",
            |config, text| parse(text, &mut config.data),
            |config| config.data.display().to_string(),
        ),
        row(
            "public_url",
            "The address that browsers use, such as `https://rum.example.com`, when a proxy stands \
             in front. With `https` the console's cookie is sent over TLS alone.",
            |config, text| {
                config.public_url = web_address(text)?;
                Ok(())
            },
            |config| config.public_url.clone().unwrap_or_default(),
        ),
        admin_token(),
        row(
            "trusted_proxies",
            "Networks, such as `10.0.0.0/8`, whose `Forwarded` and `X-Forwarded-For` headers are \
             believed. From anybody else the peer's own address is the visitor's.",
            |config, text| {
                config.trusted_proxies = list(text).map(network).collect::<Result<_, _>>()?;
                Ok(())
            },
            |config| join(&config.trusted_proxies),
        ),
    ];
    all.extend(geo());
    all.extend(Kind::ALL.into_iter().map(retention));
    all.extend([
        row(
            "question.timeout_s",
            "Seconds a question may take, 30 at most; past it the answer is 504.",
            |config, text| {
                parse(text, &mut config.question_timeout_s)?;
                let most = limit::QUESTION_TIMEOUT_MS / 1000;
                match i64::from(config.question_timeout_s) {
                    seconds if (1..=most).contains(&seconds) => Ok(()),
                    _ => Err(format!("it must be 1 to {most}")),
                }
            },
            |config| config.question_timeout_s.to_string(),
        ),
        row(
            "log.filter",
            "Which log lines are written: `error`, `warn`, `info`, `debug`, or a filter by module \
             such as `info,solera_store=debug`.",
            |config, text| {
                EnvFilter::try_new(text).map_err(|error| format!("`{text}`: {error}"))?;
                config.log = text.to_owned();
                Ok(())
            },
            |config| config.log.clone(),
        ),
        row(
            "log.format",
            "`text` for people, `json` for machines.",
            |config, text| {
                config.log_format = match text {
                    "text" => LogFormat::Text,
                    "json" => LogFormat::Json,
                    _ => return Err(format!("`{text}` is neither `text` nor `json`")),
                };
                Ok(())
            },
            |config| match config.log_format {
                LogFormat::Text => "text".to_owned(),
                LogFormat::Json => "json".to_owned(),
            },
        ),
    ]);
    all
});

fn admin_token() -> Setting {
    let mut setting = row(
        "admin_token",
        "A token that may do everything, as `Authorization: Bearer`, before anybody has set \
         anything up. At least 16 characters.",
        |config, text| {
            let characters = text.chars().count();
            if characters < limit::ADMIN_TOKEN_CHARS_MIN {
                let least = limit::ADMIN_TOKEN_CHARS_MIN;
                return Err(format!("it has {characters} characters and needs at least {least}"));
            }
            config.admin_token = Some(text.to_owned());
            Ok(())
        },
        |config| config.admin_token.clone().unwrap_or_default(),
    );
    setting.secret = true;
    setting
}

fn geo() -> [Setting; 3] {
    [
        row(
            "geo.database",
            "An MMDB file that tells country, subdivision and city of an address. No file, no \
             such fields.",
            |config, text| {
                config.geo_database = path(text);
                Ok(())
            },
            |config| shown(&config.geo_database),
        ),
        row(
            "geo.database_ipv6",
            "The MMDB file for IPv6 where `geo.database` holds IPv4 alone.",
            |config, text| {
                config.geo_database_ipv6 = path(text);
                Ok(())
            },
            |config| shown(&config.geo_database_ipv6),
        ),
        row(
            "geo.attribution",
            "What the database's owner wants said beside answers that come from it.",
            |config, text| {
                config.geo_attribution = (!text.is_empty()).then(|| text.to_owned());
                Ok(())
            },
            |config| config.geo_attribution.clone().unwrap_or_default(),
        ),
    ]
}

fn retention(kind: Kind) -> Setting {
    let key = match kind {
        Kind::View => "retention.view_days",
        Kind::Action => "retention.action_days",
        Kind::Resource => "retention.resource_days",
        Kind::Error => "retention.error_days",
        Kind::LongTask => "retention.long_task_days",
        Kind::Vital => "retention.vital_days",
        Kind::Log => "retention.log_days",
        Kind::Replay => "retention.replay_days",
        Kind::Other => "retention.other_days",
        Kind::Telemetry => "retention.telemetry_days",
        Kind::Outcome => "retention.outcome_days",
    };
    Setting {
        key,
        doc: format!("Days that events of kind `{}` are kept.", kind.name()),
        secret: false,
        set: Box::new(move |config, text| {
            let days = &mut config.retention.days[kind as usize];
            parse(text, days)?;
            let most = u32::from(limit::RETENTION_DAYS_MAX);
            let is_sound = (1..=most).contains(days);
            if is_sound { Ok(()) } else { Err(format!("it must be 1 to {most}")) }
        }),
        show: Box::new(move |config| config.retention.days(kind).to_string()),
    }
}

fn row(
    key: &'static str,
    doc: &str,
    set: fn(&mut Config, &str) -> Result<(), String>,
    show: fn(&Config) -> String,
) -> Setting {
    Setting { key, doc: doc.to_owned(), secret: false, set: Box::new(set), show: Box::new(show) }
}

fn parse<T: FromStr<Err: std::fmt::Display>>(text: &str, into: &mut T) -> Result<(), String> {
    *into = text.parse().map_err(|error| format!("`{text}`: {error}"))?;
    Ok(())
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// A network, or one address as the network of itself.
fn network(text: &str) -> Result<ipnet::IpNet, String> {
    let address = text.parse::<std::net::IpAddr>().map(ipnet::IpNet::from);
    address
        .or_else(|_| text.parse())
        .map_err(|_| format!("`{text}` is no network such as 10.0.0.0/8"))
}

fn web_address(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    // Browsers send it back as the origin, which has no path: the console lives at the root.
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ']) => {
            Ok(Some(text.to_ascii_lowercase()))
        }
        _ => Err(format!("`{text}` is no address such as https://rum.example.com")),
    }
}

fn path(text: &str) -> Option<PathBuf> {
    (!text.is_empty()).then(|| PathBuf::from(text))
}

fn shown(path: &Option<PathBuf>) -> String {
    path.as_ref().map(|path| path.display().to_string()).unwrap_or_default()
}

fn join(items: &[impl ToString]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
