//! Fields of vitals: durations, operation steps, app launches.

use super::FieldType::{Bool, Float, Id, Int, Text};
use super::{Field, Unit, detail, facet, measure};
use crate::{Kind, Kinds};

const VITAL: Kinds = Kind::Vital.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("vital.id", Id, VITAL, "`vital.id`, as sent."),
    facet("vital.name", Text, VITAL, "`vital.name`, as sent."),
    detail("vital.description", Text, VITAL, "`vital.description`, as sent."),
    facet("vital.type", Text, VITAL, "`vital.type`, as sent."),
    measure("vital.duration", Float, Unit::Ns, VITAL, "`vital.duration`, as sent."),
    detail("vital.operation_key", Text, VITAL, "`vital.operation_key`, as sent."),
    facet("vital.step_type", Text, VITAL, "`vital.step_type`, as sent."),
    facet("vital.failure_reason", Text, VITAL, "`vital.failure_reason`, as sent."),
    facet("vital.app_launch_metric", Text, VITAL, "`vital.app_launch_metric`, as sent."),
    facet("vital.startup_type", Text, VITAL, "`vital.startup_type`, as sent."),
    facet("vital.is_prewarmed", Bool, VITAL, "`vital.is_prewarmed`, as sent."),
    facet("vital.has_saved_instance_state_bundle", Bool, VITAL, "`vital.has_saved_instance_state_bundle`, as sent."),
    facet("vital.websocket.url", Text, VITAL, "`vital.websocket.url`, as sent."),
    measure("vital.websocket.duration", Int, Unit::Ns, VITAL, "`vital.websocket.duration`, as sent."),
    facet("vital.websocket.close_code", Int, VITAL, "`vital.websocket.close_code`, as sent."),
    facet("_dd.vital.computed_value", Bool, VITAL, "`_dd.vital.computed_value`, as sent."),
];
