//! Fields of logs.

use super::FieldType::{Id, Int, Text};
use super::{Field, detail, facet};
use crate::{Kind, Kinds};

const LOG: Kinds = Kind::Log.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    detail("message", Text, LOG, "`message`, as sent."),
    facet("status", Text, LOG, "`status`, as sent."),
    facet("origin", Text, LOG, "`origin`, as sent."),
    facet("logger.name", Text, LOG, "`logger.name`, as sent."),
    facet("logger.thread_name", Text, LOG, "`logger.thread_name`, as sent."),
    facet("http.method", Text, LOG, "`http.method`, as sent."),
    facet("http.url", Text, LOG, "`http.url`, as sent."),
    facet("http.status_code", Int, LOG, "`http.status_code`, as sent."),
    facet("session_id", Id, LOG, "`session_id`, as sent."),
    facet("application_id", Id, LOG, "`application_id`, as sent."),
    facet("user_action.id", Id, LOG, "`user_action.id`, as sent."),
    facet("network.client.sim_carrier.name", Text, LOG, "`network.client.sim_carrier.name`, as sent."),
    facet("network.client.connectivity", Text, LOG, "`network.client.connectivity`, as sent."),
    detail("dd.trace_id", Text, LOG, "`dd.trace_id`, as sent."),
    detail("dd.span_id", Text, LOG, "`dd.span_id`, as sent."),
];
