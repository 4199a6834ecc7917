//! A view's line: one version of its document, with what is known by then.

use super::event::{Kind, Pen, Sent};
use super::plan::Paint;
use super::session::Counts;
use super::text::Put;
use super::vocabulary::ELEMENTS;

impl Pen<'_> {
    pub(super) fn view(&mut self, at_ms: f64, last: bool) -> Sent {
        self.session.view.version += 1;
        let (id, version) = (self.session.view.id, self.session.view.version);
        self.head("view");
        self.out.put(r#","start_session_replay_recording_manually":false},"sdk_name":"rum","page_states":[{"state":"active","start":"#);
        self.out.put(if self.session.view.initial { "0" } else { "-1200000" });
        if at_ms > 60_000.0 {
            self.out
                .put(r#"},{"state":"hidden","start":"#)
                .ns(at_ms * 0.4)
                .put(r#"},{"state":"active","start":"#)
                .ns(at_ms * 0.7);
        }
        self.out.put(r#"}],"document_version":"#).int(version);
        if self.session.replay {
            let segments = 1 + at_ms as i64 / 5_000;
            self.out
                .put(r#","replay_stats":{"records_count":"#)
                .int(segments * 31 + version)
                .put(r#","resources_count":0,"segments_count":"#);
            self.out
                .int(segments)
                .put(r#","segments_total_raw_size":"#)
                .int(segments * 7_919 + self.dice.below(4_000) as i64)
                .put("}");
        }
        self.out
            .put(r#"},"application":{"id":""#)
            .put(&self.site.application.id)
            .put(r#""},"date":"#);
        self.out.int(self.session.view.date_ms).put(r#","source":"browser","view":{"#);
        self.out.extend_from_slice(&self.session.view.reference);
        self.measures(at_ms, last);
        self.surroundings(at_ms);
        self.foot();
        Sent { kind: Kind::View, id, version }
    }

    fn measures(&mut self, at_ms: f64, last: bool) {
        let view = &self.session.view;
        let known = Known {
            counts: view.counts,
            paint: view.paint,
            // what names an element is a matter of the page, not of the version
            largest: ELEMENTS[view.id[0] as usize % ELEMENTS.len()],
            shifted: ELEMENTS[view.id[1] as usize % ELEMENTS.len()],
            loaded: view.initial && (last || at_ms > view.paint.load_event),
            interacted: view.counts.action > 0,
        };
        let initial = view.initial;
        let out = &mut *self.out;
        known.early(out);
        out.put(r#","is_active":"#).put(if last { "false" } else { "true" });
        known.largest(out);
        if at_ms > known.paint.loading_time {
            out.put(r#","loading_time":"#).ns(known.paint.loading_time);
        }
        out.put(r#","loading_type":""#).put(if initial { "initial_load" } else { "route_change" });
        out.put(r#"","long_task":{"count":"#).int(known.counts.long_task).put("}");
        known.performance(out);
        out.put(r#","resource":{"count":"#).int(known.counts.resource);
        out.put(r#"},"time_spent":"#).ns(at_ms);
        if last && initial {
            let shown = known.paint.largest_contentful * 1.05;
            out.put(r#","custom_timings":{"hero_shown":"#).ns(shown).put("}");
        }
        out.put("}");
    }

    fn surroundings(&mut self, at_ms: f64) {
        let (session, out) = (&*self.session, &mut *self.out);
        out.extend_from_slice(&session.flags);
        out.put(r#","session":{"id":""#).id(&session.id).put(r#"","type":"user""#);
        out.put(if session.replay {
            r#","has_replay":true,"sampled_for_replay":true}"#
        } else {
            r#","sampled_for_replay":false}"#
        });
        out.extend_from_slice(&session.tab);
        out.extend_from_slice(&session.view.context);
        out.extend_from_slice(&session.user);
        out.put(r#","display":{"viewport":{"#);
        out.extend_from_slice(&session.viewport);
        out.put("}");
        if session.view.version > 1 {
            let page = 1_200 + i64::from(session.view.id[3]) * 17;
            let top = (page - 600) * (at_ms as i64).min(30_000) / 30_000;
            out.put(r#","scroll":{"max_depth":"#)
                .int(top + 600)
                .put(r#","max_depth_scroll_top":"#)
                .int(top);
            out.put(r#","max_scroll_height":"#)
                .int(page)
                .put(r#","max_scroll_height_time":"#)
                .ns(at_ms * 0.6)
                .put("}");
        }
        out.put("}");
        out.extend_from_slice(&session.release_text);
        out.extend_from_slice(&session.device);
    }
}

/// What is known of a view when one of its versions is sent.
struct Known {
    counts: Counts,
    paint: Paint,
    largest: &'static str,
    shifted: &'static str,
    loaded: bool,
    interacted: bool,
}

impl Known {
    fn early(&self, out: &mut Vec<u8>) {
        let paint = &self.paint;
        out.put(r#","action":{"count":"#).int(self.counts.action);
        out.put(r#"},"frustration":{"count":"#).int(self.counts.frustration);
        out.put(r#"},"cumulative_layout_shift":"#).decimal(paint.shift);
        if paint.shift > 0 {
            out.put(r#","cumulative_layout_shift_time":"#).ns(self.shifted_at());
            out.put(r#","cumulative_layout_shift_target_selector":""#).put(self.shifted).put("\"");
        }
        if self.loaded {
            out.put(r#","first_byte":"#).ns(paint.first_byte);
            out.put(r#","dom_complete":"#).ns(paint.load_event - 0.3);
            out.put(r#","dom_content_loaded":"#).ns(paint.dom_interactive + 6.0);
            out.put(r#","dom_interactive":"#).ns(paint.dom_interactive);
        }
        out.put(r#","error":{"count":"#).int(self.counts.error).put("}");
        if self.loaded {
            out.put(r#","first_contentful_paint":"#).ns(paint.first_contentful);
        }
        if self.interacted {
            out.put(r#","interaction_to_next_paint":"#).ns(paint.interaction);
            out.put(r#","interaction_to_next_paint_time":"#).ns(paint.loading_time * 1.1);
            out.put(r#","interaction_to_next_paint_target_selector":"BUTTON.btn""#);
        }
    }

    fn largest(&self, out: &mut Vec<u8>) {
        if self.loaded {
            out.put(r#","largest_contentful_paint":"#).ns(self.paint.largest_contentful);
            out.put(r#","largest_contentful_paint_target_selector":""#).put(self.largest);
            out.put(r#"","load_event":"#).ns(self.paint.load_event);
        }
    }

    fn performance(&self, out: &mut Vec<u8>) {
        let paint = &self.paint;
        out.put(r#","performance":{"cls":{"score":"#).decimal(paint.shift);
        if paint.shift > 0 {
            out.put(r#","timestamp":"#).ns(self.shifted_at());
            out.put(r#","target_selector":""#).put(self.shifted).put("\"");
        }
        if self.loaded {
            out.put(r#"},"fcp":{"timestamp":"#).ns(paint.first_contentful);
        }
        if self.interacted {
            let delay = paint.interaction * 0.2;
            out.put(r#"},"inp":{"duration":"#).ns(paint.interaction);
            out.put(r#","timestamp":"#).ns(paint.loading_time * 1.1);
            out.put(r#","target_selector":"BUTTON.btn","sub_parts":{"input_delay":"#).ns(delay);
            out.put(r#","processing_duration":"#).ns(delay * 1.7);
            out.put(r#","presentation_delay":"#).ns(paint.interaction - delay * 2.7).put("}");
        }
        if self.loaded {
            let waited = (paint.largest_contentful - paint.first_contentful) * 0.4;
            let render = paint.largest_contentful - paint.first_byte - waited * 2.0;
            out.put(r#"},"lcp":{"timestamp":"#).ns(paint.largest_contentful);
            out.put(r#","target_selector":""#).put(self.largest);
            out.put(r#"","sub_parts":{"load_delay":"#).ns(waited);
            out.put(r#","load_time":"#).ns(waited);
            out.put(r#","render_delay":"#).ns(render).put("}");
        }
        out.put("}}");
    }

    fn shifted_at(&self) -> f64 {
        self.paint.first_contentful * 1.3
    }
}
