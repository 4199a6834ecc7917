//! Fields of actions.

use super::FieldType::{Int, List, Text};
use super::{Field, Unit, detail, facet, measure};
use crate::{Kind, Kinds};

const ACTION: Kinds = Kind::Action.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("action.type", Text, ACTION, "`action.type`, as sent."),
    measure("action.loading_time", Int, Unit::Ns, ACTION, "`action.loading_time`, as sent."),
    facet("action.target.name", Text, ACTION, "`action.target.name`, as sent."),
    facet("action.frustration.type", List, ACTION, "`action.frustration.type`, as sent."),
    measure("action.error.count", Int, Unit::Count, ACTION, "`action.error.count`, as sent."),
    measure("action.crash.count", Int, Unit::Count, ACTION, "`action.crash.count`, as sent."),
    measure("action.long_task.count", Int, Unit::Count, ACTION, "`action.long_task.count`, as sent."),
    measure("action.resource.count", Int, Unit::Count, ACTION, "`action.resource.count`, as sent."),
    measure("_dd.action.position.x", Int, Unit::Px, ACTION, "`_dd.action.position.x`, as sent."),
    measure("_dd.action.position.y", Int, Unit::Px, ACTION, "`_dd.action.position.y`, as sent."),
    detail("_dd.action.target.selector", Text, ACTION, "`_dd.action.target.selector`, as sent."),
    detail("_dd.action.target.composed_path_selector", Text, ACTION, "`_dd.action.target.composed_path_selector`, as sent."),
    measure("_dd.action.target.width", Int, Unit::Px, ACTION, "`_dd.action.target.width`, as sent."),
    measure("_dd.action.target.height", Int, Unit::Px, ACTION, "`_dd.action.target.height`, as sent."),
    detail("_dd.action.target.permanent_id", Text, ACTION, "`_dd.action.target.permanent_id`, as sent."),
    facet("_dd.action.name_source", Text, ACTION, "`_dd.action.name_source`, as sent."),
];
