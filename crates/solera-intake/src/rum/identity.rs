//! Who an event is: the key by which one that is sent again is known.

use std::collections::HashMap;

use solera_event::{FieldId, Id, Kind, Uuid, Value, field};
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

use crate::draft::Draft;

/// How often each id-less text stood in a body so far.
#[derive(Debug, Default)]
pub(super) struct Occurrences(HashMap<u128, u64>);

/// The field that holds the id of a kind's events, if they have one.
fn id_fields(kind: Kind) -> &'static [FieldId] {
    match kind {
        Kind::View => &[field::VIEW_ID],
        Kind::Action => &[field::ACTION_ID],
        Kind::Resource => &[field::RESOURCE_ID],
        Kind::Error => &[field::ERROR_ID],
        Kind::LongTask => &[field::LONG_TASK_ID],
        Kind::Vital => &[field::VITAL_ID],
        Kind::Other => &[field::TRANSITION_ID, field::CUSTOM_EVENT_ID],
        Kind::Log | Kind::Replay | Kind::Telemetry | Kind::Outcome => &[],
    }
}

/// Gives an event its key: from its id, or from its text where it has none. `false` when it has
/// none but must.
pub(super) fn identify(draft: &mut Draft<'_, '_>, raw: &str, seen: &mut Occurrences) -> bool {
    let (kind, application) = (draft.event().kind, draft.event().application);
    let id = id_fields(kind).iter().find_map(|field| draft.id(*field).filter(|id| !is_empty(id)));
    let key = match id {
        Some(id) => key_of(application, kind, &id),
        None if kind == Kind::View => return false,
        None => {
            let hash = xxh3_128(raw.as_bytes());
            let number = seen.0.entry(hash).or_insert(0);
            *number += 1;
            let key = content_key(application, kind, hash, *number);
            draft.set(field::KEY, Value::Uuid(Uuid::from_u128(key)));
            key as u64
        }
    };
    draft.event_mut().key = key;
    true
}

fn is_empty(id: &Id<'_>) -> bool {
    matches!(id, Id::Text(text) if text.is_empty())
}

/// The key of an event with an id.
fn key_of(application: Uuid, kind: Kind, id: &Id<'_>) -> u64 {
    match id {
        Id::Uuid(uuid) => {
            // All at once: this runs for nearly every event.
            let mut bytes = [0; 33];
            bytes[..16].copy_from_slice(application.as_bytes());
            bytes[16] = kind as u8;
            bytes[17..].copy_from_slice(uuid.as_bytes());
            xxh3_64(&bytes)
        }
        Id::Text(text) => {
            let mut hash = start(application, kind);
            // No text is taken for a UUID's bytes.
            hash.update(&[0]);
            hash.update(text.as_bytes());
            hash.digest()
        }
    }
}

/// The key of an event without an id: of its text and how often that stood in its body.
fn content_key(application: Uuid, kind: Kind, content: u128, number: u64) -> u128 {
    let mut hash = start(application, kind);
    hash.update(&content.to_le_bytes());
    hash.update(&number.to_le_bytes());
    hash.digest128()
}

/// Gives a replay row its key, of what makes it one: a segment's place, an image's name.
pub(super) fn identify_replay(draft: &mut Draft<'_, '_>, parts: &[&[u8]]) {
    let mut hash = start(draft.event().application, Kind::Replay);
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let key = hash.digest128();
    draft.event_mut().key = key as u64;
    draft.set(field::KEY, Value::Uuid(Uuid::from_u128(key)));
}

fn start(application: Uuid, kind: Kind) -> Xxh3 {
    let mut hash = Xxh3::new();
    hash.update(application.as_bytes());
    hash.update(&[kind as u8]);
    hash
}
