//! A search's words to conditions on columns: each value read as its field's type.

use solera_event::{Id, Kind};

use super::field;
use super::value::number;
use crate::search::{Bound, Comparison, Filter, Pattern, Piece, Value};
use crate::statement::{Condition, Field, Limit, Number, Test, Type};
use crate::{Invalid, Table};

/// Parses a search text and gives its words their meaning in a table.
///
/// # Errors
/// Points at the character.
pub(crate) fn read(table: Table, text: &str) -> Result<Condition, Invalid> {
    condition(table, &crate::search::parse(text)?)
}

/// Gives a parsed search its meaning in a table.
pub(crate) fn condition(table: Table, filter: &Filter) -> Result<Condition, Invalid> {
    let each = |all: &[Filter]| -> Result<Vec<Condition>, Invalid> {
        all.iter().map(|one| condition(table, one)).collect()
    };
    match filter {
        Filter::All => Ok(Condition::All),
        Filter::And(all) => each(all).map(flat_and),
        Filter::Or(all) => each(all).map(Condition::Or),
        Filter::Not(inner) => Ok(Condition::Not(Box::new(condition(table, inner)?))),
        Filter::Text { pattern, .. } => Ok(words(table, pattern)),
        Filter::Field { path, value, position, value_position } => {
            let field = field::resolve(table, path).map_err(|error| error.position(*position))?;
            test(table, &field, value).map_err(|error| error.position(*value_position))
        }
    }
}

