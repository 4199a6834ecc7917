//! Facets: the values of several fields with their counts, each under the others' filters.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::State;
use futures::future::try_join_all;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use solera_query::{Cell, Facet, FacetSelect, FacetsQuery, check};
use utoipa::ToSchema;

use super::answer::{CellJson, round_ms};
use super::applications;
use super::auth::Reader;
use super::json::Json;
use super::problem::Problem;
use super::question::Scope;
use super::when::When;
use crate::app::App;
use crate::ask::{self, Answered};
use crate::clock::now_ms;

/// Which fields, under which filter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FacetsRequest {
    /// Whose events.
    application_id: String,
    /// Which events, such as `view`.
    event: String,
    /// From this time on: milliseconds since 1970, or RFC 3339.
    from: When,
    /// Up to and without this time.
    to: When,
    /// A search text; what it says of a field does not count for that field's own values.
    #[serde(default)]
    filter: Option<String>,
    /// Up to 20 fields: a name, or a name with what to look for among its values.
    fields: Vec<FacetRequest>,
}

/// One field: its name alone, or with more.
#[derive(ToSchema)]
pub(crate) struct FacetRequest {
    /// The field.
    field: String,
    /// Only values that contain this text, in any case of letters.
    search: Option<String>,
    /// How many values; 20 by default.
    limit: Option<usize>,
}

impl<'de> Deserialize<'de> for FacetRequest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Whole {
            field: String,
            search: Option<String>,
            limit: Option<usize>,
        }
        let value = Value::deserialize(from)?;
        if let Value::String(field) = value {
            return Ok(FacetRequest { field, search: None, limit: None });
        }
        let Whole { field, search, limit } = Whole::deserialize(value).map_err(D::Error::custom)?;
        Ok(FacetRequest { field, search, limit })
    }
}

/// The fields' values.
#[derive(Serialize, ToSchema)]
pub(crate) struct FacetsAnswer {
    /// In the order of the request.
    facets: Vec<FacetInfo>,
    /// How many rows of events were read.
    scanned_rows: u64,
    /// How long it took, in milliseconds.
    elapsed_ms: f64,
}

/// One field's values: a list for a facet, a range for a measure.
#[derive(Serialize, ToSchema)]
pub(crate) struct FacetInfo {
    /// The field.
    field: String,
    /// What its values are.
    #[serde(rename = "type")]
    ty: &'static str,
    /// What its numbers count.
    unit: &'static str,
    /// The most frequent values first.
    values: Vec<FacetValue>,
    /// Of a measure: how many events have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    /// Of a measure: the smallest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = serde_json::Value)]
    min: Option<CellJson>,
    /// Of a measure: the largest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = serde_json::Value)]
    max: Option<CellJson>,
    /// Whether there are more values.
    truncated: bool,
}

/// One value.
#[derive(Serialize, ToSchema)]
pub(crate) struct FacetValue {
    /// The value; null where the field is absent.
    #[schema(value_type = serde_json::Value)]
    value: CellJson,
    /// How many events have it.
    count: u64,
}

/// Gives the values of several fields, with counts.
#[utoipa::path(post, path = "/api/v1/facets", tag = "questions", request_body = FacetsRequest,
    responses((status = 200, body = FacetsAnswer), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 503, body = Problem),
        (status = 504, body = Problem)))]
pub(crate) async fn facets(
    State(app): State<Arc<App>>,
    _: Reader,
    Json(asked): Json<FacetsRequest>,
) -> Result<Json<FacetsAnswer>, Problem> {
    let begun = Instant::now();
    let scope = Scope::read(&asked.application_id, &asked.event, asked.from, asked.to)?;
    applications::find(&app, scope.application)?;
    let facet =
        |one: FacetRequest| Facet { field: one.field, search: one.search, limit: one.limit };
    let query = FacetsQuery {
        application: scope.application,
        event: scope.event,
        from_ms: scope.from_ms,
        to_ms: scope.to_ms,
        filter: asked.filter.unwrap_or_default(),
        facets: asked.fields.into_iter().map(facet).collect(),
    };
    let selects = check::facets(&query, now_ms())?;
    let asking = selects.iter().map(|one| ask::ask(&app, one.select().clone(), false));
    let answered = try_join_all(asking).await?;
    Ok(Json(FacetsAnswer {
        scanned_rows: answered.iter().map(|one| one.rows.scanned_rows).sum(),
        facets: selects.iter().zip(answered).map(|(select, one)| info(select, one)).collect(),
        elapsed_ms: round_ms(begun.elapsed().as_secs_f64() * 1000.0),
    }))
}

fn info(select: &FacetSelect, answered: Answered) -> FacetInfo {
    let field = select.field();
    let mut info = FacetInfo {
        field: field.name.clone(),
        ty: field.ty.name(),
        unit: field.unit.name(),
        values: Vec::new(),
        count: None,
        min: None,
        max: None,
        truncated: answered.rows.truncated,
    };
    let count = |cell: &Cell| cell.as_i64().unwrap_or_default() as u64;
    for row in answered.rows.rows {
        match <[Cell; 3]>::try_from(row) {
            Ok([number, min, max]) if select.is_range() => {
                info.count = Some(count(&number));
                (info.min, info.max) = (Some(CellJson(min)), Some(CellJson(max)));
            }
            Ok(_) => {}
            Err(row) => {
                let mut cells = row.into_iter();
                if let (Some(value), Some(number)) = (cells.next(), cells.next()) {
                    let count = count(&number);
                    info.values.push(FacetValue { value: CellJson(value), count });
                }
            }
        }
    }
    info
}
