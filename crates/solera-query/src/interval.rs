//! Buckets of time: how wide, where they begin, in which time zone.
//!
//! A bucket is named by its beginning. The first one holds `from`, so it may begin before it.
//! Buckets of a day or more begin at midnight of the zone, of a week on Monday; shorter ones count
//! from midnight. Where the zone's clocks change, a day has 23 or 25 hours and the buckets of that
//! day are cut again from its midnight.

use std::ops::Range;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;
use solera_event::limit::BUCKETS_MAX;
use solera_event::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};

use crate::{Interval, Invalid, suggest};

/// Widths that [`Interval::Auto`] chooses from.
const ROUND: [i64; 25] = [
    10,
    100,
    SECOND_MS,
    2 * SECOND_MS,
    5 * SECOND_MS,
    10 * SECOND_MS,
    15 * SECOND_MS,
    30 * SECOND_MS,
    MINUTE_MS,
    2 * MINUTE_MS,
    5 * MINUTE_MS,
    10 * MINUTE_MS,
    15 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    2 * HOUR_MS,
    3 * HOUR_MS,
    6 * HOUR_MS,
    12 * HOUR_MS,
    DAY_MS,
    2 * DAY_MS,
    7 * DAY_MS,
    14 * DAY_MS,
    28 * DAY_MS,
    364 * DAY_MS,
];
/// Buckets of an automatic width, at most.
const AUTO_MAX: i64 = 120;
/// Past any use, and far from where dates overflow.
const WIDTH_MAX_MS: i64 = 36_500 * DAY_MS;

impl Interval {
    /// Reads `auto`, or a width: a number with `ms`, `s`, `m` or `min`, `h`, `d` or `w`; a bare
    /// number is milliseconds.
    ///
    /// # Errors
    /// When it is neither, or no longer than nothing.
    pub fn parse(text: &str) -> Result<Interval, Invalid> {
        if text == "auto" {
            return Ok(Interval::Auto);
        }
        let split = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
        let (digits, unit) = text.split_at(split);
        let unit_ms = match unit {
            "" | "ms" => Some(1),
            "s" => Some(SECOND_MS),
            "m" | "min" => Some(MINUTE_MS),
            "h" => Some(HOUR_MS),
            "d" => Some(DAY_MS),
            "w" => Some(7 * DAY_MS),
            _ => None,
        };
        let width = unit_ms.and_then(|unit_ms| digits.parse::<i64>().ok()?.checked_mul(unit_ms));
        match width {
            Some(width) if width > 0 => Ok(Interval::Fixed(width)),
            _ => Err(Invalid::new(format!("`{text}` is no interval"))
                .suggest(Some("write auto, or a width such as 30s, 5m, 1h, 1d or 1w"))),
        }
    }

    /// The width of its buckets over a stretch of time, in milliseconds.
    pub fn width_ms(self, range: &Range<i64>) -> i64 {
        match self {
            Interval::Fixed(width) => width,
            Interval::Auto => round_width(range.end.saturating_sub(range.start)),
        }
    }

    /// The next round width above one, in milliseconds.
    pub fn wider(width_ms: i64) -> i64 {
        let above = ROUND.into_iter().find(|round| *round > width_ms);
        above.unwrap_or_else(|| width_ms.saturating_mul(2))
    }
}

/// Where the buckets of a question begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    /// Their beginnings, ascending, and the end of the last.
    pub(crate) bounds: Vec<i64>,
    /// Their one width, if they have one.
    pub(crate) even: Option<i64>,
}

impl Series {
    /// The beginnings.
    pub(crate) fn starts(&self) -> &[i64] {
        &self.bounds[..self.bounds.len() - 1]
    }
}

/// Reads the name of a time zone.
pub(crate) fn zone(name: &str) -> Result<Tz, Invalid> {
    let names = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    name.parse().map_err(|_| {
        let city = names().find(|zone| zone.rsplit('/').next() == Some(name));
        Invalid::new(format!("`{name}` is no time zone"))
            .suggest(Some("name one of the IANA list, such as Europe/Berlin or UTC"))
            .suggest(suggest::nearest(name, names()))
            .suggest(city.map(|zone| format!("did you mean `{zone}`?")))
    })
}

