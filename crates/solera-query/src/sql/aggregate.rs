//! Aggregates by group and bucket as SQL.
//!
//! The statement's columns, in order: for each key `g0`, `g1`… (its value, ids as text) and, where
//! only some values are kept, `o0`… (1 for all the others, whose value is null); the bucket `b`;
//! for each measure `c0`, `c1`….

use super::Written;
use super::condition::one_of;
use super::datafusion::{number, text};
use super::writer::Writer;
use crate::Function;
use crate::statement::{Aggregate, Buckets, Field, Key, Measure, Number, Target, Type};

/// An expression to select, and the one to group by that it is made of.
struct Grouped {
    select: String,
    group: String,
}

/// Writes an aggregate.
pub(crate) fn aggregate(aggregate: &Aggregate) -> Written {
    let mut writer = Writer::new(&aggregate.scope);
    let mut grouped = Vec::new();
    let mut lists = Vec::new();
    for (at, key) in aggregate.keys.iter().enumerate() {
        grouped.extend(writer.key(key, at, &mut lists));
    }
    if let Some(buckets) = &aggregate.buckets {
        grouped.push(writer.buckets(buckets));
    }
    let mut selected: Vec<String> = grouped.iter().map(|one| one.select.clone()).collect();
    for (at, measure) in aggregate.measures.iter().enumerate() {
        selected.push(format!("{} AS \"c{at}\"", writer.measure(measure)));
    }
    let mut columns: Vec<String> = writer.columns.iter().cloned().collect();
    let source = writer.source().to_string();
    let source = match lists.as_slice() {
        [] => source,
        lists => {
            columns.extend(lists.iter().cloned());
            format!("(SELECT {}\n  FROM {source}) AS \"elements\"", columns.join(", "))
        }
    };
    let mut sql = format!("SELECT {}\nFROM {source}", selected.join(",\n  "));
    if !grouped.is_empty() {
        let keys: Vec<&str> = grouped.iter().map(|one| one.group.as_str()).collect();
        sql.push_str(&format!("\nGROUP BY {}", keys.join(", ")));
        sql.push_str(&order(aggregate));
        sql.push_str(&format!("\nLIMIT {}", aggregate.limit));
    }
    Written { sql, attributes: writer.attributes.into_iter().collect() }
}

/// The order asked for, then every key, so that equals always come in the same order.
fn order(aggregate: &Aggregate) -> String {
    let Some((target, descending)) = aggregate.order else { return String::new() };
    let direction = if descending { "DESC" } else { "ASC" };
    let first = match target {
        Target::Key(at) => format!("\"g{at}\""),
        Target::Bucket => "\"b\"".to_owned(),
        Target::Measure(at) => format!("\"c{at}\""),
    };
    let mut all = vec![format!("{first} {direction} NULLS LAST")];
    let keys = (0..aggregate.keys.len()).filter(|at| target != Target::Key(*at));
    all.extend(keys.map(|at| format!("\"g{at}\" ASC NULLS LAST")));
    format!("\nORDER BY {}", all.join(", "))
}

impl Writer<'_> {
    fn key(&mut self, key: &Key, at: usize, lists: &mut Vec<String>) -> Vec<Grouped> {
        let (value, distinct) = if key.field.ty == Type::List {
            let columns = self.columns.clone();
            let list = self.value(&key.field);
            // The list itself is not needed outside.
            self.columns = columns;
            lists.push(format!("unnest(list_texts({list})) AS \"u{at}\""));
            (format!("\"u{at}\""), format!("\"u{at}\""))
        } else {
            (self.value(&key.field), self.distinct(&key.field))
        };
        let Some(keep) = &key.keep else {
            let select = format!("{} AS \"g{at}\"", shown(&key.field, &distinct));
            return vec![Grouped { select, group: distinct }];
        };
        let kept = one_of(&key.field, &value, keep);
        let group = format!("CASE WHEN {kept} THEN {distinct} END");
        let other = format!("CASE WHEN {kept} THEN 0 ELSE 1 END");
        vec![
            Grouped { select: format!("{} AS \"g{at}\"", shown(&key.field, &group)), group },
            Grouped { select: format!("{other} AS \"o{at}\""), group: other },
        ]
    }

    fn buckets(&mut self, buckets: &Buckets) -> Grouped {
        match buckets {
            Buckets::Even { field, start, width } => {
                let value = self.value(field);
                let group = format!("({value} - {start}) / {width}");
                Grouped { select: format!("({group}) * {width} + {start} AS \"b\""), group }
            }
            Buckets::Uneven { field, bounds } => {
                let bounds: Vec<String> = bounds.iter().map(i64::to_string).collect();
                let group = format!("bucket({}, {})", self.value(field), text(&bounds.join(",")));
                Grouped { select: format!("{group} AS \"b\""), group }
            }
            Buckets::Measure { field, start, width, count } => {
                let value = self.number(field);
                let group = measure_bucket(&value, *start, *width, *count);
                Grouped { select: format!("{group} AS \"b\""), group }
            }
        }
    }

    fn measure(&mut self, measure: &Measure) -> String {
        let condition = measure.condition.as_ref().map(|condition| self.condition(condition));
        let only = condition
            .as_ref()
            .map(|condition| format!(" FILTER (WHERE {condition})"))
            .unwrap_or_default();
        let Some(field) = &measure.field else {
            return match measure.function {
                Function::Share => {
                    format!("CAST(count(*){only} AS DOUBLE) / CAST(nullif(count(*), 0) AS DOUBLE)")
                }
                _ => format!("count(*){only}"),
            };
        };
        // Our own aggregates take no FILTER; they skip nulls.
        let masked = |value: String| match &condition {
            Some(condition) => format!("CASE WHEN {condition} THEN {value} END"),
            None => value,
        };
        match measure.function {
            Function::Count | Function::Share => format!("count({}){only}", self.value(field)),
            Function::Cardinality => format!("cardinality({})", masked(self.distinct(field))),
            Function::Percentile => {
                let p = number(Number::Float(measure.p));
                format!("percentile({}, {p})", masked(self.number(field)))
            }
            Function::Sum => format!("sum({}){only}", self.number(field)),
            Function::Avg => format!("avg({}){only}", self.number(field)),
            Function::Min => format!("min({}){only}", self.number(field)),
            Function::Max => format!("max({}){only}", self.number(field)),
        }
    }
}

/// A value as an answer shows it.
fn shown(field: &Field, value: &str) -> String {
    match field.ty {
        Type::Id | Type::Ids => format!("id_text({value})"),
        _ => value.to_owned(),
    }
}

fn measure_bucket(value: &str, start: Number, width: Number, count: usize) -> String {
    if let (Number::Int(start), Number::Int(width)) = (start, width) {
        let place = format!("({value} - {start}) / {width}");
        return format!(
            "CASE WHEN {value} < {start} THEN -1 WHEN {place} >= {count} THEN {count} ELSE {place} END"
        );
    }
    let (start, width) =
        (number(Number::Float(start.as_f64())), number(Number::Float(width.as_f64())));
    let place = format!("floor(({value} - {start}) / {width})");
    // Compared before the cast: a far value has no place among integers.
    format!(
        "CASE WHEN {place} < 0.0 THEN -1 WHEN {place} >= {count}.0 THEN {count} ELSE CAST({place} AS BIGINT) END"
    )
}
