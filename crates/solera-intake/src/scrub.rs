//! What must not be kept: masked, or the event dropped, by the application's rules.
//!
//! Works on texts: of fields, of attributes, within arrays; and on card numbers that were sent as
//! JSON numbers. A look at the raw line first says whether any rule could match at all, so that
//! most events cost next to nothing.

use std::borrow::Cow;
use std::ops::Range;

use solera_event::field::{self, FieldId, FieldType};
use solera_event::{DropReason, Event, Value};

use crate::processed::Dropped;

mod card;
mod email;
mod number;
mod query;

/// What a rule looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// E-mail addresses.
    EmailAddress,
    /// Card numbers: of a known issuer's length and prefix, with a sound check digit.
    CardNumber,
    /// Values of parameters in query strings whose name says that they are secret: `token`,
    /// `api_key`, `password`, `session`, `code`.
    QueryToken,
}

/// What is done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Nothing.
    Off,
    /// What is found becomes `***`.
    Mask,
    /// The event is dropped.
    Drop,
}

/// A scrubbing rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScrubRule {
    /// What it looks for.
    pub pattern: Pattern,
    /// What it does about it.
    pub action: Action,
}

impl Pattern {
    /// Every pattern.
    pub const ALL: [Pattern; 3] = [Pattern::EmailAddress, Pattern::CardNumber, Pattern::QueryToken];

    /// The name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Pattern::EmailAddress => "email_address",
            Pattern::CardNumber => "card_number",
            Pattern::QueryToken => "query_token",
        }
    }

    /// The pattern of that name.
    pub fn from_name(name: &str) -> Option<Pattern> {
        Pattern::ALL.into_iter().find(|pattern| pattern.name() == name)
    }

    /// Whether it could be anywhere in a line; cheap, and never wrongly `false`.
    fn may_be_in(self, raw: &[u8]) -> bool {
        match self {
            Pattern::EmailAddress => memchr::memchr(b'@', raw).is_some(),
            Pattern::CardNumber => card::next(raw, 0).is_some(),
            Pattern::QueryToken => query::may_be_in(raw),
        }
    }

    /// The first find at or after `from`.
    fn next(self, text: &[u8], from: usize) -> Option<Range<usize>> {
        match self {
            Pattern::EmailAddress => email::next(text, from),
            Pattern::CardNumber => card::next(text, from),
            Pattern::QueryToken => query::next(text, from),
        }
    }
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 3] = [Action::Off, Action::Mask, Action::Drop];

    /// The name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Action::Off => "off",
            Action::Mask => "mask",
            Action::Drop => "drop",
        }
    }

    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.name() == name)
    }
}

impl ScrubRule {
    /// The rules of an application that says nothing: tokens in query strings and card numbers
    /// are masked; e-mail addresses are not, for `usr.email` is sent on purpose.
    pub fn defaults() -> Vec<ScrubRule> {
        vec![
            ScrubRule { pattern: Pattern::QueryToken, action: Action::Mask },
            ScrubRule { pattern: Pattern::CardNumber, action: Action::Mask },
            ScrubRule { pattern: Pattern::EmailAddress, action: Action::Off },
        ]
    }
}

const MASK: &str = "***";
/// Made by chance, never by people: one number in a hundred of their length is that of a card.
const RANDOM: [FieldId; 3] = [field::SPAN_ID, field::PARENT_SPAN_ID, field::TRACE_ID];

/// Scrubs an event. `raw` is the text it was made of.
///
/// # Errors
/// [`DropReason::Scrubbed`] when a rule says so.
pub(crate) fn event(
    event: &mut Event<'_>,
    raw: &str,
    rules: &[ScrubRule],
) -> Result<(), DropReason> {
    for rule in rules.iter().filter(|rule| rule.action != Action::Off) {
        if !rule.pattern.may_be_in(raw.as_bytes()) {
            continue;
        }
        let found = fields(event, rule.pattern) | attributes(event, rule.pattern);
        if found && rule.action == Action::Drop {
            return Err(DropReason::Scrubbed);
        }
    }
    Ok(())
}

