//! Who may ask, and how one gets in.

use serde_json::{Value, json};

use crate::support::{Server, binary};

#[test]
fn nobody_asks_without_saying_who() {
    let server = Server::start();
    let answer = server.send("GET", "/api/v1/applications", &[], b"");
    assert_eq!((answer.status, answer.header("www-authenticate")), (401, Some("Bearer")));
    assert_eq!(answer.header("content-type"), Some("application/problem+json; charset=utf-8"));
    let wrong = [("authorization", "Bearer nothing-like-it-0000")];
    assert_eq!(server.send("GET", "/api/v1/applications", &wrong, b"").status, 401);
    let answer = server.api("GET", "/api/v1/me", &Value::Null);
    assert_eq!(answer.json()["scope"], "admin");
}

#[test]
fn a_short_admin_token_is_refused_with_a_sentence() {
    let output = binary()
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("SOLERA_ADMIN_TOKEN", "short")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert!(said.contains("it has 5 characters and needs at least 16"), "{said}");
}

#[test]
fn a_token_does_what_its_scope_says_until_it_is_revoked() {
    let server = Server::start();
    let made = server.api("POST", "/api/v1/tokens", &json!({"name": "ci", "scope": "read"}));
    assert_eq!(made.status, 201);
    let made = made.json();
    let bearer = format!("Bearer {}", made["token"].as_str().unwrap());
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(server.send("GET", "/api/v1/applications", &headers, b"").status, 200);
    let body = br#"{"name":"x","type":"browser"}"#;
    let refused = server.send("POST", "/api/v1/applications", &headers, body);
    assert_eq!(refused.status, 403);
    assert_eq!(refused.json()["detail"], "the token has the scope `read`, this needs `write`");

    let listed = server.api("GET", "/api/v1/tokens", &Value::Null).json();
    assert_eq!(listed["tokens"][0]["name"], "ci");
    assert!(listed["tokens"][0]["used_ms"].is_i64());
    assert!(listed["tokens"][0].get("token").is_none());
    let id = made["id"].as_str().unwrap();
    let gone = server.api("DELETE", &format!("/api/v1/tokens/{id}"), &Value::Null);
    assert_eq!(gone.status, 204);
    assert_eq!(server.send("GET", "/api/v1/applications", &headers, b"").status, 401);
}

#[test]
fn the_first_person_sets_themselves_up_once_and_logs_in() {
    let server = Server::with(&[]);
    let (_, token) = server.lines[0].trim().split_once("/setup?token=").unwrap();
    let body = |token: &str| {
        json!({"token": token, "email": "a@b.test", "password": "a good password"}).to_string()
    };
    let wrong = server.send("POST", "/api/v1/setup", &[], body("setup_x").as_bytes());
    assert_eq!(wrong.status, 403);
    assert_eq!(wrong.json()["type"], "urn:solera:problem:setup_unknown");
    let done = server.send("POST", "/api/v1/setup", &[], body(token).as_bytes());
    assert_eq!(done.status, 201, "{done:?}");
    let again = server.send("POST", "/api/v1/setup", &[], body(token).as_bytes());
    assert_eq!(again.status, 403);
    assert_eq!(again.json()["type"], "urn:solera:problem:setup_done");
    // Who guesses is told no more than before somebody was set up.
    let guess = server.send("POST", "/api/v1/setup", &[], body("setup_x").as_bytes());
    assert_eq!(guess.body, wrong.body);

    let login = server.send("POST", "/api/v1/login", &[], br#"{"password":"a good password"}"#);
    assert_eq!(login.status, 200);
    let cookie = login.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let own = [("cookie", cookie), ("sec-fetch-site", "same-origin")];
    let me = server.send("GET", "/api/v1/me", &[("cookie", cookie)], b"");
    assert_eq!(me.json()["email"], "a@b.test");

    let body = br#"{"name":"x","type":"browser"}"#;
    let other = [("cookie", cookie), ("origin", "https://evil.test")];
    assert_eq!(server.send("POST", "/api/v1/applications", &other, body).status, 403);
    assert_eq!(
        server.send("POST", "/api/v1/applications", &[("cookie", cookie)], body).status,
        403
    );
    assert_eq!(server.send("POST", "/api/v1/applications", &own, body).status, 201);
    assert_eq!(server.send("POST", "/api/v1/logout", &own, b"").status, 204);
    assert_eq!(server.send("GET", "/api/v1/me", &own, b"").status, 401);
}

#[test]
fn guessing_passwords_ends_soon() {
    let server = Server::start();
    let body = br#"{"email":"a@b.test","password":"wrong"}"#;
    for _ in 0..5 {
        assert_eq!(server.send("POST", "/api/v1/login", &[], body).status, 401);
    }
    let answer = server.send("POST", "/api/v1/login", &[], body);
    assert_eq!(answer.status, 429);
    assert!(answer.header("retry-after").is_some());
    // Tokens are another way in.
    assert_eq!(server.api("GET", "/api/v1/me", &Value::Null).status, 200);
}

#[test]
fn guesses_made_at_once_are_counted_one_after_another() {
    let server = Server::start();
    let body = br#"{"email":"a@b.test","password":"wrong"}"#;
    let login = || server.send("POST", "/api/v1/login", &[], body).status;
    let tried = std::thread::scope(|scope| {
        let guesses: Vec<_> = (0..30).map(|_| scope.spawn(login)).collect();
        let all = guesses.into_iter().map(|guess| guess.join().unwrap());
        all.filter(|status| *status == 401).count()
    });
    // Two are hashed at once: the second may have begun before the fifth had failed.
    assert!((5..=6).contains(&tried), "{tried} of 30 guesses were tried");
}
