//! An event's line: the layout that the browser SDK 7.16 gives each kind, filled in.
//!
//! Does not decide what happens (`plan`) nor for whom (`session`). Must hold: members stand in the
//! order in which the SDK writes them, and a line is one JSON object without a line end.

use super::dice::Dice;
use super::plan::{Caused, Item, What};
use super::session::Session;
use super::site::{Site, fill};
use super::text::Put;
use super::vocabulary::{ERRORS, FUNCTIONS, TARGETS, VITALS};

/// What kind of event a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A version of a view's document.
    View,
    /// A resource.
    Resource,
    /// An action.
    Action,
    /// A long task.
    LongTask,
    /// An error.
    Error,
    /// A vital.
    Vital,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 6] =
        [Kind::View, Kind::Resource, Kind::Action, Kind::LongTask, Kind::Error, Kind::Vital];

    /// As on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Kind::View => "view",
            Kind::Resource => "resource",
            Kind::Action => "action",
            Kind::LongTask => "long_task",
            Kind::Error => "error",
            Kind::Vital => "vital",
        }
    }
}

/// What a line was about.
#[derive(Debug, Clone, Copy)]
pub struct Sent {
    /// Its kind.
    pub kind: Kind,
    /// The event's id; of a view, the view's.
    pub id: [u8; 16],
    /// The version of a view's document, else 0.
    pub version: i64,
}

/// Writes one event of a session.
pub(super) struct Pen<'a> {
    /// Where it happens.
    pub(super) site: &'a Site,
    /// Whose it is.
    pub(super) session: &'a mut Session,
    /// Chance.
    pub(super) dice: &'a mut Dice,
    /// Where the line goes.
    pub(super) out: &'a mut Vec<u8>,
}

