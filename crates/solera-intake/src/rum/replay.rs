//! Replay uploads: segments with their metadata, and the images they show.
//!
//! A segment's bytes are kept as they came, as a blob; its row says what it is and where the blob
//! lies. Metadata stands under `replay` in the row, except for what every kind of event has.

use std::borrow::Cow;

use solera_event::{DropReason, Event, Kind, Value, field};
use xxhash_rust::xxh3::xxh3_128;

use super::flat::{Flat, Root};
use super::identity::identify_replay;
use super::item::{Outer, Unfit, same_application};
use super::multipart::{Part, parts};
use super::{array, repeated, typed};
use crate::application::Context;
use crate::body::BodyError;
use crate::draft::{Draft, Places};
use crate::normalize::{Clock, civil};
use crate::process::finish;
use crate::processed::{Blob, Dropped, Processed};
use crate::request::Head;
use crate::scrub;

/// Rows and blobs of an upload.
///
/// # Errors
/// [`BodyError::Unreadable`] when the body is no multipart body.
pub(crate) fn process<'b>(
    head: &'b Head,
    body: &'b [u8],
    context: &'b Context<'_>,
) -> Result<Processed<'b>, BodyError> {
    let (parts, more) = parts(head.content_type.as_deref(), body).ok_or_else(|| {
        BodyError::unreadable("a replay upload must be multipart/form-data with a boundary")
    })?;
    let mut upload =
        Upload { head, context, places: Places::new(), processed: Processed::default() };
    if more {
        upload.drop_item(Unfit::from(DropReason::BatchTooLong), body);
    }
    let event = parts.iter().find(|part| part.name == "event");
    let named = |name| parts.iter().filter(move |part| part.name == name);
    let (segments, images): (Vec<_>, Vec<_>) =
        (named("segment").collect(), named("image").collect());
    match event {
        Some(event) if segments.is_empty() && !images.is_empty() => {
            for image in images {
                upload.item(image.bytes, |upload| upload.image(event, image));
            }
        }
        Some(event) => upload.segments(event, &segments),
        None => upload.incomplete(&parts, body),
    }
    Ok(upload.processed)
}

struct Upload<'b, 'c> {
    head: &'b Head,
    context: &'b Context<'c>,
    places: Places,
    processed: Processed<'b>,
}

type Row<'b> = (Event<'b>, Blob<'b>);

