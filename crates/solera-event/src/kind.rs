//! The kinds of event, one table each in the store.

/// What an event tells of. One kind is one table in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A page or screen a visitor looked at; sent many times, kept once.
    View = 0,
    /// Something the visitor did: a click, a tap, a custom action.
    Action = 1,
    /// A file, an image or an API call that a view loaded.
    Resource = 2,
    /// An error or a crash.
    Error = 3,
    /// A task that blocked the main thread.
    LongTask = 4,
    /// A custom duration, a step of an operation, an app launch.
    Vital = 5,
    /// A line of the logs intake.
    Log = 6,
    /// A segment of a session replay; its bytes are a blob.
    Replay = 7,
    /// Any other type of event that a client sends.
    Other = 8,
    /// What an SDK tells about itself; never counted as a visitor's event.
    Telemetry = 9,
    /// How many items ended with which outcome in a minute; written by the server.
    Outcome = 10,
}

impl Kind {
    /// Every kind, in the order of its number.
    pub const ALL: [Kind; 11] = [
        Kind::View,
        Kind::Action,
        Kind::Resource,
        Kind::Error,
        Kind::LongTask,
        Kind::Vital,
        Kind::Log,
        Kind::Replay,
        Kind::Other,
        Kind::Telemetry,
        Kind::Outcome,
    ];

    /// The name on the wire, in questions and in the store's folders.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::View => "view",
            Kind::Action => "action",
            Kind::Resource => "resource",
            Kind::Error => "error",
            Kind::LongTask => "long_task",
            Kind::Vital => "vital",
            Kind::Log => "log",
            Kind::Replay => "replay",
            Kind::Other => "other",
            Kind::Telemetry => "telemetry",
            Kind::Outcome => "outcome",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind of that number, as a row holds it.
    pub fn from_number(number: u8) -> Option<Kind> {
        Kind::ALL.get(usize::from(number)).copied()
    }

    /// The set that holds this kind alone.
    pub const fn only(self) -> Kinds {
        Kinds(1 << self as u16)
    }
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// Every kind of event that a client sends, telemetry too.
    pub const SENT: Kinds = Kinds((1 << Kind::Outcome as u16) - 1);
    /// The six kinds of the RUM model.
    pub const RUM: Kinds = Kinds((1 << Kind::Log as u16) - 1);
    /// Every kind there is.
    pub const ALL: Kinds = Kinds((1 << (Kind::Outcome as u16 + 1)) - 1);

    /// This set and that one.
    pub const fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether the set holds the kind.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// The kinds of the set, in order.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }
}
