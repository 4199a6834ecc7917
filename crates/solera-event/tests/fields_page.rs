//! `docs/fields.md`, written from `FIELDS`; `cargo xtask codegen` brings it up to date.

use std::fmt::Write;

use solera_event::field::{Field, Origin, Unit};
use solera_event::{FIELDS, Kind, Kinds};

const HEAD: &str = "\
# Fields

<!-- Written from crates/solera-event/src/field/*.rs; change it there. -->

Every attribute that Solera knows by name, spelt as on the wire. A *facet* is good to count by, a
*measure* to aggregate, a *detail* to look at and search; *derived* ones are the server's, where
the client did not send them. A path with `[]` is a member of each object of a list: a question
sees all of them. Durations are nanoseconds, times are milliseconds since 1970.

What an event carries beyond these is kept as it came, comes back in the event's JSON, and can be
searched by its path (`context.cart.total:>10`).
";

#[test]
fn the_page_of_fields_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/fields.md");
    expect_test::expect_file![path].assert_eq(&page());
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    section(&mut page, "Any event", |field| field.kinds == Kinds::SENT);
    for kind in Kind::ALL {
        section(&mut page, &format!("`{}`", kind.name()), |field| {
            field.kinds != Kinds::SENT && field.is_of(kind)
        });
    }
    page
}

fn section(page: &mut String, title: &str, belongs: impl Fn(&Field) -> bool) {
    let rows: Vec<_> =
        FIELDS.iter().filter(|field| field.origin != Origin::Hidden && belongs(field)).collect();
    if rows.is_empty() {
        return;
    }
    write!(page, "\n## {title}\n\n| path | type | good for | what it is |\n|---|---|---|---|\n")
        .expect("a String takes all");
    for field in rows {
        let (path, ty, doc) = (field.path, ty(field), field.doc);
        writeln!(page, "| `{path}` | {ty} | {} | {doc} |", good_for(field))
            .expect("a String takes all");
    }
}

fn ty(field: &Field) -> String {
    match field.unit {
        Unit::None => field.ty.name().to_owned(),
        unit => format!("{}, {}", field.ty.name(), unit.name()),
    }
}

fn good_for(field: &Field) -> String {
    match field.origin {
        Origin::Derived => format!("{}, derived", field.role.name()),
        _ => field.role.name().to_owned(),
    }
}
