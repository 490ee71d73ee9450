//! `ov-lsp rules`.

use super::outcome::{Failure, Status, results};
use crate::check::rules;
use crate::report::RuleInfo;
use clap::ValueEnum;
use std::io::{self, Write};

/// List the rules
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// How to list them
    #[arg(long, value_enum, default_value_t)]
    format: Listing,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Listing {
    /// For reading
    #[default]
    Text,
    /// For programs
    Json,
}

pub(super) fn run(args: &Args) -> Result<Status, Failure> {
    let rules = rules();
    results(|out| match args.format {
        Listing::Json => {
            serde_json::to_writer_pretty(&mut *out, &rules)?;
            writeln!(out)
        }
        Listing::Text => list(&rules.iter().collect::<Vec<_>>(), out),
    })?;
    Ok(Status::Clean)
}

/// One line each.
pub(super) fn list(rules: &[&RuleInfo], out: &mut dyn Write) -> io::Result<()> {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let group_width = rules.iter().map(|rule| rule.group.len()).max().unwrap_or(0);
    rules.iter().try_for_each(|rule| {
        let level = if rule.default_on { rule.severity.name() } else { "off" };
        writeln!(out, "{:width$}  {:group_width$}  {level:<7}  {}", rule.id, rule.group, rule.summary)
    })
}
