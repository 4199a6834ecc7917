//! Fields of replay segments. Their metadata is sent at the top level; here it stands under `replay`.

use super::FieldType::{Bool, Int, Text};
use super::{Field, Unit, detail, facet, measure};
use crate::{Kind, Kinds};

const REPLAY: Kinds = Kind::Replay.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    measure("replay.start", Int, Unit::EpochMs, REPLAY, "`replay.start`, as sent."),
    measure("replay.end", Int, Unit::EpochMs, REPLAY, "`replay.end`, as sent."),
    measure("replay.index_in_view", Int, Unit::Count, REPLAY, "`replay.index_in_view`, as sent."),
    measure("replay.records_count", Int, Unit::Count, REPLAY, "`replay.records_count`, as sent."),
    facet("replay.has_full_snapshot", Bool, REPLAY, "`replay.has_full_snapshot`, as sent."),
    facet("replay.creation_reason", Text, REPLAY, "`replay.creation_reason`, as sent."),
    measure("replay.raw_segment_size", Int, Unit::Bytes, REPLAY, "`replay.raw_segment_size`, as sent."),
    measure("replay.compressed_segment_size", Int, Unit::Bytes, REPLAY, "`replay.compressed_segment_size`, as sent."),
    detail("replay.blob", Text, REPLAY, "`replay.blob`, as sent.").derived(),
    measure("replay.stored_bytes", Int, Unit::Bytes, REPLAY, "`replay.stored_bytes`, as sent.").derived(),
    facet("replay.media_type", Text, REPLAY, "`replay.media_type`, as sent.").derived(),
];
