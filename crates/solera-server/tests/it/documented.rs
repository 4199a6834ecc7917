//! What the OpenAPI document says of statuses is what is answered.

use serde_json::{Value, json};

use crate::support::{ADMIN, Server, uuid};

/// A body past the limit of a question, whatever it is.
const HUGE: usize = (512 << 10) + 1;

/// Every operation of the document: method, path, and what it says.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let methods = item.as_object().unwrap().clone();
        let path = path.clone();
        methods.into_iter().map(move |(method, said)| (method.to_uppercase(), path.clone(), said))
    };
    paths.iter().flat_map(of_path).collect()
}

/// A part of the document, or what it points at.
fn resolved<'a>(document: &'a Value, part: &'a Value) -> &'a Value {
    let pointer = part["$ref"].as_str().and_then(|at| at.strip_prefix('#'));
    pointer.map_or(part, |pointer| document.pointer(pointer).expect("it points at something"))
}

/// What may be sent to an operation.
struct Probe<'a> {
    name: &'static str,
    headers: Vec<(&'a str, &'a str)>,
    /// What stands in the path where a name in braces does.
    part: String,
    body: Vec<u8>,
}

fn probes<'a>(admin: &'a str, reader: &'a str, cookie: &'a str) -> Vec<Probe<'a>> {
    let bearer = |token: &'a str| vec![("authorization", token)];
    let nobody = uuid(404);
    let question = json!({"application_id": nobody, "event": "view", "from": 0, "to": 1});
    let question = question.to_string();
    let probe = |name, headers, part: &str, body: &[u8]| Probe {
        name,
        headers,
        part: part.to_owned(),
        body: body.to_vec(),
    };
    vec![
        probe("nobody", vec![], &nobody, b"{}"),
        probe("a stranger", bearer("Bearer nothing-like-it-0000"), &nobody, b"{}"),
        probe("a reader", bearer(reader), &nobody, question.as_bytes()),
        probe("another site", vec![("cookie", cookie)], &nobody, b"{}"),
        probe("no JSON", bearer(admin), &nobody, b"{"),
        probe("no such key", bearer(admin), &nobody, br#"{"no":1}"#),
        probe("no such thing", bearer(admin), &nobody, question.as_bytes()),
        probe("no UUID", bearer(admin), "x", b"{}"),
        probe("no text", bearer(admin), "%ff", b"{}"),
        probe("too much", bearer(admin), &nobody, &vec![b' '; HUGE]),
    ]
}

#[test]
fn every_answer_is_documented() {
    let server = Server::start();
    let document = server.send("GET", "/api/v1/openapi.json", &[], b"").json();
    let made = server.api("POST", "/api/v1/tokens", &json!({"name": "r", "scope": "read"})).json();
    let (admin, reader) =
        (format!("Bearer {ADMIN}"), format!("Bearer {}", made["token"].as_str().unwrap()));
    let (_, cookie) = server.person("a@b.test", "read");
    let all = operations(&document);
    assert!(all.len() > 30, "{}", all.len());
    let mut seen = std::collections::BTreeSet::new();
    for (method, path, said) in &all {
        for Probe { name, headers, part, body } in probes(&admin, &reader, &cookie) {
            let is_bodyless = said.get("requestBody").is_none();
            let body = if is_bodyless { Vec::new() } else { body };
            let path =
                path.split('/').map(|one| if one.starts_with('{') { part.as_str() } else { one });
            let path = path.collect::<Vec<_>>().join("/");
            let answer = server.send(method, &path, &headers, &body);
            let (what, status) = (format!("{method} {path} as {name}"), answer.status.to_string());
            let response = resolved(&document, &said["responses"][&status]);
            assert!(response.is_object(), "{what}: {status} is not documented");
            seen.insert(answer.status);
            if answer.status < 400 {
                continue;
            }
            let problem = "application/problem+json";
            let kind = answer.header("content-type").unwrap_or_default();
            assert!(kind.starts_with(problem), "{what}: {kind}");
            assert!(response["content"][problem].is_object(), "{what}: {response}");
            assert_ne!(response["description"], "", "{what}: {status}");
            let detail = answer.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains(' '), "{what}: {detail}");
        }
    }
    for status in [200, 204, 400, 401, 403, 404, 413] {
        assert!(seen.contains(&status), "{status} was not met: {seen:?}");
    }
}
