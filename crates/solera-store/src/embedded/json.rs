//! JSON text in a column: scalars, lists, and members of a list's objects.
//!
//! Lenient: what is no JSON is taken as it stands, for it comes from clients.

use std::borrow::Cow;

use serde_json::value::RawValue;

/// The text of a JSON value: strings unquoted, anything else as it stands; `None` for null.
pub(super) fn text(json: &str) -> Option<Cow<'_, str>> {
    if json == "null" {
        return None;
    }
    let Some(inner) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Some(Cow::Borrowed(json));
    };
    if !inner.contains('\\') {
        return Some(Cow::Borrowed(inner));
    }
    Some(serde_json::from_str(json).map_or(Cow::Borrowed(json), Cow::Owned))
}

/// The number of a JSON number.
pub(super) fn number(json: &str) -> Option<f64> {
    // Rust also reads `inf`, `nan` and `+1`, which are no JSON.
    let first = *json.as_bytes().first()?;
    if !(first.is_ascii_digit() || first == b'-') {
        return None;
    }
    json.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The items of a list's text. A lone value is a list of one.
pub(super) struct List<'a>(Vec<&'a RawValue>, Option<&'a str>);

/// An item of a list.
pub(super) struct Item<'a>(&'a str);

impl<'a> List<'a> {
    /// Reads the text of a list.
    pub(super) fn read(json: &'a str) -> List<'a> {
        if !json.starts_with('[') {
            return List(Vec::new(), Some(json));
        }
        match serde_json::from_str(json) {
            Ok(items) => List(items, None),
            Err(_) => List(Vec::new(), Some(json)),
        }
    }

    /// Its items, in order; nulls are none.
    pub(super) fn items(&self) -> impl Iterator<Item = Item<'a>> {
        let items = self.0.iter().map(|item| item.get()).chain(self.1);
        items.filter(|item| *item != "null").map(Item)
    }
}

impl Item<'_> {
    /// Its text, strings unquoted.
    pub(super) fn text(&self) -> Cow<'_, str> {
        text(self.0).unwrap_or(Cow::Borrowed(self.0))
    }
}

/// Appends the JSON list of what stands at `path` in each object of a JSON array. `[]` after a
/// key goes into each item of the array there.
pub(super) fn elements(json: &str, path: &str, out: &mut String) -> bool {
    let Ok(value) = serde_json::from_str(json) else { return false };
    let keys: Vec<&str> = path.split('.').collect();
    let mut found = Vec::new();
    collect(serde_json::Value::as_array(&value).map_or(&[][..], Vec::as_slice), &keys, &mut found);
    out.push('[');
    for (at, value) in found.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&value.to_string());
    }
    out.push(']');
    true
}

fn collect<'a>(
    items: &'a [serde_json::Value],
    keys: &[&str],
    found: &mut Vec<&'a serde_json::Value>,
) {
    'items: for item in items {
        let mut value = item;
        for (at, key) in keys.iter().enumerate() {
            let (name, is_list) = match key.strip_suffix("[]") {
                Some(name) => (name, true),
                None => (*key, false),
            };
            let Some(inner) = value.get(name) else { continue 'items };
            value = inner;
            if is_list {
                let inner = value.as_array().map_or(&[][..], Vec::as_slice);
                collect(inner, &keys[at + 1..], found);
                continue 'items;
            }
        }
        if !value.is_null() {
            found.push(value);
        }
    }
}
