//! Fields of replay segments. Their metadata is sent at the top level; here it stands under `replay`.

use super::FieldType::{Bool, Int, Text};
use super::{Field, Unit, detail, facet, measure};
use crate::{Kind, Kinds};

const REPLAY: Kinds = Kind::Replay.only();

#[rustfmt::skip] // a table reads by its columns
pub(super) const FIELDS: &[Field] = &[
    measure("replay.start", Int, Unit::EpochMs, REPLAY, "When the segment's first record was made."),
    measure("replay.end", Int, Unit::EpochMs, REPLAY, "When the segment's last record was made."),
    measure("replay.index_in_view", Int, Unit::None, REPLAY, "Which segment of its view's replay it is, from 0."),
    measure("replay.records_count", Int, Unit::Count, REPLAY, "Records in the segment."),
    facet("replay.has_full_snapshot", Bool, REPLAY, "Whether the segment holds the whole page, so that playing can begin there."),
    facet("replay.creation_reason", Text, REPLAY, "Why the segment was begun: `init`, `segment_duration_limit`, `segment_bytes_limit`, `view_change`, `before_unload`, `visibility_hidden`, `page_frozen`. Browser SDKs send it."),
    measure("replay.raw_segment_size", Int, Unit::Bytes, REPLAY, "The size of the segment before compression, as the client counts it."),
    measure("replay.compressed_segment_size", Int, Unit::Bytes, REPLAY, "The size of the segment after compression, as the client counts it."),
    detail("replay.blob", Text, REPLAY, "Where the segment's bytes are kept.").derived(),
    measure("replay.stored_bytes", Int, Unit::Bytes, REPLAY, "The size of the segment's bytes as they are kept.").derived(),
    facet("replay.media_type", Text, REPLAY, "How the segment's bytes are encoded, or the type of a replay's image.").derived(),
];
