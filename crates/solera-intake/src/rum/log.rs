//! What is particular to lines of the logs intake.
//!
//! Browser loggers name session and application by flat keys as well; mobile ones spell paths as
//! one key with dots in it (`"logger.name": …`).

use solera_event::{DropReason, FieldId, Uuid, field};

use super::item::same_application;
use super::typed;
use crate::draft::Draft;

const APPLICATION_ID: FieldId = FieldId::of("application_id");
const SESSION_ID: FieldId = FieldId::of("session_id");
const USER_ACTION_ID: FieldId = FieldId::of("user_action.id");
const TRACE_ID: FieldId = FieldId::of("dd.trace_id");
const SPAN_ID: FieldId = FieldId::of("dd.span_id");

/// Fields that logs spell in their own way.
const SAME: [(FieldId, FieldId); 4] = [
    (SESSION_ID, field::SESSION_ID),
    (USER_ACTION_ID, field::ACTION_ID),
    (TRACE_ID, field::TRACE_ID),
    (SPAN_ID, field::SPAN_ID),
];

/// Fills the fields that other kinds have too from the spelling of logs.
///
/// # Errors
/// When the line names another application than its token's.
pub(super) fn complete(draft: &mut Draft<'_, '_>, application: Uuid) -> Result<(), DropReason> {
    typed::place_dotted(draft);
    if let Some(id) = draft.id(APPLICATION_ID) {
        same_application(&id.text(), application)?;
    }
    for (from, to) in SAME {
        if let Some(value) = draft.get(from).cloned() {
            draft.set_if_absent(to, value);
        }
    }
    Ok(())
}
