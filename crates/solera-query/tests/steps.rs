//! Rows to answers: the statements that follow each other, and what is made of their rows.

#[path = "common/question.rs"]
mod common;

use common::{Lines, NOW_MS};
use solera_query::{Cell, Rows, Select, Step, check};

const HOUR_MS: i64 = 3_600_000;

fn query(text: &str) -> Select {
    check::query(&Lines::new(text).query(), NOW_MS).expect("a sound question")
}

/// Rows as the store gives them; 10 rows scanned in 1 ms.
fn rows(select: &Select, rows: Vec<Vec<Cell>>) -> Rows {
    let columns = select.columns().to_vec();
    assert!(rows.iter().all(|row| row.len() == columns.len()), "{columns:?}");
    Rows { columns, rows, scanned_rows: 10, elapsed_ms: 1.0, truncated: false, approximate: None }
}

fn done(step: Step) -> Rows {
    match step {
        Step::Done(rows) => rows,
        Step::Ask(select) => panic!("one more: {}", select.sql()),
    }
}

fn ask(step: Step) -> Select {
    match step {
        Step::Ask(select) => *select,
        Step::Done(rows) => panic!("done: {rows:?}"),
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn shown(rows: &Rows) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Null => "-".to_owned(),
        Cell::Bool(flag) => flag.to_string(),
        Cell::Int(int) => int.to_string(),
        Cell::Float(float) => format!("{float:?}"),
        Cell::Text(text) => text.clone(),
        Cell::Other => "(others)".to_owned(),
    };
    let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
    rows.rows.iter().map(row).collect::<Vec<_>>().join(" | ")
}

#[test]
fn nothing_at_all_is_one_row() {
    let select =
        query("event: view\ncompute: n = count\ncompute: p = percentile view.loading_time 75");
    assert_eq!(select.rows_max(), 1);
    let answer = done(select.finish(rows(&select, vec![vec![Cell::Int(0), Cell::Null]])));
    assert_eq!(shown(&answer), "0 -");
}

#[test]
fn rows_past_the_limit_are_cut_and_said() {
    let select = query("event: view\ncompute: n = count\ngroup_by: view.name\nlimit: 1");
    let two = vec![vec![text("a"), Cell::Int(2)], vec![text("b"), Cell::Int(1)]];
    let answer = done(select.finish(rows(&select, two.clone())));
    assert_eq!((shown(&answer).as_str(), answer.truncated), ("a 2", true));
    let answer = done(select.finish(rows(&select, two[..1].to_vec())));
    assert_eq!((shown(&answer).as_str(), answer.truncated), ("a 2", false));
}

