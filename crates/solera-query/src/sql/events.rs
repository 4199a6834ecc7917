//! Lists as SQL: where whole events lie, and rows of sessions.

use solera_event::Kind;

use super::Written;
use super::datafusion::{bytes, quoted};
use super::writer::Writer;
use crate::statement::{Field, Scope, Type};

/// Where a page begins: after this time and id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct After {
    pub(crate) date_ms: i64,
    pub(crate) id: Vec<u8>,
}

/// Where events lie: `_row`, `date`, `id`.
pub(crate) fn events(
    scope: &Scope,
    kind: Kind,
    newest_first: bool,
    after: Option<&After>,
    limit: usize,
) -> Written {
    let mut writer = Writer::new(scope);
    let mut source = writer.source();
    let id = id(kind);
    source.terms.extend(after.map(|after| beyond(&id, newest_first, after)));
    let direction = if newest_first { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT \"_row\", \"date\", {id} AS \"id\"\nFROM {source}\nORDER BY \"date\" {direction}, \"id\" {direction}\nLIMIT {limit}"
    );
    Written { sql, attributes: writer.attributes.into_iter().collect() }
}

/// Rows of the session table: these of its fields (`date` and `session.id` among them), newest
/// first, ids as text.
pub(crate) fn sessions(
    scope: &Scope,
    fields: &[Field],
    after: Option<&After>,
    limit: usize,
) -> Written {
    let mut writer = Writer::new(scope);
    let mut selected = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let value = writer.value(field);
        selected.push(match field.ty {
            Type::Id | Type::Ids => format!("id_text({value}) AS \"c{at}\""),
            _ => format!("{value} AS \"c{at}\""),
        });
    }
    let mut source = writer.source();
    source.terms.extend(after.map(|after| beyond("\"session.id\"", true, after)));
    let sql = format!(
        "SELECT {}\nFROM {source}\nORDER BY \"date\" DESC, \"session.id\" DESC\nLIMIT {limit}",
        selected.join(",\n  ")
    );
    Written { sql, attributes: writer.attributes.into_iter().collect() }
}

/// After a row in the answer's order.
fn beyond(id: &str, newest_first: bool, after: &After) -> String {
    let sign = if newest_first { "<" } else { ">" };
    let After { date_ms, id: last } = after;
    let last = bytes(last);
    format!("\"date\" {sign}= {date_ms} AND (\"date\" {sign} {date_ms} OR {id} {sign} {last})")
}

/// What tells an event of a kind from all others: its id, or the key it was given for want of one.
fn id(kind: Kind) -> String {
    let columns: Vec<String> = id_columns(kind).map(quoted).collect();
    match columns.as_slice() {
        [one] => one.clone(),
        some => format!("coalesce({})", some.join(", ")),
    }
}

/// The columns of which the first that is not null tells an event of a kind from all others.
pub(crate) fn id_columns(kind: Kind) -> impl Iterator<Item = &'static str> {
    let own: &[&str] = match kind {
        Kind::View => &["view.id"],
        Kind::Action => &["action.id"],
        Kind::Resource => &["resource.id"],
        Kind::Error => &["error.id"],
        Kind::LongTask => &["long_task.id"],
        Kind::Vital => &["vital.id"],
        Kind::Other => &["transition.id", "event.id"],
        Kind::Log | Kind::Replay | Kind::Telemetry | Kind::Outcome => &[],
    };
    own.iter().copied().chain(["_solera.key"])
}
