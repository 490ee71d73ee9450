//! `ov-lsp explain`.

use super::outcome::{Failure, Status, results};
use super::rules::list;
use crate::check::rules;
use crate::config::UnknownRule;
use crate::report::{RuleInfo, help_url};
use ov_rules::selectors;
use ov_schema::nearest_word;
use std::io::Write;

/// Show the page of a rule, or the rules of a group
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Id of the rule, or name of the group
    rule: String,
}

pub(super) fn run(args: &Args) -> Result<Status, Failure> {
    let rules = rules();
    let Some(rule) = rules.iter().find(|rule| rule.id == args.rule) else {
        return group(&rules, &args.rule);
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

/// Lists the rules that go by the name of a group.
fn group(rules: &[RuleInfo], name: &str) -> Result<Status, Failure> {
    if !selectors().any(|known| known == name) {
        let nearest = nearest_word(selectors(), name).map(str::to_owned);
        return Err(UnknownRule { name: name.to_owned(), nearest }.into());
    }
    let is_all = !rules.iter().any(|rule| rule.group == name);
    let members: Vec<&RuleInfo> = rules.iter().filter(|rule| is_all || rule.group == name).collect();
    results(|out| {
        let what = if is_all { "stands for all" } else { "is a group of" };
        writeln!(out, "`{name}` {what} {} rules; `ov-lsp explain RULE` shows the page of one.\n", members.len())?;
        list(&members, out)
    })?;
    Ok(Status::Clean)
}
