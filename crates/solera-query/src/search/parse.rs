//! Text to [`Filter`], by recursive descent over characters. Bounded in bytes, terms and depth.

use solera_event::limit::{SEARCH_BYTES_MAX, SEARCH_DEPTH_MAX, SEARCH_TERMS_MAX};

use super::{Bound, Comparison, Filter, Pattern, Piece, Value};
use crate::Invalid;

/// Reads a search text.
///
/// # Errors
/// Points at the character that is wrong ([`Invalid::position`]); says so too when a bound of
/// `limit.rs` is passed.
pub fn parse(text: &str) -> Result<Filter, Invalid> {
    if text.len() > SEARCH_BYTES_MAX {
        return Err(Invalid::new(format!(
            "search text is {} bytes, the limit is {SEARCH_BYTES_MAX}",
            text.len()
        ))
        .position(0));
    }
    let mut parser = Parser { chars: text.chars().collect(), at: 0, depth: 0, terms: 0 };
    parser.skip_space();
    if parser.peek().is_none() {
        return Ok(Filter::All);
    }
    let filter = parser.any(None)?;
    match parser.peek() {
        None => Ok(filter),
        Some(_) => Err(Invalid::new("a ) without its (")
            .position(parser.at)
            .suggest(Some("escape it as \\) when it belongs to the text"))),
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
    terms: usize,
}

/// A word as it stands in the text.
struct Word {
    pattern: Pattern,
    /// Whether any character was escaped: then it is no keyword.
    escaped: bool,
}

/// The field whose values stand in parentheses, if they do, with its position.
type Within<'a> = Option<(&'a str, usize)>;

impl Parser {
    /// `a OR b OR c`
    fn any(&mut self, within: Within<'_>) -> Result<Filter, Invalid> {
        let mut any = vec![self.all(within)?];
        while self.take_keyword("OR") {
            any.push(self.all(within)?);
        }
        Ok(if any.len() == 1 { any.remove(0) } else { Filter::Or(any) })
    }

