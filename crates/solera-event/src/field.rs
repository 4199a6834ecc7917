//! `FIELDS`: the one table of every attribute that Solera knows by name.
//!
//! The store's schema, the checks of a question, `GET /api/v1/fields` and `docs/fields.md` are
//! derived from it. A path is spelt as on the wire. What is in no field is an attribute: kept as
//! it came, and still searched.

mod action;
mod common;
mod derived;
mod error;
mod log;
mod long_task;
mod named;
mod other;
mod replay;
mod resource;
mod view;
mod vital;

use std::sync::LazyLock;

use crate::{Kind, Kinds};

pub use named::*;

/// One known attribute.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Where it stands in the event's JSON: `view.loading_time`.
    pub path: &'static str,
    /// What its values are.
    pub ty: FieldType,
    /// What its numbers count.
    pub unit: Unit,
    /// Which kinds of event carry it.
    pub kinds: Kinds,
    /// What it is good for in a question.
    pub role: Role,
    /// Where its value comes from.
    pub origin: Origin,
    /// What it means, in a sentence.
    pub doc: &'static str,
}

/// What the values of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// True or false.
    Bool,
    /// A whole number of 64 bits.
    Int,
    /// A number of 64 bits.
    Float,
    /// Text.
    Text,
    /// An id: mostly a UUID.
    Id,
    /// One id, or a list of them: the first has the column, a list is an attribute as well.
    Ids,
    /// A list of texts, kept as its JSON text. A single text is taken for a list of one.
    List,
    /// Arrays and objects, kept as their JSON text.
    Json,
    /// A member of each object of a JSON field that holds an array (`error.causes[].message`):
    /// no column of its own, read out of the field before the brackets; a question sees a list.
    Element,
    /// Bytes of the store's own.
    Bytes,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing, or no number.
    None,
    /// Nanoseconds.
    Ns,
    /// Milliseconds.
    Ms,
    /// A time: milliseconds since 1970.
    EpochMs,
    /// Bytes.
    Bytes,
    /// Megabytes, of 1,000,000 bytes.
    Mb,
    /// CSS pixels.
    Px,
    /// Percent, 0 to 100.
    Percent,
    /// Frames a second.
    Fps,
    /// Things.
    Count,
}

/// What a field is good for in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// To count by.
    Facet,
    /// To aggregate.
    Measure,
    /// To look at and search.
    Detail,
}

/// Where a field's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The client.
    Sent,
    /// The server, from what the client sent; the client's own value wins.
    Derived,
    /// The store, for itself: never in an answer.
    Hidden,
}

/// A field by its place in [`FIELDS`]. Places change between versions: never write one to disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(u16);

/// Every known attribute.
pub static FIELDS: &[Field] = &TABLE;

const TABLES: [&[Field]; 11] = [
    common::FIELDS,
    derived::FIELDS,
    view::FIELDS,
    action::FIELDS,
    resource::FIELDS,
    error::FIELDS,
    long_task::FIELDS,
    vital::FIELDS,
    log::FIELDS,
    replay::FIELDS,
    other::FIELDS,
];

const COUNT: usize = {
    let (mut count, mut table) = (0, 0);
    while table < TABLES.len() {
        count += TABLES[table].len();
        table += 1;
    }
    count
};

#[allow(
    clippy::large_const_arrays,
    reason = "`FieldId::of` reads it at compile time; `FIELDS` is the static"
)]
const TABLE: [Field; COUNT] = {
    let mut all = [TABLES[0][0]; COUNT];
    let (mut at, mut table) = (0, 0);
    while table < TABLES.len() {
        let mut row = 0;
        while row < TABLES[table].len() {
            all[at] = TABLES[table][row];
            at += 1;
            row += 1;
        }
        table += 1;
    }
    all
};

impl FieldId {
    /// The field of a path, at compile time.
    ///
    /// # Panics
    /// When there is no such field: a compile error where it stands in a `const`.
    pub const fn of(path: &str) -> FieldId {
        let mut at = 0;
        while at < COUNT {
            if same(TABLE[at].path.as_bytes(), path.as_bytes()) {
                return FieldId(at as u16);
            }
            at += 1;
        }
        panic!("no such field")
    }

    /// The field of a path.
    pub fn find(path: &str) -> Option<FieldId> {
        BY_HASH.find(hash(path)).filter(|id| id.field().path == path)
    }

    /// Every field, in the order of [`FIELDS`].
    pub fn all() -> impl Iterator<Item = FieldId> {
        (0..COUNT as u16).map(FieldId)
    }

