//! `GET /api/v1/fields`: every attribute that Solera knows by name, and how to ask for others.

use serde::Serialize;
use solera_event::field::Origin;
use solera_event::{FIELDS, Kind};
use utoipa::ToSchema;

use super::auth::Reader;
use super::json::{Json, Query};
use super::problem::Problem;
use super::question;
use solera_query::{SessionField, Table, session_fields};

/// Which fields to list.
#[derive(serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldsRequest {
    /// Of one event alone, such as `view` or `session`.
    event: Option<String>,
}

/// Every known field.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldList {
    /// The fields.
    fields: Vec<FieldInfo>,
}

/// One field.
#[derive(Serialize, ToSchema)]
pub(crate) struct FieldInfo {
    /// Its path in events and questions.
    field: &'static str,
    /// `boolean`, `integer`, `number`, `string`, `id`, `ids`, `list`, `json` or `element`.
    #[serde(rename = "type")]
    ty: &'static str,
    /// What its numbers count; empty for texts and plain numbers.
    unit: &'static str,
    /// Which events carry it.
    events: Vec<&'static str>,
    /// `facet` (to count by), `measure` (to aggregate) or `detail`.
    role: &'static str,
    /// `sent` by the client, or `derived` by the server.
    origin: &'static str,
    /// What it means.
    doc: &'static str,
}

/// Lists the fields.
#[utoipa::path(get, path = "/api/v1/fields", tag = "questions", params(FieldsRequest),
    responses((status = 200, body = FieldList), (status = 400, body = Problem)))]
pub(crate) async fn fields(
    _: Reader,
    Query(asked): Query<FieldsRequest>,
) -> Result<Json<FieldList>, Problem> {
    let table = asked.event.as_deref().map(question::table).transpose()?;
    let events = FIELDS.iter().filter_map(event_field);
    let sessions = session_fields().iter().map(session_field);
    let mut fields: Vec<_> = match table {
        Some(Table::Session) => sessions.collect(),
        Some(Table::Kind(kind)) => events.filter(|one| one.events.contains(&kind.name())).collect(),
        None => events.chain(sessions).collect(),
    };
    fields.sort_by_key(|one| one.field);
    Ok(Json(FieldList { fields }))
}

fn event_field(field: &'static solera_event::Field) -> Option<FieldInfo> {
    let asked = |kind: &Kind| Table::NAMES.contains(&kind.name());
    let events: Vec<_> = field.kinds.iter().filter(asked).map(Kind::name).collect();
    let hidden = field.origin == Origin::Hidden || events.is_empty();
    (!hidden).then(|| FieldInfo {
        field: field.path,
        ty: field.ty.name(),
        unit: field.unit.name(),
        events,
        role: field.role.name(),
        origin: field.origin.name(),
        doc: field.doc,
    })
}

fn session_field(field: &'static SessionField) -> FieldInfo {
    FieldInfo {
        field: field.path,
        ty: field.ty.name(),
        unit: field.unit.name(),
        events: vec!["session"],
        role: field.role.name(),
        origin: Origin::Derived.name(),
        doc: field.doc,
    }
}
