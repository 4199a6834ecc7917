//! Sends batches and makes an application: a small HTTP client over hyper.
//!
//! Plain HTTP only. Patient where an SDK is: 429, 503 and a broken connection are tried again.

use std::time::Duration;

use anyhow::{Context, bail, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response, StatusCode, body::Incoming, header};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use uuid::Uuid;

use super::visit::Batch;
use crate::clock::now_ms;

/// How often a batch is tried.
const TRIES: u32 = 8;
/// How long a refused batch waits, where the server does not say.
const WAIT_S: u64 = 1;

/// Where to send, and for whom.
#[derive(Clone)]
pub(super) struct Target {
    /// `127.0.0.1:8080`.
    pub(super) authority: String,
    /// The application's id.
    pub(super) application: String,
    /// Its client token.
    pub(super) token: String,
}

/// One connection that is opened again when it breaks.
pub(super) struct Client {
    target: Target,
    connection: Option<SendRequest<Full<Bytes>>>,
}

/// Reads `http://host:port` down to `host:port`.
pub(super) fn authority(url: &str) -> anyhow::Result<String> {
    ensure!(!url.starts_with("https:"), "`{url}` is https; the demo speaks plain http only");
    let rest = url.strip_prefix("http://").unwrap_or(url).trim_end_matches('/');
    ensure!(!rest.is_empty() && !rest.contains('/'), "`{url}` is no server's address");
    Ok(if rest.contains(':') { rest.to_owned() } else { format!("{rest}:80") })
}

/// Makes an application: its id and its client token.
pub(super) async fn make_application(
    authority: &str,
    admin_token: &str,
    name: &str,
) -> anyhow::Result<(String, String)> {
    let request = Request::post("/api/v1/applications")
        .header(header::HOST, authority)
        .header(header::AUTHORIZATION, format!("Bearer {admin_token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Full::from(json!({ "name": name, "type": "browser" }).to_string()))?;
    let answer = connect(authority).await?.send_request(request).await?;
    let status = answer.status();
    let body = answer.into_body().collect().await?.to_bytes();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    if status != StatusCode::CREATED {
        bail!(
            "the application cannot be made: {status}, {}",
            body["detail"].as_str().unwrap_or("")
        );
    }
    let text = |key: &str| body[key].as_str().map(str::to_owned).context("an answer without it");
    Ok((text("application_id")?, text("client_token")?))
}

impl Client {
    /// Not connected yet.
    pub(super) fn new(target: Target) -> Client {
        Client { target, connection: None }
    }

    /// Sends a batch until it is acknowledged.
    pub(super) async fn send(&mut self, batch: &Batch) -> anyhow::Result<()> {
        let body = Bytes::from(batch.lines.join("\n"));
        let mut last = String::new();
        for _ in 0..TRIES {
            let wait = match self.once(batch, body.clone()).await {
                Ok(answer) if answer.status() == StatusCode::ACCEPTED => {
                    answer.into_body().collect().await?;
                    return Ok(());
                }
                Ok(answer) => {
                    last = format!("it was answered {}", answer.status());
                    match answer.status() {
                        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {}
                        status => bail!("a batch was answered {status}"),
                    }
                    self.connection = None;
                    retry_after(&answer)
                }
                Err(error) => {
                    last = format!("{error:#}");
                    self.connection = None;
                    WAIT_S
                }
            };
            tokio::time::sleep(Duration::from_secs(wait)).await;
        }
        bail!("a batch was tried {TRIES} times: {last}")
    }

    async fn once(&mut self, batch: &Batch, body: Bytes) -> anyhow::Result<Response<Incoming>> {
        let path = format!(
            "/api/v2/rum?ddsource=browser&dd-api-key={}&dd-evp-origin-version=7.16.2&\
             dd-evp-origin=browser&dd-request-id={}&batch_time={}",
            self.target.token,
            Uuid::new_v4(),
            now_ms()
        );
        let request = Request::post(path)
            .header(header::HOST, &self.target.authority)
            .header(header::USER_AGENT, batch.user_agent)
            .header(header::CONTENT_TYPE, "text/plain;charset=UTF-8")
            .header("x-forwarded-for", &batch.address)
            .body(Full::from(body))?;
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(&self.target.authority).await?,
        };
        connection.ready().await?;
        let answer = connection.send_request(request).await?;
        self.connection = Some(connection);
        Ok(answer)
    }
}

async fn connect(authority: &str) -> anyhow::Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(authority)
        .await
        .with_context(|| format!("no server answers at {authority}; is `solera serve` running?"))?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    // ends with the sender; what breaks it is told by the request
    tokio::spawn(connection);
    Ok(sender)
}

fn retry_after(answer: &Response<Incoming>) -> u64 {
    let value = answer.headers().get(header::RETRY_AFTER);
    value.and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(WAIT_S)
}
