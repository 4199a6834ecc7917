//! One JSON object, flattened: tokens at the places of known paths, attributes at all others.
//!
//! Does not know kinds: which tokens become fields is told by `typed.rs`, once the `type` is
//! known. Buffers are kept from one object to the next, for allocation is what costs here.

use std::borrow::Cow;

use solera_event::{Attribute, DropReason, FieldId, attribute, limit};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::trie::{Place, TRIE, Trie};
use crate::json::{Bad, Cursor, Shape, Token};

/// The leaves of one object.
pub(super) struct Flat<'b> {
    /// What stands at the paths of fields.
    pub(super) leaves: Vec<Leaf<'b>>,
    /// What stands at all others.
    attributes: Vec<Attribute<'b>>,
    /// How many attributes the object before had: the next is mostly alike.
    expected: usize,
    trie: &'static Trie,
    path: String,
    /// Where metadata of a segment belongs.
    replay: Place,
    /// Each place's stamp of the object in which it was last seen: tells a key given twice.
    seen: Vec<u32>,
    stamp: u32,
    /// Hashes of the unknown paths of this object, for the same.
    unknown: Vec<u64>,
    repeated: bool,
    /// How an object lies in the tree.
    root: Root,
}

/// A value at the path of a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf<'b> {
    raw: &'b str,
    shape: Shape,
    /// The field of that path, of whatever kind of event.
    pub(super) field: FieldId,
}

impl<'b> Leaf<'b> {
    /// The value.
    #[inline]
    pub(super) fn token(&self) -> Token<'b> {
        Token { shape: self.shape, raw: self.raw }
    }
}

/// Where the keys of an object belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// Where they stand.
    Event,
    /// Under `replay`, unless they are of all kinds: the metadata of a segment.
    Replay,
}

/// Keys of a segment's metadata that stay at the top.
const NOT_UNDER_REPLAY: [&str; 11] = [
    "application",
    "session",
    "view",
    "source",
    "service",
    "version",
    "ddtags",
    "usr",
    "account",
    "tab",
    "env",
];

