//! `ov-lsp man`.

use super::outcome::{Failure, Status, results};
use clap_mangen::Man;

/// Print the man page
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The page of a command instead, such as `check`
    command: Option<String>,
}

pub(super) fn run(args: &Args, mut root: clap::Command) -> Result<Status, Failure> {
    root.build();
    let page = match &args.command {
        None => root,
        Some(name) => {
            let found = root.find_subcommand(name).cloned();
            found.ok_or_else(|| Failure::usage(format_args!("no command `{name}`")))?
        }
    };
    results(|out| Man::new(page).render(out))?;
    Ok(Status::Clean)
}
