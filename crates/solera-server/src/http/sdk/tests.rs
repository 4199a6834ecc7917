//! The answers over an SDK of two files.

use axum::http::StatusCode;
use http_body_util::BodyExt;

use super::*;

const HASHED: &str = "solera.0123456789abcdef.js";
/// Of an earlier version.
const OLD: &str = "solera.fedcba9876543210.js";

fn files() -> &'static [File] {
    let file = |name| File { name, tag: "W/\"1\"", plain: Some(b"sdk"), brotli: None, gzip: None };
    vec![file("manifest.json"), file(HASHED), file("solera.js")].leak()
}

fn ask(files: &'static [File], name: &str) -> Response {
    let old = || (name == OLD).then(|| b"old".to_vec());
    let response = respond(files, old, &Method::GET, name, &HeaderMap::new());
    assert_eq!(response.headers()["access-control-allow-origin"], "*", "{name}");
    assert_eq!(response.headers()["cross-origin-resource-policy"], "cross-origin", "{name}");
    response
}

#[test]
fn a_name_with_a_hash_is_kept_for_ever_and_others_are_not() {
    for (name, cache) in
        [(HASHED, FOR_EVER), (OLD, FOR_EVER), ("solera.js", AN_HOUR), ("manifest.json", "no-cache")]
    {
        let response = ask(files(), name);
        assert_eq!(response.status(), StatusCode::OK, "{name}");
        assert_eq!(response.headers()["cache-control"], cache, "{name}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_answered_with_a_sentence() {
    for (files, name, said) in [
        (files(), "solera.ffffffffffffffff.js", "never held"),
        (files(), "solera-replay.js", "no file `solera-replay.js`"),
        (&[], "solera.js", "not built into this server"),
        (&[], HASHED, "not built into this server"),
    ] {
        let response = ask(files, name);
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(body.contains(said), "{name}: {body}");
    }
}
