//! Fields of actions.

use super::FieldType::{Int, List, Text};
use super::{Field, Unit, detail, facet, measure};
use crate::{Kind, Kinds};

const ACTION: Kinds = Kind::Action.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("action.type", Text, ACTION, "What was done: `click`, `tap`, `scroll`, `swipe`, `back`, `application_start`, or `custom` for the app's own."),
    measure("action.loading_time", Int, Unit::Ns, ACTION, "Time from the action until the page or screen had settled."),
    facet("action.target.name", Text, ACTION, "The name of what was clicked or tapped, or the name that the app gave its own action."),
    facet("action.frustration.type", List, ACTION, "Signs of frustration: `rage_click`, `dead_click`, `error_click`, `rage_tap`, `error_tap`."),
    measure("action.error.count", Int, Unit::Count, ACTION, "Errors that the action led to, counted by the SDK."),
    measure("action.crash.count", Int, Unit::Count, ACTION, "Crashes that the action led to, counted by the SDK."),
    measure("action.long_task.count", Int, Unit::Count, ACTION, "Long tasks that the action led to, counted by the SDK."),
    measure("action.resource.count", Int, Unit::Count, ACTION, "Resources that the action loaded, counted by the SDK."),
    measure("_dd.action.position.x", Int, Unit::Px, ACTION, "Where in its target the action happened, from the left."),
    measure("_dd.action.position.y", Int, Unit::Px, ACTION, "Where in its target the action happened, from the top."),
    facet("_dd.action.target.selector", Text, ACTION, "CSS selector of the action's target. Browser SDKs send it."),
    detail("_dd.action.target.composed_path_selector", Text, ACTION, "Selector of the action's target with all elements above it. Browser SDK 6 and later send it."),
    measure("_dd.action.target.width", Int, Unit::Px, ACTION, "The width of the action's target."),
    measure("_dd.action.target.height", Int, Unit::Px, ACTION, "The height of the action's target."),
    detail("_dd.action.target.permanent_id", Text, ACTION, "An id of the target that stays the same between sessions, for replays. Mobile SDKs send it."),
    facet("_dd.action.name_source", Text, ACTION, "Where the name of the target comes from, such as `text_content` or `custom_attribute`. Browser SDKs send it."),
];
