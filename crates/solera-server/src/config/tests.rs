//! What is read, what is refused, and that the page says the same.

use std::io::Write;

use super::*;

fn read(file: &str, environment: &[(&str, &str)]) -> Result<Config, String> {
    let mut path = tempfile::NamedTempFile::new().unwrap();
    path.write_all(file.as_bytes()).unwrap();
    let environment = environment.iter().map(|(name, value)| (name.to_string(), value.to_string()));
    Config::read(Some(path.path()), environment, &[])
        .map_err(|error| error.to_string().replace(&path.path().display().to_string(), "FILE"))
}

#[test]
fn the_environment_wins_over_the_file_and_flags_over_both() {
    let file =
        "trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[retention]\nview_days = 7\nlog_days = 3";
    let config = read(file, &[("SOLERA_RETENTION_VIEW_DAYS", "9"), ("PATH", "x")]).unwrap();
    assert_eq!(config.retention.days(Kind::View), 9);
    assert_eq!(config.retention.days(Kind::Log), 3);
    assert_eq!(config.trusted_proxies.len(), 2);
    let flags = [("listen", Some("127.0.0.1:1".to_owned())), ("data", None)];
    let environment = [("SOLERA_LISTEN".to_owned(), "127.0.0.1:2".to_owned())];
    let config = Config::read(None, environment.into_iter(), &flags).unwrap();
    assert_eq!(config.listen.port(), 1);
}

#[test]
fn what_nobody_knows_is_refused_with_a_sentence() {
    assert_eq!(
        read("[retention]\nviews_days = 7", &[]).unwrap_err(),
        "the config file FILE has the unknown setting `retention.views_days`; \
         did you mean `retention.view_days`?"
    );
    assert_eq!(
        read("", &[("SOLERA_LISTN", "x")]).unwrap_err(),
        "the environment has the unknown setting `SOLERA_LISTN`; did you mean `SOLERA_LISTEN`?"
    );
    assert_eq!(
        read("", &[("SOLERA_ADMIN_TOKEN", "short")]).unwrap_err(),
        "the environment sets `admin_token` to a value it cannot have: \
         it has 5 characters and needs at least 16"
    );
}

#[test]
fn values_that_make_no_sense_are_refused() {
    for (variable, value) in [
        ("SOLERA_RETENTION_VIEW_DAYS", "0"),
        ("SOLERA_RETENTION_VIEW_DAYS", "36501"),
        ("SOLERA_LOG_FILTER", "=;;"),
        ("SOLERA_PUBLIC_URL", "rum.example.com"),
        ("SOLERA_PUBLIC_URL", "https://rum.example.com/solera"),
    ] {
        let said = read("", &[(variable, value)]).unwrap_err();
        assert!(said.contains("to a value it cannot have: "), "{variable}={value}: {said}");
    }
    let url = read("public_url = \"https://RUM.example.com:8443/\"", &[]).unwrap().public_url;
    assert_eq!(url.as_deref(), Some("https://rum.example.com:8443"));
}

#[test]
fn what_is_shown_can_be_read_again_and_secrets_are_masked() {
    let environment =
        [("SOLERA_ADMIN_TOKEN", "0123456789abcdef"), ("SOLERA_GEO_DATABASE", "/a.mmdb")];
    let config = read("", &environment).unwrap();
    let mut again = Config::default();
    for setting in SETTINGS.iter() {
        let shown = (setting.show)(&config);
        if !shown.is_empty() {
            (setting.set)(&mut again, &shown).unwrap();
        }
    }
    assert_eq!(again, config);
    assert!(config.understood().contains("admin_token = ********\n"));
    assert!(!config.understood().contains("0123456789abcdef"));
}

#[test]
fn the_page_says_the_same() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/config.md");
    expect_test::expect_file![path].assert_eq(&doc::page());
}
