//! Fields of everything else: transitions, custom events, telemetry, outcomes.

use super::FieldType::{Float, Id, Int, Text};
use super::{Field, Unit, detail, facet, measure};
use crate::{Kind, Kinds};

const OTHER: Kinds = Kind::Other.only();
const OUTCOME: Kinds = Kind::Outcome.only();
const TELEMETRY: Kinds = Kind::Telemetry.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    detail("transition.type", Text, OTHER, "`transition.type`, as sent."),
    facet("transition.id", Id, OTHER, "`transition.id`, as sent."),
    measure("transition.timestamp", Int, Unit::Ms, OTHER, "`transition.timestamp`, as sent."),
    measure("transition.buffer_starvation_duration", Int, Unit::Ms, OTHER, "`transition.buffer_starvation_duration`, as sent."),
    measure("transition.media_start_delay", Int, Unit::Ms, OTHER, "`transition.media_start_delay`, as sent."),
    facet("transition.error_code", Int, OTHER, "`transition.error_code`, as sent."),
    measure("transition.duration", Int, Unit::Ms, OTHER, "`transition.duration`, as sent."),
    facet("event.id", Id, OTHER, "`event.id`, as sent."),
    facet("event.name", Text, OTHER, "`event.name`, as sent."),
    facet("telemetry.type", Text, TELEMETRY, "`telemetry.type`, as sent."),
    facet("telemetry.status", Text, TELEMETRY, "`telemetry.status`, as sent."),
    detail("telemetry.message", Text, TELEMETRY, "`telemetry.message`, as sent."),
    detail("telemetry.error.stack", Text, TELEMETRY, "`telemetry.error.stack`, as sent."),
    facet("telemetry.error.kind", Text, TELEMETRY, "`telemetry.error.kind`, as sent."),
    measure("effective_sample_rate", Float, Unit::Percent, TELEMETRY, "`effective_sample_rate`, as sent."),
    facet("outcome.name", Text, OUTCOME, "`outcome.name`, as sent."),
    facet("outcome.reason", Text, OUTCOME, "`outcome.reason`, as sent."),
    facet("outcome.kind", Text, OUTCOME, "`outcome.kind`, as sent."),
    measure("outcome.count", Int, Unit::Count, OUTCOME, "`outcome.count`, as sent."),
    measure("outcome.bytes", Int, Unit::Bytes, OUTCOME, "`outcome.bytes`, as sent."),
    detail("outcome.sample", Text, OUTCOME, "`outcome.sample`, as sent."),
];
