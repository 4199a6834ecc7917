//! Fields of logs.

use super::FieldType::{Id, Int, Text};
use super::{Field, detail, facet};
use crate::{Kind, Kinds};

const LOG: Kinds = Kind::Log.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("message", Text, LOG, "The logged message."),
    facet("status", Text, LOG, "The level of the log: `debug`, `info`, `notice`, `warn`, `error`, `critical` and others."),
    facet("origin", Text, LOG, "What logged it: `logger`, `console`, `network`, `source`, `report`, `agent`. The browser SDK sends it."),
    facet("logger.name", Text, LOG, "The name of the logger."),
    facet("logger.thread_name", Text, LOG, "The thread that logged. Mobile SDKs send it."),
    facet("http.method", Text, LOG, "The HTTP method of the request that the log is about."),
    facet("http.url", Text, LOG, "The address of the request that the log is about."),
    facet("http.status_code", Int, LOG, "The HTTP status of the request that the log is about."),
    facet("session_id", Id, LOG, "The session, as the logs SDK spells it; `session.id` holds the same."),
    facet("application_id", Id, LOG, "The application, as the logs SDK spells it; `application.id` holds the same."),
    facet("user_action.id", Id, LOG, "The action during which it was logged."),
    facet("network.client.sim_carrier.name", Text, LOG, "The name of the SIM card's carrier. Mobile SDKs send it."),
    facet("network.client.connectivity", Text, LOG, "How the device is connected. Mobile SDKs send it."),
    detail("dd.trace_id", Text, LOG, "The trace during which it was logged. Mobile SDKs send it."),
    detail("dd.span_id", Text, LOG, "The span during which it was logged. Mobile SDKs send it."),
];
