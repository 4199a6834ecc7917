use super::*;

fn read(path: &str, query: Option<&str>, headers: &[(&str, &'static str)]) -> Option<Head> {
    let headers = headers.to_vec();
    Head::read(path, query, |name| {
        headers.iter().find(|(header, _)| *header == name).map(|(_, value)| *value)
    })
}

#[test]
fn a_browser_says_it_all_in_the_query() {
    let query = "ddsource=browser&ddtags=env%3Adev%2Cversion%3A1%2B2&dd-api-key=pub1\
        &dd-evp-origin-version=6.1.0&dd-evp-encoding=deflate&batch_time=1795347775995";
    let head = read("/api/v2/rum", Some(query), &[("user-agent", "x")]).expect("a track");
    assert_eq!(head.track, Track::Rum);
    assert_eq!(head.token.as_deref(), Some("pub1"));
    assert_eq!(head.ddtags.as_deref(), Some("env:dev,version:1+2"));
    assert_eq!(head.encodings, [Encoding::Deflate]);
    assert_eq!(head.batch_time_ms, Some(1_795_347_775_995));
    assert_eq!(head.source.as_deref(), Some("browser"));
    assert_eq!(head.origin_version.as_deref(), Some("6.1.0"));
    assert_eq!(head.user_agent.as_deref(), Some("x"));
}

#[test]
fn a_proxy_forwards_on_any_path() {
    let query = "a=b&ddforward=%2Fapi%2Fv2%2Freplay%3Fddsource%3Dbrowser%26dd-api-key%3Dpub2";
    for path in ["/", "/intake", "/api/v2/rum"] {
        let head = read(path, Some(query), &[]).expect("a track");
        assert_eq!((head.track, head.token.as_deref()), (Track::Replay, Some("pub2")));
    }
    assert_eq!(read("/x", Some("ddforward=%2Fapi%2Fv2%2Fnone"), &[]), None);
    assert_eq!(read("/x", Some("ddforward="), &[]), None);
}

#[test]
fn mobile_sdks_use_headers() {
    let headers = [
        ("dd-api-key", "pub3"),
        ("dd-evp-origin", "ios"),
        ("dd-evp-origin-version", "3.6.0"),
        ("content-encoding", "deflate, GZIP"),
    ];
    let head =
        read("/prefix/api/v2/logs/", Some("ddtags=retry_count:1"), &headers).expect("a track");
    assert_eq!((head.track, head.token.as_deref()), (Track::Logs, Some("pub3")));
    assert_eq!(head.source.as_deref(), Some("ios"));
    assert_eq!(head.origin_version.as_deref(), Some("3.6.0"));
    assert_eq!(head.encodings, [Encoding::Deflate, Encoding::Gzip]);
}

#[test]
fn other_paths_are_none_of_intake() {
    for path in ["/", "", "/api/v2/", "/api/v1/query", "/rum", "/api/v2/exposures"] {
        assert_eq!(read(path, None, &[]), None, "{path}");
    }
}
