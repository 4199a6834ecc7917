//! Lists: whole events, and sessions, newest first, page by page.

use solera_event::field::Unit;
use solera_event::{Id, Kind};

use super::{Next, Spent};
use crate::sql::After;
use crate::statement::{Condition, Field, Scope};
use crate::{Cell, Column, ColumnType, EventsSelect, Invalid, Rows, Select, Step, Table, session};

/// Whole events of a kind.
pub(crate) fn whole(
    mut scope: Scope,
    kind: Kind,
    newest_first: bool,
    after: Option<&After>,
    limit: usize,
) -> EventsSelect {
    // What a page before has shown need not be read again.
    if let Some(after) = after {
        scope.range.end = scope.range.end.min(after.date_ms.saturating_add(1));
    }
    let column = |name: &str, ty, unit| Column { name: name.to_owned(), ty, unit };
    let columns = vec![
        column("_row", ColumnType::Int, Unit::None),
        column("date", ColumnType::Time, Unit::EpochMs),
        column("id", ColumnType::Text, Unit::None),
    ];
    let written = crate::sql::events(&scope, kind, newest_first, after, limit);
    let only = if after.is_none() { scope.only_id() } else { None };
    let select = Select::new(&scope, written, columns, limit, Next::Nothing);
    EventsSelect { select, kind, newest_first, only }
}

/// A list of sessions between its two statements: which, then all of their columns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stage {
    scope: Scope,
    limit: usize,
    spent: Spent,
}

/// The sessions of a page.
pub(crate) fn sessions(scope: Scope, after: Option<&After>, limit: usize) -> Select {
    let fields = ["session.id", "date"].map(field);
    let columns = fields.iter().map(Field::column).collect();
    let written = crate::sql::sessions(&scope, &fields, after, limit);
    let stage = Stage { scope: scope.clone(), limit, spent: Spent::default() };
    Select::new(&scope, written, columns, limit, Next::Sessions(Box::new(stage)))
}

/// All columns of some sessions, known by their ids.
pub(crate) fn session_rows(scope: &Scope, limit: usize, next: Next) -> Select {
    let fields: Vec<Field> = session::fields().iter().map(|one| field(one.path)).collect();
    let columns = fields.iter().map(Field::column).collect();
    let written = crate::sql::sessions(scope, &fields, None, limit);
    Select::new(scope, written, columns, limit, next)
}

fn field(path: &str) -> Field {
    crate::check::field::resolve(Table::Session, path).expect("a field of the session table")
}

impl Stage {
    pub(super) fn finish(&self, rows: Rows) -> Step {
        let spent = self.spent.and(&rows);
        // The second statement's rows: all there is to know.
        if !self.scope.sessions.is_empty() {
            return Step::Done(spent.on(rows));
        }
        let mut scope = self.scope.clone();
        scope.condition = Condition::All;
        let mut first_ms = scope.range.end;
        for row in rows.rows {
            if let [Cell::Text(id), Cell::Int(date_ms)] = row.as_slice() {
                scope.sessions.push(id.clone());
                first_ms = first_ms.min(*date_ms);
            }
        }
        if scope.sessions.is_empty() {
            let columns = session::fields().iter().map(|one| field(one.path).column());
            return Step::Done(spent.on(Rows::empty(columns.collect())));
        }
        // None of these sessions began before.
        scope.range.start = scope.range.start.max(first_ms);
        let next =
            Next::Sessions(Box::new(Stage { scope: scope.clone(), limit: self.limit, spent }));
        Step::Ask(Box::new(session_rows(&scope, self.limit, next)))
    }
}

/// Where the page after an event or session begins, to be handed back in the next question.
pub fn cursor(date_ms: i64, id: &Id<'_>) -> String {
    let hex: String = id.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{date_ms}.{hex}")
}

pub(crate) fn read_cursor(text: &str) -> Result<After, Invalid> {
    let read = || {
        let (date, hex) = text.split_once('.')?;
        let pairs = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
        let id = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect::<Option<_>>()?;
        Some(After { date_ms: date.parse().ok()?, id })
    };
    read().ok_or_else(|| {
        Invalid::new("the cursor is not one that an answer gave")
            .suggest(Some("hand back `next_cursor` of the page before, or none for the first page"))
    })
}