impl<'b> Flat<'b> {
    /// Empty buffers for objects that belong there.
    pub(super) fn new(root: Root) -> Flat<'b> {
        let trie = &*TRIE;
        Flat {
            leaves: Vec::with_capacity(128),
            attributes: Vec::new(),
            expected: 0,
            path: String::with_capacity(128),
            seen: vec![0; trie.len()],
            stamp: 0,
            unknown: Vec::with_capacity(64),
            repeated: false,
            replay: trie.place("replay"),
            trie,
            root,
        }
    }

    /// Flattens an object.
    ///
    /// # Errors
    /// The reason to drop it: no JSON, no object, too deep, or too many attributes.
    pub(super) fn read(&mut self, text: &'b str) -> Result<(), DropReason> {
        self.clear();
        let mut cursor = Cursor::new(text);
        if cursor.peek() != Some(b'{') {
            cursor.value(0)?;
            cursor.end()?;
            return Err(DropReason::NotAnObject);
        }
        self.known(&mut cursor, Place::ROOT, 0)?;
        cursor.end()?;
        self.repeated |= has_repeated(&mut self.unknown);
        Ok(())
    }

    /// Whether a key stood twice in one object. Then the leaves are none to trust: the text goes
    /// through [`super::repeated::last_wins`] first.
    pub(super) fn repeated(&self) -> bool {
        self.repeated
    }

    /// Takes the attributes out, with room for some more.
    pub(super) fn take_attributes(&mut self) -> Vec<Attribute<'b>> {
        self.expected = self.attributes.len() + 2;
        std::mem::take(&mut self.attributes)
    }

    fn clear(&mut self) {
        self.leaves.clear();
        self.attributes = Vec::with_capacity(self.expected.clamp(8, 32));
        self.path.clear();
        self.unknown.clear();
        self.repeated = false;
        self.stamp = self.stamp.wrapping_add(1);
        if self.stamp == 0 {
            self.seen.fill(0);
            self.stamp = 1;
        }
    }

    /// An object at a known place, from its opening brace. `depth` counts the objects around it.
    fn known(
        &mut self,
        cursor: &mut Cursor<'b>,
        place: Place,
        depth: usize,
    ) -> Result<(), DropReason> {
        if depth >= limit::DEPTH_MAX {
            return Err(DropReason::TooDeep);
        }
        cursor.take(b'{');
        let mut first = true;
        while let Some(key) = cursor.key(first)? {
            first = false;
            // Spelt out for the plain keys that nearly all are.
            let key = match key.shape {
                Shape::Plain => Cow::Borrowed(key.inner()),
                _ => key.text().expect("a key is a string"),
            };
            let parent = match self.root {
                Root::Event => place,
                Root::Replay => self.place_of(place, &key),
            };
            if let Some(child) = self.trie.child(parent, &key) {
                self.known_value(cursor, child, depth + 1)?;
                continue;
            }
            self.path.push_str(self.trie.path(parent));
            self.unknown_value(cursor, key, 0, depth + 1)?;
            self.path.clear();
        }
        if first && depth > 0 {
            self.leaf(place, Token { shape: Shape::Object, raw: "{}" })?;
        }
        Ok(())
    }

    /// Where a key of a segment's metadata belongs.
    fn place_of(&self, place: Place, key: &str) -> Place {
        if place != Place::ROOT || NOT_UNDER_REPLAY.contains(&key) {
            return place;
        }
        self.replay
    }

    fn known_value(
        &mut self,
        cursor: &mut Cursor<'b>,
        place: Place,
        depth: usize,
    ) -> Result<(), DropReason> {
        let seen = &mut self.seen[place.index()];
        self.repeated |= *seen == self.stamp;
        *seen = self.stamp;
        if cursor.peek() == Some(b'{') {
            return self.known(cursor, place, depth);
        }
        let token = cursor.value(depth)?;
        self.leaf(place, token)
    }

    #[inline(always)]
    fn leaf(&mut self, place: Place, token: Token<'b>) -> Result<(), DropReason> {
        if let Some(field) = self.trie.field(place) {
            self.leaves.push(Leaf { raw: token.raw, shape: token.shape, field });
            return Ok(());
        }
        let path = Cow::Borrowed(self.trie.path(place));
        self.attribute(Attribute { path, json: Cow::Borrowed(token.raw) })
    }

    fn attribute(&mut self, attribute: Attribute<'b>) -> Result<(), DropReason> {
        let fits = self.attributes.len() < limit::ATTRIBUTES_MAX
            && attribute.path.len() <= limit::PATH_BYTES_MAX;
        if !fits {
            return Err(DropReason::TooManyAttributes);
        }
        self.attributes.push(attribute);
        Ok(())
    }

    /// A value at an unknown path: the key under what `path` holds, which hashes to `above`.
    fn unknown_value(
        &mut self,
        cursor: &mut Cursor<'b>,
        key: Cow<'b, str>,
        above: u64,
        depth: usize,
    ) -> Result<(), DropReason> {
        let length = self.path.len();
        let nested = depth > 1;
        let above =
            if above == 0 && nested { xxh3_64_with_seed(self.path.as_bytes(), 1) } else { above };
        let hash = xxh3_64_with_seed(key.as_bytes(), above);
        self.unknown.push(hash);
        if cursor.peek() == Some(b'{') {
            push_key(&mut self.path, &key, nested);
            self.unknown_object(cursor, hash, depth)?;
            self.path.truncate(length);
            return Ok(());
        }
        let token = cursor.value(depth)?;
        let path = self.path_of(key, nested);
        self.path.truncate(length);
        self.attribute(Attribute { path, json: Cow::Borrowed(token.raw) })
    }

    fn unknown_object(
        &mut self,
        cursor: &mut Cursor<'b>,
        hash: u64,
        depth: usize,
    ) -> Result<(), DropReason> {
        if depth >= limit::DEPTH_MAX {
            return Err(DropReason::TooDeep);
        }
        cursor.take(b'{');
        let mut first = true;
        while let Some(key) = cursor.key(first)? {
            first = false;
            let key = key.text().expect("a key is a string");
            self.unknown_value(cursor, key, hash, depth + 1)?;
        }
        if first {
            let path = Cow::Owned(self.path.clone());
            self.attribute(Attribute { path, json: Cow::Borrowed("{}") })?;
        }
        Ok(())
    }

    /// The path of a leaf: its own key where it stands at the top, else built.
    fn path_of(&mut self, key: Cow<'b, str>, nested: bool) -> Cow<'b, str> {
        if !nested && self.path.is_empty() && !key.contains(['.', '\\']) {
            return key;
        }
        push_key(&mut self.path, &key, nested);
        Cow::Owned(self.path.clone())
    }
}

/// Appends a key; under an empty first key the dot must still stand.
fn push_key(path: &mut String, key: &str, nested: bool) {
    let bare = nested && path.is_empty();
    if bare {
        path.push('.');
    }
    attribute::push_key(path, key);
    if bare {
        path.remove(0);
    }
}

/// Whether one hash stands twice. Most events have a few dozen: a plain look is the fastest.
fn has_repeated(hashes: &mut [u64]) -> bool {
    if hashes.len() > 32 {
        hashes.sort_unstable();
        return hashes.windows(2).any(|pair| pair[0] == pair[1]);
    }
    hashes.iter().enumerate().any(|(at, hash)| hashes[..at].contains(hash))
}

impl From<Bad> for DropReason {
    fn from(bad: Bad) -> DropReason {
        match bad {
            Bad::Syntax => DropReason::InvalidJson,
            Bad::TooDeep => DropReason::TooDeep,
        }
    }
}
