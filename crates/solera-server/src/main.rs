//! `solera`: the one binary. Reads the command line and hands over.

mod app;
mod ask;
mod backup;
mod catalog;
mod clock;
mod config;
mod demo;
mod embedded;
mod folder;
mod freshness;
mod geo;
mod http;
mod intake;
mod logins;
mod metrics;
mod old_scripts;
mod outcomes;
mod pulse;
mod rate;
mod secret;
mod steps;
mod suggest;
mod token_use;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use config::{Config, LogFormat};

#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// jemalloc's settings: memory that is free for a second goes back to the system, so that an
/// idle server is small however busy it was.
// jemalloc reads this symbol when it starts; there is no safe way to hand it in earlier.
#[allow(unsafe_code)]
#[unsafe(export_name = "_rjem_malloc_conf")]
static ALLOCATOR_SETTINGS: &[u8] =
    b"background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0,narenas:4\0";

/// Real User Monitoring: takes what RUM SDKs send, keeps it compactly, answers in milliseconds.
#[derive(Parser)]
#[command(name = "solera", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server
    #[command(after_help = "Examples:\n  solera serve\n  \
        solera serve --listen 0.0.0.0:8080 --data /var/lib/solera\n  \
        SOLERA_ADMIN_TOKEN=$(openssl rand -hex 16) solera serve --config /etc/solera.toml")]
    Serve(Settings),
    /// Print the settings as they are understood, secrets masked
    #[command(after_help = "Every setting is described in docs/config.md.\n\nExample:\n  \
        solera check-config --config /etc/solera.toml")]
    CheckConfig(Settings),
    /// Send believable traffic to a running server, to have something to ask about
    #[command(after_help = "Examples:\n  solera demo\n  \
        solera demo --sessions 5000 --days 14 --seed 1\n  \
        solera demo --server http://10.0.0.5:8080 --application-id ID --client-token TOKEN\n\n\
        Countries are shown if the server trusts this machine to forward addresses.")]
    Demo(demo::Demo),
    /// Copy the data folder, also of a running server
    #[command(after_help = "Example:\n  solera backup --data ./data --to /backups/2026-11-30")]
    Backup {
        #[command(flatten)]
        settings: Settings,
        /// The folder to make; it must not exist yet
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Make a data folder of a backup
    #[command(after_help = "Example:\n  solera restore --from /backups/2026-11-30 --data ./data")]
    Restore {
        /// The backup
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
        /// The data folder to make; it must not exist yet, or be empty
        #[arg(long, value_name = "DIR")]
        data: PathBuf,
    },
}

/// What may be said on the command line; everything else is a setting of the file or the
/// environment.
#[derive(Args)]
struct Settings {
    /// Address and port to answer on; port 0 takes a free one [default: 127.0.0.1:7654]
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// The folder that holds everything [default: data]
    #[arg(long, value_name = "DIR")]
    data: Option<String>,
    /// A TOML file of settings
    #[arg(long, value_name = "FILE", env = "SOLERA_CONFIG")]
    config: Option<PathBuf>,
}

impl Settings {
    fn read(self) -> anyhow::Result<Config> {
        let flags = [("listen", self.listen), ("data", self.data)];
        Ok(Config::read(self.config.as_deref(), std::env::vars(), &flags)?)
    }
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The log may not be up yet, and this is for the person at the terminal.
            let _ = writeln!(std::io::stderr(), "solera: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(settings) => {
            let config = settings.read()?;
            start_log(&config);
            raise_open_files();
            let runtime = runtime()?;
            let served = runtime.block_on(app::serve(config));
            // Nothing that still runs is waited for: whatever matters is on disk.
            runtime.shutdown_background();
            served
        }
        Command::Demo(demo) => runtime()?.block_on(demo::run(demo)),
        Command::CheckConfig(settings) => {
            say(settings.read()?.understood().trim_end());
            Ok(())
        }
        Command::Backup { settings, to } => {
            let config = settings.read()?;
            runtime()?.block_on(backup::backup(&config, &to))?;
            say(&format!("backed up to {}", to.display()));
            Ok(())
        }
        Command::Restore { from, data } => {
            backup::restore(&from, &data)?;
            say(&format!("restored to {}", data.display()));
            Ok(())
        }
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Takes as many open files as the system lets it: each connection is one.
fn raise_open_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let now = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: now.maximum, ..now }) {
        tracing::warn!("the limit of open files stays at {:?}: {error}", now.current);
    }
}

fn start_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::new(&config.log);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match config.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

/// A line for the person or script that started this.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout();
    // A closed pipe is no reason to end.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
