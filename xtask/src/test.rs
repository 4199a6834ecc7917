//! `cargo xtask test`: every check there is, from formatting to a real browser.
//!
//! The list of steps is the documentation; `.ci/run` runs it whole.

use anyhow::{Result, bail};
use clap::Args;

use crate::steps::{self, Done, Step};
use crate::tool::{self, cargo, command};
use crate::{build, console, licence, sdk, tidy};

const STEPS: &[Step] = &[
    Step { name: "fmt", about: "Rust code is formatted", run: fmt },
    Step { name: "tidy", about: "edges, heads, lengths, words", run: run_tidy },
    Step { name: "licences", about: "every dependency's licence is allowed", run: licence::run },
    // The server embeds the console and the SDK: they come before anything that compiles it.
    Step { name: "npm", about: "npm packages, from the lock file", run: console::packages },
    Step { name: "console", about: "types, unit tests, build and size", run: console::check },
    Step {
        name: "sdk",
        about: "the browser SDK: types, unit tests, build and size",
        run: sdk::check,
    },
    Step { name: "clippy", about: "no warnings", run: clippy },
    Step { name: "unit", about: "unit and integration tests", run: unit },
    Step { name: "doc", about: "examples in the docs", run: doc },
    Step { name: "crash", about: "kill -9, torn writes, full disks", run: crash },
    Step { name: "e2e", about: "real SDKs in headless Chromium, against the binary", run: e2e },
    Step { name: "compare", about: "the same answers as DuckDB", run: compare },
    Step { name: "fuzz", about: "a short run of each fuzz target", run: fuzz },
];

/// Each fuzz target runs so many seconds, and tells only what it finds.
const FUZZ_OPTIONS: [&str; 2] = ["-max_total_time=20", "-verbosity=0"];
/// Integration tests that kill the process or break its disk: their names begin so.
const CRASH: &str = "binary(/^crash/)";

/// What to run.
#[derive(Args)]
#[command(after_help = steps_help())]
pub(crate) struct Options {
    /// Steps to run; all of them when none is named
    #[arg(value_name = "STEP")]
    steps: Vec<String>,
}

/// Runs the steps.
pub(crate) fn run(options: &Options) -> Result<()> {
    if let Some(unknown) = options.steps.iter().find(|name| find(name).is_none()) {
        bail!("there is no step `{unknown}`; `cargo xtask test --help` lists them");
    }
    let chosen: Vec<&Step> = match options.steps.is_empty() {
        true => STEPS.iter().collect(),
        false => options.steps.iter().filter_map(|name| find(name)).collect(),
    };
    steps::run(&chosen)
}

fn find(name: &str) -> Option<&'static Step> {
    STEPS.iter().find(|step| step.name == name)
}

fn steps_help() -> String {
    let mut help = "Steps:\n".to_owned();
    for step in STEPS {
        help.push_str(&format!("  {:<10} {}\n", step.name, step.about));
    }
    help
}

fn fmt() -> Result<Done> {
    need_component("rustfmt", "cargo-fmt")?;
    tool::run(cargo(&["fmt", "--all", "--check"]))?;
    Ok(Done::Passed)
}

fn run_tidy() -> Result<Done> {
    tidy::run()?;
    Ok(Done::Passed)
}

fn clippy() -> Result<Done> {
    need_component("clippy", "cargo-clippy")?;
    let arguments = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    tool::run(cargo(&arguments))?;
    Ok(Done::Passed)
}

fn unit() -> Result<Done> {
    if has_nextest() {
        let others = format!("not {CRASH}");
        tool::run(cargo(&["nextest", "run", "--workspace", "--locked", "-E", &others]))?;
    } else {
        println!(
            "    cargo-nextest is not installed; cargo test runs the crash tests here as well"
        );
        let targets = ["--lib", "--bins", "--tests"];
        let mut arguments = vec!["test", "--workspace", "--locked", "--no-fail-fast"];
        arguments.extend(targets);
        tool::run(cargo(&arguments))?;
    }
    Ok(Done::Passed)
}

fn doc() -> Result<Done> {
    tool::run(cargo(&["test", "--workspace", "--locked", "--doc"]))?;
    Ok(Done::Passed)
}

fn crash() -> Result<Done> {
    if !has_nextest() {
        return Ok(Done::Skipped("they ran with the unit tests".to_owned()));
    }
    tool::run(cargo(&["nextest", "run", "--workspace", "--locked", "-E", CRASH]))?;
    Ok(Done::Passed)
}

fn e2e() -> Result<Done> {
    console::need_node()?;
    console::need_built()?;
    sdk::need_built()?;
    let Some(chromium) = tool::chromium() else {
        bail!("Chromium is not installed: `apt-get install chromium`, or name it in CHROMIUM");
    };
    if !tool::root().join("node_modules/playwright-core").is_dir() {
        bail!("the browser tests' packages are not installed: `cargo xtask test npm` first");
    }
    let binary = build::for_tests()?;
    let mut node = command("npm", &["run", "--silent", "test", "--workspace", "tests/e2e"]);
    node.env("SOLERA_BINARY", binary).env("CHROMIUM", chromium);
    tool::run(node)?;
    Ok(Done::Passed)
}

fn compare() -> Result<Done> {
    console::need_node()?;
    if !tool::root().join("node_modules/@duckdb/node-api").is_dir() {
        bail!("DuckDB is not installed: `cargo xtask test npm` first");
    }
    let binary = build::for_tests()?;
    // built by the same command, into the same folder
    let bench = binary.with_file_name("bench");
    let mut run = command("tests/compare/run", &[]);
    run.env("SOLERA_BINARY", binary).env("BENCH_BINARY", bench);
    tool::run(run)?;
    Ok(Done::Passed)
}

fn fuzz() -> Result<Done> {
    let folders = ["crates/solera-intake", "crates/solera-query"]
        .into_iter()
        .filter(|folder| tool::root().join(folder).join("fuzz/Cargo.toml").is_file());
    if let Some(missing) = missing_for_fuzz() {
        return Ok(Done::Skipped(missing.to_owned()));
    }
    for folder in folders {
        let mut list = command("cargo", &["+nightly", "fuzz", "list"]);
        list.current_dir(tool::root().join(folder));
        for target in tool::output(list)?.lines() {
            let mut one = command("cargo", &["+nightly", "fuzz", "run", target, "--"]);
            one.args(FUZZ_OPTIONS);
            let words = format!("fuzz/{target}.dict");
            if tool::root().join(folder).join(&words).is_file() {
                one.arg(format!("-dict={words}"));
            }
            one.current_dir(tool::root().join(folder));
            tool::run(one)?;
        }
    }
    Ok(Done::Passed)
}

fn missing_for_fuzz() -> Option<&'static str> {
    if tool::find("cargo-fuzz").is_none() {
        return Some("`cargo install cargo-fuzz` to run it");
    }
    let nightly = command("rustc", &["+nightly", "--version"]).output();
    match nightly {
        Ok(output) if output.status.success() => None,
        _ => Some("`rustup toolchain install nightly` to run it"),
    }
}

fn has_nextest() -> bool {
    tool::find("cargo-nextest").is_some()
}

fn need_component(component: &str, program: &str) -> Result<()> {
    tool::need(program, &format!("`rustup component add {component}`")).map(drop)
}
