//! The settings of a project, flags included.

use super::Args;
use crate::cli::config;
use crate::cli::outcome::Failure;
use crate::config::all_known;
use crate::report::{RuleInfo, Severity};
use crate::targets::Surroundings;
use ov_project::Config;
use ov_rules::Settings;
use std::path::Path;

/// What fails a check, and what is listed, where nobody says otherwise.
const USUAL: Severity = Severity::Warning;

pub(super) fn of_project(
    root: &Path,
    args: &Args,
    rules: &[RuleInfo],
    around: &Surroundings,
) -> Result<(Config, Settings), Failure> {
    let config = if args.no_config {
        Config::default()
    } else {
        config::of_project(root, args.config.as_deref(), around)?.config()?
    };
    let settings = args.settings();
    all_known(rules, &config, &settings)?;
    Ok((config, settings))
}

/// The mildest severity that fails a check.
pub(super) fn fail_on(args: &Args) -> Severity {
    args.fail_on.unwrap_or(USUAL)
}

/// The mildest severity to list. What fails a check is listed unless somebody said otherwise.
pub(super) fn listed_from(args: &Args) -> Severity {
    args.min_severity.unwrap_or_else(|| fail_on(args).min(USUAL))
}

/// The mildest severity that changes anything: what is listed, and what fails a check.
pub(super) fn looked_at_from(args: &Args) -> Severity {
    listed_from(args).min(fail_on(args))
}
