//! What the intake answers, and what becomes of what it takes.

use std::io::Write;
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::support::{ADMIN, Server, count_question, error, read_answer, uuid, view};

/// Outcomes are written down once a minute, and at the end.
#[test]
fn the_series_of_the_intake_is_never_cut() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let environment = [("SOLERA_ADMIN_TOKEN", ADMIN)];
    let mut server = Server::on(&data, &environment);
    let (application, token) = server.application();
    let mut lines = vec!["{oops".to_owned(), "7".to_owned()];
    for (id, kind) in (1..).zip(["view", "action", "resource", "long_task", "vital", "error"]) {
        let mut event = error(&application, id, "x");
        event["type"] = json!(kind);
        event[kind] = json!({"id": uuid(id)});
        event["view"] = json!({"id": uuid(id), "url": "https://shop.test/"});
        lines.push(event.to_string());
        event["date"] = Value::Null;
        lines.push(event.to_string());
    }
    let path = format!("/api/v2/rum?dd-api-key={token}");
    assert_eq!(server.send("POST", &path, &[], lines.join("\n").as_bytes()).status, 202);
    server.count(&application, "error", 1);
    assert!(server.terminate().0);
    let server = Server::on(&data, &environment);
    server.count(&application, "error", 1);
    let ask = |interval: &str| {
        let path = format!("/api/v1/intake?application_id={application}&interval={interval}");
        server.api("GET", &path, &Value::Null).json()
    };
    let told = ask("1m");
    let sums = told["outcomes"].as_array().unwrap();
    assert_eq!(sums.len(), 14, "{told}");
    // At a minute it would have 14 points in each of 1,440 stretches of time; 10,000 may be told.
    assert_eq!(told["interval_ms"], 5 * 60_000);
    let series = told["series"].as_array().unwrap();
    assert!((288 * 14..=10_000).contains(&series.len()), "{} points", series.len());
    let all = |of: &[Value]| of.iter().map(|one| one["count"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(all(series), all(sums));
    assert_eq!(ask("1h")["interval_ms"], 3_600_000);
    assert_eq!(ask("auto")["interval_ms"], 900_000);
}

#[test]
fn every_answer_lets_any_page_read_it() {
    let server = Server::start();
    let (application, token) = server.application();
    let origin = [("origin", "https://shop.test")];
    let path = format!("/api/v2/rum?dd-api-key={token}");
    let forward = "/anything?ddforward=%2Fapi%2Fv2%2Frum%3Fdd-api-key%3Dpubx";
    let line = view(&application, 1, 1).to_string();
    let cases = [
        ("POST", path.as_str(), line.as_str(), 202),
        ("POST", "/api/v2/rum?dd-api-key=pubunknown", line.as_str(), 403),
        ("POST", "/api/v2/rum", line.as_str(), 403),
        ("POST", forward, line.as_str(), 403),
        ("GET", path.as_str(), "", 405),
        ("OPTIONS", path.as_str(), "", 204),
        ("GET", "/api/v2/profiling/quota", "", 404),
        ("OPTIONS", "/api/v2/profiling/quota", "", 204),
    ];
    for (method, path, body, status) in cases {
        let answer = server.send(method, path, &origin, body.as_bytes());
        assert_eq!(answer.status, status, "{method} {path}");
        let allowed = answer.header("access-control-allow-origin");
        assert_eq!(allowed, Some("https://shop.test"), "{method} {path}");
        let exposed = answer.header("access-control-expose-headers").unwrap();
        assert!(exposed.contains("Retry-After"));
        if status >= 400 {
            assert!(answer.json()["detail"].as_str().unwrap().len() > 20, "{method} {path}");
        }
    }
    let asked = [("origin", "https://shop.test"), ("access-control-request-headers", "dd-api-key")];
    let answer = server.send("OPTIONS", &path, &asked, b"");
    assert_eq!(answer.header("access-control-allow-headers"), Some("dd-api-key"));
    assert_eq!(answer.header("access-control-allow-methods"), Some("GET, POST, OPTIONS"));
}

#[test]
fn what_is_taken_can_be_asked_and_read_back() {
    let server = Server::start();
    let (application, token) = server.application();
    assert_eq!(
        server.rum(&token, &[view(&application, 1, 1), error(&application, 2, "no")]).status,
        202
    );
    server.count(&application, "view", 1);
    server.count(&application, "error", 1);
    let filter = "context.cart.total:>10";
    let question = count_question(&application, "view", filter);
    server.until("/api/v1/query", &question, |json| json["rows"] == json!([[1]]));
    let asked = json!({"application_id": application, "event": "view", "from": 0,
        "to": 4_102_444_800_000_i64});
    let found = server.api("POST", "/api/v1/events", &asked).json();
    assert_eq!(found["events"][0]["context"]["cart"]["total"], 12.50);
    assert_eq!(found["events"][0]["view"]["url_path"], "/cart");
}

#[test]
fn a_number_where_text_belongs_is_found_and_comes_back_as_a_number() {
    let server = Server::start();
    let (application, token) = server.application();
    let mut sent = view(&application, 1, 1);
    sent["usr"] = json!({"id": 123, "name": "Anna"});
    assert_eq!(server.rum(&token, &[sent]).status, 202);
    let question = count_question(&application, "view", "usr.id:123");
    server.until("/api/v1/query", &question, |json| json["rows"] == json!([[1]]));
    let asked = json!({"application_id": application, "event": "view", "from": 0,
        "to": 4_102_444_800_000_i64, "filter": "usr.id:1*"});
    let found = server.api("POST", "/api/v1/events", &asked).json();
    assert_eq!(found["events"][0]["usr"], json!({"id": 123, "name": "Anna"}));
}

#[test]
fn a_bad_line_costs_its_neighbours_nothing_and_is_told_of() {
    let server = Server::start();
    let (application, token) = server.application();
    let body = [
        view(&application, 1, 1).to_string(),
        "{oops".to_owned(),
        "7".to_owned(),
        error(&uuid(77), 2, "another application's").to_string(),
        json!({"type": "error", "application": {"id": application}}).to_string(),
        error(&application, 3, "good").to_string(),
    ];
    let path = format!("/api/v2/rum?dd-api-key={token}");
    assert_eq!(server.send("POST", &path, &[], body.join("\n").as_bytes()).status, 202);
    server.count(&application, "view", 1);
    server.count(&application, "error", 1);
    let path = format!("/api/v1/intake?application_id={application}");
    let told = server.api("GET", &path, &Value::Null).json();
    let count = |reason: &str| {
        let all = told["outcomes"].as_array().unwrap();
        let of = all.iter().filter(|one| one["reason"] == reason);
        of.map(|one| one["count"].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(
        [
            count("invalid_json"),
            count("not_an_object"),
            count("wrong_application"),
            count("no_date")
        ],
        [1, 1, 1, 1],
        "{told}"
    );
    assert_eq!(count(""), 2, "{told}");
    let bad =
        told["outcomes"].as_array().unwrap().iter().find(|one| one["reason"] == "invalid_json");
    assert_eq!(bad.unwrap()["sample"], "{oops");
    let metrics = server.send("GET", "/metrics", &[], b"");
    let metrics = String::from_utf8(metrics.body).unwrap();
    assert!(metrics.contains("reason=\"wrong_application\"} 1"), "{metrics}");
}

#[test]
fn what_is_sent_again_counts_once_and_the_highest_version_wins() {
    let server = Server::start();
    let (application, token) = server.application();
    let first = [view(&application, 1, 1), error(&application, 2, "x")];
    let second = [error(&application, 2, "x"), view(&application, 1, 3), view(&application, 1, 2)];
    for lines in [&first[..], &first, &second, &second] {
        assert_eq!(server.rum(&token, lines).status, 202);
    }
    assert_eq!(server.rum(&token, &[error(&application, 5, "last")]).status, 202);
    server.count(&application, "error", 2);
    server.count(&application, "view", 1);
    let question = json!({"application_id": application, "event": "view", "from": 0,
        "to": "2100-01-01T00:00:00Z",
        "compute": [{"name": "spent", "fn": "max", "field": "view.time_spent"}]});
    let answer = server.api("POST", "/api/v1/query", &question).json();
    assert_eq!(answer["rows"], json!([[15_000_000]]));
}

#[test]
fn what_cannot_be_read_at_all_is_400_and_what_is_too_large_413() {
    let server = Server::start();
    let (_, token) = server.application();
    let path = format!("/api/v2/rum?dd-api-key={token}");
    let answer = server.send("POST", &path, &[("content-encoding", "gzip")], b"no gzip");
    assert_eq!(answer.status, 400, "{answer:?}");
    let mut stream = TcpStream::connect(server.address).unwrap();
    let length = 21 << 20;
    write!(stream, "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n").unwrap();
    let answer = read_answer(stream);
    assert_eq!(answer.status, 413);
    assert!(answer.header("access-control-allow-origin").is_some());
    let bomb = vec![b' '; 65 << 20];
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    deflate.write_all(&bomb).unwrap();
    let bomb = deflate.finish().unwrap();
    let path = format!("{path}&dd-evp-encoding=deflate");
    assert_eq!(server.send("POST", &path, &[], &bomb).status, 413);
}

#[test]
fn a_revoked_token_sends_no_more_and_a_second_one_does() {
    let server = Server::start();
    let (application, first) = server.application();
    let path = format!("/api/v1/applications/{application}/tokens");
    let second = server.api("POST", &path, &Value::Null).json()["client_token"].clone();
    let second = second.as_str().unwrap();
    let gone = server.api("DELETE", &format!("{path}/{first}"), &Value::Null);
    assert_eq!(gone.status, 204);
    assert_eq!(server.rum(&first, &[view(&application, 1, 1)]).status, 403);
    assert_eq!(server.rum(second, &[view(&application, 1, 1)]).status, 202);
}

#[test]
fn a_rate_limit_is_heeded_where_one_is_set() {
    let server = Server::start();
    let (application, token) = server.application();
    let path = format!("/api/v1/applications/{application}");
    let change = json!({"settings": {"events_per_s": 1}});
    assert_eq!(server.api("PATCH", &path, &change).json()["settings"]["events_per_s"], 1);
    let lines: Vec<_> = (0..20).map(|id| error(&application, id, "x")).collect();
    assert_eq!(server.rum(&token, &lines).status, 202);
    let answer = server.rum(&token, &lines);
    assert_eq!(answer.status, 429);
    assert!(answer.header("retry-after").unwrap().parse::<u32>().unwrap() >= 1);
    assert!(answer.header("access-control-allow-origin").is_some());
    let lifted = json!({"settings": {"events_per_s": null}});
    assert_eq!(server.api("PATCH", &path, &lifted).status, 200);
    assert_eq!(server.rum(&token, &lines).status, 202);
}

#[test]
fn profiles_and_spans_are_taken_and_not_kept() {
    let server = Server::start();
    let (application, token) = server.application();
    for track in ["profile", "spans"] {
        let path = format!("/api/v2/{track}?dd-api-key={token}");
        assert_eq!(server.send("POST", &path, &[], b"{}").status, 202);
    }
    let path = format!("/api/v1/intake?application_id={application}");
    let told = server.api("GET", &path, &Value::Null).json();
    assert_eq!(told["outcomes"][0]["reason"], "not_kept");
    assert_eq!(told["outcomes"][0]["count"], 2);
}

#[test]
fn how_intake_is_at_this_moment_is_told() {
    let server = Server::start();
    let (application, token) = server.application();
    let path = format!("/api/v1/applications/{application}/health");
    let quiet = server.api("GET", &path, &Value::Null).json();
    assert_eq!(quiet["events_last_minute"], 0);
    assert_eq!((&quiet["last_received_ms"], &quiet["visible"]), (&Value::Null, &Value::Null));
    let (first, second) = (view(&application, 1, 1).to_string(), error(&application, 2, "x"));
    let body = format!("{first}\n{second}\nbad");
    let to = format!("/api/v2/rum?dd-api-key={token}");
    assert_eq!(server.send("POST", &to, &[], body.as_bytes()).status, 202);
    server.count(&application, "error", 1);
    server.until_get(&path, |told| {
        told["received_last_hour"].as_array().is_some_and(|kinds| kinds.len() == 2)
            && told["received_last_hour"][0]["count"] == 1
            && told["visible"]["count"] == 1
    });
    let told = server.api("GET", &path, &Value::Null).json();
    assert_eq!(told["events_last_minute"], 2);
    assert!(told["last_received_ms"].is_i64() && told["visible"]["p95_ms"].is_f64(), "{told}");
    let kinds = told["received_last_hour"].as_array().unwrap();
    let views = kinds.iter().find(|one| one["kind"] == "view").unwrap();
    assert_eq!((&views["count"], &views["bytes"]), (&json!(1), &json!(first.len())));
    assert_eq!(told["dropped_last_hour"][0]["reason"], "invalid_json");

    let path = format!("/api/v1/intake?application_id={application}&interval=1h");
    let told = server.api("GET", &path, &Value::Null).json();
    let series = told["series"].as_array().unwrap();
    let views = series.iter().find(|one| one["kind"] == "view").unwrap();
    assert_eq!((&views["count"], &views["bytes"]), (&json!(1), &json!(first.len())));
}

#[test]
fn unknown_tokens_are_told_to_admins_alone() {
    let server = Server::start();
    let path = "/api/v2/rum?dd-api-key=pub0123456789";
    for _ in 0..2 {
        assert_eq!(server.send("POST", path, &[], b"{}").status, 403);
    }
    let told = server.api("GET", "/api/v1/intake", &Value::Null).json();
    let [unknown] = told["outcomes"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!((&unknown["reason"], &unknown["count"]), (&json!("unknown_token"), &json!(2)));
    assert_eq!(unknown["sample"], "pub01234…");
    let (_, cookie) = server.person("a@b.test", "write");
    assert_eq!(server.console(&cookie, "GET", "/api/v1/intake", &Value::Null).status, 403);
}

/// A client that is cut off while it sends sees no answer, and sends the same again.
#[test]
fn a_large_body_that_is_refused_still_gets_its_answer() {
    let server = Server::start();
    let (_, token) = server.application();
    let path = format!("/api/v2/rum?dd-api-key={token}");
    let body = vec![b'x'; 24 << 20];
    assert_eq!(server.send("POST", &path, &[], &body).status, 413);
    let unknown = "/api/v2/rum?dd-api-key=pubunknown";
    assert_eq!(server.send("POST", unknown, &[], &body[..8 << 20]).status, 403);
}
