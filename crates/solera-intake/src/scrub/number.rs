//! Card numbers that stand in JSON as numbers, where a page's author may have put one.
//!
//! Only in attributes, and there only in what authors write: `context`, `usr`, `account`,
//! `feature_flags`, and roots that no field has (a log carries its context at the top). What SDKs
//! write are ids, times and sizes, and one number in a hundred of their length is that of a card
//! by chance: those are never touched. Of an author's numbers those stay that are named as an id
//! or a time. What is masked becomes the text `***`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use solera_event::{FIELDS, attribute};

use super::{MASK, card};

/// Roots under which authors write, though fields are there too.
const FREE: [&str; 4] = ["context", "usr", "account", "feature_flags"];
/// Last words of names whose numbers are no cards.
const ID_OR_TIME: [&str; 11] =
    ["id", "ids", "uid", "uids", "time", "timestamp", "date", "duration", "ns", "us", "ms"];

/// An attribute's JSON with all numbers masked that are those of cards; `None` where none is.
pub(super) fn mask(path: &str, json: &str) -> Option<String> {
    if card::next(json.as_bytes(), 0).is_none() || !is_free(path) {
        return None;
    }
    let mut name: &str = path;
    let (mut out, mut copied, mut at) = (String::new(), 0, 0);
    while let Some(token) = next(json.as_bytes(), at) {
        let text = &json[token.clone()];
        at = token.end;
        if text.starts_with('"') {
            if json[at..].trim_start().starts_with(':') {
                name = &text[1..text.len() - 1];
            }
        } else if is_card(text) && !is_id_or_time(name) {
            out.push_str(&json[copied..token.start]);
            out.extend(["\"", MASK, "\""]);
            copied = at;
        }
    }
    if copied == 0 {
        return None;
    }
    out.push_str(&json[copied..]);
    Some(out)
}

/// Whether an author wrote what stands at a path.
fn is_free(path: &str) -> bool {
    static TAKEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let roots = FIELDS.iter().filter_map(|field| field.path.split('.').next());
        roots.filter(|root| !FREE.contains(root)).collect()
    });
    attribute::keys(path).next().is_some_and(|root| !TAKEN.contains(&*root))
}

/// The next string, its quotes with it, or number of a sound JSON text.
fn next(json: &[u8], from: usize) -> Option<Range<usize>> {
    let begins = |byte: &u8| matches!(byte, b'"' | b'-' | b'0'..=b'9');
    let start = from + json.get(from..)?.iter().position(begins)?;
    if json[start] == b'"' {
        return super::next_string(json, start).map(|inside| start..inside.end + 1);
    }
    let part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    Some(start..start + json[start..].iter().take_while(part).count())
}

/// Whether a number is that of a card: whole, however its zeros after the point are written.
fn is_card(number: &str) -> bool {
    let whole = match number.split_once('.') {
        Some((whole, rest)) if rest.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return false,
        None => number,
    };
    card::next(whole.as_bytes(), 0) == Some(0..whole.len())
}

/// Whether a name says that its number is an id or a time: `order_id`, `userID`, `took_ns`.
fn is_id_or_time(name: &str) -> bool {
    let after = name.rfind(|char: char| !char.is_ascii_alphanumeric());
    let last = after.map_or(name, |at| &name[at..]);
    let bytes = last.as_bytes();
    let hump = (1..bytes.len())
        .rev()
        .find(|at| bytes[*at].is_ascii_uppercase() && !bytes[at - 1].is_ascii_uppercase());
    let word = &last[hump.unwrap_or(0)..];
    let word = word.trim_start_matches(|char: char| !char.is_ascii_alphanumeric());
    ID_OR_TIME.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(path: &str, json: &str) -> String {
        mask(path, json).unwrap_or_else(|| json.to_owned())
    }

    #[test]
    fn cards_of_authors_are_masked() {
        for (path, json, expected) in [
            ("context.card", "4111111111111111", r#""***""#),
            ("context.card", "378282246310005.0", r#""***""#),
            ("usr.card", "6200000000000000000", r#""***""#),
            ("account.paid", "[1, 5500000000000004 ,2]", r#"[1, "***" ,2]"#),
            ("feature_flags.é", "4111111111111111", r#""***""#),
            // A log's context stands at the top.
            ("card", "4111111111111111", r#""***""#),
            (
                "context.items",
                r#"[{"id":4111111111111111,"n\"o":4111111111111111,"t":":"},4111111111111111]"#,
                r#"[{"id":4111111111111111,"n\"o":"***","t":":"},"***"]"#,
            ),
        ] {
            assert_eq!(masked(path, json), expected, "{path} {json}");
        }
    }

    #[test]
    fn ids_times_and_sizes_are_left() {
        for (path, json) in [
            // What SDKs write, in fields and beside them.
            ("_dd.span_id", "4111111111111111"),
            ("view.custom_timings.paid", "36000000000008"),
            ("resource.size", "4111111111111111"),
            ("session.number", "4111111111111111"),
            // What authors name.
            ("usr.id", "4111111111111111"),
            ("context.order_id", "4111111111111111"),
            ("context.orderId", "4111111111111111"),
            ("context.userID", "4111111111111111"),
            ("context.ids", "[4111111111111111]"),
            ("context.took_ns", "36000000000008"),
            ("context.startTime", "4111111111111111"),
            // What is no card: not whole, negative, too long, a wrong digit, no issuer's.
            ("context.a", "4111111111111111.5"),
            ("context.a", "-4111111111111111"),
            ("context.a", "4.111111111111111e15"),
            ("context.a", "41111111111111110"),
            ("context.a", "4111111111111112"),
            ("context.a", "1795347773547"),
            ("context.a", "1795347773547000000"),
            ("context.a", "null"),
            // Texts are not looked at here.
            ("context.a", r#"{"b":"4111111111111111"}"#),
        ] {
            assert_eq!(masked(path, json), json, "{path}");
        }
    }

    #[test]
    fn a_name_is_told_by_its_last_word() {
        for name in ["id", "a.id", "order_id", "orderId", "orderID", "x-timestamp", "tookMs"] {
            assert!(is_id_or_time(name), "{name}");
        }
        for name in ["", "paid", "valid", "identity", "idea", "é", "times", "card"] {
            assert!(!is_id_or_time(name), "{name}");
        }
    }
}
