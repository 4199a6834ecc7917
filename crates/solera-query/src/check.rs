//! Questions checked: every name resolved, every type and bound looked at. The only maker of a
//! first [`Select`]: what passes here is sound, and what does not is answered with the place and
//! what to do.

pub(crate) mod field;
pub(crate) mod filter;
mod query;
mod value;

use std::ops::Range;

use solera_event::Uuid;
use solera_event::limit::{DATE_AHEAD_MAX_MS, EVENTS_MAX, FACETS_MAX, GROUP_LIMIT_MAX};
use solera_event::time::DAY_MS;

use crate::ask::detail::{self, SessionSelect};
use crate::ask::events;
use crate::ask::facets::{self, FacetSelect};
use crate::ask::histogram;
use crate::statement::{Condition, Scope, Type};
use crate::{
    EventsQuery, EventsSelect, FacetsQuery, HistogramQuery, Invalid, Select, Table, search,
};

pub use query::query;

/// Events of a page when the question says nothing.
const EVENTS_DEFAULT: usize = 100;
/// Values of a facet when the question says nothing.
const FACET_VALUES_DEFAULT: usize = 20;
/// Buckets of a histogram when the question says nothing.
const BUCKETS_DEFAULT: usize = 40;
/// Buckets of a histogram at most: more than a screen has room for.
const BUCKETS_MAX: usize = 1_000;
/// The first moment past what a question may name: the year 10,000, where dates end to be text.
const TIME_MAX_MS: i64 = 253_402_300_800_000;

/// A checked list: whole events, or rows of sessions.
#[derive(Debug, Clone, PartialEq)]
pub enum Events {
    /// Whole events of a kind.
    Whole(EventsSelect),
    /// Sessions, one row each with every column of the session table; the statement's rows go
    /// through [`Select::finish`], and [`crate::document`] makes JSON of one.
    Sessions(Select),
}

/// Checks a question for whole events or sessions, newest first.
///
/// # Errors
/// Names what is wrong, where, and what was probably meant.
pub fn events(query: &EventsQuery, now_ms: i64) -> Result<Events, Invalid> {
    let range = range(query.from_ms, query.to_ms)?;
    let condition = read_filter(query.event, &query.filter)?;
    let limit = bounded(query.limit, EVENTS_DEFAULT, EVENTS_MAX, "/limit")?;
    let after = query.cursor.as_deref().map(events::read_cursor).transpose();
    let after = after.map_err(|error| error.at("/cursor"))?;
    let scope = scope(query.application, query.event, range, condition, now_ms);
    Ok(match query.event {
        Table::Kind(kind) => Events::Whole(events::whole(scope, kind, true, after.as_ref(), limit)),
        Table::Session => Events::Sessions(events::sessions(scope, after.as_ref(), limit)),
    })
}

/// Checks a question for facets: one statement a field, in their order.
///
/// # Errors
/// Names what is wrong, where, and what was probably meant.
pub fn facets(query: &FacetsQuery, now_ms: i64) -> Result<Vec<FacetSelect>, Invalid> {
    if query.facets.is_empty() || query.facets.len() > FACETS_MAX {
        return Err(Invalid::new(format!(
            "{} fields are asked for, 1 to {FACETS_MAX} may be",
            query.facets.len()
        ))
        .at("/fields"));
    }
    let range = range(query.from_ms, query.to_ms)?;
    let filter = search::parse(&query.filter).map_err(|error| error.at("/filter"))?;
    let facet = |(at, facet): (usize, &crate::Facet)| {
        let here = format!("/fields/{at}");
        let field = field::resolve(query.event, &facet.field).map_err(|error| error.at(&here))?;
        let condition = filter::condition(query.event, &filter.without(&field.path))
            .map_err(|error| error.at("/filter"))?;
        let limit = bounded(facet.limit, FACET_VALUES_DEFAULT, GROUP_LIMIT_MAX, &here)?;
        let search = facet.search.as_deref().filter(|search| !search.is_empty());
        let scope = scope(query.application, query.event, range.clone(), condition, now_ms);
        Ok(facets::facet(scope, field, search, limit))
    };
    query.facets.iter().enumerate().map(facet).collect()
}

