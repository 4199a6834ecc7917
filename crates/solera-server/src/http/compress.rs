//! Answers of the API made smaller, for clients that take gzip.
//!
//! Only whole answers: the lines of a stream are to arrive each when it is ready. What lies there
//! compressed already, as the console's files do, is sent as it is.

use std::io::Write;

use axum::body::Body;
use axum::body::HttpBody;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::BodyExt;

use super::file::takes;
use super::is_json;
use super::problem::Problem;

/// Less than this fits into one packet, or nearly.
const BYTES_MIN: u64 = 1_400;
/// More than this takes milliseconds, for which other requests are not to wait.
const INLINE_BYTES_MAX: usize = 256 << 10;

/// Compresses what the rest of the server answers, where it is worth it.
pub(super) async fn compressed(request: Request, next: Next) -> Response {
    let taken = takes(request.headers(), "gzip");
    let response = next.run(request).await;
    if !taken || !is_worth_it(&response) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let packed = match body.collect().await {
        Ok(whole) => pack(whole.to_bytes()).await,
        Err(error) => return Problem::internal(&error).into_response(),
    };
    head.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    head.headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(packed))
}

/// A whole answer of JSON that is not small. Of a stream nobody knows how long it gets.
fn is_worth_it(response: &Response) -> bool {
    let headers = response.headers();
    let is_long = response.body().size_hint().exact().is_some_and(|bytes| bytes >= BYTES_MIN);
    is_long
        && !headers.contains_key(header::CONTENT_ENCODING)
        && headers.get(header::CONTENT_TYPE).is_some_and(is_json)
}

async fn pack(plain: Bytes) -> Vec<u8> {
    if plain.len() <= INLINE_BYTES_MAX {
        return gzip(&plain);
    }
    tokio::task::spawn_blocking(move || gzip(&plain)).await.expect("compressing does not panic")
}

/// At the fastest level: the next one takes twice as long for a tenth less.
fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::fast());
    packed.write_all(plain).expect("memory takes all that is written");
    packed.finish().expect("memory takes all that is written")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::Router;
    use axum::routing::get;
    use flate2::read::GzDecoder;
    use futures::stream;
    use hyper::service::Service;
    use hyper_util::service::TowerToHyperService;

    use super::*;
    use crate::http::json;

    const WHOLE: &str = "application/json";

    async fn answer(path: &str, encodings: &str) -> (Option<String>, Vec<u8>) {
        let long = || format!("[{}1]", "1,".repeat(1_000));
        let lines = move || Body::from_stream(stream::iter([Ok::<_, std::io::Error>(long())]));
        let router = Router::new()
            .route("/long", get(move || async move { json::response(WHOLE, Body::from(long())) }))
            .route("/short", get(|| async { json::response(WHOLE, Body::from("[1]")) }))
            .route(
                "/lines",
                get(move || async move { json::response("application/x-ndjson", lines()) }),
            )
            .route(
                "/text",
                get(move || async move { json::response("text/plain", Body::from(long())) }),
            )
            .layer(axum::middleware::from_fn(compressed));
        let request = Request::get(path).header("accept-encoding", encodings);
        let request = request.body(Body::empty()).unwrap();
        let response = TowerToHyperService::new(router).call(request).await.unwrap();
        let encoding = response.headers().get("content-encoding");
        let encoding = encoding.map(|value| value.to_str().unwrap().to_owned());
        (encoding, response.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    #[tokio::test]
    async fn a_long_answer_is_compressed_for_those_who_take_it() {
        let (encoding, packed) = answer("/long", "gzip, deflate").await;
        assert_eq!(encoding.as_deref(), Some("gzip"));
        let mut plain = String::new();
        GzDecoder::new(&packed[..]).read_to_string(&mut plain).unwrap();
        assert_eq!(plain.len(), 2_003);
        assert!(packed.len() < 200, "{} bytes", packed.len());
        for refused in ["br", "gzip;q=0", ""] {
            let (encoding, plain) = answer("/long", refused).await;
            assert_eq!((encoding, plain.len()), (None, 2_003));
        }
    }

    #[tokio::test]
    async fn what_is_short_streamed_or_no_json_is_sent_as_it_is() {
        for path in ["/short", "/lines", "/text"] {
            assert_eq!(answer(path, "gzip").await.0, None, "{path}");
        }
    }
}
