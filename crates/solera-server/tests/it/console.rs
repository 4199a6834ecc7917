//! The console's document over HTTP, whether the console is built into the binary or not.

use crate::support::{Answer, Server};

const HTML: (&str, &str) = ("accept", "text/html,*/*;q=0.8");

fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    server.send("GET", path, headers, b"")
}

#[test]
fn every_page_is_the_one_document_and_the_api_is_none() {
    let server = Server::start();
    for path in ["/", "/setup?token=x", "/applications/1/errors"] {
        let page = get(&server, path, &[HTML]);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(page.header("cache-control"), Some("no-cache"));
        let text = String::from_utf8(page.body.clone()).unwrap();
        assert!(text.starts_with("<!doctype html>"), "{text}");
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("script-src 'self';"), "{policy}");
        assert!(page.header("permissions-policy").unwrap().contains("camera=()"));
    }
    for path in ["/api/v1/nothing", "/assets/none.js"] {
        let nothing = get(&server, path, &[HTML]);
        assert_eq!(nothing.status, 404, "{path}");
        assert_eq!(nothing.json()["title"], "not found");
    }
}

#[test]
fn the_document_is_asked_about_and_not_sent_twice() {
    let server = Server::start();
    let page = get(&server, "/", &[]);
    let head = server.send("HEAD", "/", &[], b"");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), page.header("content-length"));
    let tag = page.header("etag").unwrap();
    let again = get(&server, "/", &[("if-none-match", tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("vary"), Some("Accept-Encoding"));
}