/// Checks a question for a histogram. Its answer has the columns `from`, `to` and `count`, a row a
/// bucket in ascending order; a `from` or `to` of null is all that lies before or after.
///
/// # Errors
/// Names what is wrong, where, and what was probably meant.
pub fn histogram(query: &HistogramQuery, now_ms: i64) -> Result<Select, Invalid> {
    let range = range(query.from_ms, query.to_ms)?;
    let condition = read_filter(query.event, &query.filter)?;
    let field = field::resolve(query.event, &query.field).map_err(|error| error.at("/field"))?;
    numeric(query.event, &field, "a histogram").map_err(|error| error.at("/field"))?;
    let buckets = bounded(query.buckets, BUCKETS_DEFAULT, BUCKETS_MAX, "/buckets")?;
    let finite = [query.min, query.max].into_iter().flatten().all(f64::is_finite);
    if !finite || query.min.zip(query.max).is_some_and(|(min, max)| min >= max) {
        return Err(Invalid::new("the histogram's min must be less than its max").at("/min"));
    }
    let scope = scope(query.application, query.event, range, condition, now_ms);
    let plan = histogram::Plan { scope, field, buckets, min: query.min, max: query.max };
    Ok(plan.select())
}

/// Everything of one session, by the text of its id. `from_ms` and `to_ms` are hints of when it
/// was: a day more is looked at on both sides, and without them all time.
///
/// # Errors
/// When the id is empty.
pub fn session(
    application: Uuid,
    id: &str,
    from_ms: Option<i64>,
    to_ms: Option<i64>,
    now_ms: i64,
) -> Result<SessionSelect, Invalid> {
    named(id)?;
    let range = hinted(from_ms, to_ms, now_ms);
    let scope = scope(application, Table::Session, range, Condition::All, now_ms);
    Ok(detail::session(&scope, id))
}

/// Everything of one view, by the text of its id: one list for each kind of event, oldest first.
/// The hints are as those of [`session`].
///
/// # Errors
/// When the id is empty.
pub fn view(
    application: Uuid,
    id: &str,
    from_ms: Option<i64>,
    to_ms: Option<i64>,
    now_ms: i64,
) -> Result<Vec<EventsSelect>, Invalid> {
    named(id)?;
    let range = hinted(from_ms, to_ms, now_ms);
    let scope = scope(application, Table::Session, range, Condition::All, now_ms);
    Ok(detail::view(&scope, id))
}

fn named(id: &str) -> Result<(), Invalid> {
    if id.is_empty() { Err(Invalid::new("the id is empty").at("/id")) } else { Ok(()) }
}

fn hinted(from_ms: Option<i64>, to_ms: Option<i64>, now_ms: i64) -> Range<i64> {
    let last = now_ms.saturating_add(DATE_AHEAD_MAX_MS);
    let start = from_ms.map_or(0, |from| from.saturating_sub(DAY_MS).clamp(0, TIME_MAX_MS));
    let end = to_ms.map_or(last, |to| to.saturating_add(DAY_MS)).clamp(start, TIME_MAX_MS);
    start..end
}

fn scope(
    application: Uuid,
    table: Table,
    range: Range<i64>,
    condition: Condition,
    now_ms: i64,
) -> Scope {
    Scope { application, table, range, condition, now_ms, sessions: Vec::new() }
}

fn range(from_ms: i64, to_ms: i64) -> Result<Range<i64>, Invalid> {
    for (time, pointer) in [(from_ms, "/from"), (to_ms, "/to")] {
        if !(0..=TIME_MAX_MS).contains(&time) {
            return Err(Invalid::new(format!("{time} ms is no time between 1970 and 9999"))
                .at(pointer)
                .suggest(Some("give milliseconds since 1970, or RFC 3339")));
        }
    }
    if from_ms >= to_ms {
        return Err(Invalid::new("`from` must lie before `to`").at("/from"));
    }
    Ok(from_ms..to_ms)
}

fn read_filter(table: Table, text: &str) -> Result<Condition, Invalid> {
    filter::read(table, text).map_err(|error| error.at("/filter"))
}

fn bounded(
    value: Option<usize>,
    default: usize,
    max: usize,
    pointer: &str,
) -> Result<usize, Invalid> {
    match value {
        None => Ok(default.min(max)),
        Some(value) if (1..=max).contains(&value) => Ok(value),
        Some(value) => Err(Invalid::new(format!("{value} is not between 1 and {max}")).at(pointer)),
    }
}

/// Whether a field's values are numbers, or may be.
fn numeric(table: Table, field: &crate::statement::Field, what: &str) -> Result<(), Invalid> {
    let are = match field.ty {
        Type::Int | Type::Float | Type::Attribute => return Ok(()),
        Type::Bool => "true or false",
        Type::Text => "text",
        Type::Id | Type::Ids => "an id",
        Type::List => "a list",
        Type::Json => "a structure",
    };
    Err(Invalid::new(format!("`{}` is {are}; {what} needs numbers", field.path))
        .suggest(field::did_you_mean(table, &field.path)))
}
