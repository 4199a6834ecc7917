//! Saved views: one's own, and everybody's.

use serde_json::{Value, json};

use crate::support::{ADMIN, Server};

/// The names that somebody sees.
fn names(list: &Value) -> Vec<&str> {
    let views = list["saved_views"].as_array().unwrap().iter();
    views.map(|view| view["name"].as_str().unwrap()).collect()
}

#[test]
fn personal_ones_are_their_owners_and_shared_ones_everybodys() {
    let server = Server::start();
    let (application, _) = server.application();
    let path = format!("/api/v1/applications/{application}/saved_views");
    let view = |name: &str, shared: bool| json!({"name": name, "page": "explore", "state": "event=error&from=4h", "shared": shared});
    let (_, anna) = server.person("anna@b.test", "write");
    let (bert_id, bert) = server.person("bert@b.test", "read");
    let own = server.console(&bert, "POST", &path, &view("mine", false));
    assert_eq!(own.status, 201, "{}", own.json());
    assert_eq!(server.console(&bert, "POST", &path, &view("x", true)).status, 403);
    let shared = server.console(&anna, "POST", &path, &view(" all of us ", true)).json();
    assert_eq!((&shared["name"], &shared["owner"]), (&json!("all of us"), &json!("anna@b.test")));
    assert_eq!(server.api("POST", &path, &view("x", false)).json()["pointer"], "/shared");
    assert_eq!(server.api("POST", &path, &view("by a token", true)).json()["owner"], Value::Null);

    let seen = server.console(&bert, "GET", &path, &Value::Null).json();
    assert_eq!(names(&seen), ["all of us", "by a token", "mine"]);
    assert_eq!(seen["saved_views"][0]["may_change"], false);
    assert_eq!(seen["saved_views"][2]["state"], "event=error&from=4h");
    let seen = server.console(&anna, "GET", &path, &Value::Null).json();
    assert_eq!(names(&seen), ["all of us", "by a token"]);
    assert_eq!(names(&server.api("GET", &path, &Value::Null).json()), ["all of us", "by a token"]);

    let one = |json: &Value| format!("{path}/{}", json["id"].as_str().unwrap());
    let (mine, all) = (one(&own.json()), one(&shared));
    assert_eq!(server.console(&anna, "PATCH", &mine, &json!({"name": "y"})).status, 404);
    let refused = server.console(&bert, "DELETE", &all, &Value::Null);
    assert_eq!(refused.status, 403);
    assert!(refused.json()["detail"].as_str().unwrap().contains("anna@b.test"));
    let changed = server.console(&bert, "PATCH", &mine, &json!({"state": ""})).json();
    assert_eq!((&changed["name"], &changed["state"]), (&json!("mine"), &json!("")));
    assert!(changed["updated_ms"].as_i64() >= changed["created_ms"].as_i64());
    assert_eq!(
        server.api("DELETE", &format!("/api/v1/people/{bert_id}"), &Value::Null).status,
        204
    );
    assert_eq!(server.api("DELETE", &all, &Value::Null).status, 204);
    assert_eq!(names(&server.api("GET", &path, &Value::Null).json()), ["by a token"]);
}

#[test]
fn what_cannot_be_saved_is_pointed_at() {
    let server = Server::start();
    let (application, _) = server.application();
    let path = format!("/api/v1/applications/{application}/saved_views");
    let good = json!({"name": "n", "page": "p", "state": "s", "shared": true});
    for (key, value) in [
        ("name", json!("x".repeat(81))),
        ("name", json!(" ")),
        ("page", json!("")),
        ("state", json!("x".repeat(8 * 1024 + 1))),
        ("shared", json!("yes")),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        let answer = server.api("POST", &path, &bad);
        assert_eq!(answer.status, 400, "{bad}");
        assert_eq!(answer.json()["pointer"], format!("/{key}"), "{bad}");
    }
    assert_eq!(server.api("POST", &path, &good).status, 201);
    assert_eq!(server.send("GET", &path, &[("authorization", ADMIN)], b"").status, 401);
    let other = path.replace(&application, "00000000-0000-4000-8000-000000000001");
    assert_eq!(server.api("GET", &other, &Value::Null).status, 404);
    let gone = server.api("DELETE", &format!("/api/v1/applications/{application}"), &Value::Null);
    assert_eq!(gone.status, 204);
}
