//! A list of named steps, run one after another with progress and the time of each.
//!
//! A step that fails does not stop the others; all failures are told together at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How a step ended well.
pub(crate) enum Done {
    /// It ran.
    Passed,
    /// It could not run here, and need not; the reason.
    Skipped(String),
}

/// One step.
pub(crate) struct Step {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) about: &'static str,
    /// Does it.
    pub(crate) run: fn() -> Result<Done>,
}

/// Runs the steps; fails when one of them did.
pub(crate) fn run(steps: &[&Step]) -> Result<()> {
    let mut lines = Vec::new();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (at, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}: {}", at + 1, steps.len(), step.name, step.about);
        let start = Instant::now();
        let line = match (step.run)() {
            Ok(Done::Passed) => {
                passed += 1;
                format!("ok       {:<12} {}", step.name, seconds(start.elapsed()))
            }
            Ok(Done::Skipped(why)) => {
                skipped += 1;
                format!("skipped  {:<12} {why}", step.name)
            }
            Err(error) => {
                failed += 1;
                let took = seconds(start.elapsed());
                format!("FAILED   {:<12} {took}: {error:#}", step.name)
            }
        };
        println!("    {line}");
        lines.push(line);
    }
    println!("\n{}\n", lines.join("\n"));
    println!("Steps: {passed} passed, {failed} failed, {skipped} skipped");
    if failed > 0 {
        bail!("{failed} of {} steps failed", steps.len());
    }
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:>6.1} s", time.as_secs_f64())
}
