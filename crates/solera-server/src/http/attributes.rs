//! `GET /api/v1/applications/{id}/attributes`: what events carry that is in no field.
//!
//! Nobody keeps a list of all attributes that ever came, so this looks through the newest events of
//! a stretch of time and says how many those were: an attribute that none of them has is not told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use solera_event::attribute::push_key;
use solera_event::time::DAY_MS;
use solera_event::{FieldId, Kind, limit};
use solera_query::check::{self, Events};
use solera_query::{EventsQuery, Table};
use utoipa::{IntoParams, ToSchema};

use super::answer::round_ms;
use super::auth::Reader;
use super::json::{Json, Path, Query};
use super::problem::Problem;
use super::when::When;
use super::{applications, needed, question};
use crate::app::App;
use crate::ask;
use crate::clock::now_ms;

/// Which attributes to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributesRequest {
    /// Of which events, such as `view`; of `session` those of its views.
    event: String,
    /// Of events from this time on; a day before its end by default.
    from: Option<String>,
    /// Up to and without this time; now by default.
    to: Option<String>,
    /// Only paths that begin so: `context.cart.`.
    prefix: Option<String>,
}

/// The attributes of some events.
#[derive(Serialize, ToSchema)]
pub(crate) struct AttributeList {
    /// The attributes, the most frequent first.
    attributes: Vec<AttributeInfo>,
    /// How many events were looked through: the newest ones, 500 at most. What none of them
    /// carries is not listed.
    sampled: usize,
    /// When the oldest of them was, in milliseconds since 1970; none where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    oldest: Option<i64>,
    /// Whether there are more than the 1,000 that are listed.
    truncated: bool,
    /// How many rows of events were read.
    scanned_rows: u64,
    /// How long it took, in milliseconds.
    elapsed_ms: f64,
}

/// One attribute.
#[derive(Serialize, ToSchema)]
pub(crate) struct AttributeInfo {
    /// Its path, as questions and searches name it.
    field: String,
    /// What stands there: `boolean`, `number`, `string`, `list`, `object` (an empty one), `null`.
    types: Vec<&'static str>,
    /// How many of the events carry it.
    count: usize,
}

/// Lists attributes that are in no field, as the newest events carry them.
#[utoipa::path(get, path = "/api/v1/applications/{id}/attributes", tag = "questions",
    params(("id" = String, Path, description = "The application's id."), AttributesRequest),
    responses((status = 200, body = AttributeList), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 503, body = Problem),
        (status = 504, body = Problem)))]
pub(crate) async fn attributes(
    State(app): State<Arc<App>>,
    _: Reader,
    Path(id): Path<String>,
    Query(asked): Query<AttributesRequest>,
) -> Result<Json<AttributeList>, Problem> {
    let application = applications::find_text(&app, &id)?.application.id;
    let kind = question::table(&asked.event)?.kind();
    let now_ms = now_ms();
    let to_ms = time(asked.to.as_deref(), now_ms + 1, "/to")?;
    let from_ms = time(asked.from.as_deref(), to_ms - DAY_MS, "/from")?;
    let query = EventsQuery {
        application,
        event: Table::Kind(kind),
        from_ms,
        to_ms,
        filter: String::new(),
        limit: Some(limit::ATTRIBUTE_SAMPLE_EVENTS_MAX),
        cursor: None,
    };
    let Events::Whole(select) = check::events(&query, now_ms)? else {
        return Err(needed("/event", "a kind of event"));
    };
    let found = ask::events(&app, &select).await?;
    let documents = found.documents.iter().map(|one| one.json.as_str());
    let mut attributes = of(kind, documents, asked.prefix.as_deref().unwrap_or_default());
    let truncated = attributes.len() > limit::ATTRIBUTES_LISTED_MAX;
    attributes.truncate(limit::ATTRIBUTES_LISTED_MAX);
    Ok(Json(AttributeList {
        attributes,
        sampled: found.documents.len(),
        oldest: found.documents.last().map(|one| one.date_ms),
        truncated,
        scanned_rows: found.scanned_rows,
        elapsed_ms: round_ms(found.elapsed_ms),
    }))
}

