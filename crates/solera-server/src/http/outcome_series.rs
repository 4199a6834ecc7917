//! Outcomes over time: a point for each outcome, reason and kind in every stretch of time.
//!
//! What must hold: the series is whole. Where the width asked for makes more points than an answer
//! holds, the stretches are wider, and the answer says how wide.

use std::ops::Range;

use solera_event::limit;
use solera_event::time::MINUTE_MS;
use solera_query::{Cell, Interval, Query, check};

use super::outcomes::{OutcomePoint, SumKey, number, sum_key, text};
use super::problem::Problem;
use super::{needed, parse_width};
use crate::app::App;
use crate::ask::ask as answer;
use crate::outcomes::{Key, Tally};

/// The points of a question for counts, and how wide their stretches of time are. `sums` is how
/// many outcomes, reasons and kinds there are, together.
pub(super) async fn ask(
    app: &App,
    mut query: Query,
    interval: &str,
    sums: usize,
    now_ms: i64,
) -> Result<(Vec<OutcomePoint>, i64), Problem> {
    let bad = || needed("/interval", "`auto` or a width such as `1h`");
    let range = query.from_ms..query.to_ms;
    let asked = match interval {
        "auto" => Interval::Auto,
        width => Interval::Fixed(parse_width(width).filter(|ms| *ms > 0).ok_or_else(bad)?),
    };
    // What is wrong with the width asked for is to be said, not mended.
    query.interval = Some(asked);
    check::query(&query, now_ms)?;
    let mut width_ms = fitting(asked.width_ms(&range), &range, sums);
    let rows = loop {
        query.interval = Some(Interval::Fixed(width_ms));
        let answered = answer(app, check::query(&query, now_ms)?, false).await?;
        if !answered.rows.truncated || width_ms > range.end - range.start {
            break answered.rows;
        }
        // A sum that was not there a moment ago.
        width_ms = Interval::wider(width_ms);
    };
    let mut points: Vec<_> = rows.rows.iter().filter_map(|row| point(row)).collect();
    if range.contains(&now_ms) {
        // What came has a point in every bucket, so the last one is told even where nothing came.
        let last_ms = points.iter().map(|point| point.time).filter(|time| *time <= now_ms).max();
        let time = last_ms.unwrap_or(now_ms - now_ms.rem_euclid(MINUTE_MS));
        add_pending(&mut points, app.outcomes.pending(query.application), time);
    }
    points.sort_by_key(|point| point.time);
    Ok((points, width_ms))
}

/// The narrowest width, from the one asked for on, at which so many sums fit in one answer.
fn fitting(asked_ms: i64, range: &Range<i64>, sums: usize) -> i64 {
    let length_ms = range.end.saturating_sub(range.start);
    let buckets_max = (limit::ROWS_MAX / sums.max(1)) as i64;
    let mut width_ms = asked_ms;
    // The first bucket may begin before the range, and the last end after it.
    while width_ms < length_ms && length_ms / width_ms + 2 > buckets_max {
        width_ms = Interval::wider(width_ms);
    }
    width_ms
}

fn point(row: &[Cell]) -> Option<OutcomePoint> {
    let [outcome, reason, kind, time, count, bytes] = row else { return None };
    Some(OutcomePoint {
        time: time.as_i64()?,
        outcome: text(outcome),
        reason: text(reason),
        kind: text(kind),
        count: number(count),
        bytes: number(bytes),
    })
}

/// What is not written down yet belongs to the bucket that holds this moment.
fn add_pending(points: &mut Vec<OutcomePoint>, pending: Vec<(Key, Tally)>, time: i64) {
    for (key, tally) in pending {
        let SumKey { outcome, reason, kind } = sum_key(&key);
        let same = points.iter_mut().find(|point| {
            (point.time, &point.outcome, &point.reason, &point.kind)
                == (time, &outcome, &reason, &kind)
        });
        match same {
            Some(point) => {
                point.count += tally.count;
                point.bytes += tally.bytes;
            }
            None => {
                let (count, bytes) = (tally.count, tally.bytes);
                points.push(OutcomePoint { time, outcome, reason, kind, count, bytes });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use solera_event::time::{DAY_MS, HOUR_MS};

    use super::*;

    #[test]
    fn a_series_is_as_fine_as_an_answer_holds() {
        let day = 0..DAY_MS;
        assert_eq!(fitting(MINUTE_MS, &day, 0), MINUTE_MS);
        assert_eq!(fitting(MINUTE_MS, &day, 6), MINUTE_MS);
        assert_eq!(fitting(MINUTE_MS, &day, 7), 2 * MINUTE_MS);
        assert_eq!(fitting(MINUTE_MS, &day, 60), 10 * MINUTE_MS);
        assert_eq!(fitting(HOUR_MS, &day, 60), HOUR_MS);
        assert_eq!(fitting(MINUTE_MS, &day, 20_000), DAY_MS);
    }
}
