//! A cursor over JSON text: pulls keys and values, allocates nothing, and cannot overflow a stack.
//!
//! Strict: what it passes is JSON by RFC 8259, except that lone surrogates are let through as
//! browsers send them. The raw text of any value can be had, for an attribute is kept as it was
//! sent. Why it is our own: `docs/decisions/0002-own-json-cursor.md`.
//!
//! Knows nothing of events.

use std::borrow::Cow;

use solera_event::limit;

mod text;

pub(crate) use text::push_string;
use text::unescape;

/// Why a text cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bad {
    /// It is no JSON.
    Syntax,
    /// It nests deeper than [`limit::DEPTH_MAX`].
    TooDeep,
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A string without any escape.
    Plain,
    /// A string with escapes.
    Escaped,
    /// A number.
    Number,
    /// `true`.
    True,
    /// `false`.
    False,
    /// `null`.
    Null,
    /// An array, whole.
    Array,
    /// An object, whole.
    Object,
}

/// A value as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// What it is.
    pub(crate) shape: Shape,
    /// Its JSON text; of a string with its quotes.
    pub(crate) raw: &'a str,
}

impl<'a> Token<'a> {
    /// The text of a string, escapes undone; a lone surrogate is U+FFFD.
    #[inline]
    pub(crate) fn text(&self) -> Option<Cow<'a, str>> {
        match self.shape {
            Shape::Plain => Some(Cow::Borrowed(self.inner())),
            Shape::Escaped => Some(Cow::Owned(unescape(self.inner()))),
            _ => None,
        }
    }

    /// A string without its quotes, escapes as they are.
    #[inline]
    pub(crate) fn inner(&self) -> &'a str {
        debug_assert!(matches!(self.shape, Shape::Plain | Shape::Escaped));
        &self.raw[1..self.raw.len() - 1]
    }
}

