//! Starting, stopping, coming back.

use std::time::Duration;

use serde_json::Value;

use crate::support::{ADMIN, Server, binary, error, view};

const ENVIRONMENT: [(&str, &str); 1] = [("SOLERA_ADMIN_TOKEN", ADMIN)];

#[test]
fn it_is_ready_at_once_and_tells_what_it_is() {
    let server = Server::start();
    for path in ["/readyz", "/healthz", "/metrics", "/", "/api/v1/openapi.json"] {
        let answer = server.send("GET", path, &[], b"");
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(answer.header("x-request-id").is_some());
    }
    assert_eq!(server.send("GET", "/nothing", &[], b"").status, 404);
    assert_eq!(server.send("PUT", "/api/v1/query", &[], b"").status, 405);
}

#[test]
fn what_was_acknowledged_is_there_after_a_stop_and_after_a_crash() {
    let temp = tempfile::tempdir().unwrap();
    let data = temp.path().join("data");
    let mut server = Server::on(&data, &ENVIRONMENT);
    let (application, token) = server.application();
    assert_eq!(server.rum(&token, &[view(&application, 1, 1)]).status, 202);
    let (clean, took) = server.terminate();
    assert!(clean && took < Duration::from_secs(10), "{took:?}");

    let mut server = Server::on(&data, &ENVIRONMENT);
    server.count(&application, "view", 1);
    assert_eq!(server.rum(&token, &[error(&application, 1, "x")]).status, 202);
    server.kill();

    let server = Server::on(&data, &ENVIRONMENT);
    server.count(&application, "view", 1);
    server.count(&application, "error", 1);
    assert_eq!(server.rum(&token, &[error(&application, 1, "x")]).status, 202);
    assert_eq!(server.rum(&token, &[error(&application, 2, "y")]).status, 202);
    server.count(&application, "error", 2);
}

#[test]
fn outcomes_outlive_a_restart() {
    let temp = tempfile::tempdir().unwrap();
    let data = temp.path().join("data");
    let mut server = Server::on(&data, &ENVIRONMENT);
    let (application, token) = server.application();
    let path = format!("/api/v2/rum?dd-api-key={token}");
    let body = format!("{}\nbad", view(&application, 1, 1));
    assert_eq!(server.send("POST", &path, &[], body.as_bytes()).status, 202);
    server.count(&application, "view", 1);
    assert!(server.terminate().0);
    let server = Server::on(&data, &ENVIRONMENT);
    server.count(&application, "view", 1);
    let path = format!("/api/v1/intake?application_id={application}&interval=1h");
    let begun = std::time::Instant::now();
    let told = loop {
        let told = server.api("GET", &path, &Value::Null).json();
        let sum = |outcome: &str| {
            let all = told["outcomes"].as_array().unwrap().iter();
            let of = all.filter(|one| one["outcome"] == outcome);
            of.map(|one| one["count"].as_u64().unwrap()).sum::<u64>()
        };
        if (sum("accepted"), sum("dropped")) == (1, 1) {
            break told;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{told}");
        std::thread::yield_now();
    };
    assert_eq!(told["outcomes"][1]["sample"], "bad", "{told}");
    assert!(!told["series"].as_array().unwrap().is_empty());
}

#[test]
fn one_folder_has_one_server() {
    let server = Server::start();
    let output =
        binary().args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(server.data()).output();
    let said = String::from_utf8(output.unwrap().stderr).unwrap();
    assert!(said.contains("another solera runs on the data folder"), "{said}");
}

#[test]
fn a_backup_of_a_running_server_is_a_whole_one() {
    let server = Server::start();
    let (application, token) = server.application();
    assert_eq!(server.rum(&token, &[view(&application, 1, 1)]).status, 202);
    server.count(&application, "view", 1);
    let temp = tempfile::tempdir().unwrap();
    let (copy, data) = (temp.path().join("copy"), temp.path().join("data"));
    let run = |arguments: &[&std::ffi::OsStr]| {
        let output = binary().args(arguments).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let backup = [
        "backup".as_ref(),
        "--data".as_ref(),
        server.data().as_os_str(),
        "--to".as_ref(),
        copy.as_os_str(),
    ];
    assert_eq!(run(&backup), (true, String::new()));
    let (again, said) = run(&backup);
    assert!(!again && said.contains("exists already"), "{said}");
    let restore = [
        "restore".as_ref(),
        "--from".as_ref(),
        copy.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ];
    assert_eq!(run(&restore), (true, String::new()));
    let restored = Server::on(&data, &ENVIRONMENT);
    restored.count(&application, "view", 1);
    assert_eq!(restored.rum(&token, &[view(&application, 2, 1)]).status, 202);
}

#[test]
fn a_backup_of_what_is_no_data_folder_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    let (data, copy) = (temp.path().join("data"), temp.path().join("copy"));
    std::fs::create_dir(&data).unwrap();
    let backup = binary().arg("backup").arg("--data").arg(&data).arg("--to").arg(&copy).output();
    let backup = backup.unwrap();
    let said = String::from_utf8(backup.stderr).unwrap();
    assert!(!backup.status.success() && said.contains("there is no data folder"), "{said}");
    assert!(!copy.exists() && std::fs::read_dir(&data).unwrap().next().is_none());
}

#[test]
fn settings_are_printed_as_they_are_understood() {
    let output = binary().arg("check-config").envs(ENVIRONMENT).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("admin_token = ********"), "{said}");
    let output = binary().arg("check-config").env("SOLERA_LISTN", "x").output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("did you mean `SOLERA_LISTEN`?"), "{said}");
}
