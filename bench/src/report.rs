//! What was measured, as one table for people and JSON for scripts.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// Numbers by name, in the order in which they are told.
#[derive(Default)]
pub struct Report {
    title: String,
    lines: Vec<(String, String)>,
    json: Map<String, Value>,
}

impl Report {
    /// An empty report of this name.
    pub fn new(title: &str) -> Report {
        Report { title: title.to_owned(), ..Report::default() }
    }

    /// A number with its unit; the name gets the unit in JSON.
    pub fn number(&mut self, name: &str, value: f64, unit: &str) -> &mut Report {
        self.lines.push((name.replace('_', " "), format!("{} {unit}", digits(value))));
        let value = if value.fract() == 0.0 && value.abs() < 9e15 {
            Value::from(value as i64)
        } else {
            Value::from(value)
        };
        self.json.insert(name.to_owned(), value);
        self
    }

    /// A text.
    pub fn text(&mut self, name: &str, value: &str) -> &mut Report {
        self.lines.push((name.replace('_', " "), value.to_owned()));
        self.json.insert(name.to_owned(), value.into());
        self
    }

    /// A line that only people want.
    pub fn line(&mut self, name: &str, value: &str) -> &mut Report {
        self.lines.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Something that only scripts want.
    pub fn detail(&mut self, name: &str, value: Value) -> &mut Report {
        self.json.insert(name.to_owned(), value);
        self
    }

    /// Prints the table, and writes the JSON where it is wanted.
    pub fn tell(&self, json: Option<&Path>) -> Result<()> {
        let width = self.lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{}", self.title)?;
        for (name, value) in &self.lines {
            writeln!(out, "  {name:width$}  {value}")?;
        }
        if let Some(path) = json {
            let text = serde_json::to_string_pretty(&self.json)?;
            std::fs::write(path, text + "\n")
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
        Ok(())
    }
}

/// Says a line to whoever watches.
pub fn say(line: &str) {
    // a closed terminal is no reason to stop measuring
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The value that this share (0 to 1) of the values lies under, between the closest ranks.
pub fn quantile(values: &mut [f64], share: f64) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    values.sort_unstable_by(f64::total_cmp);
    let rank = share * (values.len() - 1) as f64;
    let (low, high) = (values[rank.floor() as usize], values[rank.ceil() as usize]);
    low + (high - low) * rank.fract()
}

/// A number as people read it: thousands apart, three digits that matter.
pub fn digits(value: f64) -> String {
    if value.is_nan() {
        return "-".to_owned();
    }
    if value.abs() < 1_000.0 {
        let decimals = if value.fract() == 0.0 || value.abs() >= 100.0 {
            0
        } else if value.abs() >= 10.0 {
            1
        } else {
            2
        };
        return format!("{value:.decimals$}");
    }
    let whole = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 { format!("-{text}") } else { text }
}
