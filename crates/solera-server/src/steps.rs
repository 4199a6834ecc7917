//! Settings as other crates take them: an application's for the steps of intake, the server's
//! for the store.

use std::path::PathBuf;

use solera_event::Kind;
use solera_intake::{Action, Pattern, ScrubRule};
use solera_store::{PartStatistics, Statistics};

use crate::catalog::{Application, Settings};
use crate::config::{Config, Retention};

/// What the steps of intake need of an application.
pub(crate) fn application(
    application: &Application,
    retention: &Retention,
) -> solera_intake::Application {
    let settings = &application.settings;
    solera_intake::Application {
        id: application.id,
        keep_ip: settings.keep_ip,
        keep_geo: settings.keep_geo,
        scrub: settings.scrub.iter().filter_map(|(rule, action)| scrub(rule, action)).collect(),
        first_party_hosts: settings.first_party_hosts.clone(),
        retention_days: retention.days,
    }
}

/// What the store needs of the settings.
pub(crate) fn store(config: &Config, folder: PathBuf) -> solera_store::Config {
    let mut store = solera_store::Config::new(folder);
    for kind in Kind::ALL {
        store.retention =
            store.retention.with(kind, config.retention.days(kind).min(36_500) as u16);
    }
    store
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
