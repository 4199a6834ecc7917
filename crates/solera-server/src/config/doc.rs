//! `docs/config.md`, written from the table of settings; a test keeps the file equal.
#![cfg(test)]

use std::fmt::Write;

use super::{Config, SETTINGS};

const HEAD: &str = "\
# Settings

<!-- Written from crates/solera-server/src/config/setting.rs; change it there. -->

Defaults, then the TOML file given with `--config` (or `SOLERA_CONFIG`), then `SOLERA_*` of the
environment, then flags; the later wins. A key that nobody knows is refused. A list is a TOML
array in the file and separated by commas in the environment. `solera check-config` prints what
was understood.

| key in the file | in the environment | default | what it does |
|---|---|---|---|
";

/// The whole page.
pub(super) fn page() -> String {
    let defaults = Config::default();
    let mut page = HEAD.to_owned();
    for setting in SETTINGS.iter() {
        let default = match (setting.show)(&defaults) {
            text if text.is_empty() => String::new(),
            text => format!("`{text}`"),
        };
        let (key, variable, doc) = (setting.key, setting.variable(), &setting.doc);
        writeln!(page, "| `{key}` | `{variable}` | {default} | {doc} |")
            .expect("a String takes all");
    }
    page
}
