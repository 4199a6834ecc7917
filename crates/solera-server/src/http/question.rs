//! Questions as JSON: what people may write, leniently where the meaning is plain, and what it
//! becomes. Knows no store.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use solera_query as query;
use solera_query::{Function, Table};
use utoipa::ToSchema;
use uuid::Uuid;

use super::problem::Problem;
use super::when::When;
use super::{needed, parse_width};
use crate::suggest;

/// Whose events, which, and when: the beginning of every question.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    /// Whose events.
    pub(crate) application: Uuid,
    /// Which events.
    pub(crate) event: Table,
    /// From this time on, in milliseconds since 1970.
    pub(crate) from_ms: i64,
    /// Up to and without this time.
    pub(crate) to_ms: i64,
}

impl Scope {
    /// Checks what every question has.
    pub(crate) fn read(
        application: &str,
        event: &str,
        from: When,
        to: When,
    ) -> Result<Scope, Problem> {
        Ok(Scope {
            application: application_id(application)?,
            event: table(event)?,
            from_ms: from.0,
            to_ms: to.0,
        })
    }
}

/// Numbers by group and by time.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QueryRequest {
    /// A name for the answer, where several questions are asked at once.
    pub(crate) name: Option<String>,
    /// Whose events.
    application_id: String,
    /// `view`, `resource`, `action`, `error`, `long_task`, `vital`, `log`, `other`, `replay` or
    /// `session`.
    event: String,
    /// From this time on: milliseconds since 1970, or RFC 3339.
    from: When,
    /// Up to and without this time.
    to: When,
    /// A search text; empty is everything.
    #[serde(default)]
    filter: Option<String>,
    /// What to work out.
    #[serde(default)]
    compute: Vec<ComputeRequest>,
    /// By what, outermost first; empty gives one row.
    #[serde(default)]
    group_by: Vec<GroupByRequest>,
    /// The width of time buckets: `auto`, `1h`, or a number of milliseconds.
    #[serde(default)]
    #[schema(value_type = serde_json::Value)]
    interval: Option<Value>,
    /// IANA name of the zone that buckets are cut in; UTC by default.
    #[serde(default)]
    time_zone: Option<String>,
    /// How rows are ordered: `name`, `-name`, `name desc`, `{"name": .., "direction": ..}`.
    #[serde(default)]
    order_by: Option<OrderRequest>,
    /// Rows at most; 1,000 by default.
    #[serde(default)]
    limit: Option<usize>,
    /// Whether to say how the answer was worked out.
    #[serde(default)]
    pub(crate) explain: bool,
}

/// One number to work out.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ComputeRequest {
    /// The column's name; the function's by default.
    name: Option<String>,
    /// `count`, `cardinality`, `sum`, `avg`, `min`, `max`, `percentile` or `share`.
    #[serde(rename = "fn")]
    function: String,
    /// Of which field.
    field: Option<String>,
    /// The percentile, 0 to 100.
    p: Option<f64>,
    /// Only events that match this search text; of a share, the ones to count.
    filter: Option<String>,
}

/// A field to group by: its name alone, or with a limit and an order.
#[derive(Debug, Clone, ToSchema)]
pub(crate) struct GroupByRequest {
    /// The field.
    field: String,
    /// Values that get a row of their own; the others make one group, `other`.
    limit: Option<usize>,
    /// Which values come first.
    order_by: Option<OrderRequest>,
}

/// An order of rows.
#[derive(Debug, Clone, PartialEq, ToSchema)]
pub(crate) struct OrderRequest {
    /// A compute's name, a field of `group_by`, or `time`.
    name: String,
    /// Largest or latest first, unless said otherwise.
    descending: Option<bool>,
}

impl QueryRequest {
    /// The question it asks.
    pub(crate) fn read(self) -> Result<query::Query, Problem> {
        let scope = Scope::read(&self.application_id, &self.event, self.from, self.to)?;
        let compute = self.compute.into_iter().enumerate();
        Ok(query::Query {
            application: scope.application,
            event: scope.event,
            from_ms: scope.from_ms,
            to_ms: scope.to_ms,
            filter: self.filter.unwrap_or_default(),
            compute: compute.map(|(at, one)| one.read(at)).collect::<Result<_, _>>()?,
            group_by: self.group_by.into_iter().map(GroupByRequest::read).collect(),
            interval: self.interval.map(interval).transpose()?.flatten(),
            time_zone: self.time_zone,
            order_by: self.order_by.map(OrderRequest::read),
            limit: self.limit,
        })
    }
}

