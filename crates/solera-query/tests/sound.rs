//! Whatever is asked: a sentence about what is wrong, or SQL that a parser takes for one query,
//! with every text of the question where only a value or a name can stand.

#[path = "common/question.rs"]
mod common;

use common::{NOW_MS, application};
use proptest::prelude::*;
use solera_event::{FIELDS, Kind};
use solera_query::{
    Cell, Compute, EventsQuery, Facet, FacetsQuery, Function, GroupBy, HistogramQuery, Interval,
    Order, Query, Rows, Select, Step, Table, check,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

fn table() -> impl Strategy<Value = Table> {
    let kinds = Kind::ALL.into_iter().map(Table::Kind);
    prop::sample::select(kinds.chain([Table::Session]).collect::<Vec<_>>())
}

fn path() -> impl Strategy<Value = String> {
    let paths: Vec<&str> = FIELDS.iter().map(|field| field.path).collect();
    let sessions: Vec<&str> =
        solera_query::session_fields().iter().map(|field| field.path).collect();
    prop_oneof![
        6 => prop::sample::select(paths).prop_map(str::to_owned),
        3 => prop::sample::select(sessions).prop_map(str::to_owned),
        1 => Just("context.cart.total".to_owned()),
        1 => "[a-z'\"@\\\\;.-]{1,8}",
    ]
}

fn term() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just("*".to_owned()),
        Just("404".to_owned()),
        Just(">3s".to_owned()),
        Just("[1 TO 2.5kB}".to_owned()),
        Just("<=-1e3".to_owned()),
        Just("true".to_owned()),
        Just("daf1fb62-1944-4de7-9434-db33559c273c".to_owned()),
        Just("(a OR b* -c)".to_owned()),
        "\"[^\"\\\\]{0,8}\"",
        "['%_;?*a-]{1,6}",
    ];
    prop_oneof![
        4 => (path(), value).prop_map(|(path, value)| format!("{path}:{value}")),
        1 => "['%_;a-z\u{0}]{1,8}",
        1 => "\"[^\"\\\\]{0,8}\"",
    ]
}

fn filter() -> impl Strategy<Value = String> {
    let joined = prop::sample::select(vec![" ", " OR ", " -", " AND NOT "]);
    prop::collection::vec((term(), joined), 0..3).prop_map(|terms| {
        terms.iter().enumerate().fold(String::new(), |text, (at, (term, joined))| {
            if at == 0 { term.clone() } else { format!("{text}{joined}{term}") }
        })
    })
}

fn compute() -> impl Strategy<Value = Compute> {
    let function = prop::sample::select(Function::ALL.to_vec());
    (function, prop::option::weighted(0.8, path()), prop::option::weighted(0.3, filter())).prop_map(
        |(function, field, filter)| Compute {
            name: String::new(),
            function,
            field: field.filter(|_| function != Function::Share),
            p: (function == Function::Percentile).then_some(75.0),
            filter: if function == Function::Share {
                filter.or(Some("a".to_owned()))
            } else {
                filter
            },
        },
    )
}

fn query() -> impl Strategy<Value = Query> {
    let group = (path(), prop::option::of(1..30_usize), any::<bool>());
    let interval = prop_oneof![
        3 => Just(None),
        1 => Just(Some(Interval::Auto)),
        1 => (3_600_000..2_000_000_000_i64).prop_map(|width| Some(Interval::Fixed(width))),
    ];
    let zone = prop::sample::select(vec![None, Some("Europe/Berlin"), Some("Asia/Kolkata")]);
    let parts = (
        table(),
        filter(),
        prop::collection::vec(compute(), 1..4),
        prop::collection::vec(group, 0..4),
        interval,
        zone,
        0..6_usize,
    );
    parts.prop_map(|(event, filter, mut compute, groups, interval, time_zone, order)| {
        for (at, compute) in compute.iter_mut().enumerate() {
            compute.name = format!("c{at}");
        }
        let group_by = groups.into_iter().map(|(field, limit, ordered)| GroupBy {
            order_by: ordered.then(|| Order { target: "c0".to_owned(), descending: true }),
            field,
            limit,
        });
        let order_by = (order < compute.len())
            .then(|| Order { target: compute[order].name.clone(), descending: order == 1 });
        Query {
            application: application(),
            event,
            from_ms: NOW_MS - 14 * 86_400_000,
            to_ms: NOW_MS,
            filter,
            compute,
            group_by: group_by.collect(),
            interval,
            time_zone: time_zone.map(str::to_owned),
            order_by,
            limit: None,
        }
    })
}

/// The statement is one query; what follows from rows of it is sound too.
fn sound(select: &Select) {
    let sql = select.sql();
    let parsed =
        Parser::parse_sql(&GenericDialect {}, sql).unwrap_or_else(|e| panic!("{e}: {sql}"));
    assert_eq!(parsed.len(), 1, "{sql}");
    assert!(sql.contains("X'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1'"), "{sql}");
    let row = |at: usize| {
        let cell = |column: &solera_query::Column| match column.ty {
            solera_query::ColumnType::Text => Cell::Text(format!("it's {at}")),
            solera_query::ColumnType::Bool => Cell::Bool(at == 0),
            solera_query::ColumnType::Float => Cell::Float(at as f64 * 1.5),
            solera_query::ColumnType::Int => Cell::Int(at as i64),
            solera_query::ColumnType::Time => Cell::Int(NOW_MS - 3_600_000 * at as i64),
        };
        select.columns().iter().map(cell).collect()
    };
    let most = select.rows_max().min(40);
    let rows =
        Rows { rows: (0..most).map(row).collect(), ..Rows::empty(select.columns().to_vec()) };
    match select.finish(rows) {
        Step::Ask(next) => sound(&next),
        Step::Done(answer) => {
            assert!(answer.rows.iter().all(|row| row.len() == answer.columns.len()));
        }
    }
}

/// What is wrong is said about a part of the question.
fn told<T>(checked: Result<T, solera_query::Invalid>) -> Option<T> {
    match checked {
        Ok(sound) => Some(sound),
        Err(error) => {
            assert!(error.pointer.is_some() && !error.message.is_empty(), "{error:?}");
            None
        }
    }
}

proptest! {
    #[test]
    fn queries_are_refused_or_sound(query in query()) {
        if let Some(select) = told(check::query(&query, NOW_MS)) {
            sound(&select);
        }
    }

    #[test]
    fn lists_are_refused_or_sound(event in table(), filter in filter(), field in path(), search in "[a'%]{0,3}") {
        let (application, from_ms, to_ms) = (application(), NOW_MS - 86_400_000, NOW_MS);
        let events = EventsQuery {
            application, event, from_ms, to_ms, filter: filter.clone(), limit: None, cursor: None,
        };
        match told(check::events(&events, NOW_MS)) {
            Some(check::Events::Whole(events)) => sound(events.select()),
            Some(check::Events::Sessions(select)) => sound(&select),
            None => (),
        }
        let facet = Facet { field: field.clone(), search: Some(search), limit: None };
        let facets = FacetsQuery {
            application, event, from_ms, to_ms, filter: filter.clone(), facets: vec![facet],
        };
        for facet in told(check::facets(&facets, NOW_MS)).unwrap_or_default() {
            sound(facet.select());
        }
        let histogram = HistogramQuery {
            application, event, from_ms, to_ms, filter, field, buckets: None, min: None, max: None,
        };
        if let Some(select) = told(check::histogram(&histogram, NOW_MS)) {
            sound(&select);
        }
    }
}
