//! Applications and questions.

use serde_json::{Value, json};

use crate::support::{Server, count_question, error, now_ms, uuid, view};

#[test]
fn applications_come_and_go() {
    let server = Server::start();
    let made =
        server.api("POST", "/api/v1/applications", &json!({"name": " shop ", "type": "ios"}));
    assert_eq!(made.status, 201);
    let made = made.json();
    assert_eq!((made["name"].as_str(), made["type"].as_str()), (Some("shop"), Some("ios")));
    assert_eq!(made["settings"]["keep_ip"], false);
    let path = format!("/api/v1/applications/{}", made["application_id"].as_str().unwrap());
    let renamed = server.api("PATCH", &path, &json!({"name": "new"})).json();
    assert_eq!(renamed["name"], "new");
    assert_eq!(renamed["client_token"], made["client_token"]);
    let bad = server.api("POST", "/api/v1/applications", &json!({"name": "x", "type": "browsr"}));
    assert_eq!(bad.status, 400);
    assert_eq!(bad.json()["suggestion"], "did you mean `browser`?");
    let bad = json!({"name": "x".repeat(41), "type": "ios"});
    assert_eq!(server.api("POST", "/api/v1/applications", &bad).json()["pointer"], "/name");
    assert_eq!(server.api("DELETE", &path, &Value::Null).status, 204);
    assert_eq!(server.api("GET", &path, &Value::Null).status, 404);
    assert_eq!(server.api("GET", "/api/v1/applications/x", &Value::Null).status, 404);
}

#[test]
fn an_application_may_keep_its_events_for_days_of_its_own() {
    let server = Server::start();
    let (application, token) = server.application();
    let mut old = view(&application, 1, 1);
    old["date"] = json!(now_ms() - 5 * 86_400_000);
    assert_eq!(server.rum(&token, &[old.clone(), view(&application, 2, 1)]).status, 202);
    server.count(&application, "view", 2);
    let path = format!("/api/v1/applications/{application}");
    let keep = |days: Value| json!({"settings": {"retention_days": days}});
    let bad = server.api("PATCH", &path, &keep(json!({"veiw": 3}))).json();
    assert_eq!(bad["suggestion"], "did you mean `view`?");
    let bad = server.api("PATCH", &path, &keep(json!({"view": 0}))).json();
    assert_eq!(bad["pointer"], "/settings/retention_days/view");
    let kept = server.api("PATCH", &path, &keep(json!({"view": 3}))).json()["settings"].clone();
    assert_eq!(kept["retention_days"]["view"], 3);
    assert_eq!(kept["retention_days"]["error"], Value::Null);
    assert_eq!(kept["retention_days_usual"]["view"], 30);
    server.count(&application, "view", 1);
    old["view"]["id"] = json!(uuid(3));
    assert_eq!(server.rum(&token, &[old]).status, 202);
    let path_of = format!("/api/v1/intake?application_id={application}");
    let told = server.api("GET", &path_of, &Value::Null).json();
    let reasons = told["outcomes"].as_array().unwrap().iter();
    assert!(reasons.clone().any(|one| one["reason"] == "too_old"), "{told}");
    let kept = server.api("PATCH", &path, &keep(json!({"view": null}))).json();
    assert_eq!(kept["settings"]["retention_days"]["view"], Value::Null);
    server.count(&application, "view", 2);
}

#[test]
fn an_application_that_keeps_longer_takes_older_events() {
    let server = Server::start();
    let (application, token) = server.application();
    let old = |id: u32, days: i64| {
        let mut event = view(&application, id, 1);
        event["date"] = json!(now_ms() - days * 86_400_000);
        event
    };
    let path = format!("/api/v1/applications/{application}");
    let keep = |days: u16| {
        let settings = json!({"settings": {"retention_days": {"view": days}}});
        assert_eq!(server.api("PATCH", &path, &settings).status, 200);
    };
    keep(90);
    assert_eq!(server.rum(&token, &[old(1, 60), old(2, 89), old(3, 91)]).status, 202);
    server.count(&application, "view", 2);
    let intake = format!("/api/v1/intake?application_id={application}");
    let told = server.api("GET", &intake, &Value::Null).json();
    let dropped = |one: &&Value| one["reason"] == "too_old" && one["count"] == 1;
    assert!(told["outcomes"].as_array().unwrap().iter().any(|one| dropped(&one)), "{told}");
    keep(70);
    server.count(&application, "view", 1);
}

