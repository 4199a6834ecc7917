//! Where buckets begin.

use chrono::TimeZone;

use super::*;

fn at(zone: Tz, year: i32, month: u32, day: u32, hour: u32) -> i64 {
    let local = zone.with_ymd_and_hms(year, month, day, hour, 0, 0);
    local.earliest().expect("a moment").timestamp_millis()
}

#[test]
fn intervals_are_read() {
    assert_eq!(Interval::parse("auto"), Ok(Interval::Auto));
    assert_eq!(Interval::parse("90"), Ok(Interval::Fixed(90)));
    assert_eq!(Interval::parse("5m"), Ok(Interval::Fixed(300_000)));
    assert_eq!(Interval::parse("1d"), Ok(Interval::Fixed(DAY_MS)));
    for wrong in ["", "0", "1y", "-1h", "h", "99999999999999999999", "9999999999999999d"] {
        assert!(Interval::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn even_buckets_hold_both_ends() {
    let series = cut(&(5_000..7_200_001), Interval::Fixed(HOUR_MS), Tz::UTC).expect("a series");
    assert_eq!(series.even, Some(HOUR_MS));
    assert_eq!(series.starts(), [0, HOUR_MS, 2 * HOUR_MS]);
    let series = cut(&(0..HOUR_MS), Interval::Fixed(HOUR_MS), Tz::UTC).expect("a series");
    assert_eq!(series.starts(), [0]);
}

#[test]
fn weeks_begin_on_monday() {
    let from = at(Tz::UTC, 2026, 3, 4, 12);
    let series = cut(&(from..from + 1), Interval::Fixed(7 * DAY_MS), Tz::UTC).expect("a series");
    assert_eq!(series.starts(), [at(Tz::UTC, 2026, 3, 2, 0)]);
}

#[test]
fn days_are_the_zones_own_where_clocks_change() {
    let zone = Tz::Europe__Berlin;
    let range = at(zone, 2026, 3, 28, 0)..at(zone, 2026, 3, 31, 0);
    let series = cut(&range, Interval::Fixed(DAY_MS), zone).expect("a series");
    let days = [28, 29, 30].map(|day| at(zone, 2026, 3, day, 0));
    assert_eq!((series.even, series.starts()), (None, &days[..]));
    assert_eq!(days[2] - days[1], 23 * HOUR_MS);
    let series = cut(&range, Interval::Fixed(6 * HOUR_MS), zone).expect("a series");
    assert!(days.iter().all(|day| series.starts().contains(day)));
    assert_eq!(series.starts().len(), 12);
}

#[test]
fn buckets_of_a_steady_zone_are_even_and_its_own() {
    let zone = Tz::Asia__Kolkata;
    let range = at(zone, 2026, 1, 1, 0)..at(zone, 2026, 1, 3, 0);
    for width in [HOUR_MS, DAY_MS] {
        let series = cut(&range, Interval::Fixed(width), zone).expect("a series");
        assert_eq!((series.even, series.bounds[0]), (Some(width), range.start));
        assert_eq!(series.starts().len() as i64, 2 * DAY_MS / width);
    }
}

#[test]
fn a_skipped_midnight_begins_when_the_clocks_have_jumped() {
    let zone = Tz::America__Sao_Paulo;
    let range = at(zone, 2018, 11, 3, 0)..at(zone, 2018, 11, 5, 0);
    let series = cut(&range, Interval::Fixed(DAY_MS), zone).expect("a series");
    assert_eq!(series.starts(), [range.start, at(zone, 2018, 11, 4, 1)]);
}

#[test]
fn automatic_widths_are_round_and_not_too_many() {
    for length in [1, 999, HOUR_MS, DAY_MS, 14 * DAY_MS, 400 * DAY_MS, 100_000 * DAY_MS] {
        let series = cut(&(0..length), Interval::Auto, Tz::UTC).expect("a series");
        assert!(series.starts().len() <= 121, "{length}: {}", series.starts().len());
    }
    let day = cut(&(0..DAY_MS), Interval::Auto, Tz::UTC).expect("a series");
    assert_eq!(day.even, Some(15 * MINUTE_MS));
}

#[test]
fn too_many_buckets_are_refused_with_a_width_that_fits() {
    let error = cut(&(0..DAY_MS), Interval::Fixed(1_000), Tz::UTC).expect_err("too many");
    assert_eq!(error.message, "an interval of 1000 ms makes 86400 buckets, the limit is 2000");
    assert_eq!(error.suggestion.as_deref(), Some("take 60000 ms or more, or auto"));
}

#[test]
fn zones_are_the_ianas() {
    assert!(zone("Europe/Berlin").is_ok());
    let error = zone("Europe/Berln").expect_err("no zone");
    assert_eq!(error.suggestion.as_deref(), Some("did you mean `Europe/Berlin`?"));
}
