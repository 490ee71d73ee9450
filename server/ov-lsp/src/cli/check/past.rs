//! What the layers were, for the rule that compares.

use super::Args;
use crate::cli::outcome::note;
use crate::disk::DiskFiles;
use crate::git::{self, GitError};
use crate::targets::Target;
use ov_project::{Config, Past};
use ov_rules::{Rule, Settings, registry};
use std::sync::Arc;

const COMPARES: &str = "version-not-bumped";

/// What the layers were, where a rule compares with that: in the revision that is named, else in the last commit.
pub(super) fn of(
    target: &Target,
    args: &Args,
    config: &Config,
    settings: &Settings,
    disk: &DiskFiles,
) -> Option<Arc<Past>> {
    let is_asked = |rule: &&dyn Rule| rule.info().id == COMPARES && settings.may_report(config, rule.info());
    registry::all().iter().copied().find(|rule| is_asked(rule))?;
    match git::past(&target.root, args.since.as_deref().unwrap_or("HEAD"), config, disk) {
        Ok(past) => Some(Arc::new(past)),
        // There is no commit yet.
        Err(GitError::NoRevision { .. }) => None,
        Err(why) => {
            let why = match why {
                GitError::NoRepository(folder) => format!("{} is in no git repository", folder.display()),
                GitError::NoGit(why) => format!("git cannot be run ({why})"),
                other => other.to_string(),
            };
            note(format_args!("ov-lsp: {COMPARES} is left out: {why}"));
            None
        }
    }
}
