//! The text of a number in a search: with the unit of its field, or as a time.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use solera_event::field::Unit;

use crate::Invalid;
use crate::statement::{Field, Number};

/// Reads a number for a field.
///
/// # Errors
/// When it is none, or its unit does not fit the field's.
pub(super) fn number(field: &Field, text: &str) -> Result<Number, Invalid> {
    if field.unit == Unit::EpochMs
        && let Some(time) = time(text)
    {
        return Ok(Number::Int(time));
    }
    if let Ok(int) = text.parse::<i64>() {
        return Ok(Number::Int(int));
    }
    let split = text.find(unit_starts).unwrap_or(text.len());
    let (digits, unit) = text.split_at(split);
    let Some(value) = float(digits) else { return Err(no_number(field, text)) };
    if unit.is_empty() {
        return Ok(Number::Float(value));
    }
    let Some(factor) = factor(field.unit, unit) else { return Err(no_unit(field, unit)) };
    let value = value * factor;
    let round = value.round();
    // 1.1 s is a whole number of nanoseconds, whatever 1.1 is in binary.
    let whole = (value - round).abs() <= round.abs() * 1e-12 && round.abs() < 9e15;
    Ok(if whole { Number::Int(round as i64) } else { Number::Float(value) })
}

/// A letter or sign that begins a unit; an `e` between digits is an exponent.
fn unit_starts(char: char) -> bool {
    char == '%' || (char.is_alphabetic() && !matches!(char, 'e' | 'E'))
}

fn float(text: &str) -> Option<f64> {
    // Rust reads `inf` and `nan` too; a column holds neither.
    let plain =
        text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|value| plain && value.is_finite())
}

/// How many of the field's unit make one of this.
fn factor(of: Unit, unit: &str) -> Option<f64> {
    let ns = match unit {
        "ns" => 1.0,
        "us" | "µs" | "μs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" | "min" => 6e10,
        "h" => 3.6e12,
        "d" => 8.64e13,
        _ => 0.0,
    };
    let bytes = match unit {
        "B" | "b" => 1.0,
        "kB" | "KB" | "kb" => 1e3,
        "MB" | "mb" => 1e6,
        "GB" | "gb" => 1e9,
        "KiB" => 1024.0,
        "MiB" => 1_048_576.0,
        "GiB" => 1_073_741_824.0,
        _ => 0.0,
    };
    let factor = match of {
        Unit::Ns => ns,
        Unit::Ms => ns / 1e6,
        Unit::Bytes => bytes,
        Unit::Mb => bytes / 1e6,
        Unit::Percent if unit == "%" => 1.0,
        Unit::Px if unit == "px" => 1.0,
        Unit::Fps if unit == "fps" => 1.0,
        _ => 0.0,
    };
    (factor > 0.0).then_some(factor)
}

/// Milliseconds since 1970 of RFC 3339, or of a date, or of a date and a time in UTC.
fn time(text: &str) -> Option<i64> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.timestamp_millis());
    }
    let date = |text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    let time = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok();
    date(text).or_else(|| time(text)).map(|at| at.and_utc().timestamp_millis())
}

fn no_number(field: &Field, text: &str) -> Invalid {
    let path = &field.path;
    if field.unit == Unit::EpochMs {
        return Invalid::new(format!("`{path}` is a time; `{text}` is none"))
            .suggest(Some("write 2026-01-31T12:00:00Z, 2026-01-31, or milliseconds since 1970"));
    }
    Invalid::new(format!("`{path}` is compared with a number; `{text}` is none")).suggest(
        units(field.unit).map(|units| format!("give a number, such as 3, or 3 with {units}")),
    )
}

fn no_unit(field: &Field, unit: &str) -> Invalid {
    let path = &field.path;
    match units(field.unit) {
        Some(units) => Invalid::new(format!("`{path}` has no unit `{unit}`"))
            .suggest(Some(format!("it takes {units}"))),
        None if field.unit == Unit::EpochMs => {
            Invalid::new(format!("`{path}` is a time and has no `{unit}`"))
        }
        None => Invalid::new(format!("`{path}` has no unit, so not `{unit}` either"))
            .suggest(Some("give a bare number")),
    }
}

/// The units that [`factor`] knows for a field's, as a person would list them.
const fn units(of: Unit) -> Option<&'static str> {
    match of {
        Unit::Ns | Unit::Ms => Some("ns, us, ms, s, min, h or d"),
        Unit::Bytes | Unit::Mb => Some("B, kB, MB, GB, KiB, MiB or GiB"),
        Unit::Percent => Some("%"),
        Unit::Px => Some("px"),
        Unit::Fps => Some("fps"),
        Unit::EpochMs | Unit::None | Unit::Count => None,
    }
}
