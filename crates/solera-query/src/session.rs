//! The session table: what is known of a session, worked out from its views.
//!
//! A session in an answer is made of those of its views that lie in the question's time. Fields
//! of a view that are not listed here can still be asked of a session: in a filter they mean "a
//! view of the session matches", in a group the last value among its views.

use solera_event::field::{FieldType, Role, Unit};

/// A field of the session table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionField {
    /// Its path in questions.
    pub path: &'static str,
    /// What its values are.
    pub ty: FieldType,
    /// What its numbers count.
    pub unit: Unit,
    /// What it is good for in a question.
    pub role: Role,
    /// What it means, in a sentence.
    pub doc: &'static str,
    pub(crate) rule: Rule,
}

/// How a session's value comes from its views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    Id,
    Start,
    Duration,
    Views,
    /// The sum of a count.
    Sum(&'static str),
    /// Whether a count is more than none anywhere.
    Some(&'static str),
    /// Whether it is true of any view.
    Any(&'static str),
    /// Of the first view.
    First(&'static str),
    /// Of the last view.
    Last(&'static str),
    /// The last value there is.
    Latest(&'static str),
    /// The largest value there is: of what hardly ever changes within a session, and much cheaper
    /// than the last.
    Same(&'static str),
    Active,
}

use FieldType::{Bool, Id, Int, Text};
use Role::{Facet, Measure};

const fn row(
    path: &'static str,
    ty: FieldType,
    unit: Unit,
    role: Role,
    rule: Rule,
    doc: &'static str,
) -> SessionField {
    SessionField { path, ty, unit, role, doc, rule }
}

const fn count(path: &'static str, of: &'static str, doc: &'static str) -> SessionField {
    row(path, Int, Unit::Count, Measure, Rule::Sum(of), doc)
}

/// A field of views that hardly ever changes while the session goes on.
const fn same(path: &'static str, doc: &'static str) -> SessionField {
    row(path, Text, Unit::None, Facet, Rule::Same(path), doc)
}

/// A field of views that may change while the session goes on.
const fn latest(path: &'static str, doc: &'static str) -> SessionField {
    row(path, Text, Unit::None, Facet, Rule::Latest(path), doc)
}

const fn latest_id(path: &'static str, doc: &'static str) -> SessionField {
    row(path, Id, Unit::None, Facet, Rule::Latest(path), doc)
}

const fn view(path: &'static str, ty: FieldType, rule: Rule, doc: &'static str) -> SessionField {
    row(path, ty, Unit::None, Facet, rule, doc)
}

const fn is(path: &'static str, rule: Rule, doc: &'static str) -> SessionField {
    row(path, Bool, Unit::None, Facet, rule, doc)
}

#[rustfmt::skip] // a table reads by its columns
static FIELDS: &[SessionField] = &[
    row("session.id", Id, Unit::None, Facet, Rule::Id, "The session's id."),
    same("session.type", "Whether a person or a test made it: `user`, `synthetics`, `ci_test`."),
    row("date", Int, Unit::EpochMs, Measure, Rule::Start, "When its first view began."),
    row("session.duration", Int, Unit::Ns, Measure, Rule::Duration, "From its first view's beginning to the last moment known of any view."),
    row("session.view.count", Int, Unit::Count, Measure, Rule::Views, "How many views it has."),
    count("session.action.count", "view.action.count", "How many actions its views count."),
    count("session.error.count", "view.error.count", "How many errors its views count."),
    count("session.resource.count", "view.resource.count", "How many resources its views count."),
    count("session.long_task.count", "view.long_task.count", "How many long tasks its views count."),
    count("session.frustration.count", "view.frustration.count", "How many frustrations its views count."),
    count("session.crash.count", "view.crash.count", "How many crashes its views count."),
    view("session.first_view.id", Id, Rule::First("view.id"), "The first view's id."),
    view("session.first_view.name", Text, Rule::First("view.name"), "The first view's name."),
    view("session.first_view.url", Text, Rule::First("view.url"), "The first view's address."),
    view("session.last_view.id", Id, Rule::Last("view.id"), "The last view's id."),
    view("session.last_view.name", Text, Rule::Last("view.name"), "The last view's name."),
    view("session.last_view.url", Text, Rule::Last("view.url"), "The last view's address."),
    is("session.has_replay", Rule::Any("session.has_replay"), "Whether any of it was recorded."),
    is("session.has_crash", Rule::Some("view.crash.count"), "Whether anything crashed in it."),
    is("session.is_active", Rule::Active, "Whether its last view is open and was updated within the last 15 minutes."),
    latest_id("usr.id", "The last known user's id."),
    latest("usr.name", "The last known user's name."),
    latest("usr.email", "The last known user's e-mail address."),
    latest_id("usr.anonymous_id", "The last known id of the visitor's browser or device."),
    latest_id("account.id", "The last known account's id."),
    latest("account.name", "The last known account's name."),
    latest("service", "The last view's service."),
    latest("version", "The last view's version."),
    latest("env", "The last view's environment."),
    same("source", "The platform: `browser`, `ios`, `android` and so on."),
    same("browser.name", "The browser."),
    same("browser.version", "The browser's version."),
    same("browser.version_major", "The browser's version up to its first dot."),
    same("os.name", "The operating system."),
    same("os.version", "The operating system's version."),
    same("os.version_major", "The operating system's version up to its first dot."),
    same("device.type", "The kind of device."),
    same("device.name", "The device's name."),
    same("device.model", "The device's model."),
    same("device.brand", "The device's maker."),
    same("geo.country", "The country."),
    same("geo.country_iso_code", "The country's code."),
    same("geo.country_subdivision", "The state or province."),
    same("geo.city", "The city."),
    same("geo.continent_code", "The continent's code."),
    same("client_ip", "The address it came from."),
    row("bot", Bool, Unit::None, Facet, Rule::Any("bot"), "Whether a robot made it."),
];

/// Every field of the session table.
pub fn fields() -> &'static [SessionField] {
    FIELDS
}

pub(crate) fn find(path: &str) -> Option<&'static SessionField> {
    FIELDS.iter().find(|field| field.path == path)
}
