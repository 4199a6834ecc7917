//! The steps of the door, in order: decode, normalize, enrich, scrub.

use crate::application::Context;
use crate::body::BodyError;
use crate::draft::Draft;
use crate::enrich::enrich;
use crate::normalize::normalize;
use crate::processed::{Dropped, Processed};
use crate::request::{Head, Track};
use crate::rum::{lines, replay};
use crate::scrub;

use solera_event::{DropReason, Event};

/// Makes events of an inflated body.
///
/// Browser and place are worked out of the `head` that a context meets first, so a context is good
/// for one body.
///
/// # Errors
/// [`BodyError::Unreadable`] when a replay upload is no multipart body. Everything else that is
/// wrong costs single items, which end in [`Processed::dropped`].
pub fn process<'b>(
    head: &'b Head,
    body: &'b [u8],
    context: &'b Context<'_>,
) -> Result<Processed<'b>, BodyError> {
    match head.track {
        Track::Rum | Track::Logs => Ok(lines::process(head, body, context)),
        Track::Replay => replay::process(head, body, context),
        Track::Profile | Track::Spans => Ok(not_kept(body, context)),
    }
}

/// The steps after decode.
///
/// # Errors
/// The reason to drop the event.
pub(crate) fn finish<'b>(
    mut draft: Draft<'_, 'b>,
    raw: &str,
    head: &'b Head,
    context: &'b Context<'_>,
) -> Result<Event<'b>, DropReason> {
    normalize(&mut draft, head);
    enrich(&mut draft, context.visitor(head), context.application);
    let mut event = draft.finish();
    scrub::event(&mut event, raw, &context.application.scrub)?;
    Ok(event)
}

/// A body that is taken so that its client is content, and forgotten.
fn not_kept<'b>(body: &[u8], context: &Context<'_>) -> Processed<'b> {
    let sample = scrub::sample(body, &context.application.scrub);
    let bytes = body.len();
    let dropped = Dropped { reason: DropReason::NotKept, kind: None, items: 1, bytes, sample };
    Processed { dropped: vec![dropped], ..Processed::default() }
}
