//! What the server counts about itself, and `/metrics` in Prometheus's text format.
//!
//! Written by hand: a dozen counters and two histograms with fixed labels need no registry, and
//! counting stays one relaxed addition.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Counters and histograms of the whole process.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    /// Intake answers by status.
    pub(crate) intake_202: AtomicU64,
    /// See [`Metrics::intake_202`].
    pub(crate) intake_4xx: AtomicU64,
    /// See [`Metrics::intake_202`].
    pub(crate) intake_5xx: AtomicU64,
    /// Bytes of bodies as they came.
    pub(crate) body_bytes: AtomicU64,
    /// Connections open now.
    pub(crate) connections: AtomicU64,
    /// Bytes of bodies held now.
    pub(crate) bodies_in_flight_bytes: AtomicU64,
    /// From a request's first byte of body to its answer.
    pub(crate) intake_seconds: Histogram,
    /// From an event's arrival to its being in the answers.
    pub(crate) visible_seconds: Histogram,
    /// What a question takes.
    pub(crate) question_seconds: Histogram,
    /// Questions that failed or took too long.
    pub(crate) questions_failed: AtomicU64,
}

/// Upper bounds of the histograms' buckets, in microseconds.
const BOUNDS_US: [u64; 14] = [
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 150_000, 300_000, 500_000, 1_000_000,
    2_000_000, 5_000_000, 30_000_000,
];

/// How often something took how long.
#[derive(Debug, Default)]
pub(crate) struct Histogram {
    buckets: [AtomicU64; BOUNDS_US.len() + 1],
    sum_us: AtomicU64,
}

impl Histogram {
    /// Counts one.
    pub(crate) fn observe(&self, took: Duration) {
        let took_us = took.as_micros() as u64;
        let bucket = BOUNDS_US.partition_point(|bound| *bound < took_us);
        self.buckets[bucket].fetch_add(1, Relaxed);
        self.sum_us.fetch_add(took_us, Relaxed);
    }

    fn write(&self, out: &mut String, name: &str, help: &str) {
        head(out, name, "histogram", help);
        let mut count = 0;
        for (bound_us, bucket) in BOUNDS_US.iter().zip(&self.buckets) {
            count += bucket.load(Relaxed);
            let bound = *bound_us as f64 / 1e6;
            line(out, &format!("{name}_bucket{{le=\"{bound}\"}}"), count);
        }
        count += self.buckets[BOUNDS_US.len()].load(Relaxed);
        line(out, &format!("{name}_bucket{{le=\"+Inf\"}}"), count);
        let sum = self.sum_us.load(Relaxed) as f64 / 1e6;
        writeln!(out, "{name}_sum {sum}").expect("a String takes everything");
        line(out, &format!("{name}_count"), count);
    }
}

impl Metrics {
    /// Counts an answer of intake.
    pub(crate) fn intake_answered(&self, status: u16, took: Duration) {
        let counter = match status {
            ..400 => &self.intake_202,
            400..500 => &self.intake_4xx,
            500.. => &self.intake_5xx,
        };
        counter.fetch_add(1, Relaxed);
        self.intake_seconds.observe(took);
    }

    /// The page, without what other parts of the server add.
    pub(crate) fn page(&self) -> String {
        let mut out = String::new();
        let name = "solera_intake_requests_total";
        head(&mut out, name, "counter", "Intake requests by the status answered.");
        let statuses =
            [("2xx", &self.intake_202), ("4xx", &self.intake_4xx), ("5xx", &self.intake_5xx)];
        for (status, counter) in statuses {
            line(&mut out, &format!("{name}{{status=\"{status}\"}}"), counter.load(Relaxed));
        }
        let bytes = &self.body_bytes;
        one(&mut out, "solera_intake_body_bytes_total", "counter", "Bytes of bodies.", bytes);
        let failed = &self.questions_failed;
        let help = "Questions that failed or took too long.";
        one(&mut out, "solera_questions_failed_total", "counter", help, failed);
        one(&mut out, "solera_connections", "gauge", "Open connections.", &self.connections);
        let help = "Bytes of bodies held in memory.";
        let held = &self.bodies_in_flight_bytes;
        one(&mut out, "solera_bodies_in_flight_bytes", "gauge", help, held);
        let help = "From a request's body to its answer.";
        self.intake_seconds.write(&mut out, "solera_intake_seconds", help);
        let help = "From an event's arrival to its being in the answers.";
        self.visible_seconds.write(&mut out, "solera_visible_seconds", help);
        self.question_seconds.write(&mut out, "solera_question_seconds", "What a question takes.");
        out
    }
}

/// Writes the head of a metric.
pub(crate) fn head(out: &mut String, name: &str, ty: &str, help: &str) {
    writeln!(out, "# HELP {name} {help}\n# TYPE {name} {ty}").expect("a String takes everything");
}

/// Writes one value.
pub(crate) fn line(out: &mut String, series: &str, value: u64) {
    writeln!(out, "{series} {value}").expect("a String takes everything");
}

fn one(out: &mut String, name: &str, ty: &str, help: &str, value: &AtomicU64) {
    head(out, name, ty, help);
    line(out, name, value.load(Relaxed));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_adds_up() {
        let metrics = Metrics::default();
        metrics.visible_seconds.observe(Duration::from_millis(30));
        metrics.visible_seconds.observe(Duration::from_secs(60));
        let page = metrics.page();
        assert!(page.contains("solera_visible_seconds_bucket{le=\"0.025\"} 0\n"));
        assert!(page.contains("solera_visible_seconds_bucket{le=\"0.05\"} 1\n"));
        assert!(page.contains("solera_visible_seconds_bucket{le=\"+Inf\"} 2\n"));
        assert!(page.contains("solera_visible_seconds_count 2\n"));
    }
}
