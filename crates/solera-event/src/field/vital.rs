//! Fields of vitals: durations, operation steps, app launches.

use super::FieldType::{Bool, Float, Id, Int, Text};
use super::{Field, Unit, detail, facet, measure};
use crate::{Kind, Kinds};

const VITAL: Kinds = Kind::Vital.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("vital.id", Id, VITAL, "The vital. All clients send it."),
    facet("vital.name", Text, VITAL, "The name of the duration, operation or launch."),
    detail("vital.description", Text, VITAL, "What more the app says of it."),
    facet("vital.type", Text, VITAL, "What it is: `duration`, `operation_step`, `app_launch` or `websocket`."),
    measure("vital.duration", Float, Unit::Ns, VITAL, "How long it took."),
    detail("vital.operation_key", Text, VITAL, "Tells operations of one name apart that run at once."),
    facet("vital.step_type", Text, VITAL, "The step of the operation: `start`, `update`, `retry` or `end`."),
    facet("vital.failure_reason", Text, VITAL, "Why the operation failed: `error`, `abandoned` or `other`; absent where it did not."),
    facet("vital.app_launch_metric", Text, VITAL, "Up to when the launch was measured: `ttid`, first frame shown, or `ttfd`, fully shown. Mobile SDKs send it."),
    facet("vital.startup_type", Text, VITAL, "How the app was launched: `cold_start` or `warm_start`. Mobile SDKs send it."),
    facet("vital.is_prewarmed", Bool, VITAL, "Whether the system had prepared the launch. iOS sends it."),
    facet("vital.has_saved_instance_state_bundle", Bool, VITAL, "Whether the app came back with a saved state. Android sends it."),
    facet("vital.websocket.url", Text, VITAL, "The WebSocket's address. Browser SDK 7.7 and later send it when told to."),
    measure("vital.websocket.duration", Int, Unit::Ns, VITAL, "How long the WebSocket was open."),
    facet("vital.websocket.close_code", Int, VITAL, "The code that the WebSocket was closed with."),
    facet("_dd.vital.computed_value", Bool, VITAL, "Whether the SDK measured the duration itself. Browser SDK 5 and some forks send it."),
];
