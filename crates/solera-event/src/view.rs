//! A view is sent many times and kept once: how its versions become one document.
//!
//! A full version replaces all before it. A partial one (`view_update`) says what changed since
//! the version before it. [`History`] holds what is needed so that the versions end in the same
//! document in whatever order they come, repeated or with some missing.

use std::borrow::Cow;

use crate::attribute::is_under;
use crate::field::{self, FieldType, Origin};
use crate::{Attribute, Event, Value, limit};

/// Objects that an update replaces whole; all others are merged key by key.
const REPLACED_WHOLE: [&str; 6] =
    ["view.custom_timings", "context", "connectivity", "usr", "device", "privacy"];

/// The versions of one view that may still matter, the oldest first: at most one full version,
/// at the front, and the partial ones after it.
#[derive(Debug, Default)]
pub struct History<'a>(Vec<Event<'a>>);

impl<'a> History<'a> {
    /// The history that a row holds: its earlier versions as they were kept, or the row itself.
    pub fn new(versions: Vec<Event<'a>>) -> History<'a> {
        History(versions)
    }

    /// The versions, the oldest first.
    pub fn versions(&self) -> &[Event<'a>] {
        &self.0
    }

    /// Takes a version in. `false` when it changes nothing: it came before, or a full version as
    /// high or higher did.
    pub fn add(&mut self, event: Event<'a>) -> bool {
        let full = self.0.iter().filter(|other| !other.partial).map(|other| other.version).max();
        if full.is_some_and(|full| event.version <= full)
            || event.partial && self.0.iter().any(|other| other.version == event.version)
        {
            return false;
        }
        if !event.partial {
            self.0.retain(|other| other.version > event.version);
        }
        let at = self.0.partition_point(|other| other.version < event.version);
        self.0.insert(at, event);
        if self.0.len() > limit::VIEW_UPDATES_MAX {
            let second = self.0.remove(1);
            merge(&mut self.0[0], second);
        }
        true
    }

    /// The document that the versions make. Its `version` is the highest, it keeps the first
    /// row's date through [`Event::date_ms`] of the oldest version, and it is partial while no
    /// full version is known.
    pub fn document(&self) -> Option<Event<'a>> {
        let (first, rest) = self.0.split_first()?;
        let mut document = first.clone();
        for update in rest {
            merge(&mut document, update.clone());
        }
        document.attributes.retain(|attribute| attribute.json != "null" || !document.partial);
        Some(document)
    }
}

/// Merges an update onto the document before it.
pub fn merge<'a>(document: &mut Event<'a>, update: Event<'a>) {
    for prefix in REPLACED_WHOLE {
        if sent_paths(&update).any(|path| is_under(path, prefix)) {
            forget(document, prefix);
        }
    }
    document.version = document.version.max(update.version);
    // Before the fields: an attribute may stand beside its own field, to the digit.
    for attribute in &update.attributes {
        forget(document, &attribute.path);
    }
    for (id, value) in update.fields {
        let known = id.field();
        match known.origin {
            Origin::Hidden => {}
            Origin::Derived => document.set_if_absent(id, value),
            Origin::Sent if id == field::PAGE_STATES => append_page_states(document, value),
            Origin::Sent => {
                // A list or object may have stood here as an attribute.
                document.attributes.retain(|old| !is_under(&old.path, known.path));
                document.set(id, value);
            }
        }
    }
    let partial = document.partial;
    for attribute in update.attributes {
        // Without a base a deletion must be remembered: the base may come later.
        if attribute.json != "null" || partial {
            document.attributes.push(attribute);
        }
    }
}

fn sent_paths<'e>(event: &'e Event<'_>) -> impl Iterator<Item = &'e str> {
    let fields = event.fields.iter().map(|(id, _)| id.field());
    fields
        .filter(|field| field.origin == Origin::Sent)
        .map(|field| field.path)
        .chain(event.attributes.iter().map(|attribute| &*attribute.path))
}

/// Drops what stands at a path and under it.
fn forget(document: &mut Event<'_>, path: &str) {
    document.attributes.retain(|Attribute { path: old, .. }| !is_under(old, path));
    document.fields.retain(|(id, _)| {
        let known = id.field();
        known.origin != Origin::Sent || !is_under(known.path, path)
    });
}

/// Joins two JSON arrays as text: `[a]` and `[b]` to `[a,b]`.
fn append_page_states<'a>(document: &mut Event<'a>, more: Value<'a>) {
    debug_assert_eq!(field::PAGE_STATES.field().ty, FieldType::Json);
    let joined = match (document.get(field::PAGE_STATES), &more) {
        (Some(Value::Text(old)), Value::Text(new)) => join_arrays(old, new),
        _ => None,
    };
    match joined {
        Some(joined) => document.set(field::PAGE_STATES, Value::Text(Cow::Owned(joined))),
        None => document.set(field::PAGE_STATES, more),
    }
}

fn join_arrays(old: &str, new: &str) -> Option<String> {
    let inner =
        |text: &str| Some(text.trim().strip_prefix('[')?.strip_suffix(']')?.trim().to_owned());
    let (old, new) = (inner(old)?, inner(new)?);
    Some(match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("[{new}]"),
        (_, true) => format!("[{old}]"),
        _ => format!("[{old},{new}]"),
    })
}

#[cfg(test)]
mod tests;
