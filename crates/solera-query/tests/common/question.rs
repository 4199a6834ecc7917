//! Questions as a few lines of text, for tests.

#![allow(dead_code)] // each test takes what it needs

use solera_event::Uuid;
use solera_query::{
    Compute, EventsQuery, Facet, FacetsQuery, Function, GroupBy, HistogramQuery, Interval, Order,
    Query, Table,
};

/// 2026-11-01T00:00:00Z.
pub(crate) const NOW_MS: i64 = 1_793_491_200_000;
const DAY_MS: i64 = 86_400_000;

/// The application of every test.
pub(crate) fn application() -> Uuid {
    Uuid::from_bytes([0xa1; 16])
}

/// A question's lines: a key, a colon, a value.
pub(crate) struct Lines<'a>(&'a str);

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Lines<'a> {
        Lines(text)
    }

    pub(crate) fn all(&self, key: &str) -> Vec<&'a str> {
        let value = |line: &'a str| line.strip_prefix(key)?.strip_prefix(": ");
        self.0.lines().filter_map(value).collect()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'a str> {
        self.all(key).first().copied()
    }

    fn table(&self) -> Table {
        let name = self.get("event").unwrap_or("view");
        Table::from_name(name).expect("a table")
    }

    fn filter(&self) -> String {
        self.get("filter").unwrap_or_default().to_owned()
    }

    /// The last 14 days, or as many as said.
    fn start_ms(&self) -> i64 {
        let days = self.get("days").map_or(14, |days| days.parse().expect("days"));
        NOW_MS - days * DAY_MS
    }

    fn limit(&self) -> Option<usize> {
        self.get("limit").map(|limit| limit.parse().expect("a limit"))
    }

    pub(crate) fn query(&self) -> Query {
        Query {
            application: application(),
            event: self.table(),
            from_ms: self.start_ms(),
            to_ms: NOW_MS,
            filter: self.filter(),
            compute: self.all("compute").into_iter().map(compute).collect(),
            group_by: self.all("group_by").into_iter().map(group).collect(),
            interval: self.get("interval").map(|text| Interval::parse(text).expect("an interval")),
            time_zone: self.get("time_zone").map(str::to_owned),
            order_by: self.get("order_by").map(order),
            limit: self.limit(),
        }
    }

    pub(crate) fn events(&self) -> EventsQuery {
        EventsQuery {
            application: application(),
            event: self.table(),
            from_ms: self.start_ms(),
            to_ms: NOW_MS,
            filter: self.filter(),
            limit: self.limit(),
            cursor: self.get("cursor").map(str::to_owned),
        }
    }

    pub(crate) fn facets(&self) -> FacetsQuery {
        let facet = |line: &str| {
            let (field, search) = line.split_once(' ').unzip();
            Facet {
                field: field.unwrap_or(line).to_owned(),
                search: search.map(str::to_owned),
                limit: self.limit(),
            }
        };
        FacetsQuery {
            application: application(),
            event: self.table(),
            from_ms: self.start_ms(),
            to_ms: NOW_MS,
            filter: self.filter(),
            facets: self.all("facet").into_iter().map(facet).collect(),
        }
    }

    pub(crate) fn histogram(&self) -> HistogramQuery {
        let number = |key| self.get(key).map(|text: &str| text.parse().expect("a number"));
        HistogramQuery {
            application: application(),
            event: self.table(),
            from_ms: self.start_ms(),
            to_ms: NOW_MS,
            filter: self.filter(),
            field: self.get("field").expect("a field").to_owned(),
            buckets: self.get("buckets").map(|text| text.parse().expect("buckets")),
            min: number("min"),
            max: number("max"),
        }
    }
}

/// `name = function [field] [p] [where filter]`
fn compute(line: &str) -> Compute {
    let (name, rest) = line.split_once(" = ").unwrap_or((line, line));
    let (call, filter) = match rest.split_once(" where ") {
        Some((call, filter)) => (call, Some(filter.to_owned())),
        None => (rest, None),
    };
    let mut words = call.split(' ');
    let function = words.next().and_then(Function::from_name).expect("a function");
    Compute {
        name: name.to_owned(),
        function,
        field: words.next().map(str::to_owned),
        p: words.next().map(|p| p.parse().expect("p")),
        filter,
    }
}

/// `field [limit] [order]`
fn group(line: &str) -> GroupBy {
    let mut words = line.split(' ');
    GroupBy {
        field: words.next().expect("a field").to_owned(),
        limit: words.next().map(|limit| limit.parse().expect("a limit")),
        order_by: words.next().map(order),
    }
}

/// `-target` is descending.
fn order(text: &str) -> Order {
    let target = text.strip_prefix('-').unwrap_or(text);
    Order { target: target.to_owned(), descending: target != text }
}