/// Masks what is found in fields. Whether anything was.
fn fields(event: &mut Event<'_>, pattern: Pattern) -> bool {
    let mut found = false;
    for (id, value) in &mut event.fields {
        let Value::Text(text) = value else { continue };
        if RANDOM.contains(id) {
            continue;
        }
        let is_json = matches!(id.field().ty, FieldType::Json | FieldType::List);
        let masked = if is_json { mask_json(text, pattern) } else { mask(text, pattern) };
        if let Some(masked) = masked {
            *text = Cow::Owned(masked);
            found = true;
        }
    }
    found
}

/// The same in attributes.
fn attributes(event: &mut Event<'_>, pattern: Pattern) -> bool {
    let mut found = false;
    for attribute in &mut event.attributes {
        if let Some(masked) = mask_json(&attribute.json, pattern) {
            attribute.json = Cow::Owned(masked);
            found = true;
        }
        if pattern == Pattern::CardNumber
            && let Some(masked) = number::mask(&attribute.path, &attribute.json)
        {
            attribute.json = Cow::Owned(masked);
            found = true;
        }
    }
    found
}

/// A text with all finds masked; `None` where there are none.
fn mask(text: &str, pattern: Pattern) -> Option<String> {
    let mut found = pattern.next(text.as_bytes(), 0)?;
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    loop {
        out.push_str(&text[from..found.start]);
        out.push_str(MASK);
        from = found.end;
        match pattern.next(text.as_bytes(), from) {
            Some(next) => found = next,
            None => break,
        }
    }
    out.push_str(&text[from..]);
    Some(out)
}

/// JSON text with all finds within its strings masked; `None` where there are none. Escapes are
/// left as they are: what is masked is plain.
fn mask_json(json: &str, pattern: Pattern) -> Option<String> {
    if !pattern.may_be_in(json.as_bytes()) {
        return None;
    }
    let mut out: Option<String> = None;
    let mut from = 0;
    while let Some(string) = next_string(json.as_bytes(), from) {
        if let Some(masked) = mask(&json[string.clone()], pattern) {
            let out = out.get_or_insert_with(|| json[..from].to_owned());
            out.push_str(&json[from..string.start]);
            out.push_str(&masked);
        } else if let Some(out) = &mut out {
            out.push_str(&json[from..string.end]);
        }
        from = string.end;
        // Past the closing quote, which belongs to what comes next.
        if let Some(out) = &mut out {
            out.push('"');
        }
        from += 1;
    }
    let mut out = out?;
    out.push_str(&json[from..]);
    Some(out)
}

/// The inside of the first string of a sound JSON text at or after `from`.
fn next_string(json: &[u8], from: usize) -> Option<Range<usize>> {
    let start = from + memchr::memchr(b'"', json.get(from..)?)? + 1;
    let mut at = start;
    loop {
        at += memchr::memchr2(b'"', b'\\', json.get(at..)?)?;
        if json[at] == b'"' {
            return Some(start..at);
        }
        at += 2;
    }
}

/// The beginning of a dropped item, masked where any rule would act: to be shown to people.
pub(crate) fn sample(item: &[u8], rules: &[ScrubRule]) -> String {
    // Twice the length, so that nothing is cut in half before it is recognised.
    let head = &item[..item.len().min(2 * Dropped::SAMPLE_BYTES_MAX)];
    let mut sample = String::from_utf8_lossy(head).into_owned();
    for rule in rules.iter().filter(|rule| rule.action != Action::Off) {
        if let Some(masked) = mask(&sample, rule.pattern) {
            sample = masked;
        }
    }
    let end = sample.floor_char_boundary(Dropped::SAMPLE_BYTES_MAX);
    sample.truncate(end);
    sample
}

#[cfg(test)]
mod tests;