fn time(text: Option<&str>, otherwise: i64, pointer: &str) -> Result<i64, Problem> {
    let Some(text) = text else { return Ok(otherwise) };
    When::of_text(text).map(|when| when.0).map_err(|why| Problem::bad_request(why).at(pointer))
}

/// What was seen at one path.
#[derive(Default)]
struct Seen {
    types: BTreeSet<&'static str>,
    count: usize,
}

/// The attributes of some documents of a kind, the most frequent first.
fn of<'a>(
    kind: Kind,
    documents: impl Iterator<Item = &'a str>,
    prefix: &str,
) -> Vec<AttributeInfo> {
    let prefix = prefix.strip_prefix('@').unwrap_or(prefix);
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for document in documents {
        // The store gives documents of JSON; one that is none has no attributes.
        if let Ok(Value::Object(members)) = serde_json::from_str(document) {
            for (key, value) in &members {
                walk(kind, "", key, value, &mut seen);
            }
        }
    }
    let mut attributes: Vec<_> = seen
        .into_iter()
        .filter(|(path, _)| path.starts_with(prefix))
        .map(|(field, Seen { types, count })| {
            let types = types.into_iter().collect();
            AttributeInfo { field, types, count }
        })
        .collect();
    // By path they are in order already.
    attributes.sort_by_key(|one| std::cmp::Reverse(one.count));
    attributes
}

/// Every leaf under a member, down to what is a field. As deep as the intake let it be.
fn walk(kind: Kind, above: &str, key: &str, value: &Value, seen: &mut BTreeMap<String, Seen>) {
    let mut path = above.to_owned();
    push_key(&mut path, key);
    if is_field(kind, &path) {
        return;
    }
    let ty = match value {
        Value::Object(members) if !members.is_empty() => {
            return members.iter().for_each(|(key, value)| walk(kind, &path, key, value, seen));
        }
        Value::Object(_) => "object",
        Value::Array(_) => "list",
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "boolean",
        Value::Null => "null",
    };
    let one = seen.entry(path).or_default();
    one.types.insert(ty);
    one.count += 1;
}

/// Whether questions about that kind know the path by name.
fn is_field(kind: Kind, path: &str) -> bool {
    let always = matches!(path, "type" | "date" | "application.id");
    always || FieldId::find(path).is_some_and(|id| id.field().is_of(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(documents: &[&str], prefix: &str) -> Vec<(String, Vec<&'static str>, usize)> {
        let all = of(Kind::View, documents.iter().copied(), prefix);
        all.into_iter().map(|one| (one.field, one.types, one.count)).collect()
    }

    #[test]
    fn attributes_are_what_no_field_names() {
        let documents = [
            r#"{"type":"view","date":1,"view":{"id":"a","name":"/","mine":true},
                "context":{"cart":{"total":12.5,"items":[1]},"a.b":null}}"#,
            r#"{"type":"view","context":{"cart":{"total":"12","note":{}}},"error":{"message":"x"}}"#,
            "no JSON",
        ];
        let list = |ty| vec![ty];
        assert_eq!(
            listed(&documents, ""),
            [
                ("context.cart.total".to_owned(), vec!["number", "string"], 2),
                ("context.a\\.b".to_owned(), list("null"), 1),
                ("context.cart.items".to_owned(), list("list"), 1),
                ("context.cart.note".to_owned(), list("object"), 1),
                ("error.message".to_owned(), list("string"), 1),
                ("view.mine".to_owned(), list("boolean"), 1),
            ]
        );
        assert_eq!(listed(&documents, "@context.cart.t").len(), 1);
        assert_eq!(listed(&documents, "cart"), []);
    }

    #[test]
    fn what_lies_within_a_field_is_no_attribute() {
        let document = r#"{"view":{"slow_frames":{"a":1}},"_dd":{"page_states":[1]}}"#;
        assert_eq!(listed(&[document], ""), []);
    }
}
