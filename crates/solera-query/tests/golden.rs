//! Questions and what becomes of them: each file of `tests/golden` holds a question and, after a
//! line of dashes, its statements or what is wrong with it.
//!
//! `UPDATE_GOLDEN=1 cargo test -p solera-query --test golden` writes the second half anew.

#[path = "common/question.rs"]
mod common;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use common::{Lines, NOW_MS, application};
use solera_query::{Invalid, Select, check};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

const CUT: &str = "\n----\n";

#[test]
fn every_question_has_its_statement() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder of golden files")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a golden file");
        let (question, expected) = text.split_once(CUT).unwrap_or((text.trim_end(), ""));
        let found = answer(question).unwrap_or_else(|error| error_text(&error));
        if found == expected {
            continue;
        }
        if update {
            fs::write(&file, format!("{question}{CUT}{found}")).expect("written");
            continue;
        }
        wrong.push(format!("{}\n{found}", file.display()));
    }
    assert!(wrong.is_empty(), "other statements than before:\n{}", wrong.join("\n"));
}

fn answer(question: &str) -> Result<String, Invalid> {
    let lines = Lines::new(question);
    let mut text = String::new();
    match lines.get("ask").unwrap_or("query") {
        "query" => show(&mut text, &check::query(&lines.query(), NOW_MS)?),
        "histogram" => show(&mut text, &check::histogram(&lines.histogram(), NOW_MS)?),
        "events" => match check::events(&lines.events(), NOW_MS)? {
            check::Events::Whole(events) => show(&mut text, events.select()),
            check::Events::Sessions(select) => show(&mut text, &select),
        },
        "facets" => {
            for facet in check::facets(&lines.facets(), NOW_MS)? {
                show(&mut text, facet.select());
            }
        }
        "session" => {
            let id = lines.get("id").unwrap_or_default();
            let session = check::session(application(), id, None, None, NOW_MS)?;
            show(&mut text, session.session());
            session.events().iter().for_each(|events| show(&mut text, events.select()));
        }
        other => panic!("no question `{other}`"),
    }
    Ok(text)
}

fn show(text: &mut String, select: &Select) {
    let sql = select.sql();
    Parser::parse_sql(&GenericDialect {}, sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
    let columns = select.columns().iter().map(|column| {
        let unit = column.unit.name();
        let space = if unit.is_empty() { "" } else { " " };
        format!("{} ({}{space}{unit})", column.name, column.ty.name())
    });
    let columns: Vec<String> = columns.collect();
    let attributes: Vec<&str> =
        select.tables().iter().flat_map(|table| &table.attributes).map(String::as_str).collect();
    writeln!(text, "{sql}\n=> {}", columns.join(", ")).expect("a string takes all");
    if !attributes.is_empty() {
        writeln!(text, "attributes: {}", attributes.join(", ")).expect("a string takes all");
    }
    if let Some(session) = select.session() {
        writeln!(text, "session: {}", session.text()).expect("a string takes all");
    }
}

fn error_text(error: &Invalid) -> String {
    format!("invalid: {error}\n")
}
