//! The inner statement of a session question: views grouped by session.

use solera_event::Kind;
use solera_event::limit::SESSION_IDLE_MS;

use super::datafusion::{id, quoted, uuid};
use super::writer::Writer;
use crate::session::{self, Rule};
use crate::statement::Scope;

/// Views in the order they began, told apart by id where two began at once.
const IN_ORDER: &str = "ORDER BY \"date\", \"view.id\"";
/// The last moment known of a view, in nanoseconds since 1970.
const UPDATED_NS: &str = "max(\"date\" * 1000000 + coalesce(\"view.time_spent\", 0))";

impl Writer<'_> {
    /// Application, time and sessions: what every statement is bounded by.
    pub(super) fn scope_terms(&self) -> Vec<String> {
        let Scope { application, range, sessions, .. } = self.scope;
        let mut terms = vec![
            format!("\"application.id\" = {}", uuid(*application)),
            format!("\"date\" >= {}", range.start),
            format!("\"date\" < {}", range.end),
        ];
        match sessions.as_slice() {
            [] => (),
            [one] => terms.push(format!("\"session.id\" = {}", id(one))),
            some => {
                let ids: Vec<String> = some.iter().map(|one| id(one)).collect();
                terms.push(format!("\"session.id\" IN ({})", ids.join(", ")));
            }
        }
        terms
    }

    /// One row a session, with the columns that were named.
    pub(super) fn sessions(&self) -> String {
        let mut columns: Vec<String> =
            self.inner.iter().map(|(name, value)| format!("{value} AS {name}")).collect();
        if columns.is_empty() {
            columns.push("\"session.id\"".to_owned());
        }
        let mut terms = self.scope_terms();
        match self.scope.session() {
            Some(one) if self.scope.sessions.is_empty() => {
                terms.push(format!("\"session.id\" = {}", id(&one.text())));
            }
            _ => terms.push("\"session.id\" IS NOT NULL".to_owned()),
        }
        format!(
            "SELECT {}\n  FROM {}\n  WHERE {}\n  GROUP BY \"session.id\"",
            columns.join(",\n    "),
            quoted(Kind::View.name()),
            terms.join("\n    AND ")
        )
    }
}

/// The last value there is among a session's views.
pub(super) fn latest(value: &str) -> String {
    format!("last_value({value} {IN_ORDER}) FILTER (WHERE {value} IS NOT NULL)")
}

/// A column of the session table.
pub(super) fn expression(path: &str, now_ms: i64) -> String {
    let field = session::find(path).expect("the path of a session field");
    match field.rule {
        Rule::Id => "\"session.id\"".to_owned(),
        Rule::Start => "min(\"date\")".to_owned(),
        Rule::Duration => format!("{UPDATED_NS} - min(\"date\") * 1000000"),
        Rule::Views => "count(*)".to_owned(),
        Rule::Sum(count) => format!("coalesce(sum({}), 0)", quoted(count)),
        Rule::Some(count) => format!("coalesce(max({}), 0) > 0", quoted(count)),
        Rule::Any(flag) => format!("coalesce(bool_or({}), false)", quoted(flag)),
        Rule::First(of) => format!("first_value({} {IN_ORDER})", quoted(of)),
        Rule::Last(of) => format!("last_value({} {IN_ORDER})", quoted(of)),
        Rule::Latest(of) => latest(&quoted(of)),
        Rule::Same(of) => format!("max({})", quoted(of)),
        // A number, for the engine takes the last of numbers by group much faster than of booleans.
        Rule::Active => format!(
            "{UPDATED_NS} > {} AND last_value(CASE WHEN \"view.is_active\" THEN 1 ELSE 0 END {IN_ORDER}) = 1",
            (now_ms - SESSION_IDLE_MS).saturating_mul(1_000_000)
        ),
    }
}
