//! Fields of long tasks and long animation frames.

use super::FieldType::{Bool, Float, Id, Int, Json, Text};
use super::{Field, Unit, detail, element, facet, measure};
use crate::{Kind, Kinds};

const LONG_TASK: Kinds = Kind::LongTask.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    facet("long_task.id", Id, LONG_TASK, "The long task. All clients send it."),
    measure("long_task.start_time", Float, Unit::Ns, LONG_TASK, "When it began, from the page's time origin. Browser SDK 6 and later send it."),
    facet("long_task.entry_type", Text, LONG_TASK, "What was measured: `long-task` or `long-animation-frame`. Browser SDKs send it."),
    measure("long_task.duration", Int, Unit::Ns, LONG_TASK, "How long it took."),
    measure("long_task.blocking_duration", Int, Unit::Ns, LONG_TASK, "How long it kept the page from answering to input. Browser SDKs send it."),
    measure("long_task.render_start", Float, Unit::Ns, LONG_TASK, "When rendering began, from the page's time origin. Browser SDKs send it."),
    measure("long_task.style_and_layout_start", Float, Unit::Ns, LONG_TASK, "When style and layout began, from the page's time origin. Browser SDKs send it."),
    measure("long_task.first_ui_event_timestamp", Float, Unit::Ns, LONG_TASK, "When the first input handled in it came, from the page's time origin. Browser SDKs send it."),
    facet("long_task.is_frozen_frame", Bool, LONG_TASK, "Whether it froze the screen for longer than 700 ms. Mobile SDKs send it."),
    detail("long_task.scripts", Json, LONG_TASK, "The scripts that ran in the long animation frame. Browser SDKs send it."),
    element("long_task.scripts[].duration", LONG_TASK, "How long the script ran, its microtasks included, in nanoseconds."),
    element("long_task.scripts[].pause_duration", LONG_TASK, "How long the script stood still, in alerts and the like, in nanoseconds."),
    element("long_task.scripts[].forced_style_and_layout_duration", LONG_TASK, "How long style and layout took that the script forced, in nanoseconds."),
    element("long_task.scripts[].start_time", LONG_TASK, "When the script was entered, in nanoseconds from the page's time origin."),
    element("long_task.scripts[].execution_start", LONG_TASK, "When the script began to run after it was compiled, in nanoseconds from the page's time origin."),
    element("long_task.scripts[].source_url", LONG_TASK, "The script's URL, empty where the browser does not tell."),
    element("long_task.scripts[].source_function_name", LONG_TASK, "The function that was entered."),
    element("long_task.scripts[].source_char_position", LONG_TASK, "Where in the script the function stands, -1 where the browser does not tell."),
    element("long_task.scripts[].invoker", LONG_TASK, "What called the script, such as `BUTTON#pay.onclick`."),
    element("long_task.scripts[].invoker_type", LONG_TASK, "How the script was called, such as `event-listener` or `classic-script`."),
    element("long_task.scripts[].window_attribution", LONG_TASK, "Which document ran the script: the page itself or a frame."),
];
