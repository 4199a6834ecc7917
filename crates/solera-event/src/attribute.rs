//! What an event carries that is in no field: a path and the JSON text found there.
//!
//! A path joins the keys of nested objects with dots; a dot or backslash within a key is escaped
//! with a backslash, so that every path leads back to one place. The leaves are scalars, arrays
//! (whole) and empty objects, kept as the JSON text that was sent: a number to its last digit.

use std::borrow::Cow;

/// One attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute<'a> {
    /// Where it stands: `context.cart.total`.
    pub path: Cow<'a, str>,
    /// What stands there, as JSON text: `12.50`, `"gold"`, `[1,2]`, `null`, `{}`.
    pub json: Cow<'a, str>,
}

impl Attribute<'_> {
    /// The same attribute, borrowing from nothing.
    pub fn into_owned(self) -> Attribute<'static> {
        Attribute {
            path: Cow::Owned(self.path.into_owned()),
            json: Cow::Owned(self.json.into_owned()),
        }
    }
}

/// Appends a key to a path, with what needs it escaped.
pub fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    if !key.contains(['.', '\\']) {
        return path.push_str(key);
    }
    for char in key.chars() {
        if matches!(char, '.' | '\\') {
            path.push('\\');
        }
        path.push(char);
    }
}

/// The keys of a path, with escapes undone.
pub fn keys(path: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let text = rest?;
        if !text.contains('\\') {
            let (key, after) = match text.split_once('.') {
                Some((key, after)) => (key, Some(after)),
                None => (text, None),
            };
            rest = after;
            return Some(Cow::Borrowed(key));
        }
        let mut key = String::new();
        let mut chars = text.char_indices();
        while let Some((at, char)) = chars.next() {
            match char {
                '\\' => key.extend(chars.next().map(|(_, char)| char)),
                '.' => {
                    rest = Some(&text[at + 1..]);
                    return Some(Cow::Owned(key));
                }
                _ => key.push(char),
            }
        }
        rest = None;
        Some(Cow::Owned(key))
    })
}

/// Whether `path` is `prefix` or stands under it.
pub fn is_under(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_back_to_its_keys() {
        for keys_in in
            [vec!["a"], vec!["a", "b"], vec!["a.b", "c\\d", ""], vec!["", "x"], vec!["."]]
        {
            let mut path = String::new();
            // An empty first key needs its dot: only the first push is into an empty path.
            for (at, key) in keys_in.iter().enumerate() {
                if at > 0 && path.is_empty() {
                    path.push('.');
                    path.push_str(key);
                } else {
                    push_key(&mut path, key);
                }
            }
            assert_eq!(keys(&path).collect::<Vec<_>>(), keys_in, "{path}");
        }
    }
}
