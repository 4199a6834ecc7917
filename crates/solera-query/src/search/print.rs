//! A filter back to text, with everything escaped that would mean something else.

use std::fmt::{self, Formatter, Write};

use super::{Bound, Comparison, Filter, Pattern, Piece, Value};

pub(super) fn filter(f: &mut Formatter<'_>, filter: &Filter) -> fmt::Result {
    match filter {
        Filter::All => Ok(()),
        Filter::And(all) => joined(f, all, " ", nested),
        Filter::Or(all) => joined(f, all, " OR ", |f, one| match one {
            Filter::And(_) => self::filter(f, one),
            _ => nested(f, one),
        }),
        Filter::Not(inner) => {
            f.write_char('-')?;
            nested(f, inner)
        }
        Filter::Text { pattern, .. } => self::pattern(f, pattern),
        Filter::Field { path, value, .. } => {
            self::path(f, path)?;
            f.write_char(':')?;
            self::value(f, value)
        }
    }
}

fn joined(
    f: &mut Formatter<'_>,
    all: &[Filter],
    between: &str,
    print: impl Fn(&mut Formatter<'_>, &Filter) -> fmt::Result,
) -> fmt::Result {
    for (at, one) in all.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        print(f, one)?;
    }
    Ok(())
}

/// In parentheses only where it needs them: a text as deep as may be must not come back deeper.
fn nested(f: &mut Formatter<'_>, one: &Filter) -> fmt::Result {
    match one {
        Filter::And(_) | Filter::Or(_) => {
            f.write_char('(')?;
            filter(f, one)?;
            f.write_char(')')
        }
        _ => filter(f, one),
    }
}

fn value(f: &mut Formatter<'_>, value: &Value) -> fmt::Result {
    match value {
        Value::Any => f.write_char('*'),
        Value::Is(pattern) => self::pattern(f, pattern),
        Value::Compare(comparison, text) => {
            f.write_str(comparison.sign())?;
            quoted(f, text)
        }
        Value::Range(low, high) => {
            f.write_char(if low.as_ref().is_none_or(|low| low.inclusive) { '[' } else { '{' })?;
            bound(f, low.as_ref())?;
            f.write_str(" TO ")?;
            bound(f, high.as_ref())?;
            f.write_char(if high.as_ref().is_none_or(|high| high.inclusive) { ']' } else { '}' })
        }
    }
}

fn bound(f: &mut Formatter<'_>, bound: Option<&Bound>) -> fmt::Result {
    match bound {
        Some(bound) => quoted(f, &bound.text),
        None => f.write_char('*'),
    }
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for char in text.chars() {
        if matches!(char, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(char)?;
    }
    f.write_char('"')
}

fn path(f: &mut Formatter<'_>, path: &str) -> fmt::Result {
    let mut chars = path.chars();
    while let Some(char) = chars.next() {
        // The path's own escapes (of a dot or a backslash within a key) stay as they are.
        if char == '\\' {
            f.write_char(char)?;
            f.write_char(chars.next().unwrap_or('\\'))?;
            continue;
        }
        escaped(f, char)?;
    }
    Ok(())
}

fn pattern(f: &mut Formatter<'_>, pattern: &Pattern) -> fmt::Result {
    if pattern.0.is_empty() {
        return f.write_str("\"\"");
    }
    for piece in &pattern.0 {
        match piece {
            Piece::Many => f.write_char('*')?,
            Piece::One => f.write_char('?')?,
            Piece::Text(text) if matches!(text.as_str(), "AND" | "OR" | "NOT" | "TO") => {
                write!(f, "\\{text}")?;
            }
            Piece::Text(text) => text.chars().try_for_each(|char| escaped(f, char))?,
        }
    }
    Ok(())
}

fn escaped(f: &mut Formatter<'_>, char: char) -> fmt::Result {
    let special = matches!(
        char,
        ':' | '"'
            | '*'
            | '?'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '\\'
            | '-'
            | '>'
            | '<'
            | ','
            | '@'
    );
    if special || char.is_whitespace() {
        f.write_char('\\')?;
    }
    f.write_char(char)
}

impl Comparison {
    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
        }
    }
}