#[test]
fn deleting_an_application_deletes_its_events_alone() {
    let server = Server::start();
    let (first, first_token) = server.application();
    let (second, second_token) = server.application();
    assert_eq!(server.rum(&first_token, &[view(&first, 1, 1)]).status, 202);
    assert_eq!(server.rum(&second_token, &[view(&second, 2, 1)]).status, 202);
    server.count(&first, "view", 1);
    let path = format!("/api/v1/applications/{first}");
    assert_eq!(server.api("DELETE", &path, &Value::Null).status, 204);
    assert_eq!(server.rum(&first_token, &[view(&first, 1, 1)]).status, 403);
    let answer = server.api("POST", "/api/v1/query", &count_question(&first, "view", ""));
    assert_eq!(answer.status, 404);
    server.count(&second, "view", 1);
}

#[test]
fn all_others_are_told_from_a_value_of_that_name() {
    let server = Server::start();
    let (application, token) = server.application();
    let named = |id: u32, name: &str| {
        let mut event = view(&application, id, 1);
        event["view"]["name"] = json!(name);
        event
    };
    let names = ["other", "other", "other", "/a", "/a", "/b", "/c"];
    let views: Vec<_> = (1..).zip(names).map(|(id, name)| named(id, name)).collect();
    assert_eq!(server.rum(&token, &views).status, 202);
    server.count(&application, "view", 7);
    let mut question = count_question(&application, "view", "");
    question["group_by"] = json!([{"field": "view.name", "limit": 2}]);
    let told = server.api("POST", "/api/v1/query", &question).json();
    assert_eq!(told["rows"], json!([["other", 3], ["/a", 2], ["other", 2]]));
    assert_eq!(told["others"], json!([{"column": 0, "rows": [2]}]));
    question["group_by"] = json!([{"field": "env"}, {"field": "view.name", "limit": 1}]);
    let told = server.api("POST", "/api/v1/query", &question).json();
    assert_eq!(told["rows"], json!([[null, "other", 3], [null, "other", 4]]));
    assert_eq!(told["others"], json!([{"column": 1, "rows": [1]}]));
    question["group_by"] = json!([{"field": "view.name", "limit": 9}]);
    let told = server.api("POST", "/api/v1/query", &question).json();
    assert_eq!(told["others"], Value::Null);
}

#[test]
fn attributes_are_listed_as_the_newest_events_carry_them() {
    let server = Server::start();
    let (application, token) = server.application();
    let mut other = view(&application, 2, 1);
    other["context"] = json!({"cart": {"total": "free"}, "plan": "gold"});
    assert_eq!(server.rum(&token, &[view(&application, 1, 1), other]).status, 202);
    server.count(&application, "view", 2);
    let path = format!("/api/v1/applications/{application}/attributes");
    let list = |query: &str| server.api("GET", &format!("{path}?{query}"), &Value::Null).json();
    let told = list("event=view");
    let total = json!({"field": "context.cart.total", "types": ["number", "string"], "count": 2});
    let plan = json!({"field": "context.plan", "types": ["string"], "count": 1});
    assert_eq!(told["attributes"], json!([total, plan]), "{told}");
    assert_eq!((&told["sampled"], &told["truncated"]), (&json!(2), &json!(false)));
    assert!(told["oldest"].as_i64().unwrap() > now_ms() - 60_000, "{told}");
    assert_eq!(list("event=session&prefix=context.p")["attributes"], json!([plan]));
    assert_eq!(list("event=error")["sampled"], 0);
    assert_eq!(list("event=view&to=2020-01-01T00:00:00Z")["attributes"], json!([]));
    assert_eq!(list("event=veiw")["suggestion"], "did you mean `view`?");
    assert_eq!(list("event=view&from=soon")["pointer"], "/from");
    let none = format!("/api/v1/applications/{}/attributes?event=view", uuid(7));
    assert_eq!(server.api("GET", &none, &Value::Null).status, 404);
}

#[test]
fn several_questions_are_answered_line_by_line() {
    let server = Server::start();
    let (application, token) = server.application();
    assert_eq!(server.rum(&token, &[view(&application, 1, 1)]).status, 202);
    server.count(&application, "view", 1);
    let mut bad = count_question(&application, "view", "");
    bad["filter"] = json!("view.nmae:x");
    bad["name"] = json!("second");
    let asked = json!({"queries": [count_question(&application, "view", ""), bad]});
    let answer = server.api("POST", "/api/v1/queries", &asked);
    assert_eq!(answer.header("content-type"), Some("application/x-ndjson"));
    let mut lines: Vec<Value> = String::from_utf8(answer.body)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    lines.sort_by_key(|line| line["index"].as_u64());
    assert_eq!(lines[0]["rows"], json!([[1]]));
    assert_eq!(lines[1]["name"], "second");
}

