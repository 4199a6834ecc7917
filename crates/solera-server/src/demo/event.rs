//! The events of a page, as `serde_json` values in the browser SDK's dialect.
//!
//! Does not decide what happens: that is `page`.

use serde_json::{Value, json};

use super::page::Telling;

impl Telling<'_, '_> {
    #[allow(clippy::too_many_arguments)] // a resource has that many sides
    pub(super) fn resource(
        &mut self,
        url: &str,
        kind: &str,
        method: Option<&str>,
        at: f64,
        duration: f64,
        status: u16,
        size: i64,
    ) {
        self.counts.resources += 1;
        let waited = duration * 0.1;
        let answered = duration * 0.8;
        let mut resource = json!({
            "id": self.visit.id(), "type": kind, "url": url, "status_code": status, "duration": ns(duration),
            "protocol": "h2", "delivery_type": "other", "render_blocking_status": "non-blocking",
            "size": size, "encoded_body_size": size / 3, "decoded_body_size": size, "transfer_size": size / 3 + 300,
            "first_byte": { "start": ns(waited), "duration": ns(answered - waited) },
            "download": { "start": ns(answered), "duration": ns(duration - answered) },
        });
        if let Some(method) = method {
            resource["method"] = method.into();
        }
        self.push("resource", at, resource);
    }

    pub(super) fn action(&mut self, at: f64, name: &str, selector: &str, frustrations: &[&str]) {
        self.counts.actions += 1;
        self.counts.frustrations += frustrations.len() as u64;
        let id = self.visit.id();
        let action = json!({
            "id": id, "type": "click", "target": { "name": name }, "loading_time": ns(self.visit.around(260.0)),
            "error": { "count": 0 }, "long_task": { "count": 0 }, "resource": { "count": 1 }, "frustration": { "type": frustrations },
        });
        let mut event = self.event("action", at, action);
        event["_dd"]["action"] = json!({ "target": { "selector": selector, "width": 120, "height": 40 }, "position": { "x": 60, "y": 20 }, "name_source": "text_content" });
        self.events.push(event);
        self.action = Some(id);
    }

    pub(super) fn error(
        &mut self,
        at: f64,
        kind: &str,
        source: &str,
        message: &str,
        function: &str,
    ) {
        self.counts.errors += 1;
        let release = self.visit.release;
        let file =
            |name: &str| format!("https://static.oak-and-linen.example/assets/{name}-{release}.js");
        let stack = format!(
            "{kind}: {message}\n  at {function} @ {}:1:48211\n  at onClick @ {}:1:9310\n  at dispatch @ {}:2:120455",
            file("page"),
            file("app"),
            file("vendor")
        );
        let handling = if source == "source" { "unhandled" } else { "handled" };
        let error = json!({
            "id": self.visit.id(), "message": message, "source": source, "type": kind, "stack": stack,
            "handling": handling, "source_type": "browser",
        });
        self.push("error", at, error);
    }

    pub(super) fn long_task(&mut self, at: f64) {
        self.counts.long_tasks += 1;
        let duration = 50.0 + self.visit.around(60.0);
        let task = json!({
            "id": self.visit.id(), "entry_type": "long-animation-frame", "duration": ns(duration),
            "blocking_duration": ns(duration - 50.0), "start_time": ns(at), "render_start": ns(at + duration * 0.8),
            "style_and_layout_start": ns(at + duration * 0.85), "first_ui_event_timestamp": 0, "scripts": [],
        });
        self.push("long_task", at, task);
    }

    pub(super) fn vital(&mut self, at: f64, mut vital: Value) {
        vital["id"] = self.visit.id().into();
        self.push("vital", at, vital);
    }

    pub(super) fn operation(&mut self, at: f64, step: &str, failure: Option<&str>) {
        let mut vital = json!({ "type": "operation_step", "name": "checkout", "step_type": step });
        if let Some(failure) = failure {
            vital["failure_reason"] = failure.into();
        }
        self.vital(at, vital);
    }

    fn push(&mut self, kind: &str, at: f64, own: Value) {
        let mut event = self.event(kind, at, own);
        if let Some(action) = &self.action {
            event["action"] = json!({ "id": [action] });
        }
        self.events.push(event);
    }

    /// An event around what its kind says of its own.
    fn event(&self, kind: &str, at: f64, own: Value) -> Value {
        let mut event = self.visit.envelope.clone();
        event["type"] = kind.into();
        event["date"] = (self.visit.now_ms + at as i64).into();
        event["_dd"] = json!({ "format_version": 2, "drift": 0, "sdk_name": "rum", "configuration": { "session_sample_rate": 100 } });
        event["service"] = self.page.service().0.into();
        event["version"] = self.visit.release.into();
        event["ddtags"] = format!(
            "sdk_version:7.16.2,env:production,service:{},version:{}",
            self.page.service().0,
            self.visit.release
        )
        .into();
        if self.visit.cart_items > 0 {
            event["context"] = json!({ "cart": { "total": money(self.visit.cart_cents), "items": self.visit.cart_items } });
        }
        event["view"] = json!({ "id": self.view, "url": self.url, "referrer": self.visit.referrer, "name": self.page.name() });
        if kind != "view" {
            event[kind] = own;
        } else if let (Some(view), Value::Object(own)) = (event["view"].as_object_mut(), own) {
            view.extend(own);
        }
        event
    }

    /// A version of the view's document, as it is known by then.
    pub(super) fn version(&self, number: u64, at: f64) -> Value {
        let (paint, counts) = (&self.paint, &self.counts);
        let mut own = json!({
            "time_spent": ns(at), "is_active": number == 1, "loading_type": if self.visit.first { "initial_load" } else { "route_change" },
            "loading_time": ns(paint.load), "cumulative_layout_shift": paint.shift,
            "action": { "count": counts.actions }, "error": { "count": counts.errors }, "long_task": { "count": counts.long_tasks },
            "resource": { "count": counts.resources }, "frustration": { "count": counts.frustrations },
            "first_byte": ns(paint.first_byte), "first_contentful_paint": ns(paint.first), "largest_contentful_paint": ns(paint.largest),
            "largest_contentful_paint_target_selector": "IMG.hero", "dom_interactive": ns(paint.first + 40.0), "load_event": ns(paint.load),
            "performance": { "cls": { "score": paint.shift }, "fcp": { "timestamp": ns(paint.first) }, "lcp": { "timestamp": ns(paint.largest), "target_selector": "IMG.hero" } },
        });
        if counts.actions > 0 {
            let inp = if counts.frustrations > 0 { 540.0 } else { 48.0 + paint.first / 40.0 };
            own["interaction_to_next_paint"] = ns(inp).into();
            own["performance"]["inp"] =
                json!({ "duration": ns(inp), "target_selector": "BUTTON.btn" });
        }
        let mut event = self.event("view", 0.0, own);
        event["_dd"]["document_version"] = number.into();
        event["device"] = json!({ "locale": self.visit.country.locale, "locales": [self.visit.country.locale], "time_zone": self.visit.country.time_zone });
        event["privacy"] = json!({ "replay_level": "mask" });
        event
    }
}

/// Cents as a browser writes the sum: 49, 49.5.
fn money(cents: u32) -> Value {
    if cents.is_multiple_of(100) { (cents / 100).into() } else { (f64::from(cents) / 100.0).into() }
}

/// Milliseconds as nanoseconds, in the steps of 0.1 ms that browsers give.
pub(super) fn ns(ms: f64) -> i64 {
    (ms * 10.0).round() as i64 * 100_000
}
