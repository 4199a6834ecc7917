//! People: who may do what, and who is let in.

use serde_json::{Value, json};

use crate::support::{PASSWORD, Server};

#[test]
fn a_person_does_what_their_scope_says_at_this_moment() {
    let server = Server::start();
    let (id, cookie) = server.person("reader@b.test", "read");
    let me = server.console(&cookie, "GET", "/api/v1/me", &Value::Null).json();
    assert_eq!((&me["email"], &me["scope"]), (&json!("reader@b.test"), &json!("read")));
    let made = json!({"name": "x", "type": "browser"});
    let refused = server.console(&cookie, "POST", "/api/v1/applications", &made);
    assert_eq!(refused.status, 403);
    assert_eq!(refused.json()["detail"], "you have the scope `read`, this needs `write`");
    let path = format!("/api/v1/people/{id}");
    assert_eq!(server.console(&cookie, "GET", "/api/v1/people", &Value::Null).status, 403);
    assert_eq!(server.console(&cookie, "DELETE", &path, &Value::Null).status, 403);
    assert_eq!(server.api("PATCH", &path, &json!({"scope": "write"})).json()["scope"], "write");
    assert_eq!(server.console(&cookie, "POST", "/api/v1/applications", &made).status, 201);

    let listed = server.api("GET", "/api/v1/people", &Value::Null).json();
    assert_eq!(listed["people"][0]["email"], "reader@b.test");
    assert!(listed["people"][0]["used_ms"].is_i64());
    assert_eq!(server.api("DELETE", &path, &Value::Null).status, 204);
    assert_eq!(server.console(&cookie, "GET", "/api/v1/me", &Value::Null).status, 401);
    assert_eq!(server.login("reader@b.test", PASSWORD), None);
    assert_eq!(server.api("DELETE", &path, &Value::Null).status, 404);
}

#[test]
fn somebody_who_may_do_everything_is_always_left() {
    let server = Server::start();
    let (first, cookie) = server.person("a@b.test", "admin");
    let path = format!("/api/v1/people/{first}");
    let lowered = server.api("PATCH", &path, &json!({"scope": "read"}));
    assert_eq!(lowered.status, 409);
    assert_eq!(lowered.json()["type"], "urn:solera:problem:last_admin");
    assert_eq!(server.api("DELETE", &path, &Value::Null).status, 409);
    assert_eq!(server.console(&cookie, "GET", "/api/v1/me", &Value::Null).status, 200);
    let again = json!({"email": "A@b.test", "scope": "read", "password": PASSWORD});
    assert_eq!(server.api("POST", "/api/v1/people", &again).json()["pointer"], "/email");
    let (second, _) = server.person("c@d.test", "admin");
    let taken =
        server.api("PATCH", &format!("/api/v1/people/{second}"), &json!({"email": "A@B.test"}));
    assert_eq!(taken.status, 409);
    assert_eq!(server.api("PATCH", &path, &json!({"scope": "read"})).status, 200);
    assert_eq!(server.api("DELETE", &format!("/api/v1/people/{second}"), &Value::Null).status, 409);
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    let server = Server::start();
    let (id, here) = server.person("a@b.test", "read");
    let there = server.login("a@b.test", PASSWORD).unwrap();
    let path = "/api/v1/me/password";
    let wrong = json!({"old_password": "not the old one", "password": "another password"});
    let refused = server.console(&here, "POST", path, &wrong);
    assert_eq!((refused.status, &refused.json()["pointer"]), (403, &json!("/old_password")));
    let right = json!({"old_password": PASSWORD, "password": "another password"});
    assert_eq!(server.console(&here, "POST", path, &right).status, 204);
    assert_eq!(server.console(&here, "GET", "/api/v1/me", &Value::Null).status, 200);
    assert_eq!(server.console(&there, "GET", "/api/v1/me", &Value::Null).status, 401);
    assert_eq!(server.login("a@b.test", PASSWORD), None);
    assert!(server.login("a@b.test", "another password").is_some());
    let given = json!({"password": "given by an admin"});
    assert_eq!(server.api("PATCH", &format!("/api/v1/people/{id}"), &given).status, 200);
    assert_eq!(server.console(&here, "GET", "/api/v1/me", &Value::Null).status, 401);
    assert_eq!(server.api("POST", path, &right).status, 403);
}