impl Pen<'_> {
    /// Writes what happens next as a line.
    pub(super) fn write(&mut self, item: Item) -> Sent {
        match item.what {
            What::Version(last) => self.view(item.at_ms, last),
            What::Resource => self.resource(item),
            What::Action(caused) => self.action(item, caused),
            What::LongTask => self.long_task(item),
            What::Error => self.error(item),
            What::Vital => self.vital(item),
        }
    }

    pub(super) fn sent(&mut self, kind: Kind) -> Sent {
        Sent { kind, id: self.dice.uuid(), version: 0 }
    }

    /// `{"type":…,"_dd":{…`, left open for what the kind adds.
    pub(super) fn head(&mut self, kind: &str) {
        let drift = [0, 1, -1, 2][self.dice.weighted(&[88, 6, 5, 1])];
        self.out
            .put(r#"{"type":""#)
            .put(kind)
            .put(r#"","_dd":{"format_version":2,"drift":"#)
            .int(drift);
        self.out.put(r#","configuration":{"session_sample_rate":100,"session_replay_sample_rate":20,"profiling_sample_rate":0,"trace_sample_rate":10"#);
    }

    /// Closes `_dd`, writes everything up to the member of the kind's own.
    pub(super) fn body(&mut self, item: Item, in_foreground: bool) {
        let (session, out) = (&mut *self.session, &mut *self.out);
        out.put(r#"},"application":{"id":""#).put(&self.site.application.id).put(r#""},"date":"#);
        out.int(session.view.date_ms + item.at_ms as i64).put(r#","source":"browser","view":{"#);
        out.put(if in_foreground { r#""in_foreground":true,"# } else { "" });
        out.extend_from_slice(&session.view.reference);
        out.put("}");
        out.extend_from_slice(&session.flags);
        out.put(r#","session":{"id":""#).id(&session.id).put(r#"","type":"user""#);
        out.put(if session.replay { r#","has_replay":true}"# } else { "}" });
        out.extend_from_slice(&session.tab);
        out.extend_from_slice(&session.view.context);
        out.extend_from_slice(&session.user);
        if let (Some(action), false) = (item.action, matches!(item.what, What::Action(_))) {
            out.put(r#","action":{"id":[""#)
                .id(&session.view.actions[action as usize])
                .put(r#""]}"#);
        }
        out.put(r#","display":{"viewport":{"#);
        out.extend_from_slice(&session.viewport);
        out.put("}}");
        out.extend_from_slice(&session.release_text);
    }

    pub(super) fn foot(&mut self) {
        self.out.extend_from_slice(&self.session.tags);
    }

    fn action(&mut self, item: Item, caused: Caused) -> Sent {
        let id =
            self.session.view.actions[item.action.expect("an action has its own index") as usize];
        let (name, selector, path) = TARGETS[self.dice.popular(TARGETS.len(), 1.5)];
        self.session.view.counts.action += 1;
        self.session.view.counts.frustration += i64::from(caused.frustrating);
        self.head("action");
        let (width, height) = (self.dice.below(180) as i64 + 24, self.dice.below(50) as i64 + 18);
        let (x, y) =
            (self.dice.below(width as usize) as i64, self.dice.below(height as usize) as i64);
        let out = &mut *self.out;
        out.put(r#"},"sdk_name":"rum","action":{"target":{"selector":""#)
            .put(selector)
            .put(r#"","width":"#)
            .int(width);
        out.put(r#","height":"#).int(height).put(r#","composed_path_selector":""#).put(path);
        out.put(r#""},"position":{"x":"#)
            .int(x)
            .put(r#","y":"#)
            .int(y)
            .put(r#"},"name_source":"text_content"}"#);
        self.body(item, true);
        let out = &mut *self.out;
        out.put(r#","action":{"id":""#)
            .id(&id)
            .put(r#"","target":{"name":""#)
            .put(name)
            .put(r#""},"type":"click""#);
        if caused.resources > 0 {
            out.put(r#","loading_time":"#).ns(self.dice.skewed(240.0, 0.9) * self.session.slowness);
        }
        out.put(r#","error":{"count":"#)
            .int(caused.errors)
            .put(r#"},"long_task":{"count":"#)
            .int(caused.long_tasks);
        out.put(r#"},"resource":{"count":"#)
            .int(caused.resources)
            .put(r#"},"frustration":{"type":["#);
        out.put(match (caused.frustrating, caused.errors) {
            (true, 0) => r#""rage_click""#,
            (true, _) => r#""rage_click","error_click""#,
            _ => "",
        });
        out.put("]}}");
        self.foot();
        Sent { kind: Kind::Action, id, version: 0 }
    }

    fn long_task(&mut self, item: Item) -> Sent {
        let sent = self.sent(Kind::LongTask);
        self.session.view.counts.long_task += 1;
        let duration = 50.0 + self.dice.skewed(55.0, 0.9) * self.session.slowness.min(3.0);
        self.head("long_task");
        self.out.put(r#"},"sdk_name":"rum","discarded":false"#);
        self.body(item, false);
        let start = item.at_ms;
        let render = start + duration * (0.7 + 0.25 * self.dice.unit());
        let out = &mut *self.out;
        out.put(r#","long_task":{"id":""#)
            .id(&sent.id)
            .put(r#"","entry_type":"long-animation-frame","duration":"#)
            .ns(duration);
        out.put(r#","blocking_duration":"#)
            .ns((duration - 50.0) * self.dice.unit())
            .put(r#","first_ui_event_timestamp":"#);
        out.ns(if item.action.is_some() { start - 4.0 } else { 0.0 })
            .put(r#","render_start":"#)
            .ns(render);
        out.put(r#","style_and_layout_start":"#)
            .ns(render + 1.0 + self.dice.unit() * 4.0)
            .put(r#","start_time":"#)
            .ns(start);
        out.put(r#","scripts":["#);
        let scripts = 1 + self.dice.repeats(0.25, 2);
        for script in 0..scripts {
            self.out.put(if script > 0 { "," } else { "" });
            self.script(start, duration / scripts as f64);
        }
        self.out.put("]}");
        self.foot();
        sent
    }

    fn script(&mut self, start: f64, most: f64) {
        let began = start + 0.3 + self.dice.unit() * 3.0;
        let lasted = most * (0.4 + 0.55 * self.dice.unit());
        let event = self.dice.chance(0.5);
        self.out
            .put(r#"{"duration":"#)
            .ns(lasted)
            .put(r#","pause_duration":0,"forced_style_and_layout_duration":"#);
        self.out.ns(if self.dice.chance(0.3) { lasted * self.dice.unit() * 0.5 } else { 0.0 });
        self.out
            .put(r#","start_time":"#)
            .ns(began)
            .put(r#","execution_start":"#)
            .ns(began)
            .put(r#","source_url":""#);
        self.site.chunk(self.session.release, ".js", self.dice, self.out);
        let function = self.dice.pick(FUNCTIONS);
        self.out
            .put(r#"","source_function_name":""#)
            .put(function)
            .put(r#"","source_char_position":"#);
        self.out.int(self.dice.below(240_000) as i64).put(r#","invoker":""#);
        self.out
            .put(if event { "BUTTON#root.onclick" } else { "TimerHandler:setTimeout" })
            .put(r#"","invoker_type":""#);
        self.out
            .put(if event { "event-listener" } else { "user-callback" })
            .put(r#"","window_attribution":"self"}"#);
    }

    fn error(&mut self, item: Item) -> Sent {
        let sent = self.sent(Kind::Error);
        self.session.view.counts.error += 1;
        let (_, kind, source, message) = ERRORS[self.dice.weighted_by(ERRORS, |error| error.0)];
        let mut text = Vec::with_capacity(120);
        fill(message, self.dice, &mut text);
        self.head("error");
        self.out.put(r#"},"sdk_name":"rum""#);
        self.body(item, true);
        self.out
            .put(r#","error":{"id":""#)
            .id(&sent.id)
            .put(r#"","message":""#)
            .extend_from_slice(&text);
        self.out
            .put(r#"","source":""#)
            .put(source)
            .put(r#"","stack":""#)
            .put(kind)
            .put(": ")
            .extend_from_slice(&text);
        self.frames();
        if source == "custom" || source == "console" {
            self.out.put(r#"","handling_stack":"HandlingStack: "#).put(if source == "custom" {
                "error"
            } else {
                "console error"
            });
            self.frames();
        }
        self.out.put(r#"","type":""#).put(kind).put(r#"","handling":""#);
        self.out
            .put(if source == "source" { "unhandled" } else { "handled" })
            .put(r#"","source_type":"browser"}"#);
        self.foot();
        sent
    }

    fn frames(&mut self) {
        for _ in 0..2 + self.dice.repeats(0.55, 8) {
            let function = self.dice.pick(FUNCTIONS);
            self.out.put(r"\n  at ").put(function).put(" @ ");
            self.site.chunk(self.session.release, ".js", self.dice, self.out);
            self.out.put(":1:").int(self.dice.popular(240_000, 1.5) as i64);
        }
    }

    fn vital(&mut self, item: Item) -> Sent {
        let sent = self.sent(Kind::Vital);
        let (name, median) = VITALS[self.dice.popular(VITALS.len(), 1.4)];
        self.head("vital");
        self.out.put(r#"},"sdk_name":"rum""#);
        self.body(item, false);
        let out = &mut *self.out;
        out.put(r#","vital":{"id":""#).id(&sent.id);
        if self.dice.chance(0.8) {
            out.put(r#"","type":"duration","name":""#).put(name).put(r#"","duration":"#);
            out.ns(self.dice.skewed(median, 0.7) * self.session.slowness).put("}");
        } else {
            let step = self.dice.weighted(&[50, 40, 10]);
            out.put(r#"","type":"operation_step","name":""#).put(name).put(r#"","step_type":""#);
            out.put([r#"start"}"#, r#"end"}"#, r#"end","failure_reason":"error"}"#][step]);
        }
        self.foot();
        sent
    }
}
