//! The search text: what a person types to say which events.
//!
//! `terms`, `"phrases"`, `field:value`, `-negation` and `NOT`, `AND` (also by standing side by
//! side), `OR`, parentheses (also `field:(a OR b)`), wildcards `*` and `?`, ranges `[a TO b]` with
//! their bounds and `{a TO b}` without, `:>3s` `:>=` `:<` `:<=`, `field:*` for any value. A leading
//! `@` is taken and dropped. A backslash takes the meaning from the character after it.
//!
//! Knows no field, no type and no unit: `check` gives the words their meaning.

mod parse;
mod print;

use std::fmt;

pub use parse::parse;

/// Which events, as typed. Positions are offsets in characters from the start of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Every event.
    All,
    /// Those that match each; two or more.
    And(Vec<Filter>),
    /// Those that match any; two or more.
    Or(Vec<Filter>),
    /// Those that do not match.
    Not(Box<Filter>),
    /// Those that hold this text somewhere a person would expect.
    Text {
        /// The text.
        pattern: Pattern,
        /// Where it stands.
        position: usize,
    },
    /// Those with such a value in a field.
    Field {
        /// The field's path, or an attribute's (a dot within a key as `\.`).
        path: String,
        /// The value.
        value: Value,
        /// Where the path stands.
        position: usize,
        /// Where the value stands.
        value_position: usize,
    },
}

/// What is said of a field's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// There is one.
    Any,
    /// It is this.
    Is(Pattern),
    /// It compares so with this.
    Compare(Comparison, String),
    /// It lies between; `None` is open.
    Range(Option<Bound>, Option<Bound>),
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The value.
    pub text: String,
    /// Whether it belongs to the range.
    pub inclusive: bool,
}

/// How a value compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
}

/// Text with wildcards. Two pieces of text, or two `Many`, never stand side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern(pub Vec<Piece>);

/// A piece of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// This text.
    Text(String),
    /// `*`: any text, also none.
    Many,
    /// `?`: any one character.
    One,
}

impl Pattern {
    /// The text, where there is no wildcard in it.
    pub fn plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    pub(crate) fn push(&mut self, char: char) {
        match self.0.last_mut() {
            Some(Piece::Text(text)) => text.push(char),
            _ => self.0.push(Piece::Text(char.to_string())),
        }
    }

    pub(crate) fn push_wildcard(&mut self, wildcard: Piece) {
        if wildcard == Piece::Many && self.0.last() == Some(&Piece::Many) {
            return;
        }
        self.0.push(wildcard);
    }
}

impl Filter {
    /// The same without what it says of one field alone: a facet is counted under the filters of
    /// all other fields. Only whole terms of the outermost AND are dropped.
    pub fn without(&self, path: &str) -> Filter {
        match self {
            _ if self.is_about(path) => Filter::All,
            Filter::And(all) => {
                let mut rest: Vec<Filter> =
                    all.iter().filter(|one| !one.is_about(path)).cloned().collect();
                match rest.len() {
                    1 => rest.remove(0),
                    _ => Filter::And(rest),
                }
            }
            _ => self.clone(),
        }
    }

    fn is_about(&self, field: &str) -> bool {
        match self {
            Filter::All | Filter::Text { .. } => false,
            Filter::And(all) | Filter::Or(all) => all.iter().all(|one| one.is_about(field)),
            Filter::Not(inner) => inner.is_about(field),
            Filter::Field { path, .. } => path == field,
        }
    }
}

impl fmt::Display for Filter {
    /// A text that [`parse`] reads as this filter again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::filter(f, self)
    }
}

#[cfg(test)]
mod tests;