#[test]
fn mistakes_in_questions_are_pointed_at() {
    let server = Server::start();
    let (application, _) = server.application();
    let mut question = count_question(&application, "view", "view.loading_time:>x");
    let answer = server.api("POST", "/api/v1/query", &question);
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["pointer"], "/filter");
    assert!(answer.json()["position"].is_u64(), "{}", answer.json());
    question["filter"] = json!("");
    question["groupby"] = json!([]);
    let answer = server.api("POST", "/api/v1/query", &question).json();
    assert_eq!(answer["suggestion"], "did you mean `group_by`?");
    let question = count_question(&uuid(5), "view", "");
    assert_eq!(server.api("POST", "/api/v1/query", &question).status, 404);
    let answer = server.send("POST", "/api/v1/query", &[], b"{}");
    assert_eq!(answer.status, 401);
}

#[test]
fn lists_page_and_histories_are_whole() {
    let server = Server::start();
    let (application, token) = server.application();
    let errors: Vec<_> = (0..5).map(|id| error(&application, 100 + id, "boom")).collect();
    assert_eq!(server.rum(&token, &[view(&application, 1, 1)]).status, 202);
    assert_eq!(server.rum(&token, &errors).status, 202);
    server.count(&application, "error", 5);
    let mut asked = json!({"application_id": application, "event": "error", "from": 0,
        "to": 4_102_444_800_000_i64, "limit": 2});
    let mut ids = std::collections::BTreeSet::new();
    for page in [2, 2, 1] {
        let found = server.api("POST", "/api/v1/events", &asked).json();
        let events = found["events"].as_array().unwrap();
        assert_eq!(events.len(), page);
        ids.extend(events.iter().map(|event| event["error"]["id"].as_str().unwrap().to_owned()));
        asked["cursor"] = found["cursor"].clone();
    }
    assert_eq!((ids.len(), &asked["cursor"]), (5, &Value::Null));

    let view = format!("/api/v1/views/{}?application_id={application}", uuid(1));
    let history = server.api("GET", &view, &Value::Null).json();
    assert_eq!(history["events"].as_array().unwrap().len(), 6, "{history}");
    assert_eq!(history["events"][0]["type"], "view");
    let session = format!("/api/v1/sessions/{}?application_id={application}", uuid(9001));
    let history = server.api("GET", &session, &Value::Null).json();
    assert_eq!(history["events"].as_array().unwrap().len(), 6, "{history}");
    assert_eq!(history["session"]["session"]["view"]["count"], 1, "{history}");
    let nobody = format!("/api/v1/sessions/{}?application_id={application}", uuid(1));
    assert_eq!(server.api("GET", &nobody, &Value::Null).status, 404);
}

#[test]
fn facets_and_histograms_are_counted() {
    let server = Server::start();
    let (application, token) = server.application();
    let lines: Vec<_> = (1..=4).map(|id| view(&application, id, id)).collect();
    assert_eq!(server.rum(&token, &lines).status, 202);
    server.count(&application, "view", 4);
    let asked = json!({"application_id": application, "event": "view", "from": 0,
        "to": "2100-01-01T00:00:00Z", "fields": ["view.name", {"field": "source", "limit": 1}]});
    let facets = server.api("POST", "/api/v1/facets", &asked).json();
    assert_eq!(facets["facets"][0]["values"], json!([{"value": "/cart", "count": 4}]), "{facets}");
    let asked = json!({"application_id": application, "event": "view", "from": 0,
        "to": "2100-01-01T00:00:00Z", "field": "view.time_spent", "buckets": 2, "min": 0,
        "max": 20_000_000});
    let histogram = server.api("POST", "/api/v1/histogram", &asked).json();
    let counts = histogram["rows"].as_array().unwrap().iter().map(|row| row[2].as_i64().unwrap());
    assert_eq!(counts.sum::<i64>(), 4, "{histogram}");
    let fields = server.api("GET", "/api/v1/fields?event=session", &Value::Null).json();
    let fields = fields["fields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["field"] == "session.duration"));
}
