//! Settings as other crates take them: an application's for the steps of intake, the server's
//! for the store.

use std::path::PathBuf;
use std::sync::Arc;

use solera_event::{Kind, limit};
use solera_intake::{Action, Pattern, ScrubRule};
use solera_store::{PartStatistics, Statistics};

use crate::catalog::{Application, Door, Known, Settings};
use crate::config::{Config, Retention};

/// What the steps of intake need of an application.
pub(crate) fn application(
    application: &Application,
    retention: &Retention,
) -> solera_intake::Application {
    let settings = &application.settings;
    let mut retention_days = retention.days;
    for (kind, days) in &settings.retention_days {
        retention_days[*kind as usize] = u32::from(*days);
    }
    solera_intake::Application {
        id: application.id,
        keep_ip: settings.keep_ip,
        keep_geo: settings.keep_geo,
        scrub: settings.scrub.iter().filter_map(|(rule, action)| scrub(rule, action)).collect(),
        first_party_hosts: settings.first_party_hosts.clone(),
        retention_days,
    }
}

/// What the store needs of the settings, the server's and its applications'.
pub(crate) fn store(config: &Config, folder: PathBuf, known: &Known) -> solera_store::Config {
    let mut store = solera_store::Config::new(folder);
    store.retention = usual_retention(config);
    let own = |door: &Arc<Door>| {
        let application = &door.application;
        Some((application.id, own_retention(config, &application.settings)?))
    };
    store.own_retention = known.applications().into_iter().filter_map(own).collect();
    store
}

/// How long the store keeps an application's events; `None` when it is as long as everybody's.
pub(crate) fn own_retention(
    config: &Config,
    settings: &Settings,
) -> Option<solera_store::Retention> {
    let own = settings.retention_days.iter();
    let all = own.fold(usual_retention(config), |all, (kind, days)| all.with(*kind, *days));
    (!settings.retention_days.is_empty()).then_some(all)
}

fn usual_retention(config: &Config) -> solera_store::Retention {
    let days = |kind| config.retention.days(kind).min(u32::from(limit::RETENTION_DAYS_MAX)) as u16;
    let usual = solera_store::Retention::default();
    Kind::ALL.into_iter().fold(usual, |all, kind| all.with(kind, days(kind)))
}

/// The settings of a new application.
pub(crate) fn default_settings() -> Settings {
    let defaults = solera_intake::Application::new(uuid::Uuid::nil());
    let rules = defaults.scrub.iter().map(|rule| (rule.pattern.name(), rule.action.name()));
    Settings {
        keep_ip: defaults.keep_ip,
        keep_geo: defaults.keep_geo,
        scrub: rules.map(|(rule, action)| (rule.to_owned(), action.to_owned())).collect(),
        first_party_hosts: Vec::new(),
        events_per_s: None,
        retention_days: Vec::new(),
    }
}

/// The names of the scrubbing rules.
pub(crate) fn rules() -> impl Iterator<Item = &'static str> {
    Pattern::ALL.into_iter().map(Pattern::name)
}

fn scrub(rule: &str, action: &str) -> Option<ScrubRule> {
    Some(ScrubRule { pattern: Pattern::from_name(rule)?, action: Action::from_name(action)? })
}

/// What the store tells of itself, for `/metrics`: name, meaning, value.
pub(crate) fn gauges(store: &Statistics) -> Vec<(&'static str, &'static str, u64)> {
    let parts = |of: fn(&PartStatistics) -> u64| store.parts.iter().map(|(_, one)| of(one)).sum();
    vec![
        ("solera_parts", "Parts on disk.", parts(|one| one.parts)),
        ("solera_part_rows", "Rows in parts, replaced ones too.", parts(|one| one.rows)),
        ("solera_part_dead_rows", "Replaced rows in parts.", parts(|one| one.dead_rows)),
        ("solera_part_bytes", "Bytes of parts.", parts(|one| one.bytes)),
        ("solera_buffer_rows", "Rows in the buffer.", store.buffer_rows),
        ("solera_buffer_bytes", "Bytes of the buffer.", store.buffer_bytes),
        ("solera_waiting_bytes", "Bytes in the log and not yet in answers.", store.waiting_bytes),
        (
            "solera_replay_left",
            "Entries of before the start not yet in answers.",
            store.replay_left,
        ),
        ("solera_ids", "Ids remembered so that what is sent again counts once.", store.ids),
        ("solera_inserted_rows", "Rows inserted since the start.", store.inserted_rows),
        ("solera_flushes", "Times the buffer was written to parts.", store.flushes),
        ("solera_compactions", "Merges of parts.", store.compactions),
        ("solera_store_failures", "Flushes and merges that failed.", store.failures),
    ]
}