impl ComputeRequest {
    fn read(self, at: usize) -> Result<query::Compute, Problem> {
        let function = Function::from_name(&self.function).ok_or_else(|| {
            let names = Function::ALL.map(Function::name);
            let nearest = suggest::nearest(&self.function, names.into_iter());
            needed(&format!("/compute/{at}/fn"), &format!("one of `{}`", names.join("`, `")))
                .suggest(nearest.map(|name| format!("did you mean `{name}`?")))
        })?;
        Ok(query::Compute {
            name: self.name.unwrap_or_else(|| self.function.clone()),
            function,
            field: self.field,
            p: self.p,
            filter: self.filter,
        })
    }
}

impl GroupByRequest {
    fn read(self) -> query::GroupBy {
        let order_by = self.order_by.map(OrderRequest::read);
        query::GroupBy { field: self.field, limit: self.limit, order_by }
    }
}

impl OrderRequest {
    fn read(self) -> query::Order {
        query::Order { target: self.name, descending: self.descending.unwrap_or(true) }
    }

    /// `name`, `-name`, `+name`, `name asc`, `name desc`.
    fn of_text(text: &str) -> OrderRequest {
        let text = text.trim();
        if let Some(name) = text.strip_prefix('-') {
            return OrderRequest { name: name.trim().to_owned(), descending: Some(true) };
        }
        if let Some(name) = text.strip_prefix('+') {
            return OrderRequest { name: name.trim().to_owned(), descending: Some(false) };
        }
        if let Some((name, direction)) = text.rsplit_once([' ', ':'])
            && let Some(descending) = direction_of(direction)
        {
            return OrderRequest { name: name.trim().to_owned(), descending: Some(descending) };
        }
        OrderRequest { name: text.to_owned(), descending: None }
    }
}

fn direction_of(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "desc" | "descending" => Some(true),
        "asc" | "ascending" => Some(false),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for OrderRequest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        order_of(Value::deserialize(from)?).map_err(D::Error::custom)
    }
}

fn order_of(value: Value) -> Result<OrderRequest, String> {
    let object = match value {
        Value::String(text) => return Ok(OrderRequest::of_text(&text)),
        Value::Array(items) => {
            let first = items.into_iter().next();
            return order_of(first.ok_or("an order names at least one column")?);
        }
        Value::Object(object) => object,
        _ => return Err("an order is a name, `-name`, or an object with `name`".to_owned()),
    };
    let (mut name, mut descending) = (None, None);
    for (key, value) in object {
        let text = value.as_str().map(str::to_owned);
        match (key.as_str(), text, value) {
            ("name" | "field" | "column" | "compute" | "target", Some(text), _) => {
                name = Some(text)
            }
            ("direction" | "order" | "dir", Some(text), _) => {
                let direction = direction_of(&text);
                descending =
                    Some(direction.ok_or(format!("`{text}` is neither `asc` nor `desc`"))?);
            }
            ("desc" | "descending", _, Value::Bool(yes)) => descending = Some(yes),
            ("asc" | "ascending", _, Value::Bool(yes)) => descending = Some(!yes),
            _ => {
                return Err(format!("unknown field `{key}`, expected one of `name`, `direction`"));
            }
        }
    }
    let name = name.ok_or("an order needs a `name`")?;
    Ok(OrderRequest { name, descending })
}

impl<'de> Deserialize<'de> for GroupByRequest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Whole {
            field: String,
            limit: Option<usize>,
            order_by: Option<OrderRequest>,
        }
        let value = Value::deserialize(from)?;
        if let Value::String(field) = value {
            return Ok(GroupByRequest { field, limit: None, order_by: None });
        }
        let Whole { field, limit, order_by } =
            Whole::deserialize(value).map_err(D::Error::custom)?;
        Ok(GroupByRequest { field, limit, order_by })
    }
}

/// The application's id.
pub(crate) fn application_id(text: &str) -> Result<Uuid, Problem> {
    let unknown = || {
        Problem::not_found(format!("`{text}` is no application's id; those are UUIDs"))
            .at("/application_id")
    };
    text.parse().map_err(|_| unknown())
}

/// The table of an event's name.
pub(crate) fn table(event: &str) -> Result<Table, Problem> {
    Table::from_name(event).ok_or_else(|| {
        let nearest = suggest::nearest(event, Table::NAMES.into_iter());
        needed("/event", &format!("one of `{}`", Table::NAMES.join("`, `")))
            .suggest(nearest.map(|name| format!("did you mean `{name}`?")))
    })
}

fn interval(value: Value) -> Result<Option<query::Interval>, Problem> {
    let bad = || needed("/interval", "`auto`, a width such as `1h`, or a number of milliseconds");
    let width = match &value {
        Value::Null => return Ok(None),
        Value::String(text) if text == "auto" => return Ok(Some(query::Interval::Auto)),
        Value::String(text) => parse_width(text),
        Value::Number(number) => number.as_i64(),
        _ => None,
    };
    width.filter(|ms| *ms > 0).map(|ms| Some(query::Interval::Fixed(ms))).ok_or_else(bad)
}

#[cfg(test)]
mod tests;
