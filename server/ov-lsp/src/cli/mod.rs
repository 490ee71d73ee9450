//! The command line: one file per command.

mod check;
mod completions;
mod config;
mod explain;
mod man;
mod new;
mod outcome;
mod packages;
mod progress;
mod render;
mod rules;
mod server;
mod stdin;
mod subject;
mod terminal;
mod why;

use clap::{CommandFactory, Parser, Subcommand};
use outcome::{Failure, Status};
use std::panic;
use std::process::ExitCode;

const AFTER_HELP: &str = "\
Exit status: 0 nothing at or above the failing level, 1 findings at or above it, \
2 wrong usage or nothing to check, 3 internal failure.";

/// Language server and checker for Overthink layer YAML
#[derive(Debug, Parser)]
#[command(name = "ov-lsp", version, after_help = AFTER_HELP, propagate_version = true)]
#[command(arg_required_else_help = true, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Serve an editor, as `ov-lsp server` does
    #[arg(long)]
    stdio: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Server(server::Args),
    Check(Box<check::Args>),
    Render(Box<render::Args>),
    Packages(Box<packages::Args>),
    Why(why::Args),
    #[command(subcommand)]
    New(new::Command),
    Rules(rules::Args),
    Explain(explain::Args),
    #[command(subcommand)]
    Config(config::Command),
    Completions(completions::Args),
    Man(man::Args),
}

impl Command {
    fn run(self) -> Result<Status, Failure> {
        match self {
            Self::Server(args) => server::run(&args),
            Self::Check(args) => check::run(&args),
            Self::Render(args) => render::run(&args),
            Self::Packages(args) => packages::run(&args),
            Self::Why(args) => why::run(&args),
            Self::New(command) => new::run(&command),
            Self::Rules(args) => rules::run(&args),
            Self::Explain(args) => explain::run(&args),
            Self::Config(command) => config::run(&command),
            Self::Completions(args) => completions::run(&args, &mut Cli::command()),
            Self::Man(args) => man::run(&args, Cli::command()),
        }
    }
}

/// Runs what the arguments of this process ask for.
pub fn main() -> ExitCode {
    let command = match Cli::try_parse() {
        // Without a command there is `--stdio`; with neither, clap has shown the help.
        Ok(cli) => cli.command.unwrap_or(Command::Server(server::Args::default())),
        Err(error) => return outcome::of_usage(&error),
    };
    let ended = panic::catch_unwind(|| command.run());
    ended.map_or(Status::Internal.into(), outcome::of_command)
}

#[cfg(test)]
mod tests {
    use super::{Cli, CommandFactory};

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
