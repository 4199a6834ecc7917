//! An event in the making: the flat event, and where each field lies in it.
//!
//! The steps between decode and the log look some thirty fields up in each event; a plain search
//! would take longer than decoding it.

use std::borrow::Cow;

use solera_event::{Attribute, Event, FIELDS, FieldId, Id, Value};

/// Where each field lies, kept from one event to the next.
#[derive(Debug)]
pub(crate) struct Places(Vec<u16>);

const NOWHERE: u16 = u16::MAX;

impl Places {
    /// No field anywhere.
    pub(crate) fn new() -> Places {
        Places(vec![NOWHERE; FIELDS.len()])
    }
}

/// An event in the making.
pub(crate) struct Draft<'p, 'b> {
    event: Event<'b>,
    places: &'p mut Places,
}

impl<'p, 'b> Draft<'p, 'b> {
    /// Starts with an event without fields.
    pub(crate) fn new(event: Event<'b>, places: &'p mut Places) -> Draft<'p, 'b> {
        debug_assert!(event.fields.is_empty());
        places.0.fill(NOWHERE);
        Draft { event, places }
    }

    /// The event as it is.
    pub(crate) fn event(&self) -> &Event<'b> {
        &self.event
    }

    /// The event's own members. Its fields are changed through the draft alone.
    pub(crate) fn event_mut(&mut self) -> &mut Event<'b> {
        &mut self.event
    }

    /// The event, made.
    pub(crate) fn finish(self) -> Event<'b> {
        self.event
    }

    /// The value of a field.
    #[inline]
    pub(crate) fn get(&self, field: FieldId) -> Option<&Value<'b>> {
        match self.places.0[field.index()] {
            NOWHERE => None,
            at => Some(&self.event.fields[usize::from(at)].1),
        }
    }

    /// Whether a field has a value.
    #[inline]
    pub(crate) fn has(&self, field: FieldId) -> bool {
        self.places.0[field.index()] != NOWHERE
    }

    /// A text field's text, borrowed from the body where it can be.
    pub(crate) fn text(&self, field: FieldId) -> Option<&Cow<'b, str>> {
        match self.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an id field.
    pub(crate) fn id(&self, field: FieldId) -> Option<Id<'_>> {
        match self.get(field)? {
            Value::Uuid(uuid) => Some(Id::Uuid(*uuid)),
            Value::Text(text) => Some(Id::Text(Cow::Borrowed(text))),
            _ => None,
        }
    }

    /// Puts a value, in place of the one before it if there is one.
    // Inlined, so that a value is made where it lies: a copy of one that was made piece by piece
    // waits for the pieces.
    #[inline(always)]
    pub(crate) fn set(&mut self, field: FieldId, value: impl Into<Value<'b>>) {
        match self.places.0[field.index()] {
            NOWHERE => {
                self.places.0[field.index()] = self.event.fields.len() as u16;
                self.event.fields.push((field, value.into()));
            }
            at => self.event.fields[usize::from(at)].1 = value.into(),
        }
    }

    /// Puts a value where there is none.
    #[inline]
    pub(crate) fn set_if_absent(&mut self, field: FieldId, value: impl Into<Value<'b>>) {
        if !self.has(field) {
            self.set(field, value);
        }
    }

    /// Adds an attribute.
    pub(crate) fn attribute(
        &mut self,
        path: impl Into<Cow<'b, str>>,
        json: impl Into<Cow<'b, str>>,
    ) {
        self.event.attributes.push(Attribute { path: path.into(), json: json.into() });
    }
}
