//! Fields of long tasks and long animation frames.

use super::FieldType::{Bool, Float, Id, Int, Json, Text};
use super::{Field, Unit, detail, element, facet, measure};
use crate::{Kind, Kinds};

const LONG_TASK: Kinds = Kind::LongTask.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("long_task.id", Id, LONG_TASK, "`long_task.id`, as sent."),
    measure("long_task.start_time", Float, Unit::None, LONG_TASK, "`long_task.start_time`, as sent."),
    facet("long_task.entry_type", Text, LONG_TASK, "`long_task.entry_type`, as sent."),
    measure("long_task.duration", Int, Unit::Ns, LONG_TASK, "`long_task.duration`, as sent."),
    measure("long_task.blocking_duration", Int, Unit::Ns, LONG_TASK, "`long_task.blocking_duration`, as sent."),
    measure("long_task.render_start", Float, Unit::Ns, LONG_TASK, "`long_task.render_start`, as sent."),
    measure("long_task.style_and_layout_start", Float, Unit::Ns, LONG_TASK, "`long_task.style_and_layout_start`, as sent."),
    measure("long_task.first_ui_event_timestamp", Float, Unit::Ns, LONG_TASK, "`long_task.first_ui_event_timestamp`, as sent."),
    facet("long_task.is_frozen_frame", Bool, LONG_TASK, "`long_task.is_frozen_frame`, as sent."),
    detail("long_task.scripts", Json, LONG_TASK, "`long_task.scripts`, as sent."),
    element("long_task.scripts[].duration", LONG_TASK, "`long_task.scripts[].duration`, as sent."),
    element("long_task.scripts[].pause_duration", LONG_TASK, "`long_task.scripts[].pause_duration`, as sent."),
    element("long_task.scripts[].forced_style_and_layout_duration", LONG_TASK, "`long_task.scripts[].forced_style_and_layout_duration`, as sent."),
    element("long_task.scripts[].start_time", LONG_TASK, "`long_task.scripts[].start_time`, as sent."),
    element("long_task.scripts[].execution_start", LONG_TASK, "`long_task.scripts[].execution_start`, as sent."),
    element("long_task.scripts[].source_url", LONG_TASK, "`long_task.scripts[].source_url`, as sent."),
    element("long_task.scripts[].source_function_name", LONG_TASK, "`long_task.scripts[].source_function_name`, as sent."),
    element("long_task.scripts[].source_char_position", LONG_TASK, "`long_task.scripts[].source_char_position`, as sent."),
    element("long_task.scripts[].invoker", LONG_TASK, "`long_task.scripts[].invoker`, as sent."),
    element("long_task.scripts[].invoker_type", LONG_TASK, "`long_task.scripts[].invoker_type`, as sent."),
    element("long_task.scripts[].window_attribution", LONG_TASK, "`long_task.scripts[].window_attribution`, as sent."),
];
