//! A resource's line: scripts, images, calls, and requests to others.

use super::event::{Kind, Pen, Sent};
use super::plan::Item;
use super::text::Put;

/// Share of calls that carry the id of a trace.
const TRACED: f64 = 0.1;

/// What is loaded, and how that went.
struct Load {
    kind: &'static str,
    method: Option<&'static str>,
    status: i64,
    /// In ms.
    duration: f64,
    /// In bytes; none if the other site hides it.
    size: Option<i64>,
    cached: bool,
    content: &'static str,
    blocking: bool,
}

impl Pen<'_> {
    pub(super) fn resource(&mut self, item: Item) -> Sent {
        let sent = self.sent(Kind::Resource);
        self.session.view.counts.resource += 1;
        let mut url = Vec::with_capacity(160);
        let load = self.load(item, &mut url);
        self.head("resource");
        if load.method.is_some() && self.dice.chance(TRACED) {
            let (high, low, span) = (self.dice.bits(), self.dice.bits(), self.dice.bits() >> 1);
            let trace = format!("{:08x}00000000{:016x}", high as u32, low);
            self.out.put(r#"},"trace_id":""#).put(&trace).put(r#"","span_id":""#).int(span as i64);
            self.out.put(r#"","rule_psr":0.1,"sdk_name":"rum","discarded":false"#);
        } else {
            self.out.put(r#"},"sdk_name":"rum","discarded":false"#);
        }
        self.body(item, false);
        let out = &mut *self.out;
        out.put(r#","resource":{"id":""#).id(&sent.id).put(r#"","duration":"#).ns(load.duration);
        out.put(r#","type":""#).put(load.kind);
        if let Some(method) = load.method {
            out.put(r#"","method":""#).put(method);
        }
        out.put(r#"","status_code":"#).int(load.status).put(r#","url":""#).extend_from_slice(&url);
        out.put(r#"","protocol":""#).put(if load.size.is_some() { "h2" } else { "" });
        out.put(r#"","delivery_type":""#).put(if load.cached { "cache" } else { "other" });
        out.put(r#"","render_blocking_status":""#)
            .put(if load.blocking { "blocking" } else { "non-blocking" })
            .put(r#"""#);
        if let Some(size) = load.size {
            self.sizes(size, &load);
            self.phases(&load);
            self.out
                .put(r#","response":{"headers":{"content-type":""#)
                .put(load.content)
                .put(r#""}}"#);
        }
        self.out.put("}");
        self.foot();
        sent
    }

    fn sizes(&mut self, size: i64, load: &Load) {
        // text is compressed on the way, images are not
        let packed = matches!(load.kind, "js" | "css" | "fetch" | "xhr" | "document");
        let encoded =
            if packed { (size as f64 * (0.22 + 0.15 * self.dice.unit())) as i64 } else { size };
        let transfer = if load.cached { 0 } else { encoded + 300 };
        self.out.put(r#","size":"#).int(size).put(r#","encoded_body_size":"#).int(encoded);
        self.out
            .put(r#","decoded_body_size":"#)
            .int(size)
            .put(r#","transfer_size":"#)
            .int(transfer);
    }

    fn phases(&mut self, load: &Load) {
        let phase = |out: &mut Vec<u8>, name: &str, duration: f64, start: f64| {
            out.put(r#",""#)
                .put(name)
                .put(r#"":{"duration":"#)
                .ns(duration)
                .put(r#","start":"#)
                .ns(start)
                .put("}");
        };
        let waited = load.duration * (0.02 + 0.2 * self.dice.unit());
        let answered = load.duration * (0.55 + 0.35 * self.dice.unit());
        phase(self.out, "download", load.duration - answered, answered);
        phase(self.out, "first_byte", answered - waited, waited);
        if !load.cached && self.dice.chance(0.08) {
            let secured = waited * (0.4 + 0.4 * self.dice.unit());
            phase(self.out, "connect", waited - secured * 0.5, secured * 0.5);
            phase(self.out, "ssl", waited - secured, secured);
            phase(self.out, "dns", secured * 0.4, 0.0);
        }
    }

    fn load(&mut self, item: Item, url: &mut Vec<u8>) -> Load {
        let loading = item.action.is_none();
        let first = loading && self.session.view.initial && self.session.view.counts.resource == 1;
        if first {
            let end = self
                .session
                .view
                .reference
                .iter()
                .skip(7)
                .position(|byte| *byte == b'"')
                .unwrap_or(0);
            url.extend_from_slice(&self.session.view.reference[7..7 + end]);
            let duration = self.session.view.paint.first_byte * 1.2;
            return self.sized(Load::of("document", duration, "text/html"), 48_000.0, 0.5, 0.0);
        }
        let weights = if loading { [24, 5, 36, 5, 12, 2, 16] } else { [3, 0, 26, 0, 52, 7, 12] };
        match self.dice.weighted(&weights) {
            0 => self.asset(url, ".js", "js", "text/javascript", 61_000.0),
            1 => self.asset(url, ".css", "css", "text/css", 18_000.0),
            2 => {
                url.put(self.site.image(self.dice));
                let load = self.timed("image", 95.0, "image/webp");
                self.sized(load, 34_000.0, 0.9, 0.35)
            }
            3 => self.asset(url, ".woff2", "font", "font/woff2", 27_000.0),
            4 => self.call(url, "fetch"),
            5 => self.call(url, "xhr"),
            _ => {
                let (kind, open) = self.site.other(self.dice, url);
                let load = self.timed(kind, 130.0, "application/octet-stream");
                if open { self.sized(load, 9_000.0, 1.2, 0.2) } else { load }
            }
        }
    }

    fn asset(
        &mut self,
        url: &mut Vec<u8>,
        extension: &str,
        kind: &'static str,
        content: &'static str,
        size: f64,
    ) -> Load {
        self.site.chunk(self.session.release, extension, self.dice, url);
        let mut load = self.timed(kind, 48.0, content);
        load.blocking = kind != "font" && self.dice.chance(0.15);
        self.sized(load, size, 0.8, 0.55)
    }

    fn call(&mut self, url: &mut Vec<u8>, kind: &'static str) -> Load {
        let (method, median) = self.site.call(self.dice, url);
        let mut load = self.timed(kind, median, "application/json");
        load.method = Some(method);
        load.status = [200, 204, 304, 401, 404, 429, 500, 503, 0]
            [self.dice.weighted(&[905, 30, 18, 8, 17, 3, 9, 7, 3])];
        self.sized(load, 3_800.0, 1.3, 0.0)
    }

    fn timed(&mut self, kind: &'static str, median: f64, content: &'static str) -> Load {
        let duration = self.dice.skewed(median, 0.75) * self.session.slowness;
        Load::of(kind, duration, content)
    }

    fn sized(&mut self, mut load: Load, median: f64, sigma: f64, cached: f64) -> Load {
        load.size = Some(self.dice.skewed(median, sigma) as i64);
        load.cached = self.dice.chance(cached);
        if load.cached {
            load.duration = self.dice.skewed(4.0, 0.8);
        }
        load
    }
}

impl Load {
    fn of(kind: &'static str, duration: f64, content: &'static str) -> Load {
        Load {
            kind,
            method: None,
            status: 200,
            duration,
            size: None,
            cached: false,
            content,
            blocking: false,
        }
    }
}
