//! The aggregate question, checked.

use solera_event::limit::{
    COMPUTES_MAX, GROUP_FIELDS_MAX, GROUP_LIMIT_MAX, ROWS_DEFAULT, ROWS_MAX,
};

use super::{bounded, field, filter, numeric, range, read_filter, scope};
use crate::ask::query::{Group, Plan};
use crate::interval::{self, Series};
use crate::statement::{Field, Measure, Place, Target, Type};
use crate::{Compute, Function, Invalid, Order, Query, Select, Table, suggest};

/// Checks an aggregate question. `now_ms` is milliseconds since 1970.
///
/// # Errors
/// Names what is wrong, where, and what was probably meant.
pub fn query(query: &Query, now_ms: i64) -> Result<Select, Invalid> {
    let range = range(query.from_ms, query.to_ms)?;
    let condition = read_filter(query.event, &query.filter)?;
    let measures = measures(query)?;
    let mut groups = groups(query)?;
    let series = series(query, &range)?;
    unique_columns(query, &groups)?;
    let order = match &query.order_by {
        Some(order) => target(query, &groups, order).map_err(|error| error.at("/order_by"))?,
        None if series.is_some() => (Target::Bucket, false),
        None => (Target::Measure(0), true),
    };
    for at in 0..groups.len() {
        groups[at].order = group_order(query, &groups, at, order)?;
    }
    let cut = series.is_some() || groups.iter().any(|group| group.limit.is_some());
    let default = if cut { ROWS_MAX } else { ROWS_DEFAULT };
    let limit = bounded(query.limit, default, ROWS_MAX, "/limit")?;
    let names = query.compute.iter().map(|compute| compute.name.clone()).collect();
    let scope = scope(query.application, query.event, range, condition, now_ms);
    Ok(Plan { scope, groups, series, measures, names, order, limit }.select())
}

fn measures(query: &Query) -> Result<Vec<Measure>, Invalid> {
    if query.compute.is_empty() || query.compute.len() > COMPUTES_MAX {
        return Err(Invalid::new(format!(
            "{} computes are asked for, 1 to {COMPUTES_MAX} may be",
            query.compute.len()
        ))
        .at("/compute")
        .suggest(Some("ask for a count: {\"name\": \"count\", \"fn\": \"count\"}")));
    }
    let read =
        |(at, compute): (usize, &Compute)| measure(query.event, compute, &format!("/compute/{at}"));
    query.compute.iter().enumerate().map(read).collect()
}

fn measure(table: Table, compute: &Compute, here: &str) -> Result<Measure, Invalid> {
    let function = compute.function;
    let name = function.name();
    let at_field = format!("{here}/field");
    let field = compute
        .field
        .as_deref()
        .map(|path| field::resolve(table, path).map_err(|error| error.at(&at_field)))
        .transpose()?;
    match (&field, function) {
        (Some(_), Function::Share) => {
            return Err(Invalid::new("share takes a filter and no field").at(&at_field));
        }
        (None, Function::Count | Function::Share) | (Some(_), Function::Count) => (),
        (None, _) => return Err(Invalid::new(format!("{name} needs a field")).at(&at_field)),
        (Some(_), Function::Cardinality) => (),
        (Some(field), _) => {
            numeric(table, field, name)
                .and_then(|()| of_session(field))
                .map_err(|error| error.at(&at_field))?;
        }
    }
    let condition = match compute.filter.as_deref() {
        Some(text) => {
            let at_filter = format!("{here}/filter");
            Some(filter::read(table, text).map_err(|error| error.at(at_filter))?)
        }
        None if function == Function::Share => {
            return Err(Invalid::new("share needs a filter: the events whose share is asked for")
                .at(format!("{here}/filter")));
        }
        None => None,
    };
    Ok(Measure { function, field, p: percentile(compute, here)?, condition })
}

/// A number of a view is none of its session's: summing one view's up would mislead.
fn of_session(field: &Field) -> Result<(), Invalid> {
    match field.place {
        Place::Views(_) => Err(Invalid::new(format!("a session has no number `{}`", field.path))
            .suggest(Some("ask it of `view`, or take a field of the session table"))),
        _ => Ok(()),
    }
}

fn percentile(compute: &Compute, here: &str) -> Result<f64, Invalid> {
    let at = format!("{here}/p");
    match (compute.function, compute.p) {
        (Function::Percentile, Some(p)) if (0.0..=100.0).contains(&p) => Ok(p),
        (Function::Percentile, Some(p)) => {
            Err(Invalid::new(format!("p is {p}, it must be 0 to 100")).at(at))
        }
        (Function::Percentile, None) => {
            Err(Invalid::new("percentile needs p, 0 to 100").at(at).suggest(Some("\"p\": 75")))
        }
        (_, Some(_)) => {
            let name = compute.function.name();
            Err(Invalid::new(format!("{name} takes no p, only percentile does")).at(at))
        }
        (_, None) => Ok(0.0),
    }
}

