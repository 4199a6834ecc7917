//! What is done to this repository: `cargo xtask up | test | tidy | codegen | build`.
//!
//! Knows the tools and the tree; has no edge to any of the house's crates, so that it builds in
//! seconds and still works while they do not.
#![allow(clippy::print_stdout)] // a command for people: its progress is its output

mod build;
mod codegen;
mod console;
mod geo;
mod licence;
mod metadata;
mod sdk;
mod steps;
mod test;
mod tidy;
mod tool;
mod up;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, starts and tests Solera")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the console, the browser SDK and the server, and start it on an embedded store in ./data
    Up(up::Options),
    /// Check and test everything, or only the steps named
    Test(test::Options),
    /// Check what no compiler checks: edges between crates, file heads, lengths, words
    Tidy,
    /// Write the generated files anew
    Codegen,
    /// Build everything for release; the binary's path is the last line printed
    Build,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Up(options) => up::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Tidy => tidy::run(),
        Command::Codegen => codegen::run(),
        Command::Build => build::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
