//! `ov-lsp server`.

use super::outcome::{Failure, Status};
use crate::lsp::{self, Ended};

/// Serve an editor on the standard streams
#[derive(Debug, Default, clap::Args)]
pub(super) struct Args {
    /// Speak over the standard streams, which is the only way there is
    #[arg(long)]
    stdio: bool,
}

pub(super) fn run(_: &Args) -> Result<Status, Failure> {
    Ok(match lsp::run()? {
        Ended::Politely => Status::Clean,
        Ended::Abruptly => Status::Findings,
    })
}
