use super::*;

#[test]
fn the_clock_is_corrected_past_the_tolerance_alone() {
    let tolerated = limit::CLOCK_SKEW_TOLERATED_MS;
    assert_eq!(Clock::new(1_000_000, None).corrected(5), 5);
    assert_eq!(Clock::new(1_000_000, Some(1_000_000 - tolerated)).corrected(5), 5);
    assert_eq!(Clock::new(1_000_000, Some(999_999 - tolerated)).corrected(5), 6 + tolerated);
    assert_eq!(Clock::new(1_000_000, Some(1_000_001 + tolerated)).corrected(5), 4 - tolerated);
    assert_eq!(Clock::new(i64::MAX, Some(i64::MIN)).corrected(5), i64::MAX);
}

#[test]
fn dates_must_be_near() {
    let clock = Clock::new(1_795_347_773_547, None);
    let now = clock.received_ms();
    assert_eq!(clock.check(now, 10), Ok(()));
    assert_eq!(clock.check(now - 10, 10), Ok(()));
    assert_eq!(clock.check(now - 11, 10), Err(DropReason::TooOld));
    assert_eq!(clock.check(now + limit::DATE_AHEAD_MAX_MS, 10), Ok(()));
    assert_eq!(clock.check(now + limit::DATE_AHEAD_MAX_MS + 1, 10), Err(DropReason::TooFarAhead));
    assert_eq!(clock.check(i64::MIN, 10), Err(DropReason::TooOld));
}

#[test]
fn trace_ids_are_spelt_in_one_way() {
    for (text, expected) in [
        ("16415884825902042349", Some("0000000000000000e3d0f046299dcced")),
        ("e3d0f046299dcced", Some("0000000000000000e3d0f046299dcced")),
        ("0000000000000000e3d0f046299dcced", None),
        ("00000000000000001234567890123456", None),
        ("0123456789012345", Some("00000000000000000123456789012345")),
        ("no id", None),
        ("", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(hexadecimal(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn tags_are_found() {
    let tags = "env:dev , service: ,sdk_version:7.16.2,version:1:2,other:x,env";
    let found: Vec<_> =
        known_tags(tags).map(|(field, range)| (field.field().path, &tags[range])).collect();
    assert_eq!(found, [("env", "dev"), ("sdk_version", "7.16.2"), ("version", "1:2")]);
    assert_eq!(known_tags("").count(), 0);
}