/// Cuts a stretch of time.
///
/// # Errors
/// When it takes more than [`BUCKETS_MAX`] buckets.
pub(crate) fn cut(range: &Range<i64>, interval: Interval, zone: Tz) -> Result<Series, Invalid> {
    let length = range.end.saturating_sub(range.start);
    let width = interval.width_ms(range);
    if !(1..=WIDTH_MAX_MS).contains(&width) {
        return Err(Invalid::new(format!(
            "an interval of {width} ms is not between 1 ms and a hundred years"
        )));
    }
    if length / width > BUCKETS_MAX as i64 {
        let least = round_width(length.saturating_mul(AUTO_MAX) / BUCKETS_MAX as i64);
        return Err(Invalid::new(format!(
            "an interval of {width} ms makes {} buckets, the limit is {BUCKETS_MAX}",
            length / width
        ))
        .suggest(Some(format!("take {least} ms or more, or auto"))));
    }
    let offsets = [range.start, range.end].map(|at| offset_ms(zone, at));
    let part_days = width > DAY_MS && width % DAY_MS != 0;
    let steady = offsets[0] == offsets[1] && is_steady(range, zone);
    Ok(match steady || part_days {
        true => even(range, width, offsets[0]),
        false => uneven(range, width, zone),
    })
}

fn round_width(length: i64) -> i64 {
    let fits = |width: &&i64| length / **width < AUTO_MAX;
    ROUND.iter().find(fits).copied().unwrap_or(length / AUTO_MAX + 1)
}

/// Whether the zone's clocks stand still, looked at once a day.
fn is_steady(range: &Range<i64>, zone: Tz) -> bool {
    let first = offset_ms(zone, range.start);
    let days = (range.end - range.start) / DAY_MS;
    zone == Tz::UTC
        || (0..=days.min(40_000)).all(|day| offset_ms(zone, range.start + day * DAY_MS) == first)
}

fn even(range: &Range<i64>, width: i64, offset: i64) -> Series {
    // Weeks are counted from a Monday; 1970 began on a Thursday.
    let monday = if width % (7 * DAY_MS) == 0 { 4 * DAY_MS } else { 0 };
    let phase = monday - offset;
    let first = (range.start - phase).div_euclid(width) * width + phase;
    let mut bounds = vec![first];
    let mut at = first;
    while at < range.end || bounds.len() < 2 {
        at = at.saturating_add(width);
        bounds.push(at);
    }
    Series { bounds, even: Some(width) }
}

/// From midnight to midnight of the zone, as many days a bucket as it has; shorter ones from each
/// midnight on.
fn uneven(range: &Range<i64>, width: i64, zone: Tz) -> Series {
    let days = (width / DAY_MS).max(1);
    let monday = if days % 7 == 0 { 4 } else { 0 };
    let local = DateTime::from_timestamp_millis(range.start + offset_ms(zone, range.start));
    let today = local.map_or(0, |local| (local.date_naive() - NaiveDate::default()).num_days());
    let mut day = (today - monday).div_euclid(days) * days + monday;
    let mut bounds = Vec::new();
    let mut start = midnight_ms(zone, day);
    while start < range.end && bounds.len() <= BUCKETS_MAX * 2 {
        day += days;
        let next = midnight_ms(zone, day);
        let step = if width < DAY_MS { width } else { next - start };
        bounds.extend((start..next).step_by(step.max(1) as usize));
        start = next;
    }
    bounds.push(start);
    trimmed(bounds, range)
}

/// Without what lies wholly before or after the range.
fn trimmed(bounds: Vec<i64>, range: &Range<i64>) -> Series {
    let first = bounds.iter().rposition(|bound| *bound <= range.start).unwrap_or(0);
    let last = bounds.iter().position(|bound| *bound >= range.end).unwrap_or(bounds.len() - 1);
    Series { bounds: bounds[first..=last.max(first + 1)].to_vec(), even: None }
}

/// Midnight of a day counted from 1970-01-01; where the clocks skip it, the moment they do.
fn midnight_ms(zone: Tz, day: i64) -> i64 {
    let date = NaiveDate::default() + Duration::days(day);
    let midnight = NaiveDateTime::new(date, NaiveTime::MIN);
    // A gap is at most a few hours, and never more than a day.
    (0..24)
        .find_map(|hour| zone.from_local_datetime(&(midnight + Duration::hours(hour))).earliest())
        .map_or_else(|| midnight.and_utc().timestamp_millis(), |at| at.timestamp_millis())
}

fn offset_ms(zone: Tz, at_ms: i64) -> i64 {
    DateTime::from_timestamp_millis(at_ms).map_or(0, |at| {
        i64::from(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc())
            * SECOND_MS
    })
}

#[cfg(test)]
mod tests;
