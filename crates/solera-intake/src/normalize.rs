//! The same thing said in one way: dates by one clock, trace ids in one spelling, each vital in
//! both of its places, tags in fields.
//!
//! Cannot fail. What the client said in the field itself wins over what is worked out here, and
//! an update of a view gets nothing that could overwrite what the view has.

use std::borrow::Cow;
use std::ops::Range;

use solera_event::{DropReason, FieldId, Kind, Value, field, limit};

use crate::draft::Draft;
use crate::json::{Shape, Token};
use crate::request::Head;

mod date;

pub(crate) use date::{civil, read_date};

/// How the dates of one body are corrected and judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    received_ms: i64,
    shift_ms: i64,
}

impl Clock {
    /// `batch_time_ms` is the client's clock when it sent the body.
    pub(crate) fn new(received_ms: i64, batch_time_ms: Option<i64>) -> Clock {
        let shift = batch_time_ms.map_or(0, |sent| received_ms.saturating_sub(sent));
        let wrong = shift.saturating_abs() > limit::CLOCK_SKEW_TOLERATED_MS;
        Clock { received_ms, shift_ms: if wrong { shift } else { 0 } }
    }

    /// When the body came.
    pub(crate) fn received_ms(self) -> i64 {
        self.received_ms
    }

    /// A date of the client's, by our clock.
    pub(crate) fn corrected(self, date_ms: i64) -> i64 {
        date_ms.saturating_add(self.shift_ms)
    }

    /// Whether a corrected date is near enough to be kept.
    ///
    /// # Errors
    /// Too old, or too far ahead.
    pub(crate) fn check(self, date_ms: i64, age_max_ms: i64) -> Result<(), DropReason> {
        let age = self.received_ms.saturating_sub(date_ms);
        if age > age_max_ms {
            return Err(DropReason::TooOld);
        }
        if age < -limit::DATE_AHEAD_MAX_MS {
            return Err(DropReason::TooFarAhead);
        }
        Ok(())
    }
}

/// All of it, but for the date.
pub(crate) fn normalize<'b>(draft: &mut Draft<'_, 'b>, head: &'b Head) {
    tags(draft, head);
    trace_id(draft);
    if draft.event().kind == Kind::View && !draft.event().partial {
        vitals(draft);
    }
}

/// `ddtags` (`env:dev,service:shop`), the event's own first, then the request's.
fn tags<'b>(draft: &mut Draft<'_, 'b>, head: &'b Head) {
    let partial = draft.event().partial;
    let own = draft.text(field::DDTAGS).cloned();
    let sent = head.ddtags.as_deref();
    for tags in own.into_iter().chain(sent.map(Cow::Borrowed)) {
        for (field, range) in known_tags(&tags) {
            // These two are the client's fields: in an update they would overwrite.
            if partial && matches!(field, field::SERVICE | field::VERSION) || draft.has(field) {
                continue;
            }
            match &tags {
                Cow::Borrowed(tags) => draft.set(field, &tags[range]),
                Cow::Owned(tags) => draft.set(field, tags[range].to_owned()),
            }
        }
    }
    if let Some(version) = &head.origin_version {
        draft.set_if_absent(field::SDK_VERSION, version.as_str());
    }
    if let (false, Some(source)) = (partial, &head.source) {
        draft.set_if_absent(field::SOURCE, source.as_str());
    }
}

/// The tags that are fields, and where their values lie; empty ones are left out.
fn known_tags(tags: &str) -> impl Iterator<Item = (FieldId, Range<usize>)> {
    let mut from = 0;
    tags.split(',').filter_map(move |tag| {
        let start = from + tag.len() - tag.trim_start().len();
        let end = from + tag.trim_end().len();
        from += tag.len() + 1;
        let (name, value) = tag.trim().split_once(':')?;
        let field = match name {
            "env" => field::ENV,
            "sdk_version" => field::SDK_VERSION,
            "service" => field::SERVICE,
            "version" => field::VERSION,
            _ => return None,
        };
        (!value.is_empty()).then_some((field, start + name.len() + 1..end))
    })
}

/// Trace ids to 32 lower-case hexadecimal digits; span ids stay as they were sent.
///
/// Browsers send decimal numbers of 64 bits, mobile SDKs hexadecimal ones. Digits alone are
/// decimal but for 32 of them, or 16 with a zero in front: no decimal number of 64 bits is so
/// long, or begins so.
fn trace_id(draft: &mut Draft<'_, '_>) {
    let Some(text) = draft.text(field::TRACE_ID) else { return };
    if let Some(id) = hexadecimal(text) {
        draft.set(field::TRACE_ID, id);
    }
}

/// The id in its one spelling; `None` when it is that already, or no id at all.
fn hexadecimal(text: &str) -> Option<String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let spelt = text.len() == 32 || text.len() == 16 && (text.starts_with('0') || !digits);
    if digits && !spelt {
        let number: u64 = text.parse().ok()?;
        return Some(format!("{number:032x}"));
    }
    let hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let done = text.len() == 32 && !text.bytes().any(|byte| byte.is_ascii_uppercase());
    if !hex || done || text.is_empty() || text.len() > 32 {
        return None;
    }
    Some(format!("{:0>32}", text.to_ascii_lowercase()))
}

/// The places of each vital: flat as old SDKs send it, and under `performance` as new ones do.
const VITALS: [(FieldId, FieldId); 5] = [
    (field::VIEW_LCP, field::VIEW_PERFORMANCE_LCP),
    (field::VIEW_FCP, field::VIEW_PERFORMANCE_FCP),
    (field::VIEW_INP, field::VIEW_PERFORMANCE_INP),
    (field::VIEW_CLS, field::VIEW_PERFORMANCE_CLS),
    (field::VIEW_FID, field::VIEW_PERFORMANCE_FID),
];

fn vitals(draft: &mut Draft<'_, '_>) {
    for (flat, nested) in VITALS {
        for (from, to) in [(flat, nested), (nested, flat)] {
            let number = match draft.get(from) {
                Some(Value::Int(int)) => Value::Int(*int),
                Some(Value::Float(float)) => Value::Float(*float),
                _ => continue,
            };
            draft.set_if_absent(to, number);
        }
    }
}

/// Whether a token is a string.
fn is_string(token: &Token<'_>) -> bool {
    matches!(token.shape, Shape::Plain | Shape::Escaped)
}

#[cfg(test)]
mod tests;
