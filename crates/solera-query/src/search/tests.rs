//! Search text to filters and back, and what is wrong with texts.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn reads(text: &str, expected: &str) {
    match parse(text) {
        Ok(filter) => assert_eq!(filter.to_string(), expected, "{text}"),
        Err(error) => panic!("{text}: {error}"),
    }
}

#[track_caller]
fn fails(text: &str, position: usize, message: &str) {
    let error = parse(text).expect_err(text);
    assert_eq!((error.position, error.message.as_str()), (Some(position), message), "{text}");
}

#[test]
fn terms_and_operators() {
    reads("", "");
    reads("  ", "");
    reads("checkout failed", "checkout failed");
    reads("checkout AND failed", "checkout failed");
    reads("a OR (b c) OR d", "a OR b c OR d");
    reads("(a OR b) c", "(a OR b) c");
    reads("-a NOT b -(c d)", "-a -b -(c d)");
    reads("NOT (a OR NOT b)", "-(a OR -b)");
    reads("\"cannot read\" x", "cannot\\ read x");
    reads("\"a \\\" b\"", "a\\ \\\"\\ b");
    reads("((a))", "a");
    reads("ORDER ANDROID NOTE", "ORDER ANDROID NOTE");
    reads("\\OR", "\\OR");
    reads("well-known", "well\\-known");
}

#[test]
fn fields() {
    reads("@view.name:/cart", "view.name:/cart");
    reads("view.url:https://a.b/c", "view.url:https\\://a.b/c");
    reads("resource.type:(fetch OR xhr)", "resource.type:fetch OR resource.type:xhr");
    reads("x:(a -b c)", "x:a -x:b x:c");
    reads("x:(-5 OR >7)", "x:\\-5 OR x:>\"7\"");
    reads("x:-5", "x:\\-5");
    reads("x:*", "x:*");
    reads("-x:*", "-x:*");
    reads("x:a*b?c", "x:a*b?c");
    reads("x:\"a*b\"", "x:a\\*b");
    reads("x:\"\"", "x:\"\"");
    reads("x:>3s x:>=1 x:<\"2 3\" x:<=0", "x:>\"3s\" x:>=\"1\" x:<\"2 3\" x:<=\"0\"");
    reads("x:[1 TO 2] y:{1 TO *} z:[* TO 3}", "x:[\"1\" TO \"2\"] y:{\"1\" TO *] z:[* TO \"3\"}");
    reads("context.a\\.b:1", "context.a\\.b:1");
    reads("context.a\\:b:1", "context.a\\:b:1");
    reads("error.causes[].message:x", "error.causes\\[\\].message:x");
}

#[test]
fn errors_point_at_the_character() {
    fails("a \"b", 2, "a quote that is not closed");
    fails("a (b", 2, "a ( without its )");
    fails("a) b", 1, "a ) without its (");
    fails("a OR", 4, "the text ends where a term is expected");
    fails("OR a", 0, "AND or OR where a term is expected");
    fails("a AND AND b", 6, "AND or OR where a term is expected");
    fails("äö ()", 3, "nothing stands between ( and )");
    fails("x:", 2, "`x:` has no value");
    fails("x: y", 2, "`x:` has no value");
    fails("x:> 3", 3, "`x:` has no value");
    fails("x:>3*", 3, "a wildcard cannot be compared");
    fails("x:[1 2]", 2, "a range that is not whole");
    fails("x:[1 TO 2", 2, "a range that is not whole");
    fails("x:[1 TO 2*]", 8, "a bound of a range has no wildcard");
    fails(":x", 0, "a : without a field before it");
    fails("- x", 0, "nothing follows the -");
    fails("x\\", 1, "nothing follows the \\");
    fails("https://a.b", 0, "an address reads as a field here");
}

#[test]
fn bounds_hold() {
    let depth = "(".repeat(40) + "a" + &")".repeat(40);
    assert!(parse(&depth).expect_err("deep").message.contains("nested deeper than 32"));
    assert!(parse(&"-".repeat(40)).is_err());
    assert!(parse(&"NOT ".repeat(40)).is_err());
    assert!(parse(&"a ".repeat(257)).expect_err("many").message.contains("more than 256 terms"));
    assert!(parse(&"a".repeat(8193)).expect_err("long").message.contains("8193 bytes"));
    assert!(parse(&"a ".repeat(256)).is_ok());
}

