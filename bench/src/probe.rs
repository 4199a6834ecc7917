//! The freshness probe: sends a marked event now and then, and asks until an answer shows it.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::json;
use uuid::Uuid;

use crate::api::Api;
use crate::generate::Application;
use crate::http::{Address, Connection};
use crate::load::now_ms;

/// Marked events are sent this far apart.
const EVERY: Duration = Duration::from_millis(250);
/// The server is asked for one this often: the resolution of what is measured.
const ASK_EVERY: Duration = Duration::from_millis(20);
/// An event that is not visible after this never will be.
const PATIENCE: Duration = Duration::from_secs(30);

/// Probes until told to stop: the ms from sending each event to an answer that shows it, infinite
/// for one that never came.
pub async fn run(
    address: Address,
    token: String,
    application: Application,
    stop: Rc<Cell<bool>>,
) -> Result<Vec<f64>> {
    let mut api = Api::new(&address, &token);
    let mut connection = Connection::open(&address).await?;
    let mut seen = Vec::new();
    while !stop.get() {
        let started = Instant::now();
        let id = Uuid::new_v4();
        if connection.exchange(request(&address, &application, id).as_bytes()).await?.status == 202
        {
            seen.push(until_visible(&mut api, &application, id, started).await?);
        }
        tokio::time::sleep_until((started + EVERY).into()).await;
    }
    Ok(seen)
}

async fn until_visible(
    api: &mut Api,
    application: &Application,
    id: Uuid,
    started: Instant,
) -> Result<f64> {
    let question = json!({
        "application_id": application.id, "event": "other", "from": now_ms() - 60_000, "to": now_ms() + 60_000,
        "filter": format!("event.id:\"{id}\""), "compute": [{ "name": "n", "fn": "count" }],
    });
    while started.elapsed() < PATIENCE {
        if api.number(&question).await? >= 1.0 {
            return Ok(started.elapsed().as_secs_f64() * 1_000.0);
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
    Ok(f64::INFINITY)
}

/// A request with one event of kind `custom`, so that no count of the other kinds is changed.
fn request(address: &Address, application: &Application, id: Uuid) -> String {
    let date = now_ms();
    let event = json!({
        "type": "custom", "date": date, "application": { "id": application.id }, "source": "browser", "service": "bench",
        "session": { "id": Uuid::new_v4().to_string(), "type": "user" }, "view": { "id": Uuid::new_v4().to_string(), "url": "https://bench.example/" },
        "event": { "id": id.to_string(), "name": "bench_probe" },
    })
    .to_string();
    format!(
        "POST /api/v2/rum?ddsource=browser&dd-api-key={}&dd-evp-origin=browser&dd-request-id={}&batch_time={date} HTTP/1.1\r\n\
         Host: {}\r\nContent-Length: {}\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\n{event}",
        application.token,
        Uuid::new_v4(),
        address.authority,
        event.len()
    )
}
