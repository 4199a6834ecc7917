//! Where every item that enters ends: accepted, or dropped for one reason.

/// The one end of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// In the log and, a moment later, in the answers.
    Accepted,
    /// Not kept, for this reason.
    Dropped(DropReason),
}

/// Why an item is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DropReason {
    /// The line is no JSON.
    InvalidJson,
    /// The line is JSON, but no object.
    NotAnObject,
    /// The line is longer than [`crate::limit::LINE_BYTES_MAX`].
    LineTooLong,
    /// Nested deeper than [`crate::limit::DEPTH_MAX`].
    TooDeep,
    /// More attributes than [`crate::limit::ATTRIBUTES_MAX`].
    TooManyAttributes,
    /// Past the first [`crate::limit::BATCH_ITEMS_MAX`] items of its body.
    BatchTooLong,
    /// No `type`.
    NoType,
    /// No `application.id`, where the dialect asks for one.
    NoApplication,
    /// Another application than the token's.
    WrongApplication,
    /// No `date`, or one that is no time.
    NoDate,
    /// Older than its kind is kept.
    TooOld,
    /// Further ahead of the clock than [`crate::limit::DATE_AHEAD_MAX_MS`].
    TooFarAhead,
    /// A view or segment without the id it needs.
    NoId,
    /// A scrubbing rule of the application says so.
    Scrubbed,
    /// Sent again: it is counted already.
    Duplicate,
    /// A version of a view that a higher one has replaced.
    Superseded,
    /// A track that is taken but not kept.
    NotKept,
    /// A replay segment without metadata, or metadata without a segment.
    IncompleteSegment,
    /// The application's rate limit.
    RateLimited,
    /// A body with a client token that nobody has, or with none. Of no application.
    UnknownToken,
}

impl DropReason {
    /// Every reason.
    pub const ALL: [DropReason; 20] = [
        DropReason::InvalidJson,
        DropReason::NotAnObject,
        DropReason::LineTooLong,
        DropReason::TooDeep,
        DropReason::TooManyAttributes,
        DropReason::BatchTooLong,
        DropReason::NoType,
        DropReason::NoApplication,
        DropReason::WrongApplication,
        DropReason::NoDate,
        DropReason::TooOld,
        DropReason::TooFarAhead,
        DropReason::NoId,
        DropReason::Scrubbed,
        DropReason::Duplicate,
        DropReason::Superseded,
        DropReason::NotKept,
        DropReason::IncompleteSegment,
        DropReason::RateLimited,
        DropReason::UnknownToken,
    ];

    /// The name in answers and metrics.
    pub const fn name(self) -> &'static str {
        match self {
            DropReason::InvalidJson => "invalid_json",
            DropReason::NotAnObject => "not_an_object",
            DropReason::LineTooLong => "line_too_long",
            DropReason::TooDeep => "too_deep",
            DropReason::TooManyAttributes => "too_many_attributes",
            DropReason::BatchTooLong => "batch_too_long",
            DropReason::NoType => "no_type",
            DropReason::NoApplication => "no_application",
            DropReason::WrongApplication => "wrong_application",
            DropReason::NoDate => "no_date",
            DropReason::TooOld => "too_old",
            DropReason::TooFarAhead => "too_far_ahead",
            DropReason::NoId => "no_id",
            DropReason::Scrubbed => "scrubbed",
            DropReason::Duplicate => "duplicate",
            DropReason::Superseded => "superseded",
            DropReason::NotKept => "not_kept",
            DropReason::IncompleteSegment => "incomplete_segment",
            DropReason::RateLimited => "rate_limited",
            DropReason::UnknownToken => "unknown_token",
        }
    }

    /// What the person who sent it, or runs the server, should know and do.
    pub const fn hint(self) -> &'static str {
        match self {
            DropReason::InvalidJson => "the line is not JSON; look at what sends it",
            DropReason::NotAnObject => "each line must be a JSON object",
            DropReason::LineTooLong => "one event may have 1 MiB",
            DropReason::TooDeep => "one event may nest 64 objects or arrays",
            DropReason::TooManyAttributes => "one event may have 1,000 attributes",
            DropReason::BatchTooLong => "one body may have 10,000 events; send several",
            DropReason::NoType => "each event needs a `type`",
            DropReason::NoApplication => "each event needs an `application.id`",
            DropReason::WrongApplication => {
                "the event names another application than the client token's; check both in `init`"
            }
            DropReason::NoDate => "each event needs a `date` in milliseconds since 1970",
            DropReason::TooOld => "the event is older than its kind is kept",
            DropReason::TooFarAhead => "the event's date lies more than a day ahead",
            DropReason::NoId => "a view needs `view.id`, a segment `view.id` and `session.id`",
            DropReason::Scrubbed => "a scrubbing rule of the application drops such events",
            DropReason::Duplicate => "the same event came before; nothing is lost",
            DropReason::Superseded => "a higher version of the view came before; nothing is lost",
            DropReason::NotKept => "this track is accepted but not kept yet",
            DropReason::IncompleteSegment => {
                "a replay upload needs a `segment` part and its `event` part"
            }
            DropReason::RateLimited => "the application's rate limit was reached",
            DropReason::UnknownToken => {
                "somebody sends with a client token that is unknown or revoked, or without one"
            }
        }
    }

    /// The reason of that name.
    pub fn from_name(name: &str) -> Option<DropReason> {
        DropReason::ALL.into_iter().find(|reason| reason.name() == name)
    }
}
