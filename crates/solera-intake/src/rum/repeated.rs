//! Keys given twice in one object: the last one wins, as in every browser's JSON.
//!
//! Rare, so it may cost: the text is written anew without the keys that lost. Objects within
//! arrays are left as they are, for an array is kept whole.

use std::borrow::Cow;

use crate::json::{Bad, Cursor, Shape, Token};

/// The object without the keys that lost.
///
/// # Errors
/// When the text is no JSON object.
pub(super) fn last_wins(text: &str) -> Result<String, Bad> {
    let mut out = String::with_capacity(text.len());
    object(text, 0, &mut out)?;
    Ok(out)
}

fn object(text: &str, depth: usize, out: &mut String) -> Result<(), Bad> {
    let mut cursor = Cursor::new(text);
    if !cursor.take(b'{') {
        return Err(Bad::Syntax);
    }
    let mut entries: Vec<(Cow<'_, str>, Token<'_>, Token<'_>)> = Vec::new();
    while let Some(key) = cursor.key(entries.is_empty())? {
        let name = key.text().expect("a key is a string");
        entries.push((name, key, cursor.value(depth + 1)?));
    }
    // Stable, so the last of equal names stays the last.
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| entries[*a].0.cmp(&entries[*b].0));
    let mut lost = vec![false; entries.len()];
    for pair in order.windows(2) {
        lost[pair[0]] = entries[pair[0]].0 == entries[pair[1]].0;
    }
    out.push('{');
    let mut first = true;
    for (at, (_, key, value)) in entries.iter().enumerate().filter(|(at, _)| !lost[*at]) {
        debug_assert!(!lost[at]);
        if !std::mem::take(&mut first) {
            out.push(',');
        }
        out.push_str(key.raw);
        out.push(':');
        match value.shape {
            Shape::Object => object(value.raw, depth + 1, out)?,
            _ => out.push_str(value.raw),
        }
    }
    out.push('}');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_equal_keys_stays() {
        for (text, expected) in [
            (r#"{"a":1,"b":2,"a":3}"#, r#"{"b":2,"a":3}"#),
            (r#"{"a":{"x":1},"a":{"y":2}}"#, r#"{"a":{"y":2}}"#),
            (
                r#"{"a":{"x":1,"\u0078":2,"z":[{"q":1,"q":2}]}}"#,
                r#"{"a":{"\u0078":2,"z":[{"q":1,"q":2}]}}"#,
            ),
            ("{ }", "{}"),
        ] {
            assert_eq!(last_wins(text).as_deref(), Ok(expected));
        }
    }
}