fn groups(query: &Query) -> Result<Vec<Group>, Invalid> {
    if query.group_by.len() > GROUP_FIELDS_MAX {
        return Err(Invalid::new(format!(
            "{} fields to group by, at most {GROUP_FIELDS_MAX} may be",
            query.group_by.len()
        ))
        .at("/group_by"));
    }
    let mut groups: Vec<Group> = Vec::new();
    for (at, group) in query.group_by.iter().enumerate() {
        let here = format!("/group_by/{at}");
        let field = field::resolve(query.event, &group.field)
            .map_err(|error| error.at(format!("{here}/field")))?;
        let is_list = |group: &Group| group.field.ty == Type::List;
        if field.ty == Type::List && groups.iter().any(is_list) {
            return Err(Invalid::new("only one list may be grouped by at once").at(here));
        }
        if let Some(limit) = group.limit {
            bounded(Some(limit), limit, GROUP_LIMIT_MAX, &format!("{here}/limit"))?;
        }
        groups.push(Group { field, limit: group.limit, order: (Target::Measure(0), true) });
    }
    Ok(groups)
}

fn series(query: &Query, range: &std::ops::Range<i64>) -> Result<Option<(Field, Series)>, Invalid> {
    let name = query.time_zone.as_deref().unwrap_or("UTC");
    let zone = interval::zone(name).map_err(|error| error.at("/time_zone"))?;
    let Some(interval) = query.interval else { return Ok(None) };
    let series = interval::cut(range, interval, zone).map_err(|error| error.at("/interval"))?;
    let date = field::resolve(query.event, "date").expect("every table has a date");
    Ok(Some((date, series)))
}

/// No two columns of an answer have one name.
fn unique_columns(query: &Query, groups: &[Group]) -> Result<(), Invalid> {
    let mut names: Vec<&str> = Vec::new();
    let fields = groups
        .iter()
        .enumerate()
        .map(|(at, group)| (group.field.path.as_str(), format!("/group_by/{at}/field")));
    let time = query.interval.iter().map(|_| ("time", "/interval".to_owned()));
    let computes = query.compute.iter().enumerate();
    let computes =
        computes.map(|(at, compute)| (compute.name.as_str(), format!("/compute/{at}/name")));
    for (name, pointer) in fields.chain(time).chain(computes) {
        if name.is_empty() {
            return Err(Invalid::new("a compute needs a name").at(pointer));
        }
        if names.contains(&name) {
            return Err(Invalid::new(format!("two columns are named `{name}`")).at(pointer));
        }
        names.push(name);
    }
    Ok(())
}

/// What a group's first values are chosen by: its own order, else the question's where that says
/// anything of it, else the first compute.
fn group_order(
    query: &Query,
    groups: &[Group],
    at: usize,
    order: (Target, bool),
) -> Result<(Target, bool), Invalid> {
    let pointer = format!("/group_by/{at}/order_by");
    let own = query.group_by[at].order_by.as_ref();
    let chosen = own.map(|own| target(query, groups, own)).transpose();
    match chosen.map_err(|error| error.at(&pointer))?.unwrap_or(order) {
        (Target::Key(key), descending) if key == at => Ok((Target::Key(0), descending)),
        (Target::Measure(compute), descending) => Ok((Target::Measure(compute), descending)),
        _ if own.is_some() => {
            Err(Invalid::new("a group is ordered by a compute or by its own value").at(pointer))
        }
        _ => Ok((Target::Measure(0), true)),
    }
}

fn target(query: &Query, groups: &[Group], order: &Order) -> Result<(Target, bool), Invalid> {
    let name = order.target.as_str();
    let path = name.strip_prefix('@').unwrap_or(name);
    let compute = query.compute.iter().position(|compute| compute.name == name);
    let group = groups.iter().position(|group| group.field.path == path);
    let found = match (compute, group) {
        (Some(at), _) => Some(Target::Measure(at)),
        (None, Some(at)) => Some(Target::Key(at)),
        (None, None) => {
            (query.interval.is_some() && matches!(name, "time" | "date")).then_some(Target::Bucket)
        }
    };
    let names = query.compute.iter().map(|compute| compute.name.as_str());
    let names = names.chain(groups.iter().map(|group| group.field.path.as_str()));
    found.map(|found| (found, order.descending)).ok_or_else(|| {
        Invalid::new(format!("`{name}` is no column of the answer to order by"))
            .suggest(Some(format!("take one of {}", names.clone().collect::<Vec<_>>().join(", "))))
            .suggest(suggest::nearest(name, names))
    })
}
