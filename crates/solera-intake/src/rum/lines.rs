//! Bodies of lines: one JSON object a line, or one JSON array of them.
//!
//! Splits a body into items, and sees that each ends once: as an event or as dropped.

use solera_event::{DropReason, Event, Kind, limit};

use super::array::{self, Element};
use super::item::{Decoder, Unfit};
use crate::application::Context;
use crate::processed::{Dropped, Processed};
use crate::request::Head;
use crate::scrub;

/// Events of a body of lines.
pub(crate) fn process<'b>(
    head: &'b Head,
    body: &'b [u8],
    context: &'b Context<'_>,
) -> Processed<'b> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut items =
        Items { context, decoder: Decoder::new(head, context), processed: Processed::default() };
    if body.trim_ascii_start().starts_with(b"[") {
        items.array(body);
    } else {
        items.lines(body);
    }
    items.processed
}

struct Items<'b, 'c> {
    context: &'b Context<'c>,
    decoder: Decoder<'b, 'c>,
    processed: Processed<'b>,
}

impl<'b> Items<'b, '_> {
    fn lines(&mut self, body: &'b [u8]) {
        let mut rest = body;
        let mut taken = 0;
        while !rest.is_empty() {
            if taken == limit::BATCH_ITEMS_MAX {
                return self.tail(rest);
            }
            let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let line = rest[..end].trim_ascii();
            rest = rest.get(end + 1..).unwrap_or_default();
            if !line.is_empty() {
                taken += 1;
                self.item(line);
            }
        }
    }

    /// Lines past the last that is taken, counted as one.
    fn tail(&mut self, rest: &[u8]) {
        let lines = rest.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        let (mut items, mut bytes, mut sample) = (0, 0, None);
        for line in lines.filter(|line| !line.is_empty()) {
            items += 1;
            bytes += line.len();
            sample.get_or_insert(line);
        }
        if let Some(sample) = sample {
            self.drop_items(DropReason::BatchTooLong, None, items, bytes, sample);
        }
    }

    fn array(&mut self, body: &'b [u8]) {
        let mut taken = 0;
        let mut tail: Option<(u64, usize, &[u8])> = None;
        for element in array::Elements::new(body) {
            let (Element::Whole(text) | Element::Broken(text)) = element;
            if taken == limit::BATCH_ITEMS_MAX {
                let (items, bytes, _) = tail.get_or_insert((0, 0, text));
                *items += 1;
                *bytes += text.len();
                continue;
            }
            taken += 1;
            match element {
                Element::Whole(text) => self.item(text),
                Element::Broken(text) => {
                    self.drop_items(DropReason::InvalidJson, None, 1, text.len(), text);
                }
            }
        }
        if let Some((items, bytes, sample)) = tail {
            self.drop_items(DropReason::BatchTooLong, None, items, bytes, sample);
        }
    }

    fn item(&mut self, item: &'b [u8]) {
        match self.event(item) {
            Ok(event) => {
                self.processed.event_bytes[event.kind as usize] += item.len();
                self.processed.events.push(event);
            }
            Err(Unfit { reason, kind }) => self.drop_items(reason, kind, 1, item.len(), item),
        }
    }

    fn event(&mut self, item: &'b [u8]) -> Result<Event<'b>, Unfit> {
        if item.len() > limit::LINE_BYTES_MAX {
            return Err(Unfit::from(DropReason::LineTooLong));
        }
        let text = std::str::from_utf8(item).map_err(|_| Unfit::from(DropReason::InvalidJson))?;
        self.decoder.event(text)
    }

    fn drop_items(
        &mut self,
        reason: DropReason,
        kind: Option<Kind>,
        items: u64,
        bytes: usize,
        sample: &[u8],
    ) {
        let sample = scrub::sample(sample, &self.context.application.scrub);
        self.processed.dropped.push(Dropped { reason, kind, items, bytes, sample });
    }
}