/// A place in a JSON text.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of a text.
    pub(crate) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    /// The next byte that is no white space, not taken; `None` at the end.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte > b' ' || !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Takes the next byte that is no white space if it is that one.
    #[inline]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Only white space may be left.
    pub(crate) fn end(&mut self) -> Result<(), Bad> {
        if self.peek().is_none() { Ok(()) } else { Err(Bad::Syntax) }
    }

    /// The next key of the object that the cursor stands in, and its colon; `None` past its last,
    /// with the brace taken. `first` says that no key was taken yet.
    // Inlined with `value`, so that a token is made where it is used: as a return value it goes
    // through memory in pieces, and each copy waits for the pieces.
    #[inline(always)]
    pub(crate) fn key(&mut self, first: bool) -> Result<Option<Token<'a>>, Bad> {
        if !self.find_key(first)? {
            return Ok(None);
        }
        let from = self.at;
        let shape = self.string()?;
        let raw = &self.text[from..self.at];
        if !self.take(b':') {
            return Err(Bad::Syntax);
        }
        Ok(Some(Token { shape, raw }))
    }

    /// Goes to the next key's quote; `false` past the last, with the brace taken.
    #[inline]
    fn find_key(&mut self, first: bool) -> Result<bool, Bad> {
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                return Ok(false);
            }
            Some(b',') if !first => {
                self.at += 1;
                self.peek();
            }
            _ if !first => return Err(Bad::Syntax),
            _ => {}
        }
        Ok(true)
    }

    /// The next element of the array that the cursor stands in; `None` past its last, with the
    /// bracket taken. `first` says that none was taken yet.
    pub(crate) fn element(&mut self, first: bool, depth: usize) -> Result<Option<Token<'a>>, Bad> {
        match self.peek() {
            Some(b']') => {
                self.at += 1;
                return Ok(None);
            }
            Some(b',') if !first => self.at += 1,
            _ if !first => return Err(Bad::Syntax),
            _ => {}
        }
        self.value(depth).map(Some)
    }

    /// The next value, whole. `depth` is how many objects and arrays the cursor stands in.
    #[inline(always)]
    pub(crate) fn value(&mut self, depth: usize) -> Result<Token<'a>, Bad> {
        let byte = self.peek().ok_or(Bad::Syntax)?;
        let from = self.at;
        let shape = if byte == b'"' { self.string()? } else { self.other(byte, depth)? };
        Ok(Token { shape, raw: &self.text[from..self.at] })
    }

    /// Any value but a string.
    fn other(&mut self, byte: u8, depth: usize) -> Result<Shape, Bad> {
        match byte {
            b'{' => self.nested(depth).map(|()| Shape::Object),
            b'[' => self.nested(depth).map(|()| Shape::Array),
            _ => self.scalar(byte),
        }
    }

    /// A number or a word.
    fn scalar(&mut self, byte: u8) -> Result<Shape, Bad> {
        match byte {
            b't' => self.word("true", Shape::True),
            b'f' => self.word("false", Shape::False),
            b'n' => self.word("null", Shape::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, shape: Shape) -> Result<Shape, Bad> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return Err(Bad::Syntax);
        }
        self.at += word.len();
        Ok(shape)
    }

    fn number(&mut self) -> Result<Shape, Bad> {
        let bytes = self.text.as_bytes();
        self.at += usize::from(bytes[self.at] == b'-');
        let zero = bytes.get(self.at) == Some(&b'0');
        let whole = self.digits()?;
        if zero && whole > 1 {
            return Err(Bad::Syntax);
        }
        if bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(bytes.get(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(Shape::Number)
    }

    /// Takes one digit or more, and says how many.
    #[inline]
    fn digits(&mut self) -> Result<usize, Bad> {
        let rest = &self.text.as_bytes()[self.at..];
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        if count == 0 { Err(Bad::Syntax) } else { Ok(count) }
    }

    /// An object or array, checked to its end without recursion: one bit a level says which.
    fn nested(&mut self, depth: usize) -> Result<(), Bad> {
        let (mut objects, mut open) = (0_u64, 0);
        loop {
            let byte = self.peek().ok_or(Bad::Syntax)?;
            match byte {
                b'"' => drop(self.string()?),
                b'{' | b'[' => {
                    if depth + open >= limit::DEPTH_MAX {
                        return Err(Bad::TooDeep);
                    }
                    self.at += 1;
                    open += 1;
                    objects = objects << 1 | u64::from(byte == b'{');
                    if self.begin(byte == b'{')? {
                        continue;
                    }
                }
                _ => drop(self.scalar(byte)?),
            }
            if !self.close(&mut objects, &mut open)? {
                return Ok(());
            }
        }
    }

    /// After an opening bracket: whether a value follows. The closing one is left where it is.
    fn begin(&mut self, object: bool) -> Result<bool, Bad> {
        let empty = self.peek() == Some(if object { b'}' } else { b']' });
        if object && !empty {
            self.key(true)?;
        }
        Ok(!empty)
    }

    /// After a value or an opening bracket with nothing in it: closes what is closed here.
    /// Whether a value follows.
    fn close(&mut self, objects: &mut u64, open: &mut usize) -> Result<bool, Bad> {
        while *open > 0 {
            let object = *objects & 1 == 1;
            match self.peek() {
                Some(b',') if object => {
                    return match self.key(false)? {
                        Some(_) => Ok(true),
                        None => Err(Bad::Syntax),
                    };
                }
                Some(b',') => {
                    self.at += 1;
                    return Ok(true);
                }
                Some(b'}') if object => {}
                Some(b']') if !object => {}
                _ => return Err(Bad::Syntax),
            }
            self.at += 1;
            *objects >>= 1;
            *open -= 1;
        }
        Ok(false)
    }

    /// A string, from its opening quote past its closing one.
    #[inline]
    fn string(&mut self) -> Result<Shape, Bad> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) != Some(&b'"') {
            return Err(Bad::Syntax);
        }
        let mut at = self.at + 1;
        let mut shape = Shape::Plain;
        loop {
            at = plain_end(bytes, at);
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    shape = Shape::Escaped;
                    at += escape_len(&bytes[at..])?;
                }
                _ => return Err(Bad::Syntax),
            }
        }
        self.at = at + 1;
        Ok(shape)
    }
}

/// Where the run of bytes that stand for themselves ends: at a quote, a backslash, a control
/// character or the end. Eight bytes at a time.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes(chunk.try_into().expect("it has eight bytes"));
        let hits = special(word);
        if hits != 0 {
            return at + hits.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte < b' ' || byte == b'"' || byte == b'\\' {
            break;
        }
        at += 1;
    }
    at
}

/// The high bit of each byte that is a quote, a backslash or a control character. Bytes above the
/// lowest hit may be marked wrongly (a borrow runs up), so only the lowest counts.
#[inline]
const fn special(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let quote = word ^ (ONES * b'"' as u64);
    let slash = word ^ (ONES * b'\\' as u64);
    let quote = quote.wrapping_sub(ONES) & !quote;
    let slash = slash.wrapping_sub(ONES) & !slash;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | slash | control) & HIGH
}

/// The length of the escape at the front, backslash included.
fn escape_len(bytes: &[u8]) -> Result<usize, Bad> {
    match bytes.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') if bytes.get(2..6).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) => {
            Ok(6)
        }
        _ => Err(Bad::Syntax),
    }
}

#[cfg(test)]
mod tests;
