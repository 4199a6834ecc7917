//! Time as numbers. Nobody here asks a clock.

/// A second, in milliseconds.
pub const SECOND_MS: i64 = 1_000;
/// A minute, in milliseconds.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// An hour, in milliseconds.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// A day, in milliseconds.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// The day of a time, counted in UTC from 1970-01-01.
pub const fn day(date_ms: i64) -> i32 {
    date_ms.div_euclid(DAY_MS) as i32
}