    /// Its row in [`FIELDS`].
    pub fn field(self) -> &'static Field {
        &FIELDS[self.index()]
    }

    /// Its place in [`FIELDS`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The field at a place in [`FIELDS`].
    pub fn from_index(index: usize) -> Option<FieldId> {
        (index < COUNT).then_some(FieldId(index as u16))
    }

    /// Its name on disk: no two fields share one (a test holds that).
    pub fn path_hash(self) -> u32 {
        HASHES[self.index()]
    }

    /// The field of that name on disk.
    pub fn from_path_hash(hash: u32) -> Option<FieldId> {
        BY_HASH.find(hash)
    }
}

impl Field {
    /// Whether an event of that kind may carry it.
    pub fn is_of(&self, kind: Kind) -> bool {
        self.kinds.has(kind)
    }

    /// Of an element: the JSON field that holds it, and its path within each object of it.
    pub fn element(&self) -> Option<(&'static str, &'static str)> {
        match self.ty {
            FieldType::Element => self.path.split_once("[]."),
            _ => None,
        }
    }
}

macro_rules! names {
    ($type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $type {
            /// The name in answers and docs.
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }
        }
    };
}

names!(FieldType {
    Bool = "boolean", Int = "integer", Float = "number", Text = "string", Id = "id", Ids = "ids",
    List = "list", Json = "json", Element = "element", Bytes = "bytes",
});
names!(Unit {
    None = "", Ns = "ns", Ms = "ms", EpochMs = "epoch_ms", Bytes = "bytes", Mb = "MB", Px = "px",
    Percent = "percent", Fps = "fps", Count = "count",
});
names!(Role { Facet = "facet", Measure = "measure", Detail = "detail" });
names!(Origin { Sent = "sent", Derived = "derived", Hidden = "hidden" });

/// FNV-1a: short, and const.
const fn hash(path: &str) -> u32 {
    let (bytes, mut hash, mut at) = (path.as_bytes(), 0x811c_9dc5_u32, 0);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

const HASHES: [u32; COUNT] = {
    let (mut hashes, mut at) = ([0; COUNT], 0);
    while at < COUNT {
        hashes[at] = hash(TABLE[at].path);
        at += 1;
    }
    hashes
};

/// An open-addressed table from a path's hash to its field.
struct ByHash(Vec<u16>);

const EMPTY: u16 = u16::MAX;
const SLOTS: usize = (COUNT * 4).next_power_of_two();

static BY_HASH: LazyLock<ByHash> = LazyLock::new(|| {
    let mut slots = vec![EMPTY; SLOTS];
    for (at, hash) in HASHES.iter().enumerate() {
        let mut slot = *hash as usize & (SLOTS - 1);
        while slots[slot] != EMPTY {
            slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = at as u16;
    }
    ByHash(slots)
});

impl ByHash {
    fn find(&self, hash: u32) -> Option<FieldId> {
        let mut slot = hash as usize & (SLOTS - 1);
        loop {
            match self.0[slot] {
                EMPTY => return None,
                at if HASHES[usize::from(at)] == hash => return Some(FieldId(at)),
                _ => slot = (slot + 1) & (SLOTS - 1),
            }
        }
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn row(
    path: &'static str,
    ty: FieldType,
    unit: Unit,
    kinds: Kinds,
    role: Role,
    doc: &'static str,
) -> Field {
    Field { path, ty, unit, kinds, role, origin: Origin::Sent, doc }
}

/// A field to count by.
const fn facet(path: &'static str, ty: FieldType, kinds: Kinds, doc: &'static str) -> Field {
    row(path, ty, Unit::None, kinds, Role::Facet, doc)
}

/// A field to aggregate.
const fn measure(
    path: &'static str,
    ty: FieldType,
    unit: Unit,
    kinds: Kinds,
    doc: &'static str,
) -> Field {
    row(path, ty, unit, kinds, Role::Measure, doc)
}

/// A field to look at and search.
const fn detail(path: &'static str, ty: FieldType, kinds: Kinds, doc: &'static str) -> Field {
    row(path, ty, Unit::None, kinds, Role::Detail, doc)
}

/// A member of each object of a JSON field.
const fn element(path: &'static str, kinds: Kinds, doc: &'static str) -> Field {
    row(path, FieldType::Element, Unit::None, kinds, Role::Detail, doc)
}

impl Field {
    const fn derived(mut self) -> Field {
        self.origin = Origin::Derived;
        self
    }

    const fn hidden(mut self) -> Field {
        self.origin = Origin::Hidden;
        self
    }
}

#[cfg(test)]
mod tests;
