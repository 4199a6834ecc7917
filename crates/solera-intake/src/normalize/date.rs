//! A date as clients send it: milliseconds since 1970, or a time by RFC 3339 (mobile logs).

use solera_event::time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};

use super::is_string;
use crate::json::{Shape, Token};

/// Milliseconds since 1970; `None` for what is no time.
pub(crate) fn read_date(token: &Token<'_>) -> Option<i64> {
    if token.shape == Shape::Number {
        return whole(token.raw);
    }
    if !is_string(token) {
        return None;
    }
    let text = token.text()?;
    rfc3339(text.trim().as_bytes())
}

fn whole(raw: &str) -> Option<i64> {
    if let Ok(date) = raw.parse() {
        return Some(date);
    }
    let date = raw.parse::<f64>().ok()?.round();
    // Farther than this no calendar goes.
    (date.abs() < 1e15).then_some(date as i64)
}

/// `2026-11-22T23:42:00.123Z`, with `+08:00` too.
fn rfc3339(text: &[u8]) -> Option<i64> {
    let (head, mut rest) = text.split_first_chunk::<19>()?;
    let shape = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    let separated = shape.iter().all(|(at, byte)| head[*at] == *byte);
    if !separated || !matches!(head[10], b'T' | b't' | b' ') {
        return None;
    }
    let (year, month, day) = (number(&head[..4])?, number(&head[5..7])?, number(&head[8..10])?);
    let (hour, minute) = (number(&head[11..13])?, number(&head[14..16])?);
    let second = number(&head[17..])?;
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !sound || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut date = days(year, month, day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
    date += second * SECOND_MS;
    if let Some((b'.', fraction)) = rest.split_first() {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let scale = [100, 10, 1];
        let kept = fraction[..digits].iter().zip(scale);
        date += kept.map(|(digit, scale)| i64::from(digit - b'0') * scale).sum::<i64>();
        rest = &fraction[digits..];
    }
    Some(date - offset(rest)?)
}

/// The milliseconds that a zone is ahead of UTC.
fn offset(text: &[u8]) -> Option<i64> {
    match text {
        b"Z" | b"z" => Some(0),
        [sign @ (b'+' | b'-'), rest @ ..] => {
            let (hours, minutes) = match rest {
                [h1, h2, b':', m1, m2] | [h1, h2, m1, m2] => ([*h1, *h2], [*m1, *m2]),
                _ => return None,
            };
            let ahead = number(&hours)? * HOUR_MS + number(&minutes)? * MINUTE_MS;
            Some(if *sign == b'-' { -ahead } else { ahead })
        }
        _ => None,
    }
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
    })
}

/// Days from 1970-01-01 in the Gregorian calendar. A day past its month's end runs into the next.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years from March on, so that the leap day is the last (Howard Hinnant's algorithm).
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day of a time as `yyyy-mm-dd`, in UTC.
pub(crate) fn civil(date_ms: i64) -> String {
    let days = date_ms.div_euclid(DAY_MS) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Cursor;

    #[test]
    fn dates_are_read() {
        for (json, date) in [
            ("1795347773547", Some(1_795_347_773_547)),
            ("1795347773547.5", Some(1_795_347_773_548)),
            ("1.795347773547e12", Some(1_795_347_773_547)),
            ("1e300", None),
            ("-5", Some(-5)),
            ("\"2026-11-22T23:42:53.547Z\"", Some(1_795_390_973_547)),
            ("\"2026-11-23T07:42:53.5+08:00\"", Some(1_795_390_973_500)),
            ("\"1970-01-01T00:00:00Z\"", Some(0)),
            ("\"2024-02-29 12:00:00.123456Z\"", Some(1_709_208_000_123)),
            ("\"2024-13-01T00:00:00Z\"", None),
            ("\"yesterday\"", None),
            ("\"1795347773547\"", None),
            ("null", None),
            ("{}", None),
        ] {
            let token = Cursor::new(json).value(0).expect("JSON");
            assert_eq!(read_date(&token), date, "{json}");
        }
    }

    #[test]
    fn days_are_told() {
        for (date, day) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (1_709_208_000_123, "2024-02-29"),
            (1_795_390_973_547, "2026-11-22"),
        ] {
            assert_eq!(civil(date), day);
        }
    }
}
