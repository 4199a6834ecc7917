//! An application's settings, as the API shows and takes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use solera_event::{Kind, limit};
use utoipa::ToSchema;

use super::needed;
use super::problem::Problem;
use crate::catalog::Settings;
use crate::config::Config;
use crate::{steps, suggest};

/// How an application's events are taken.
#[derive(Serialize, ToSchema)]
pub(crate) struct SettingsInfo {
    /// Whether the visitor's address is kept.
    keep_ip: bool,
    /// Whether country, subdivision and city are worked out of the address.
    keep_geo: bool,
    /// Scrubbing rules and what each does: `off`, `mask` or `drop`.
    scrub: BTreeMap<String, String>,
    /// Hosts whose resources are its own.
    first_party_hosts: Vec<String>,
    /// Events a second past which intake answers 429; none by default.
    events_per_s: Option<u32>,
    /// Days that its events are kept, by kind; null where the server's own days count.
    retention_days: BTreeMap<String, Option<u16>>,
    /// The server's own days, by kind.
    retention_days_usual: BTreeMap<String, u32>,
}

/// What to change of the settings; what is left out stays.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SettingsChange {
    /// Whether the visitor's address is kept; not by default.
    keep_ip: Option<bool>,
    /// Whether country, subdivision and city are worked out of the address; so by default.
    keep_geo: Option<bool>,
    /// Scrubbing rules to set: `email_address`, `card_number`, `query_token`, each to `off`,
    /// `mask` or `drop`.
    scrub: Option<BTreeMap<String, String>>,
    /// Hosts whose resources are its own, beside the page's.
    first_party_hosts: Option<Vec<String>>,
    /// Events a second past which intake answers 429; null lifts the limit.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<u32>)]
    events_per_s: Option<Option<u32>>,
    /// Days to keep its events, by kind, 1 to 36500; null for as long as the server's settings
    /// say. What is older is gone at once, and for good.
    retention_days: Option<BTreeMap<String, Option<u16>>>,
}

/// Tells `null` (lift it) from a key that is not there (leave it).
fn present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<u32>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// The settings as the API shows them.
pub(crate) fn info(settings: &Settings, config: &Config) -> SettingsInfo {
    let off = steps::rules().map(|rule| (rule.to_owned(), "off".to_owned()));
    let own =
        |kind| settings.retention_days.iter().find(|(of, _)| *of == kind).map(|(_, days)| *days);
    let usual = |kind| config.retention.days(kind);
    SettingsInfo {
        keep_ip: settings.keep_ip,
        keep_geo: settings.keep_geo,
        scrub: off.chain(settings.scrub.iter().cloned()).collect(),
        first_party_hosts: settings.first_party_hosts.clone(),
        events_per_s: settings.events_per_s,
        retention_days: Kind::ALL.map(|kind| (kind.name().to_owned(), own(kind))).into(),
        retention_days_usual: Kind::ALL.map(|kind| (kind.name().to_owned(), usual(kind))).into(),
    }
}

impl SettingsChange {
    /// The settings with the change made.
    pub(crate) fn onto(self, before: &Settings) -> Result<Settings, Problem> {
        let mut settings = before.clone();
        settings.keep_ip = self.keep_ip.unwrap_or(settings.keep_ip);
        settings.keep_geo = self.keep_geo.unwrap_or(settings.keep_geo);
        for (rule, action) in self.scrub.unwrap_or_default() {
            let pointer = format!("/settings/scrub/{rule}");
            if !steps::rules().any(|known| known == rule) {
                let known = steps::rules().collect::<Vec<_>>().join("`, `");
                return Err(needed(&pointer, &format!("one of the rules `{known}`")));
            }
            if !["off", "mask", "drop"].contains(&action.as_str()) {
                return Err(needed(&pointer, "one of `off`, `mask`, `drop`"));
            }
            settings.scrub.retain(|(name, _)| *name != rule);
            if action != "off" {
                settings.scrub.push((rule, action));
            }
        }
        if let Some(hosts) = self.first_party_hosts {
            settings.first_party_hosts = check_hosts(hosts)?;
        }
        if let Some(rate) = self.events_per_s {
            if rate == Some(0) {
                return Err(needed("/settings/events_per_s", "1 or more, or null"));
            }
            settings.events_per_s = rate;
        }
        for (name, days) in self.retention_days.unwrap_or_default() {
            let kind = check_kind(&name)?;
            settings.retention_days.retain(|(of, _)| *of != kind);
            settings.retention_days.extend(check_days(&name, days)?.map(|days| (kind, days)));
        }
        Ok(settings)
    }
}

fn check_kind(name: &str) -> Result<Kind, Problem> {
    Kind::from_name(name).ok_or_else(|| {
        let names = Kind::ALL.map(Kind::name);
        let nearest = suggest::nearest(name, names.into_iter());
        needed(&format!("/settings/retention_days/{name}"), "a kind of event")
            .suggest(nearest.map(|name| format!("did you mean `{name}`?")))
    })
}

fn check_days(kind: &str, days: Option<u16>) -> Result<Option<u16>, Problem> {
    let most = limit::RETENTION_DAYS_MAX;
    match days {
        Some(days) if !(1..=most).contains(&days) => {
            let pointer = format!("/settings/retention_days/{kind}");
            Err(needed(&pointer, &format!("1 to {most} days, or null")))
        }
        days => Ok(days),
    }
}

fn check_hosts(hosts: Vec<String>) -> Result<Vec<String>, Problem> {
    let pointer = "/settings/first_party_hosts";
    if hosts.len() > limit::FIRST_PARTY_HOSTS_MAX {
        let most = limit::FIRST_PARTY_HOSTS_MAX;
        return Err(needed(pointer, &format!("{most} hosts at most")));
    }
    let hosts: Vec<_> = hosts.iter().map(|host| host.trim().to_lowercase()).collect();
    let is_host = |host: &String| {
        let letters = |char: char| char.is_alphanumeric() || "-._*:[]".contains(char);
        !host.is_empty() && host.len() <= 253 && host.chars().all(letters)
    };
    match hosts.iter().position(|host| !is_host(host)) {
        Some(at) => Err(needed(&format!("{pointer}/{at}"), "a host such as `cdn.example.com`")),
        None => Ok(hosts),
    }
}
