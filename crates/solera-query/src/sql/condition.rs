//! Conditions as SQL. Absence is no match, and the negation of no match is a match: a row without
//! the field is among `-field:value`.

use super::datafusion::{attribute, id, number, text};
use super::writer::{Writer, as_number};
use crate::Cell;
use crate::statement::{Condition, Field, Limit, Number, Place, Test, Type};

impl Writer<'_> {
    /// A condition on a row of the source.
    pub(super) fn condition(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::Test(Field { place: Place::Views(of), .. }, test) => {
                let of_view = Condition::Test((**of).clone(), test.clone());
                self.any_view(&of_view)
            }
            Condition::Words { columns, like } if is_of_views(columns) => {
                let columns = columns.iter().map(inner).collect();
                self.any_view(&Condition::Words { columns, like: like.clone() })
            }
            Condition::Test(field, test) => {
                let value = self.value(field);
                self.test(field, &value, test)
            }
            Condition::Words { columns, like } => {
                let values: Vec<String> = columns.iter().map(|field| self.value(field)).collect();
                words(&values, like)
            }
            _ => self.combined(condition, Writer::condition),
        }
    }

    /// A condition on a row of events.
    pub(super) fn row_condition(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::Test(field, test) => {
                let value = self.row_value(field);
                self.test(field, &value, test)
            }
            Condition::Words { columns, like } => {
                let values: Vec<String> =
                    columns.iter().map(|field| self.row_value(field)).collect();
                words(&values, like)
            }
            _ => self.combined(condition, Writer::row_condition),
        }
    }

    fn combined(
        &mut self,
        condition: &Condition,
        write: impl Fn(&mut Self, &Condition) -> String,
    ) -> String {
        let mut joined = |all: &[Condition], between| {
            let all: Vec<String> = all.iter().map(|one| write(self, one)).collect();
            format!("({})", all.join(between))
        };
        match condition {
            Condition::All => "true".to_owned(),
            Condition::And(all) => joined(all, " AND "),
            Condition::Or(all) => joined(all, " OR "),
            Condition::Not(inner) => self.negated(inner, write),
            Condition::Test(..) | Condition::Words { .. } => unreachable!("written by the caller"),
        }
    }

    fn negated(
        &mut self,
        condition: &Condition,
        write: impl Fn(&mut Self, &Condition) -> String,
    ) -> String {
        let positive = write(self, condition);
        match positive.strip_suffix(" IS NOT NULL") {
            Some(value) if matches!(condition, Condition::Test(_, Test::Present)) => {
                format!("{value} IS NULL")
            }
            _ => format!("({positive}) IS NOT TRUE"),
        }
    }

    fn test(&mut self, field: &Field, value: &str, test: &Test) -> String {
        match test {
            Test::Present => format!("{value} IS NOT NULL"),
            Test::Bool(true) => value.to_owned(),
            Test::Bool(false) => format!("NOT {value}"),
            Test::OneOf(cells) => one_of(field, value, cells),
            Test::Contains(like) => contains(field, value, like),
            Test::Text(is) => self.is(field, value, is),
            Test::Like(like) => self.is_like(field, value, like),
            Test::Between(low, high) if field.ty == Type::List => {
                format!("list_any_range({value}, {}, {})", lowest(*low), highest(*high))
            }
            Test::Between(low, high) => between(field, value, *low, *high),
        }
    }

    fn is(&mut self, field: &Field, value: &str, is: &str) -> String {
        match field.ty {
            Type::Id => format!("{value} = {}", id(is)),
            Type::Ids => {
                let list = self.whole_list(field);
                format!("({value} = {} OR list_any_eq({list}, {}))", id(is), text(is))
            }
            Type::List => format!("list_any_eq({value}, {})", text(is)),
            Type::Attribute => {
                let number = match is.parse::<f64>() {
                    Ok(float) if float.is_finite() => {
                        format!(" OR attribute_number({value}) = {}", number(Number::Float(float)))
                    }
                    _ => String::new(),
                };
                let is = text(is);
                format!("(attribute_text({value}) = {is} OR list_any_eq({value}, {is}){number})")
            }
            _ => format!("{value} = {}", text(is)),
        }
    }

    fn is_like(&mut self, field: &Field, value: &str, like: &str) -> String {
        let like = text(like);
        match field.ty {
            Type::Id => format!("id_text({value}) LIKE {like}"),
            Type::Ids => {
                let list = self.whole_list(field);
                format!("(id_text({value}) LIKE {like} OR list_any_like({list}, {like}))")
            }
            Type::List => format!("list_any_like({value}, {like})"),
            Type::Attribute => {
                format!("(attribute_text({value}) LIKE {like} OR list_any_like({value}, {like}))")
            }
            Type::Int | Type::Float => format!("CAST({value} AS VARCHAR) LIKE {like}"),
            _ => format!("{value} LIKE {like}"),
        }
    }

    /// A field of one id holds the first where a list was sent; the whole is an attribute.
    fn whole_list(&mut self, field: &Field) -> String {
        self.attributes.insert(field.path.clone());
        self.columns.insert(attribute(&field.path));
        attribute(&field.path)
    }
}

