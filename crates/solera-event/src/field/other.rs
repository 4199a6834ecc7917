//! Fields of everything else: transitions, custom events, telemetry, outcomes.

use super::FieldType::{Float, Id, Int, Text};
use super::{Field, Unit, detail, facet, measure};
use crate::{Kind, Kinds};

const OTHER: Kinds = Kind::Other.only();
const OUTCOME: Kinds = Kind::Outcome.only();
const TELEMETRY: Kinds = Kind::Telemetry.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("transition.type", Text, OTHER, "What the media player did."),
    facet("transition.id", Id, OTHER, "The transition."),
    measure("transition.timestamp", Int, Unit::Ms, OTHER, "When the player changed its state, as the player counts it."),
    measure("transition.buffer_starvation_duration", Int, Unit::Ms, OTHER, "How long the player waited for data."),
    measure("transition.media_start_delay", Int, Unit::Ms, OTHER, "How long the player took to begin."),
    facet("transition.error_code", Int, OTHER, "The player's error code."),
    measure("transition.duration", Int, Unit::Ms, OTHER, "How long the state lasted."),
    facet("event.id", Id, OTHER, "The custom event. Mini-program SDKs send it."),
    facet("event.name", Text, OTHER, "The name of the custom event. Mini-program SDKs send it."),
    facet("telemetry.type", Text, TELEMETRY, "What the SDK tells about itself: `log`, `configuration` or `usage`."),
    facet("telemetry.status", Text, TELEMETRY, "The level of the SDK's log: `debug` or `error`."),
    detail("telemetry.message", Text, TELEMETRY, "What the SDK logged about itself."),
    detail("telemetry.error.stack", Text, TELEMETRY, "The stack of an error inside the SDK."),
    facet("telemetry.error.kind", Text, TELEMETRY, "The type of an error inside the SDK."),
    measure("effective_sample_rate", Float, Unit::Percent, TELEMETRY, "The share of its telemetry that the SDK sends."),
    facet("outcome.name", Text, OUTCOME, "Where the items ended: accepted, or dropped."),
    facet("outcome.reason", Text, OUTCOME, "Why the items were dropped."),
    facet("outcome.kind", Text, OUTCOME, "The kind of the items, where it was known."),
    measure("outcome.count", Int, Unit::Count, OUTCOME, "Items with that outcome in the minute."),
    measure("outcome.bytes", Int, Unit::Bytes, OUTCOME, "The items' size."),
    detail("outcome.sample", Text, OUTCOME, "The beginning of one of the items, scrubbed."),
];
