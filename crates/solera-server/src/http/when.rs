//! Times as people write them: milliseconds since 1970, or RFC 3339.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;

/// A time, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, ToSchema)]
#[schema(value_type = serde_json::Value)]
pub(crate) struct When(pub(crate) i64);

/// The years that a calendar can print: a time outside is a mistake in its unit.
const YEARS_MS: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

impl When {
    /// Reads a text: digits, or RFC 3339.
    pub(crate) fn of_text(text: &str) -> Result<When, String> {
        let ms = match text.parse::<i64>() {
            Ok(ms) => ms,
            Err(_) => {
                let time = chrono::DateTime::parse_from_rfc3339(text).map_err(|_| {
                    format!("`{text}` is neither milliseconds since 1970 nor RFC 3339")
                })?;
                // A half-open end between two milliseconds still takes in the first.
                let nanos = time.timestamp_subsec_nanos() % 1_000_000;
                time.timestamp_millis() + i64::from(nanos > 0)
            }
        };
        match YEARS_MS.contains(&ms) {
            true => Ok(When(ms)),
            false => {
                Err(format!("`{text}` lies outside the years 1 to 9999; times are milliseconds"))
            }
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<When, D::Error> {
        use serde::de::Error;
        let read = match Value::deserialize(from)? {
            Value::String(text) => When::of_text(&text),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(ms), _) => When::of_text(&ms.to_string()),
                (None, Some(ms)) if ms.is_finite() => When::of_text(&format!("{:.0}", ms.ceil())),
                _ => Err(format!("`{number}` is no time")),
            },
            other => Err(format!("`{other}` is neither milliseconds since 1970 nor RFC 3339")),
        };
        read.map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        assert_eq!(When::of_text("1970-01-01T01:00:00.5+01:00"), Ok(When(500)));
        assert_eq!(When::of_text("1500"), Ok(When(1500)));
        assert_eq!(serde_json::from_str::<When>("1.5").unwrap(), When(2));
        assert!(When::of_text("1795347776001000000").is_err());
        assert!(serde_json::from_str::<When>("null").is_err());
    }
}