/// One level of AND, so that what every row must match stands in one list.
fn flat_and(all: Vec<Condition>) -> Condition {
    let mut flat = Vec::new();
    for one in all {
        match one {
            Condition::All => (),
            Condition::And(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    match flat.len() {
        0 => Condition::All,
        1 => flat.remove(0),
        _ => Condition::And(flat),
    }
}

fn test(table: Table, field: &Field, value: &Value) -> Result<Condition, Invalid> {
    typed_test(field, value).map_err(|error| match field.ty {
        // A misspelt field is an attribute of which nothing is known: so what is wrong may be its
        // name. Of a field that is known it is the value, and no other name would help.
        Type::Attribute => error.suggest(field::did_you_mean(table, &field.path)),
        _ => error,
    })
}

fn typed_test(field: &Field, value: &Value) -> Result<Condition, Invalid> {
    let test = match value {
        Value::Any => Test::Present,
        Value::Is(pattern) => return is(field, pattern),
        Value::Compare(comparison, text) => {
            comparable(field)?;
            let inclusive =
                matches!(comparison, Comparison::GreaterOrEqual | Comparison::LessOrEqual);
            let limit = Some(Limit { number: number(field, text)?, inclusive });
            match comparison {
                Comparison::Greater | Comparison::GreaterOrEqual => Test::Between(limit, None),
                Comparison::Less | Comparison::LessOrEqual => Test::Between(None, limit),
            }
        }
        Value::Range(None, None) => Test::Present,
        Value::Range(low, high) => {
            comparable(field)?;
            Test::Between(limit(field, low.as_ref())?, limit(field, high.as_ref())?)
        }
    };
    Ok(Condition::Test(field.clone(), test))
}

fn limit(field: &Field, bound: Option<&Bound>) -> Result<Option<Limit>, Invalid> {
    let read = |bound: &Bound| {
        Ok(Limit { number: number(field, &bound.text)?, inclusive: bound.inclusive })
    };
    bound.map(read).transpose()
}

/// Whether `>` means something for the field's type.
fn comparable(field: &Field) -> Result<(), Invalid> {
    let what = match field.ty {
        Type::Bool => "true or false",
        Type::Id | Type::Ids => "an id",
        Type::Json => "a structure",
        _ => return Ok(()),
    };
    Err(Invalid::new(format!("`{}` is {what} and cannot be compared", field.path)))
}

fn is(field: &Field, pattern: &Pattern) -> Result<Condition, Invalid> {
    let test = |test| Ok(Condition::Test(field.clone(), test));
    let Some(text) = pattern.plain() else {
        return match field.ty {
            Type::Bool => Err(no_bool(field)),
            Type::Json => test(Test::Contains(within(pattern))),
            _ => test(Test::Like(like(pattern))),
        };
    };
    match field.ty {
        Type::Bool => match text {
            "true" => test(Test::Bool(true)),
            "false" => test(Test::Bool(false)),
            _ => Err(no_bool(field)),
        },
        Type::Int | Type::Float => {
            let limit = Some(Limit { number: number(field, text)?, inclusive: true });
            test(Test::Between(limit, limit))
        }
        Type::Json => test(Test::Contains(within(pattern))),
        Type::Text | Type::Id | Type::Ids | Type::List | Type::Attribute => {
            test(Test::Text(text.to_owned()))
        }
    }
}

fn no_bool(field: &Field) -> Invalid {
    Invalid::new(format!("`{}` is true or false, nothing else", field.path))
        .suggest(Some(format!("write {}:true or {}:false", field.path, field.path)))
}

/// A bare term: somewhere in the texts that a person would expect; a UUID among the ids.
fn words(table: Table, pattern: &Pattern) -> Condition {
    let kind = table.kind();
    let place = |path: &str| match table {
        Table::Kind(_) => field::known(kind, path),
        Table::Session => field::resolve(table, path).expect("a field of views"),
    };
    if pattern.0.iter().all(|piece| *piece == Piece::Many) {
        return Condition::All;
    }
    if let Some(text) = pattern.plain()
        && matches!(Id::parse(text), Id::Uuid(_))
    {
        let is = |path: &&str| Condition::Test(place(path), Test::Text(text.to_owned()));
        return Condition::Or(ids(kind).iter().map(is).collect());
    }
    let columns = texts(kind).iter().map(|path| place(path)).collect();
    Condition::Words { columns, like: within(pattern) }
}

/// Where a bare term is looked for.
const fn texts(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::View => &["view.name", "view.url"],
        Kind::Action => &["action.target.name", "view.name"],
        Kind::Resource => &["resource.url", "resource.graphql.operationName"],
        Kind::Error => &["error.message", "error.type", "error.stack", "view.name"],
        Kind::LongTask => &["view.name", "view.url"],
        Kind::Vital => &["vital.name", "vital.description", "view.name"],
        Kind::Log => &["message", "error.message", "error.kind", "logger.name"],
        Kind::Replay => &["view.name", "view.url"],
        Kind::Other => &["type", "event.name", "view.name"],
        Kind::Telemetry => &["telemetry.message", "telemetry.error.kind"],
        Kind::Outcome => &["outcome.name", "outcome.reason", "outcome.sample"],
    }
}

/// Where a bare UUID is looked for.
const fn ids(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::View => &["view.id", "session.id", "usr.id", "usr.anonymous_id"],
        Kind::Action => &["action.id", "view.id", "session.id"],
        Kind::Resource => &["resource.id", "view.id", "session.id"],
        Kind::Error => &["error.id", "view.id", "session.id"],
        Kind::LongTask => &["long_task.id", "view.id", "session.id"],
        Kind::Vital => &["vital.id", "view.id", "session.id"],
        Kind::Other => &["transition.id", "event.id", "view.id", "session.id"],
        Kind::Log | Kind::Replay | Kind::Telemetry => &["view.id", "session.id"],
        Kind::Outcome => &["application.id"],
    }
}

/// A LIKE pattern for text that holds the pattern anywhere.
pub(crate) fn within(pattern: &Pattern) -> String {
    let mut all = Pattern(vec![Piece::Many]);
    for piece in pattern.0.iter().cloned().chain([Piece::Many]) {
        match piece {
            Piece::Text(_) => all.0.push(piece),
            wildcard => all.push_wildcard(wildcard),
        }
    }
    like(&all)
}

/// A LIKE pattern; the backslash is its escape.
pub(crate) fn like(pattern: &Pattern) -> String {
    let mut like = String::new();
    for piece in &pattern.0 {
        match piece {
            Piece::Many => like.push('%'),
            Piece::One => like.push('_'),
            Piece::Text(text) => {
                for char in text.chars() {
                    if matches!(char, '%' | '_' | '\\') {
                        like.push('\\');
                    }
                    like.push(char);
                }
            }
        }
    }
    like
}

impl Number {
    pub(crate) const fn as_f64(self) -> f64 {
        match self {
            Number::Int(int) => int as f64,
            Number::Float(float) => float,
        }
    }
}
