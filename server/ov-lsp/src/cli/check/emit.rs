//! What `check` prints.

use super::{Args, Done};
use crate::cli::outcome::{Failure, Status, note, results, stdout_is_terminal};
use crate::fix::write::files_in;
use crate::fix::{diff, write};
use crate::merge::Move;
use crate::report::paths::Prefixes;
use crate::report::{Format, Report, RuleInfo, Safety, Severity, View};
use crate::targets::Surroundings;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The format of the report on standard output.
pub(super) fn format(args: &Args) -> Format {
    let usual = if stdout_is_terminal() { Format::Full } else { Format::Concise };
    args.format.unwrap_or(usual)
}

/// Takes the findings out that are not to be listed; their number.
pub(super) fn hide_mild(done: &mut Done, least: Severity) -> usize {
    let before = done.report.findings.len();
    done.report.keep_at_least(least);
    before - done.report.findings.len() + done.report.milder
}

/// Prints the report, and writes it to the files asked for. Where the repaired text is the result, the report steps aside.
pub(super) fn report(
    report: &Report,
    args: &Args,
    to_stderr: bool,
    rules: &[RuleInfo],
    around: &Surroundings,
) -> Result<(), Failure> {
    let plain = View {
        prefixes: Prefixes::new(&report.root, &around.cwd),
        rules,
        statistics: args.statistics,
        ..View::default()
    };
    for (format, path) in &args.output {
        let mut content = Vec::new();
        format.write(report, &plain, &mut content)?;
        write::write_file(path, &content)?;
    }
    let format = format(args);
    if to_stderr {
        let mut content = Vec::new();
        format.write(report, &plain, &mut content)?;
        // Nobody may be listening there.
        let _ = io::stderr().write_all(&content);
        return Ok(());
    }
    let color = format.is_text() && args.color.is_on();
    let view = View { color, links: color && stdout_is_terminal(), ..plain };
    results(|out| format.write(report, &view, out))
}

/// One line about the whole, beside the results.
pub(super) fn summary(report: &Report, args: &Args, hidden: usize) {
    if args.quiet {
        return;
    }
    let counts = report.summary();
    let kinds = [(counts.error, "error"), (counts.warning, "warning"), (counts.info, "info"), (counts.hint, "hint")];
    let found: Vec<_> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, kind)| counted(*n, kind)).collect();
    let found = if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    let mut parts = vec![format!("{} checked: {found}", counted(report.files_checked, "file"))];
    parts.extend(report.known.map(|known| format!("{known} known before")));
    parts.extend(report.fixed.map(|fixed| format!("{fixed} fixed")));
    parts.extend(fixable(report));
    if hidden > 0 {
        parts.push(format!("{hidden} milder not listed (--min-severity hint)"));
    }
    if !report.unresolved.is_empty() {
        parts.push(format!("{} not resolved in this checkout", counted(report.unresolved.len(), "reference")));
    }
    note(format_args!("{}", parts.join("; ")));
}

fn fixable(report: &Report) -> Option<String> {
    let any_of =
        |safety| report.findings.iter().filter(|f| f.fix(true).is_some_and(|fix| fix.safety == safety)).count();
    match (any_of(Safety::Safe), any_of(Safety::Unsafe)) {
        (0, 0) => None,
        (safe, 0) => Some(format!("{safe} fixable with --fix")),
        (0, risky) => Some(format!("{risky} fixable with --fix --unsafe")),
        (safe, risky) => Some(format!("{safe} fixable with --fix, {risky} more with --unsafe")),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Prints what `--fix` would change.
pub(super) fn diff(done: &Done, args: &Args, around: &Surroundings) -> Result<Status, Failure> {
    let prefixes = Prefixes::new(&done.report.root, &around.cwd);
    let name = |path: &Path| {
        let file = path.strip_prefix(&done.report.root).unwrap_or(path);
        prefixes.machine(&file.to_string_lossy().replace('\\', "/"))
    };
    let mut patch = String::new();
    for change in &done.changes {
        let (old, to) = (name(&change.path), destination(&change.path, &done.moves));
        patch += &match (&change.before, to) {
            (None, _) => diff::created(&old, &change.after),
            (Some(before), None) => diff::changed(&old, before, &change.after),
            (Some(before), Some(to)) => diff::moved(&old, &name(&to), Some((before, &change.after))),
        };
    }
    let is_changed = |path: &PathBuf| done.changes.iter().any(|change| change.path == *path);
    let moved: BTreeSet<PathBuf> = done.moves.iter().flat_map(|one| files_in(&one.from)).collect();
    for path in moved.iter().filter(|path| !is_changed(path)) {
        patch +=
            &destination(path, &done.moves).map(|to| diff::moved(&name(path), &name(&to), None)).unwrap_or_default();
    }
    let deleted = done.deletes.iter().flat_map(|path| files_in(path));
    for path in deleted.filter(|path| destination(path, &done.moves).is_none()) {
        // What is no text cannot be shown exactly; that it goes is what counts.
        let content = fs::read(&path).unwrap_or_default();
        patch += &diff::deleted(&name(&path), &String::from_utf8_lossy(&content));
    }
    results(|out| out.write_all(patch.as_bytes()))?;
    Ok(if patch.is_empty() || args.exit_zero { Status::Clean } else { Status::Findings })
}

/// Where a file is in the end; `None` where it stays.
fn destination(path: &Path, moves: &[Move]) -> Option<PathBuf> {
    moves.iter().fold(None, |at: Option<PathBuf>, one| {
        let now = at.as_deref().unwrap_or(path);
        let rest = now.strip_prefix(&one.from).ok();
        rest.map(|rest| one.to.components().chain(rest.components()).collect()).or(at)
    })
}