    /// `a AND b c`
    fn all(&mut self, within: Within<'_>) -> Result<Filter, Invalid> {
        let mut all = vec![self.one(within)?];
        loop {
            let and = self.take_keyword("AND");
            match self.peek() {
                None | Some(')') if !and => break,
                _ if !and && self.is_keyword("OR") => break,
                _ => all.push(self.one(within)?),
            }
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Filter::And(all) })
    }

    /// A term, a negation or a parenthesis; and the space after it.
    fn one(&mut self, within: Within<'_>) -> Result<Filter, Invalid> {
        self.deeper()?;
        self.skip_space();
        let filter = if self.take_keyword("NOT") || self.take_negation(within) {
            Filter::Not(Box::new(self.one(within)?))
        } else if self.peek() == Some('(') {
            self.parenthesis(within)?
        } else {
            self.term(within)?
        };
        self.skip_space();
        self.depth -= 1;
        Ok(filter)
    }

    fn parenthesis(&mut self, within: Within<'_>) -> Result<Filter, Invalid> {
        let open = self.at;
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(')') {
            return Err(Invalid::new("nothing stands between ( and )").position(open));
        }
        let filter = self.any(within)?;
        if self.peek() != Some(')') {
            return Err(Invalid::new("a ( without its )").position(open));
        }
        self.at += 1;
        Ok(filter)
    }

    fn term(&mut self, within: Within<'_>) -> Result<Filter, Invalid> {
        self.terms += 1;
        let start = self.at;
        if self.terms > SEARCH_TERMS_MAX {
            return Err(Invalid::new(format!(
                "search text has more than {SEARCH_TERMS_MAX} terms"
            ))
            .position(start));
        }
        self.expect_term(within)?;
        if let Some((path, position)) = within {
            let value = self.value(path)?;
            return Ok(field(path, value, position, start));
        }
        if self.peek() == Some('"') {
            let text = self.quoted()?;
            return Ok(Filter::Text { pattern: plain(text), position: start });
        }
        if let Some(path) = self.take_path()? {
            return self.of_field(&path, start);
        }
        let word = self.word(&[])?;
        Ok(Filter::Text { pattern: word.pattern, position: start })
    }

    fn expect_term(&self, within: Within<'_>) -> Result<(), Invalid> {
        let missing = match self.peek() {
            None => "the text ends where a term is expected",
            Some(')') => "a ) where a term is expected",
            Some('-') if within.is_none() => "nothing follows the -",
            Some(_) if self.is_keyword("AND") || self.is_keyword("OR") => {
                "AND or OR where a term is expected"
            }
            Some(_) => return Ok(()),
        };
        Err(Invalid::new(missing)
            .position(self.at)
            .suggest(self.peek().map(|_| "escape it with \\ or quote it to search for it")))
    }

    fn of_field(&mut self, path: &str, position: usize) -> Result<Filter, Invalid> {
        let start = self.at;
        if matches!(path, "http" | "https") && self.chars[start..].starts_with(&['/', '/']) {
            return Err(Invalid::new("an address reads as a field here")
                .position(position)
                .suggest(Some("put it in quotes, or after a field such as view.url:")));
        }
        if self.peek() == Some('(') {
            // A group counts as its own values do, each a term.
            self.terms -= 1;
            return self.parenthesis(Some((path, position)));
        }
        let value = self.value(path)?;
        Ok(field(path, value, position, start))
    }

    fn value(&mut self, path: &str) -> Result<Value, Invalid> {
        match self.peek() {
            None | Some('(' | ')') => Err(no_value(path, self.at)),
            Some(char) if char.is_whitespace() => Err(no_value(path, self.at)),
            Some('"') => Ok(Value::Is(plain(self.quoted()?))),
            Some('[' | '{') => self.range(),
            Some('>' | '<') => self.comparison(path),
            Some(_) => {
                let pattern = self.word(&[])?.pattern;
                Ok(if pattern.0 == [Piece::Many] { Value::Any } else { Value::Is(pattern) })
            }
        }
    }

    fn comparison(&mut self, path: &str) -> Result<Value, Invalid> {
        let greater = self.peek() == Some('>');
        self.at += 1;
        let equal = self.peek() == Some('=');
        self.at += usize::from(equal);
        let comparison = match (greater, equal) {
            (true, false) => Comparison::Greater,
            (true, true) => Comparison::GreaterOrEqual,
            (false, false) => Comparison::Less,
            (false, true) => Comparison::LessOrEqual,
        };
        let start = self.at;
        match self.peek() {
            None | Some('(' | ')') => Err(no_value(path, start)),
            Some(char) if char.is_whitespace() => Err(no_value(path, start)),
            Some('"') => Ok(Value::Compare(comparison, self.quoted()?)),
            Some(_) => match self.word(&[])?.pattern.plain() {
                Some(text) => Ok(Value::Compare(comparison, text.to_owned())),
                None => Err(Invalid::new("a wildcard cannot be compared").position(start)),
            },
        }
    }

    /// `[a TO b]`, `{a TO b}`, or one of each.
    fn range(&mut self) -> Result<Value, Invalid> {
        let open = self.at;
        let low_inclusive = self.peek() == Some('[');
        self.at += 1;
        let low = self.bound(open)?;
        self.skip_space();
        if !self.take_keyword("TO") {
            return Err(unclosed_range(open));
        }
        let high = self.bound(open)?;
        self.skip_space();
        let high_inclusive = match self.peek() {
            Some(']') => true,
            Some('}') => false,
            _ => return Err(unclosed_range(open)),
        };
        self.at += 1;
        let bound = |text: Option<String>, inclusive| text.map(|text| Bound { text, inclusive });
        Ok(Value::Range(bound(low, low_inclusive), bound(high, high_inclusive)))
    }

    fn bound(&mut self, open: usize) -> Result<Option<String>, Invalid> {
        self.skip_space();
        let start = self.at;
        match self.peek() {
            None | Some(']' | '}' | ')' | '(') => return Err(unclosed_range(open)),
            Some('"') => return self.quoted().map(Some),
            Some(_) => (),
        }
        let pattern = self.word(&[']', '}'])?.pattern;
        if pattern.0 == [Piece::Many] {
            return Ok(None);
        }
        match pattern.plain() {
            Some(text) => Ok(Some(text.to_owned())),
            None => Err(Invalid::new("a bound of a range has no wildcard").position(start)),
        }
    }

    /// A path and its colon, or nothing when the word has none.
    fn take_path(&mut self) -> Result<Option<String>, Invalid> {
        let start = self.at;
        let mut at = start + usize::from(self.peek() == Some('@'));
        let mut path = String::new();
        loop {
            match self.chars.get(at) {
                Some(':') => break,
                None | Some('(' | ')' | '"') => return Ok(None),
                Some(char) if char.is_whitespace() => return Ok(None),
                Some('\\') => {
                    let Some(&escaped) = self.chars.get(at + 1) else { return Ok(None) };
                    if matches!(escaped, '.' | '\\') {
                        path.push('\\');
                    }
                    path.push(escaped);
                    at += 2;
                }
                Some(&char) => {
                    path.push(char);
                    at += 1;
                }
            }
        }
        if path.is_empty() {
            return Err(Invalid::new("a : without a field before it")
                .position(at)
                .suggest(Some("escape it as \\: when it belongs to the text")));
        }
        self.at = at + 1;
        Ok(Some(path))
    }

    /// Text up to a space, a parenthesis, a quote, or one of `ends`.
    fn word(&mut self, ends: &[char]) -> Result<Word, Invalid> {
        let mut word = Word { pattern: Pattern::default(), escaped: false };
        while let Some(char) = self.peek() {
            if char.is_whitespace() || matches!(char, '(' | ')' | '"') || ends.contains(&char) {
                break;
            }
            self.at += 1;
            match char {
                '*' => word.pattern.push_wildcard(Piece::Many),
                '?' => word.pattern.push_wildcard(Piece::One),
                '\\' => {
                    let Some(escaped) = self.peek() else {
                        return Err(Invalid::new("nothing follows the \\")
                            .position(self.at - 1)
                            .suggest(Some("write \\\\ for a backslash")));
                    };
                    self.at += 1;
                    word.pattern.push(escaped);
                    word.escaped = true;
                }
                _ => word.pattern.push(char),
            }
        }
        Ok(word)
    }

    fn quoted(&mut self) -> Result<String, Invalid> {
        let open = self.at;
        let mut text = String::new();
        self.at += 1;
        while let Some(char) = self.peek() {
            self.at += 1;
            match char {
                '"' => return Ok(text),
                '\\' if matches!(self.peek(), Some('"' | '\\')) => {
                    text.extend(self.peek());
                    self.at += 1;
                }
                _ => text.push(char),
            }
        }
        Err(Invalid::new("a quote that is not closed")
            .position(open)
            .suggest(Some("close it with \", or escape it as \\\"")))
    }

    /// A `-` right before something.
    fn take_negation(&mut self, within: Within<'_>) -> bool {
        let next = self.chars.get(self.at + 1);
        let before_something = next.is_some_and(|next| !next.is_whitespace() && *next != ')');
        // Among a field's values `-1` is a number.
        let number = within.is_some() && next.is_some_and(char::is_ascii_digit);
        let found = self.peek() == Some('-') && before_something && !number;
        self.at += usize::from(found);
        found
    }

    fn take_keyword(&mut self, keyword: &str) -> bool {
        let found = self.is_keyword(keyword);
        if found {
            self.at += keyword.len();
            self.skip_space();
        }
        found
    }

    fn is_keyword(&self, keyword: &str) -> bool {
        let end = self.at + keyword.len();
        let ends = self
            .chars
            .get(end)
            .is_none_or(|next| next.is_whitespace() || matches!(next, '(' | ')' | '"'));
        ends && self
            .chars
            .get(self.at..end)
            .is_some_and(|word| word.iter().copied().eq(keyword.chars()))
    }

    fn deeper(&mut self) -> Result<(), Invalid> {
        self.depth += 1;
        if self.depth <= SEARCH_DEPTH_MAX {
            return Ok(());
        }
        Err(Invalid::new(format!("search text is nested deeper than {SEARCH_DEPTH_MAX}"))
            .position(self.at))
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }
}

fn plain(text: String) -> Pattern {
    Pattern(if text.is_empty() { Vec::new() } else { vec![Piece::Text(text)] })
}

fn field(path: &str, value: Value, position: usize, value_position: usize) -> Filter {
    Filter::Field { path: path.to_owned(), value, position, value_position }
}

fn no_value(path: &str, position: usize) -> Invalid {
    Invalid::new(format!("`{path}:` has no value"))
        .position(position)
        .suggest(Some(format!("put the value right after the colon, or write {path}:* for any")))
}

fn unclosed_range(open: usize) -> Invalid {
    Invalid::new("a range that is not whole")
        .position(open)
        .suggest(Some("write it as [low TO high], with * for an open end"))
}
