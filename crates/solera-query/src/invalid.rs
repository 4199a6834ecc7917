//! What is wrong with a question, for the person who asked it.

use std::fmt;

/// A question that cannot be answered, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// What is wrong: lower case, no full stop, names the thing and the bound.
    pub message: String,
    /// Where in the question: a JSON pointer such as `/compute/0/field`.
    pub pointer: Option<String>,
    /// Where in the search text: an offset in characters from its start.
    pub position: Option<usize>,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

impl Invalid {
    /// A complaint without a place yet.
    pub fn new(message: impl Into<String>) -> Invalid {
        Invalid { message: message.into(), pointer: None, position: None, suggestion: None }
    }

    /// The same, pointing at a part of the question. What points already is left alone.
    pub fn at(mut self, pointer: impl Into<String>) -> Invalid {
        self.pointer.get_or_insert_with(|| pointer.into());
        self
    }

    /// The same, pointing at a character of the search text. What points already is left alone.
    pub fn position(mut self, position: usize) -> Invalid {
        self.position.get_or_insert(position);
        self
    }

    /// The same with a suggestion, if there is one.
    pub fn suggest(mut self, suggestion: Option<impl Into<String>>) -> Invalid {
        self.suggestion = suggestion.map(Into::into).or(self.suggestion);
        self
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(pointer) = &self.pointer {
            write!(f, " (in {pointer}")?;
            if let Some(position) = self.position {
                write!(f, ", character {position}")?;
            }
            f.write_str(")")?;
        }
        match &self.suggestion {
            Some(suggestion) => write!(f, "; {suggestion}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Invalid {}