#[test]
fn what_is_as_deep_as_may_be_is_printed_no_deeper() {
    let negated = "-".repeat(31) + "a";
    assert_eq!(parse(&negated).expect("negated").to_string(), negated);
    let nested = "(a b OR -(".repeat(10) + "c" + &"))".repeat(10);
    let printed = parse(&nested).expect("nested").to_string();
    assert_eq!(parse(&printed).expect("printed").to_string(), printed);
}

#[test]
fn a_facet_is_counted_without_its_own_filter() {
    let without = |text: &str| parse(text).expect(text).without("a").to_string();
    assert_eq!(without("a:1"), "");
    assert_eq!(without("a:1 b:2"), "b:2");
    assert_eq!(without("a:(1 OR 2) b:2 -a:3 c"), "b:2 c");
    assert_eq!(without("a:1 OR b:2"), "a:1 OR b:2");
    assert_eq!(without("x y"), "x y");
}

/// Without positions: a printed text has others.
fn placeless(filter: Filter) -> Filter {
    match filter {
        Filter::All => Filter::All,
        Filter::And(all) => Filter::And(all.into_iter().map(placeless).collect()),
        Filter::Or(all) => Filter::Or(all.into_iter().map(placeless).collect()),
        Filter::Not(inner) => Filter::Not(Box::new(placeless(*inner))),
        Filter::Text { pattern, .. } => Filter::Text { pattern, position: 0 },
        Filter::Field { path, value, .. } => {
            Filter::Field { path, value, position: 0, value_position: 0 }
        }
    }
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let piece = prop_oneof![
        4 => "\\PC{1,6}".prop_map(Piece::Text),
        1 => Just(Piece::Text("OR".to_owned())),
        1 => Just(Piece::Many),
        1 => Just(Piece::One),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| {
        let mut pattern = Pattern::default();
        for piece in pieces {
            match piece {
                Piece::Text(text) => text.chars().for_each(|char| pattern.push(char)),
                wildcard => pattern.push_wildcard(wildcard),
            }
        }
        pattern
    })
}

fn value() -> impl Strategy<Value = Value> {
    let bound = || {
        let some = ("\\PC{0,5}", any::<bool>())
            .prop_map(|(text, inclusive)| Some(Bound { text, inclusive }));
        prop_oneof![Just(None), some]
    };
    let comparison = prop_oneof![
        Just(Comparison::Greater),
        Just(Comparison::GreaterOrEqual),
        Just(Comparison::Less),
        Just(Comparison::LessOrEqual),
    ];
    prop_oneof![
        Just(Value::Any),
        pattern()
            .prop_filter("any value", |pattern| pattern.0 != [Piece::Many])
            .prop_map(Value::Is),
        (comparison, "\\PC{0,5}").prop_map(|(comparison, text)| Value::Compare(comparison, text)),
        (bound(), bound()).prop_map(|(low, high)| Value::Range(low, high)),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    let path = "[a-z_@(\" :>-]{1,5}(\\.[a-z*]{1,4}|\\\\\\.x|\\\\\\\\y){0,2}";
    let leaf = prop_oneof![
        pattern().prop_map(|pattern| Filter::Text { pattern, position: 0 }),
        (path, value()).prop_map(|(path, value)| Filter::Field {
            path,
            value,
            position: 0,
            value_position: 0
        }),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let some = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            some.clone().prop_map(Filter::And),
            some.prop_map(Filter::Or),
            inner.prop_map(|inner| Filter::Not(Box::new(inner))),
        ]
    })
}

proptest! {
    #[test]
    fn parsing_never_panics(text in "\\PC{0,60}") {
        let _ = parse(&text);
    }

    #[test]
    fn parsing_never_panics_on_the_language(text in "([-@:()\\[\\]{}<>=*?\\\\\" ]|AND|OR|NOT|TO|a|1|é){0,30}") {
        if let Ok(filter) = parse(&text) {
            let printed = filter.to_string();
            prop_assert_eq!(placeless(parse(&printed).expect("printed")), placeless(filter), "{}", printed);
        }
    }

    #[test]
    fn what_is_printed_is_read_again(filter in filter()) {
        let text = filter.to_string();
        prop_assert_eq!(placeless(parse(&text).expect("printed")), filter, "{}", text);
    }
}