impl<'b> Upload<'b, '_> {
    /// One item: a row with its blob, or dropped.
    fn item(&mut self, sample: &[u8], make: impl FnOnce(&mut Self) -> Result<Row<'b>, DropReason>) {
        match make(self) {
            Ok((event, blob)) => {
                self.processed.event_bytes[event.kind as usize] += blob.bytes.len();
                self.processed.events.push(event);
                self.processed.blobs.push(blob);
            }
            Err(reason) => self.drop_item(Unfit { reason, kind: Some(Kind::Replay) }, sample),
        }
    }

    fn drop_item(&mut self, Unfit { reason, kind }: Unfit, item: &[u8]) {
        let sample = scrub::sample(item, &self.context.application.scrub);
        let dropped = Dropped { reason, kind, items: 1, bytes: item.len(), sample };
        self.processed.dropped.push(dropped);
    }

    /// Segments without metadata: each is an item that lacks its other half.
    fn incomplete(&mut self, parts: &[Part<'b>], body: &[u8]) {
        let unfit = Unfit { reason: DropReason::IncompleteSegment, kind: Some(Kind::Replay) };
        for part in parts {
            self.drop_item(unfit, part.bytes);
        }
        if parts.is_empty() {
            self.drop_item(unfit, body);
        }
    }

    /// Each segment with its metadata, by their order; the `event` part holds one object, or an
    /// array of them.
    fn segments(&mut self, event: &Part<'b>, segments: &[&Part<'b>]) {
        let metadata = objects(event.bytes);
        for at in 0..segments.len().max(metadata.len()) {
            match (segments.get(at), metadata.get(at)) {
                (Some(segment), Some(metadata)) => {
                    self.item(metadata, |upload| upload.segment(metadata, segment));
                }
                (segment, metadata) => {
                    let sample = metadata.copied().or(segment.map(|part| part.bytes));
                    self.item(sample.unwrap_or_default(), |_| Err(DropReason::IncompleteSegment));
                }
            }
        }
    }

    /// The row and blob of a segment.
    fn segment(&mut self, metadata: &'b [u8], segment: &Part<'b>) -> Result<Row<'b>, DropReason> {
        let text = std::str::from_utf8(metadata).map_err(|_| DropReason::InvalidJson)?;
        let mut flat = Flat::new(Root::Replay);
        flat.read(text)?;
        if flat.repeated() {
            let text = repeated::last_wins(text)?;
            let mut flat = Flat::new(Root::Replay);
            flat.read(&text)?;
            let (event, key) = self.segment_row(&mut flat, &text, segment.bytes.len())?;
            let blob = Blob { key, bytes: Cow::Borrowed(segment.bytes) };
            return Ok((event.into_owned(), blob));
        }
        let (event, key) = self.segment_row(&mut flat, text, segment.bytes.len())?;
        Ok((event, Blob { key, bytes: Cow::Borrowed(segment.bytes) }))
    }

    fn segment_row<'x>(
        &mut self,
        flat: &mut Flat<'x>,
        text: &'x str,
        bytes: usize,
    ) -> Result<(Event<'x>, String), DropReason>
    where
        'b: 'x,
    {
        let application = self.context.application;
        let outer = Outer::of(flat);
        let named = outer.application.and_then(|token| token.text());
        same_application(&named.ok_or(DropReason::NoApplication)?, application.id)?;
        let event = Event::new(Kind::Replay, application.id, 0);
        let mut draft = Draft::new(event, &mut self.places);
        typed::place(flat, &mut draft, &[field::DATE, field::APPLICATION_ID]);

        let Some(&Value::Int(start)) = draft.get(field::SEGMENT_START) else {
            return Err(DropReason::NoDate);
        };
        let clock = Clock::new(self.context.received_ms, self.head.batch_time_ms);
        clock.check(clock.corrected(start), application.age_max_ms(Kind::Replay))?;
        draft.event_mut().date_ms = clock.corrected(start);

        let id = |id| draft.id(id).map(|id| id.text().into_owned()).filter(|id| !id.is_empty());
        let (session, view) = (id(field::SESSION_ID), id(field::VIEW_ID));
        let (Some(session), Some(view)) = (session, view) else { return Err(DropReason::NoId) };
        let index = match draft.get(field::SEGMENT_INDEX) {
            Some(Value::Int(index)) => index.to_string(),
            // Optional on mobile; the start tells segments of one view apart.
            _ => "x".to_owned(),
        };
        let key = format!(
            "replay/{}/{}/{}/{}-{start}-{index}.deflate",
            application.id.hyphenated(),
            civil(draft.event().date_ms),
            safe(&session),
            safe(&view),
        );
        identify_replay(
            &mut draft,
            &[b"segment", view.as_bytes(), index.as_bytes(), &start.to_le_bytes()],
        );
        draft.set(field::SEGMENT_BLOB, key.clone());
        draft.set(field::SEGMENT_BYTES, bytes as i64);
        draft.set(field::SEGMENT_MEDIA_TYPE, "application/zlib");
        Ok((finish(draft, text, self.head, self.context)?, key))
    }

    /// The row and blob of an image that segments show by its name.
    fn image(&mut self, event: &Part<'b>, image: &Part<'b>) -> Result<Row<'b>, DropReason> {
        let text = std::str::from_utf8(event.bytes).map_err(|_| DropReason::InvalidJson)?;
        let mut flat = Flat::new(Root::Replay);
        flat.read(text)?;
        let application = self.context.application;
        let named = Outer::of(&flat).application.and_then(|token| token.text());
        same_application(&named.ok_or(DropReason::NoApplication)?, application.id)?;

        let date_ms = self.context.received_ms;
        let name = image.file_name.filter(|name| !name.is_empty()).ok_or(DropReason::NoId)?;
        let mut draft =
            Draft::new(Event::new(Kind::Replay, application.id, date_ms), &mut self.places);
        typed::place(&mut flat, &mut draft, &[field::DATE, field::APPLICATION_ID]);
        let key = format!(
            "replay/{}/{}/image/{}",
            application.id.hyphenated(),
            civil(date_ms),
            safe(name),
        );
        identify_replay(&mut draft, &[b"image", name.as_bytes()]);
        draft.attribute("replay.name", typed::to_json(name));
        draft.set(field::SEGMENT_BLOB, key.clone());
        draft.set(field::SEGMENT_BYTES, image.bytes.len() as i64);
        draft.set(
            field::SEGMENT_MEDIA_TYPE,
            image.content_type.unwrap_or("application/octet-stream"),
        );
        let event = finish(draft, text, self.head, self.context)?;
        Ok((event, Blob { key, bytes: Cow::Borrowed(image.bytes) }))
    }
}

/// The object, or the objects of the array, that a part holds.
fn objects(bytes: &[u8]) -> Vec<&[u8]> {
    let bytes = bytes.trim_ascii();
    if !bytes.starts_with(b"[") {
        return vec![bytes];
    }
    let elements = array::Elements::new(bytes).map(|element| match element {
        array::Element::Whole(bytes) | array::Element::Broken(bytes) => bytes,
    });
    elements.take(solera_event::limit::MULTIPART_PARTS_MAX).collect()
}

/// A name as a piece of a blob's key: itself where it is short and of safe letters, else a hash.
fn safe(name: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if (1..=64).contains(&name.len()) && name.bytes().all(plain) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(format!("h{:032x}", xxh3_128(name.as_bytes())))
}