fn contains(field: &Field, value: &str, like: &str) -> String {
    let like = text(like);
    match field.ty {
        Type::Id | Type::Ids => format!("id_text({value}) ILIKE {like}"),
        Type::List => format!("list_any_like({value}, {like})"),
        Type::Attribute => format!("attribute_text({value}) ILIKE {like}"),
        Type::Bool | Type::Int | Type::Float => format!("CAST({value} AS VARCHAR) ILIKE {like}"),
        Type::Text | Type::Json => format!("{value} ILIKE {like}"),
    }
}

fn words(values: &[String], like: &str) -> String {
    let like = text(like);
    let any: Vec<String> = values.iter().map(|value| format!("{value} ILIKE {like}")).collect();
    format!("({})", any.join(" OR "))
}

/// Whether a value is one of those in an answer.
pub(super) fn one_of(field: &Field, value: &str, cells: &[Cell]) -> String {
    let literal = |cell: &Cell| match cell {
        Cell::Text(is) if matches!(field.ty, Type::Id | Type::Ids) => Some(id(is)),
        Cell::Text(is) => Some(text(is)),
        Cell::Int(int) => Some(number(Number::Int(*int))),
        Cell::Float(float) => Some(number(Number::Float(*float))),
        Cell::Bool(flag) => Some(flag.to_string()),
        // All others are never among the values that a group was cut to.
        Cell::Null | Cell::Other => None,
    };
    let literals: Vec<String> = cells.iter().filter_map(literal).collect();
    let value = match field.ty {
        Type::Attribute => format!("attribute_text({value})"),
        _ => value.to_owned(),
    };
    match (literals.is_empty(), literals.len() < cells.len()) {
        (true, false) => "false".to_owned(),
        (true, true) => format!("{value} IS NULL"),
        (false, false) => format!("{value} IN ({})", literals.join(", ")),
        (false, true) => format!("({value} IS NULL OR {value} IN ({}))", literals.join(", ")),
    }
}

fn between(field: &Field, value: &str, low: Option<Limit>, high: Option<Limit>) -> String {
    let value = as_number(field, value);
    let whole = field.ty == Type::Int;
    if let (Some(low), Some(high)) = (low, high)
        && low == high
        && low.inclusive
    {
        return match low.number {
            // A whole number is never 1.5.
            Number::Float(float) if whole && float.fract() != 0.0 => "false".to_owned(),
            is => format!("{value} = {}", number(literal(is, whole, f64::round))),
        };
    }
    let low = low.map(|low| bound(&value, low, whole, [">", ">="], [f64::floor, f64::ceil]));
    let high = high.map(|high| bound(&value, high, whole, ["<", "<="], [f64::ceil, f64::floor]));
    match (low, high) {
        (Some(low), Some(high)) => format!("({low} AND {high})"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => format!("{value} IS NOT NULL"),
    }
}

/// One comparison. A whole number over 1.5 is over 1, at least 1.5 is at least 2: so the literal
/// is whole as the column is, and the comparison reaches the pages' statistics.
fn bound(
    value: &str,
    limit: Limit,
    whole: bool,
    signs: [&str; 2],
    rounds: [fn(f64) -> f64; 2],
) -> String {
    let at = usize::from(limit.inclusive);
    format!("{value} {} {}", signs[at], number(literal(limit.number, whole, rounds[at])))
}

/// A literal of the column's own type.
fn literal(number: Number, whole: bool, round: fn(f64) -> f64) -> Number {
    match number {
        // Past the ends `as` stops at the first or last integer, which compares the same.
        Number::Float(float) if whole => Number::Int(round(float) as i64),
        Number::Int(int) if !whole => Number::Float(int as f64),
        same => same,
    }
}

fn lowest(limit: Option<Limit>) -> String {
    let low = limit.map_or(f64::MIN, |limit| match limit.inclusive {
        true => limit.number.as_f64(),
        false => limit.number.as_f64().next_up(),
    });
    number(Number::Float(low))
}

fn highest(limit: Option<Limit>) -> String {
    let high = limit.map_or(f64::MAX, |limit| match limit.inclusive {
        true => limit.number.as_f64(),
        false => limit.number.as_f64().next_down(),
    });
    number(Number::Float(high))
}

fn is_of_views(columns: &[Field]) -> bool {
    columns.iter().all(|field| matches!(field.place, Place::Views(_)))
}

fn inner(field: &Field) -> Field {
    match &field.place {
        Place::Views(of) => (**of).clone(),
        _ => field.clone(),
    }
}
