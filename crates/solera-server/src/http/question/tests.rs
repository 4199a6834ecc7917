//! What people write, and what it is taken for.

use super::*;
use crate::http::json;

fn order(text: &str) -> (String, Option<bool>) {
    let order: OrderRequest = serde_json::from_str(text).unwrap();
    (order.name, order.descending)
}

#[test]
fn orders_are_taken_as_they_are_meant() {
    assert_eq!(order(r#""n""#), ("n".to_owned(), None));
    assert_eq!(order(r#""-n""#), ("n".to_owned(), Some(true)));
    assert_eq!(order(r#""view.name asc""#), ("view.name".to_owned(), Some(false)));
    assert_eq!(order(r#"{"compute":"n","order":"desc"}"#), ("n".to_owned(), Some(true)));
    assert_eq!(order(r#"[{"field":"n","direction":"asc"}]"#), ("n".to_owned(), Some(false)));
}

#[test]
fn a_whole_question_is_read() {
    let request: QueryRequest = json::read(
        br#"{"application_id":"00000000-0000-0000-0000-000000000001","event":"view",
            "from":1000,"to":"1970-01-01T00:00:05Z","compute":[{"name":"n","fn":"count"},
            {"fn":"percentile","field":"view.loading_time","p":75}],
            "group_by":["view.name",{"field":"geo.country","limit":3,"order_by":"-n"}],
            "interval":"1h","limit":5}"#,
    )
    .unwrap();
    let query = request.read().unwrap();
    assert_eq!((query.from_ms, query.to_ms), (1000, 5000));
    assert_eq!(query.compute[1].name, "percentile");
    assert_eq!(query.compute[1].p, Some(75.0));
    assert_eq!(query.group_by[1].limit, Some(3));
    assert_eq!(query.interval, Some(query::Interval::Fixed(3_600_000)));
}

#[test]
fn mistakes_are_pointed_at() {
    let read = |text: &str| json::read::<QueryRequest>(text.as_bytes());
    let base = r#""application_id":"x","event":"view","from":1,"to":2"#;
    let problem = read(&format!("{{{base},\"groupby\":[]}}")).unwrap_err();
    assert_eq!(problem.suggestion.as_deref(), Some("did you mean `group_by`?"));
    let problem = read(&format!("{{{base},\"from\":true}}")).unwrap_err();
    assert!(problem.detail.contains("duplicate field"), "{}", problem.detail);
    let problem = read(
        &base
            .replace("\"from\":1", "\"from\":\"soon\"")
            .replace("\"application", "{\"application")
            .replace(":2", ":2}"),
    )
    .unwrap_err();
    assert_eq!(problem.pointer.as_deref(), Some("/from"));
    assert_eq!(table("viwe").unwrap_err().suggestion.as_deref(), Some("did you mean `view`?"));
}
