//! One item of a body of lines: JSON text to event, or the reason to drop it.

use solera_event::{DropReason, Event, FieldId, Kind, Uuid, field};

use super::flat::{Flat, Root};
use super::identity::{Occurrences, identify};
use super::repeated::last_wins;
use super::{log, typed};
use crate::application::Context;
use crate::draft::{Draft, Places};
use crate::json::Token;
use crate::normalize::{Clock, read_date};
use crate::process::finish;
use crate::request::{Head, Track};

/// Why an item is no event, and which kind it would have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unfit {
    pub(super) reason: DropReason,
    pub(super) kind: Option<Kind>,
}

impl From<DropReason> for Unfit {
    fn from(reason: DropReason) -> Unfit {
        Unfit { reason, kind: None }
    }
}

/// Makes events of the items of one body.
pub(super) struct Decoder<'b, 'c> {
    flat: Flat<'b>,
    shared: Shared<'b, 'c>,
}

/// What does not borrow from the item at hand.
struct Shared<'b, 'c> {
    head: &'b Head,
    context: &'b Context<'c>,
    clock: Clock,
    places: Places,
    seen: Occurrences,
}

impl<'b, 'c> Decoder<'b, 'c> {
    /// A decoder for one body.
    pub(super) fn new(head: &'b Head, context: &'b Context<'c>) -> Decoder<'b, 'c> {
        let clock = Clock::new(context.received_ms, head.batch_time_ms);
        let (places, seen) = (Places::new(), Occurrences::default());
        let shared = Shared { head, context, clock, places, seen };
        Decoder { flat: Flat::new(Root::Event), shared }
    }

    /// The event of an item.
    pub(super) fn event(&mut self, item: &'b str) -> Result<Event<'b>, Unfit> {
        self.flat.read(item)?;
        if !self.flat.repeated() {
            return self.shared.event(&mut self.flat, item);
        }
        let text = last_wins(item).map_err(DropReason::from)?;
        let mut flat = Flat::new(Root::Event);
        flat.read(&text)?;
        Ok(self.shared.event(&mut flat, item)?.into_owned())
    }
}

impl<'b> Shared<'b, '_> {
    /// The event of a flattened item. `item` is its text as it was sent.
    fn event<'x>(&mut self, flat: &mut Flat<'x>, item: &'x str) -> Result<Event<'x>, Unfit>
    where
        'b: 'x,
    {
        let Outer { ty, date, application } = Outer::of(flat);
        let (kind, partial) = match self.head.track {
            Track::Logs => (Kind::Log, false),
            _ => kind_of(ty).ok_or(DropReason::NoType)?,
        };
        let unfit = |reason| Unfit { reason, kind: Some(kind) };
        let lenient = matches!(kind, Kind::Log | Kind::Telemetry);
        match application {
            Some(token) => self.check_application(token).map_err(unfit)?,
            None if lenient => {}
            None => return Err(unfit(DropReason::NoApplication)),
        }
        let told = date.and_then(|token| read_date(&token));
        let date_ms = match told {
            Some(told) => self.clock.corrected(told),
            None if lenient => self.clock.received_ms(),
            None => return Err(unfit(DropReason::NoDate)),
        };
        let age_max_ms = self.context.application.age_max_ms(kind);
        self.clock.check(date_ms, age_max_ms).map_err(unfit)?;

        let event = Event::new(kind, self.context.application.id, date_ms);
        let mut draft = Draft::new(event, &mut self.places);
        draft.event_mut().partial = partial;
        typed::place(flat, &mut draft, taken(kind));
        if let (Some(date), None) = (date, told) {
            draft.attribute("date", date.raw);
        }
        if kind == Kind::View {
            draft.event_mut().version = version(&draft);
        }
        if kind == Kind::Log {
            log::complete(&mut draft, self.context.application.id).map_err(unfit)?;
        }
        if !identify(&mut draft, item, &mut self.seen) {
            return Err(unfit(DropReason::NoId));
        }
        finish(draft, item, self.head, self.context).map_err(unfit)
    }

    /// An event must be of its token's application.
    fn check_application(&self, token: Token<'_>) -> Result<(), DropReason> {
        let text = token.text().ok_or(DropReason::WrongApplication)?;
        same_application(&text, self.context.application.id)
    }
}

/// Whether a text names the application, in any spelling of a UUID.
pub(super) fn same_application(text: &str, application: Uuid) -> Result<(), DropReason> {
    match Uuid::try_parse(text) {
        Ok(id) if id == application => Ok(()),
        _ => Err(DropReason::WrongApplication),
    }
}

/// A view's document version. Clients that count none (mini-programs, hand-made events) still
/// send a view again and again: there the time spent orders what they send.
fn version(draft: &Draft<'_, '_>) -> u64 {
    let spent_ms = || Some(int(draft, field::VIEW_TIME_SPENT)? / 1_000_000);
    let version = int(draft, field::DOCUMENT_VERSION).or_else(spent_ms);
    version.and_then(|version| u64::try_from(version).ok()).unwrap_or(0)
}

fn int(draft: &Draft<'_, '_>, field: FieldId) -> Option<i64> {
    match draft.get(field)? {
        solera_event::Value::Int(int) => Some(*int),
        _ => None,
    }
}

/// What must be known before the fields are placed.
#[derive(Default)]
pub(super) struct Outer<'x> {
    ty: Option<Token<'x>>,
    date: Option<Token<'x>>,
    pub(super) application: Option<Token<'x>>,
}

impl<'x> Outer<'x> {
    /// Finds it among the leaves.
    pub(super) fn of(flat: &Flat<'x>) -> Outer<'x> {
        let mut outer = Outer::default();
        for leaf in &flat.leaves {
            match leaf.field {
                field::TYPE => outer.ty = Some(leaf.token()),
                field::DATE => outer.date = Some(leaf.token()),
                field::APPLICATION_ID => outer.application = Some(leaf.token()),
                _ => {}
            }
        }
        outer
    }
}

/// The fields that stand in the event's own members.
fn taken(kind: Kind) -> &'static [FieldId] {
    match kind {
        Kind::Other | Kind::Log => &[field::DATE, field::APPLICATION_ID],
        _ => &[field::DATE, field::APPLICATION_ID, field::TYPE],
    }
}

/// The kind that a `type` names, and whether it is a partial one.
fn kind_of(token: Option<Token<'_>>) -> Option<(Kind, bool)> {
    let text = token?.text()?;
    Some(match &*text {
        "" => return None,
        "view" => (Kind::View, false),
        "view_update" => (Kind::View, true),
        "action" => (Kind::Action, false),
        "resource" => (Kind::Resource, false),
        "error" => (Kind::Error, false),
        "long_task" => (Kind::LongTask, false),
        "vital" => (Kind::Vital, false),
        "telemetry" => (Kind::Telemetry, false),
        // `transition`, `custom`, and whatever comes next.
        _ => (Kind::Other, false),
    })
}
