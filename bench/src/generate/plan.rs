//! What will happen in a view: how it paints, what loads, what the visitor does, what breaks, and
//! when versions of its document are sent.
//!
//! Does not write JSON. Must hold: a view's first version comes early, its last one last, and in
//! between come the others 3 seconds and more apart, as the browser SDK throttles them.

use super::dice::Dice;
use super::session::{Counts, View};

/// A view that is looked at longer was forgotten in a tab.
const VIEW_MS: f64 = 15.0 * 60_000.0;

/// Something that happens in a view.
#[derive(Clone, Copy)]
pub struct Item {
    /// How far into the view, in ms.
    pub at_ms: f64,
    /// What.
    pub what: What,
    /// The action that caused it, as an index into the view's actions.
    pub action: Option<u8>,
}

/// What can happen.
#[derive(Clone, Copy, PartialEq)]
pub enum What {
    /// Something was loaded.
    Resource,
    /// The visitor acted; with what this caused, and whether it was in vain.
    Action(Caused),
    /// The page was busy.
    LongTask,
    /// Something broke.
    Error,
    /// The page measured something of its own.
    Vital,
    /// A version of the view's document; true for the last one.
    Version(bool),
}

/// What an action caused.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Caused {
    /// Resources.
    pub resources: i64,
    /// Long tasks.
    pub long_tasks: i64,
    /// Errors.
    pub errors: i64,
    /// A click repeated in anger, or without effect.
    pub frustrating: bool,
}

/// When what was painted, in ms from the start of the view.
#[derive(Clone, Copy, Default)]
pub struct Paint {
    /// The first byte of the document.
    pub first_byte: f64,
    /// The document can be used.
    pub dom_interactive: f64,
    /// The first content.
    pub first_contentful: f64,
    /// The largest content.
    pub largest_contentful: f64,
    /// The load event.
    pub load_event: f64,
    /// The page came to rest.
    pub loading_time: f64,
    /// The slowest answer to the visitor.
    pub interaction: f64,
    /// Layout shift, in ten thousandths.
    pub shift: u64,
}

/// Draws a view's whole course.
pub fn plan(view: &mut View, slowness: f64, newest_release: bool, dice: &mut Dice) {
    // the newest release paints later: something for people to find
    let slowness = slowness * if newest_release { 1.15 } else { 1.0 };
    view.paint = paint(slowness, dice);
    let paint = view.paint;
    view.lasts_ms = dice.skewed(22_000.0, 1.1).clamp(400.0, VIEW_MS);
    view.counts = Counts::default();
    view.actions.clear();
    view.plan.clear();
    let lasts = view.lasts_ms;
    let mut acts = [(0.0, Caused::default()); 24];
    let actions = dice.repeats(0.73, acts.len());
    for act in &mut acts[..actions] {
        act.0 = paint.first_contentful + dice.unit() * (lasts - paint.first_contentful).max(50.0);
        act.1.frustrating = dice.chance(0.04);
        view.actions.push(dice.uuid());
    }
    let resources = dice.skewed(if view.initial { 16.5 } else { 9.0 }, 0.5).round() as usize;
    let long_tasks = dice.repeats(0.75, 30);
    let errors = dice.repeats(0.5, 30);
    let busy = paint.loading_time;
    for (what, count, share) in [
        (What::Resource, resources, 0.35),
        (What::LongTask, long_tasks, 0.4),
        (What::Error, errors, 0.5),
    ] {
        for _ in 0..count {
            let item = place(what, share, busy, &mut acts[..actions], dice);
            view.plan.push(item);
        }
    }
    for (index, (at_ms, caused)) in acts[..actions].iter().enumerate() {
        view.plan.push(Item {
            at_ms: *at_ms,
            what: What::Action(*caused),
            action: Some(index as u8),
        });
    }
    for _ in 0..dice.repeats(0.555, 12) {
        view.plan.push(Item { at_ms: busy + dice.unit() * lasts, what: What::Vital, action: None });
    }
    versions(view, dice);
    view.plan.sort_unstable_by(|a, b| a.at_ms.total_cmp(&b.at_ms));
}

/// Puts something after an action with this probability, else into the time of loading.
fn place(what: What, share: f64, busy: f64, acts: &mut [(f64, Caused)], dice: &mut Dice) -> Item {
    if acts.is_empty() || !dice.chance(share) {
        return Item { at_ms: dice.skewed(busy * 0.4, 0.7), what, action: None };
    }
    let index = dice.below(acts.len());
    let (at_ms, caused) = &mut acts[index];
    match what {
        What::Resource => caused.resources += 1,
        What::LongTask => caused.long_tasks += 1,
        _ => caused.errors += 1,
    }
    Item { at_ms: *at_ms + dice.skewed(35.0, 0.8), what, action: Some(index as u8) }
}

fn versions(view: &mut View, dice: &mut Dice) {
    let version = |at_ms, last| Item { at_ms, what: What::Version(last), action: None };
    let mut at_ms = 150.0 + dice.unit() * 700.0;
    view.plan.push(version(at_ms, false));
    for _ in 0..dice.repeats(0.62, 8) {
        at_ms += 3_000.0 + dice.skewed(4_000.0, 1.2);
        if at_ms < view.lasts_ms {
            view.plan.push(version(at_ms, false));
        }
    }
    let end = view.plan.iter().fold(at_ms.min(view.lasts_ms), |end, item| end.max(item.at_ms));
    view.lasts_ms = view.lasts_ms.max(end + 1.0);
    view.plan.push(version(view.lasts_ms, true));
}

fn paint(slowness: f64, dice: &mut Dice) -> Paint {
    let first_byte = dice.skewed(180.0, 0.55) * slowness;
    let dom_interactive = first_byte + dice.skewed(260.0, 0.5) * slowness;
    let first_contentful = first_byte + dice.skewed(420.0, 0.55) * slowness;
    let largest_contentful =
        first_contentful + if dice.chance(0.3) { 0.0 } else { dice.skewed(620.0, 0.8) * slowness };
    let load_event = dom_interactive + dice.skewed(700.0, 0.6) * slowness;
    let loading_time = load_event.max(largest_contentful) + dice.skewed(200.0, 0.9) * slowness;
    Paint {
        first_byte,
        dom_interactive,
        first_contentful,
        largest_contentful,
        load_event,
        loading_time,
        // the event timing interface rounds to 8 ms
        interaction: (dice.skewed(70.0, 0.8) * slowness / 8.0).ceil() * 8.0,
        shift: if dice.chance(0.45) { 0 } else { dice.skewed(320.0, 1.2) as u64 },
    }
}
