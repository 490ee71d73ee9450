//! `ov-lsp explain`.

use super::outcome::{Failure, Status, results};
use crate::check::rules;
use crate::config::UnknownRule;
use crate::report::help_url;
use ov_schema::nearest_word;
use std::io::Write;

/// Show the page of a rule
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Id of the rule
    rule: String,
}

pub(super) fn run(args: &Args) -> Result<Status, Failure> {
    let rules = rules();
    let Some(rule) = rules.iter().find(|rule| rule.id == args.rule) else {
        let nearest = nearest_word(rules.iter().map(|rule| &*rule.id), &args.rule).map(str::to_owned);
        return Err(UnknownRule { name: args.rule.clone(), nearest }.into());
    };
    results(|out| {
        let level = if rule.default_on { "" } else { ", off by default" };
        let (title, page) = rule.doc.split_once('\n').unwrap_or((&rule.doc, ""));
        writeln!(out, "{title}\n\n{}\n\nGroup {}, {}{level}.", rule.summary, rule.group, rule.severity.name())?;
        writeln!(out, "{}", page.trim_end())?;
        help_url(&rule.id).map_or(Ok(()), |url| writeln!(out, "\n{url}"))
    })?;
    Ok(Status::Clean)
}
