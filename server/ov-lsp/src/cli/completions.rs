//! `ov-lsp completions`.

use super::outcome::{Failure, Status, results};
use clap_complete::{Shell, generate};
use std::io::Write;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args, command: &mut clap::Command) -> Result<Status, Failure> {
    let mut script = Vec::new();
    generate(args.shell, command, "ov-lsp", &mut script);
    results(|out| out.write_all(&script))?;
    Ok(Status::Clean)
}
