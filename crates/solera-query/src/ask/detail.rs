//! Everything of one session or view: a list of whole events for each kind, oldest first.

use solera_event::Kind;
use solera_event::limit::SESSION_EVENTS_MAX;

use super::{Next, events};
use crate::statement::{Condition, Scope, Test};
use crate::{EventsSelect, Select, Table};

/// Everything of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionSelect {
    pub(crate) session: Select,
    pub(crate) events: Vec<EventsSelect>,
}

impl SessionSelect {
    /// The session itself: one row of the session table, or none.
    pub fn session(&self) -> &Select {
        &self.session
    }

    /// Its events, one list a kind.
    pub fn events(&self) -> &[EventsSelect] {
        &self.events
    }
}

/// The kinds of which a session or a view has events.
const KINDS: [Kind; 9] = [
    Kind::View,
    Kind::Action,
    Kind::Resource,
    Kind::Error,
    Kind::LongTask,
    Kind::Vital,
    Kind::Log,
    Kind::Replay,
    Kind::Other,
];

pub(crate) fn session(scope: &Scope, id: &str) -> SessionSelect {
    let of = Scope { table: Table::Session, sessions: vec![id.to_owned()], ..scope.clone() };
    SessionSelect {
        session: events::session_rows(&of, 1, Next::Nothing),
        events: all(scope, "session.id", id),
    }
}

pub(crate) fn view(scope: &Scope, id: &str) -> Vec<EventsSelect> {
    all(scope, "view.id", id)
}

fn all(scope: &Scope, path: &str, id: &str) -> Vec<EventsSelect> {
    let of = |kind| {
        let field = crate::check::field::known(kind, path);
        let condition = Condition::Test(field, Test::Text(id.to_owned()));
        let scope = Scope { table: Table::Kind(kind), condition, ..scope.clone() };
        events::whole(scope, kind, false, None, SESSION_EVENTS_MAX)
    };
    KINDS.into_iter().map(of).collect()
}
