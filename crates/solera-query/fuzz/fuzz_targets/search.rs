//! Any text as a search: it is read or refused, what is read comes back from its own print, and
//! what passes the check is SQL that a parser takes for one statement.

#![no_main]

use libfuzzer_sys::fuzz_target;
use solera_event::{Kind, Uuid};
use solera_query::check::{self, Events};
use solera_query::{EventsQuery, Table, search};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

const TABLES: [Table; 3] =
    [Table::Kind(Kind::Error), Table::Kind(Kind::Action), Table::Session];

fuzz_target!(|text: &str| {
    let Ok(filter) = search::parse(text) else { return };
    let printed = filter.to_string();
    // Escapes may make a text longer than a search may be.
    if let Ok(again) = search::parse(&printed) {
        assert_eq!(again.to_string(), printed);
    } else {
        assert!(printed.len() > 8 << 10, "{printed}");
    }
    // One table a text: parsing SQL takes longer than all else.
    let event = TABLES[text.len() % TABLES.len()];
    let query = EventsQuery {
        application: Uuid::nil(),
        event,
        from_ms: 0,
        to_ms: 1,
        filter: text.to_owned(),
        limit: None,
        cursor: None,
    };
    let Ok(events) = check::events(&query, 0) else { return };
    let sql = match &events {
        Events::Whole(events) => events.select().sql(),
        Events::Sessions(select) => select.sql(),
    };
    let parsed = Parser::parse_sql(&GenericDialect {}, sql).expect(sql);
    assert_eq!(parsed.len(), 1, "{sql}");
});
