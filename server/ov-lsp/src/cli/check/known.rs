//! What `check` is not to say again: what a baseline has, and what an earlier revision has.

use super::Args;
use super::settings::looked_at_from;
use crate::check::{CheckError, CheckRequest, analyse};
use crate::cli::outcome::{Failure, note};
use crate::disk::DiskFiles;
use crate::git::Revision;
use crate::known::{Baseline, Identity, Known, Tally};
use crate::report::merge::{common_ancestor, prefix_between};
use crate::report::{Report, Severity};
use crate::targets::Target;
use ov_rules::registry;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// As many stale entries are named.
const MOST_NAMED: usize = 5;

/// What the flags ask to leave out, in all projects of a run.
pub(super) struct Acquaintance<'a> {
    args: &'a Args,
    baseline: Option<(&'a Path, Baseline)>,
    /// Folder that the files of a baseline are relative to: the root of the project, or what holds all of several.
    above: PathBuf,
    targets: Vec<Target>,
}

/// The same for one project.
pub(super) struct Filter {
    known: Known,
    prefix: String,
    /// All that the last report had, known or not; `None` where nobody will ask.
    met: Option<RefCell<Tally>>,
}

impl<'a> Acquaintance<'a> {
    pub(super) fn new(args: &'a Args, targets: &[Target]) -> Result<Self, Failure> {
        let read = |path: &'a PathBuf| Ok::<_, Failure>((path.as_path(), Baseline::read(path)?));
        let baseline = args.baseline.as_ref().map(read).transpose()?;
        let above = common_ancestor(targets.iter().map(|target| target.root.as_path()));
        Ok(Self { args, baseline, above, targets: targets.to_vec() })
    }

    /// Looks up what is known of a project.
    pub(super) fn of_project(&self, request: &CheckRequest, disk: &DiskFiles) -> Result<Filter, Failure> {
        let prefix = prefix_between(&self.above, &request.root);
        let mut sources = Vec::new();
        sources.extend(self.baseline.as_ref().map(|(_, baseline)| baseline.findings.clone()));
        if let Some(revision) = &self.args.since {
            sources.push(found_in(revision, request, disk, &prefix)?);
        }
        let is_asked = !sources.is_empty() || self.args.write_baseline.is_some();
        Ok(Filter { known: Known::new(sources), prefix, met: is_asked.then(RefCell::default) })
    }

    /// Takes all findings as known where they go into a baseline.
    pub(super) fn accept(&self, report: &mut Report) {
        if self.args.write_baseline.is_some() {
            report.known = Some(report.known.unwrap_or_default() + report.findings.len());
            report.findings.clear();
        }
    }

    /// Writes the baseline asked for, of what was `met`. What this run did not look at stays as it was.
    pub(super) fn write(&self, met: &Tally) -> Result<(), Failure> {
        let Some(path) = &self.args.write_baseline else { return Ok(()) };
        let mut findings = met.clone();
        if let Some((_, old)) = &self.baseline {
            findings.extend(old.findings.only(|identity, severity| !self.looks_at(identity, severity)));
        }
        let count = findings.len();
        Baseline { findings }.write(path)?;
        if !self.args.quiet {
            note(format_args!("{}: {count} finding{} written", path.display(), if count == 1 { "" } else { "s" }));
        }
        Ok(())
    }

    /// Says what the baseline holds that is no more.
    pub(super) fn name_stale(&self, met: &Tally) {
        let Some((path, baseline)) = self.baseline.as_ref().filter(|_| !self.args.quiet) else { return };
        if self.args.write_baseline.as_deref() == Some(*path) {
            return;
        }
        let beyond = baseline.findings.beyond(met);
        let stale: Vec<_> = beyond.filter(|(identity, _, severity)| self.looks_at(identity, *severity)).collect();
        if stale.is_empty() {
            return;
        }
        let count: usize = stale.iter().map(|(_, left, _)| left).sum();
        let what = if count == 1 { "1 finding in it is" } else { &format!("{count} findings in it are") };
        note(format_args!("{}: {what} no longer found:", path.display()));
        for (Identity { file, item, rule, .. }, ..) in stale.iter().take(MOST_NAMED) {
            note(format_args!("  {file}: {item} [{rule}]"));
        }
        if stale.len() > MOST_NAMED {
            note(format_args!("  and {} more", stale.len() - MOST_NAMED));
        }
        let file = path.display();
        note(format_args!("  `ov-lsp check --baseline {file} --write-baseline {file}` takes out what is gone"));
    }

    /// Whether this run would have met such a finding.
    fn looks_at(&self, identity: &Identity, severity: Severity) -> bool {
        let settings = self.args.settings();
        let runs = settings.active_rules().any(|rule| rule.info().id == identity.rule);
        let is_retired = || registry::all().iter().all(|rule| rule.info().id != identity.rule);
        let in_scope = self.targets.iter().any(|target| {
            let prefix = prefix_between(&self.above, &target.root);
            let Some(file) = identity.file.strip_prefix(&prefix) else { return false };
            let path = target.root.join(file);
            target.scope.is_empty() || target.scope.iter().any(|scope| path.starts_with(scope))
        });
        severity >= looked_at_from(self.args) && in_scope && (runs || is_retired())
    }
}

impl Filter {
    /// The report without what is known.
    pub(super) fn apply(&self, mut report: Report) -> Report {
        if let Some(met) = &self.met {
            *met.borrow_mut() = self.known.hide_in(&mut report, &self.prefix);
        }
        report
    }

    /// All findings of the last report, known or not.
    pub(super) fn met(self) -> Tally {
        self.met.map(RefCell::into_inner).unwrap_or_default()
    }
}

/// All that is found in an earlier revision, judged as today.
fn found_in(revision: &str, request: &CheckRequest, disk: &DiskFiles, prefix: &str) -> Result<Tally, Failure> {
    let files = Revision::open(&request.root, revision, disk)?;
    let request = CheckRequest { with_edits: false, past: None, ..request.clone() };
    match analyse(&request, &files) {
        Ok(report) => Ok(Tally::of(&report, prefix)),
        // There was no project yet.
        Err(CheckError::NothingToCheck(_)) => Ok(Tally::default()),
    }
}
