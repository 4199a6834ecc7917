use proptest::prelude::*;

use super::*;

fn check(text: &str) -> Result<Shape, Bad> {
    let mut cursor = Cursor::new(text);
    let token = cursor.value(0)?;
    cursor.end()?;
    Ok(token.shape)
}

#[test]
fn json_passes() {
    for (text, shape) in [
        ("\"\"", Shape::Plain),
        (" \"a\\n\\u00e9\" ", Shape::Escaped),
        ("\"\\ud83d\"", Shape::Escaped),
        ("\"longer than eight bytes, é and 😀\"", Shape::Plain),
        ("-0.10e+3", Shape::Number),
        ("0", Shape::Number),
        ("true", Shape::True),
        ("false", Shape::False),
        ("null", Shape::Null),
        ("[]", Shape::Array),
        ("[1, [2,\t{}], {\"a\":[]}]", Shape::Array),
        ("{}", Shape::Object),
        ("{\"a\":{\"b\":[{}, {\"c\":1}]}, \"d\" : null}", Shape::Object),
    ] {
        assert_eq!(check(text), Ok(shape), "{text}");
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for text in [
        "",
        " ",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "tru",
        "nul",
        "truefalse",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[}",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":1]",
        "[1}",
        "{1:2}",
        "1 2",
        "{} {}",
        "\u{0}",
        "[\"a\u{7}\"]",
        "NaN",
        "{\"a\":}",
    ] {
        assert_eq!(check(text), Err(Bad::Syntax), "{text:?}");
    }
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(check(&nested(limit::DEPTH_MAX)), Ok(Shape::Array));
    assert_eq!(check(&nested(limit::DEPTH_MAX + 1)), Err(Bad::TooDeep));
    assert_eq!(check(&"[".repeat(1_000_000)), Err(Bad::TooDeep));
    assert_eq!(check(&"{\"a\":".repeat(1_000_000)), Err(Bad::TooDeep));
}

#[test]
fn escapes_are_undone() {
    for (escaped, text) in [
        (r#"a\"\\\/\b\f\n\r\tz"#, "a\"\\/\u{8}\u{c}\n\r\tz"),
        (r"\u00e9\u20ac", "é€"),
        (r"\ud83d\ude00!", "😀!"),
        (r"cut \ud83d", "cut \u{fffd}"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (r"\ude00\ud83dx", "\u{fffd}\u{fffd}x"),
    ] {
        assert_eq!(unescape(escaped), text, "{escaped}");
    }
}

proptest! {
    #[test]
    fn it_agrees_with_serde_json(text in "[\\[\\]{}\",:0-9a-z\\\\. \n-]{0,40}") {
        let theirs = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        prop_assert_eq!(check(&text).is_ok(), theirs, "{}", text);
    }

    #[test]
    fn a_text_comes_back(text in any::<String>()) {
        let mut json = String::new();
        push_string(&mut json, &text);
        let mut cursor = Cursor::new(&json);
        let token = cursor.value(0).expect("a string");
        prop_assert_eq!(token.text().expect("a string").into_owned(), text.clone());
        prop_assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