#[test]
fn the_rest_of_a_cut_group_is_asked_for_and_comes_last() {
    let select = query("event: view\ncompute: n = count\ngroup_by: view.name 2");
    let three = vec![
        vec![text("a"), Cell::Int(5)],
        vec![Cell::Null, Cell::Int(4)],
        vec![text("c"), Cell::Int(3)],
    ];
    let rest = ask(select.finish(rows(&select, three)));
    assert!(
        rest.sql().contains(r#"(("view.name" IS NULL OR "view.name" IN ('a'))) IS NOT TRUE"#),
        "{}",
        rest.sql()
    );
    let answer = done(rest.finish(rows(&rest, vec![vec![Cell::Int(9)]])));
    assert_eq!(shown(&answer), "a 5 | - 4 | (others) 9");
    assert_eq!((answer.scanned_rows, answer.elapsed_ms, answer.truncated), (20, 2.0, false));
    assert_eq!(answer.columns[0].name, "view.name");
}

#[test]
fn a_value_that_is_spelt_other_is_not_the_rest() {
    let select = query("event: view\ncompute: n = count\ngroup_by: view.name 1");
    let two = vec![vec![text("other"), Cell::Int(5)], vec![text("b"), Cell::Int(4)]];
    let rest = ask(select.finish(rows(&select, two)));
    let answer = done(rest.finish(rows(&rest, vec![vec![Cell::Int(4)]])));
    assert_eq!(shown(&answer), "other 5 | (others) 4");
}

#[test]
fn a_group_that_is_not_cut_takes_one_statement() {
    let select = query("event: view\ncompute: n = count\ngroup_by: view.name 2");
    let two = vec![vec![text("a"), Cell::Int(5)], vec![text("b"), Cell::Int(4)]];
    assert_eq!(shown(&done(select.finish(rows(&select, two)))), "a 5 | b 4");
}

#[test]
fn the_first_values_may_be_shown_in_another_order() {
    let select =
        query("event: view\ncompute: n = count\ngroup_by: view.name 2 -n\norder_by: view.name");
    let two = vec![vec![text("b"), Cell::Int(5)], vec![text("a"), Cell::Int(4)]];
    assert_eq!(shown(&done(select.finish(rows(&select, two)))), "a 4 | b 5");
}

#[test]
fn buckets_without_events_are_there() {
    let select = query(
        "event: view\ndays: 1\ncompute: n = count\ncompute: s = sum view.loading_time\ncompute: a = avg view.loading_time\ninterval: 12h",
    );
    let start = NOW_MS - 24 * HOUR_MS;
    let answer = done(select.finish(rows(&select, Vec::new())));
    assert_eq!(shown(&answer), format!("{start} 0 0 - | {} 0 0 -", start + 12 * HOUR_MS));
    let one = vec![vec![Cell::Int(start + 12 * HOUR_MS), Cell::Int(2), Cell::Null, Cell::Null]];
    let answer = done(select.finish(rows(&select, one)));
    assert_eq!(shown(&answer), format!("{start} 0 0 - | {} 2 0 -", start + 12 * HOUR_MS));
    assert_eq!(answer.columns[0].name, "time");
}

#[test]
fn each_group_gets_all_buckets_and_the_largest_comes_first() {
    let question = "event: view\ndays: 1\ncompute: n = count\ngroup_by: env\ninterval: 12h";
    let start = NOW_MS - 24 * HOUR_MS;
    let noon = start + 12 * HOUR_MS;
    let some = vec![
        vec![text("a"), Cell::Int(start), Cell::Int(1)],
        vec![text("b"), Cell::Int(noon), Cell::Int(7)],
    ];
    let select = query(question);
    let answer = done(select.finish(rows(&select, some.clone())));
    assert_eq!(shown(&answer), format!("b {start} 0 | a {start} 1 | b {noon} 7 | a {noon} 0"));
    let select = query(&format!("{question}\norder_by: -time\nlimit: 3"));
    let answer = done(select.finish(rows(&select, some.clone())));
    assert_eq!(shown(&answer), format!("b {noon} 7 | a {noon} 0 | b {start} 0"));
    assert!(answer.truncated);
    let select = query(&format!("{question}\norder_by: -n\nlimit: 2"));
    let answer = done(select.finish(rows(&select, some)));
    assert_eq!(shown(&answer), format!("b {noon} 7 | a {start} 1"));
    let select = query(question);
    assert_eq!(shown(&done(select.finish(rows(&select, Vec::new())))), "");
}

#[test]
fn several_cut_groups_are_chosen_one_by_one_and_folded() {
    let select = query(
        "event: error\ncompute: n = count\ngroup_by: browser.name 1\ngroup_by: env\ngroup_by: version 1 version",
    );
    let two = |a: &str, b: &str| vec![vec![text(a), Cell::Int(9)], vec![text(b), Cell::Int(1)]];
    let second = ask(select.finish(rows(&select, two("Chrome", "Safari"))));
    assert!(second.sql().contains(r#"ORDER BY "g0" ASC"#), "{}", second.sql());
    let last = ask(second.finish(rows(&second, two("1", "2"))));
    assert!(
        last.sql().contains(r#"CASE WHEN "version" IN ('1') THEN 0 ELSE 1 END"#),
        "{}",
        last.sql()
    );
    let row = |browser: Option<&str>, env: &str, version: Option<&str>, n: i64| {
        let cut = |value: Option<&str>| {
            [value.map_or(Cell::Null, text), Cell::Int(i64::from(value.is_none()))]
        };
        let mut row = cut(browser).to_vec();
        row.push(text(env));
        row.extend(cut(version));
        row.push(Cell::Int(n));
        row
    };
    let all = vec![
        row(None, "p", None, 9),
        row(Some("Chrome"), "p", Some("1"), 2),
        row(Some("Chrome"), "q", None, 8),
        row(Some("Chrome"), "q", Some("1"), 3),
    ];
    let answer = done(last.finish(rows(&last, all)));
    assert_eq!(
        shown(&answer),
        "Chrome q 1 3 | Chrome p 1 2 | Chrome q (others) 8 | (others) p (others) 9"
    );
    assert_eq!(answer.columns.len(), 4);
    assert_eq!(answer.scanned_rows, 30);
}

#[test]
fn a_histogram_looks_first_where_values_lie() {
    let lines = "event: view\nfield: view.largest_contentful_paint\nbuckets: 10";
    let select = check::histogram(&Lines::new(lines).histogram(), NOW_MS).expect("sound");
    let bounds = vec![vec![Cell::Int(120), Cell::Int(90_000), Cell::Float(1_010.0)]];
    let counts = ask(select.finish(rows(&select, bounds)));
    assert!(
        counts.sql().contains(r#"("view.largest_contentful_paint" - 100) / 100"#),
        "{}",
        counts.sql()
    );
    let found = vec![vec![Cell::Int(0), Cell::Int(3)], vec![Cell::Int(10), Cell::Int(2)]];
    let answer = done(counts.finish(rows(&counts, found)));
    assert_eq!(answer.rows.len(), 11);
    assert_eq!(answer.rows[0], [Cell::Int(100), Cell::Int(200), Cell::Int(3)]);
    assert_eq!(answer.rows[9], [Cell::Int(1000), Cell::Int(1100), Cell::Int(0)]);
    assert_eq!(answer.rows[10], [Cell::Int(1100), Cell::Null, Cell::Int(2)]);
    let none = vec![vec![Cell::Null, Cell::Null, Cell::Null]];
    assert!(done(select.finish(rows(&select, none))).rows.is_empty());
    let same = vec![vec![Cell::Int(5), Cell::Int(5), Cell::Float(5.0)]];
    let counts = ask(select.finish(rows(&select, same)));
    let answer = done(counts.finish(rows(&counts, vec![vec![Cell::Int(0), Cell::Int(4)]])));
    assert_eq!(shown(&answer), "5 6 4");
}

#[test]
fn sessions_are_found_first_and_then_read_whole() {
    let lines = Lines::new("event: session\nlimit: 2");
    let check::Events::Sessions(select) = check::events(&lines.events(), NOW_MS).expect("sound")
    else {
        panic!("sessions are rows")
    };
    let date = NOW_MS - HOUR_MS;
    let whole = ask(select.finish(rows(&select, vec![vec![text("unknown"), Cell::Int(date)]])));
    assert!(whole.sql().contains(r#""session.id" = X'00756e6b6e6f776e'"#), "{}", whole.sql());
    assert_eq!(whole.range(), date..NOW_MS);
    let row = vec![Cell::Null; whole.columns().len()];
    let answer = done(whole.finish(rows(&whole, vec![row])));
    assert_eq!((answer.rows.len(), answer.scanned_rows), (1, 20));
    assert!(done(select.finish(rows(&select, Vec::new()))).rows.is_empty());
}

#[test]
fn a_facet_of_a_list_shows_only_elements_that_match() {
    let lines = Lines::new("event: action\nfacet: action.frustration.type rage\nlimit: 1");
    let facets = check::facets(&lines.facets(), NOW_MS).expect("sound");
    let select = facets[0].select();
    let found =
        vec![vec![text("dead_click"), Cell::Int(3)], vec![text("rage_click"), Cell::Int(2)]];
    let answer = done(select.finish(rows(select, found)));
    assert_eq!((shown(&answer).as_str(), answer.truncated), ("rage_click 2", false));
}
