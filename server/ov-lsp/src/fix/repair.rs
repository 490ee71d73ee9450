//! Repairing until nothing changes.

use super::plan::{Plan, apply};
use crate::merge::Move;
use crate::overlay::Overlay;
use crate::report::{Fix, Report};
use ov_project::{Files, ReadError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// More rounds than any chain of fixes needs; two fixes that undo each other end here.
const ROUNDS: usize = 20;

/// A file and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Absolute path, before anything moved.
    pub path: PathBuf,
    /// Its text as it was read; `None` for a file that is made.
    pub before: Option<Arc<str>>,
    /// Its text repaired.
    pub after: Arc<str>,
}

/// A file that will be no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doomed {
    /// Absolute path.
    pub path: PathBuf,
    /// Its text as it was read; `None` for what is no text.
    pub before: Option<Arc<str>>,
}

/// A project after its repair, in memory.
#[derive(Debug)]
pub struct Repaired {
    /// What remains; `fixed` says how many fixes were applied.
    pub report: Report,
    /// Changed files, by path.
    pub changes: Vec<Change>,
    /// Files and folders that go elsewhere once they are changed, in this order.
    pub moves: Vec<Move>,
    /// Absolute paths of files and folders to delete at the end.
    pub deletes: Vec<PathBuf>,
    /// All files in them as they were read, those that move away first included.
    pub doomed: Vec<Doomed>,
    /// Whether a further round would change nothing.
    pub settled: bool,
}

/// Applies fixes and analyses again until no fix is left.
///
/// # Errors
/// What `analyse` reports.
pub fn repair<E>(
    files: &dyn Files,
    unsafe_too: bool,
    analyse: &dyn Fn(&dyn Files) -> Result<Report, E>,
) -> Result<Repaired, E> {
    let mut overlay = Overlay::new(files);
    let mut report = analyse(&overlay)?;
    let (mut fixed, mut settled) = (0, false);
    for _ in 0..ROUNDS {
        let applied = advance(&report, unsafe_too, &mut overlay);
        if applied == 0 {
            settled = true;
            break;
        }
        fixed += applied;
        report = analyse(&overlay)?;
    }
    report.fixed = Some(fixed);
    let changes = changes(&overlay, files);
    let (moves, deletes) = (overlay.moves().to_vec(), overlay.deleted().iter().cloned().collect());
    let doomed = overlay.deleted().iter().flat_map(|path| files_in(path, files)).collect();
    Ok(Repaired { report, changes, moves, deletes, doomed, settled })
}

/// One round; the number of fixes applied.
fn advance(report: &Report, unsafe_too: bool, overlay: &mut Overlay<'_>) -> usize {
    let plan = Plan::new(report, unsafe_too);
    perform(&plan, &report.root, overlay).map_or(0, |()| plan.count)
}

/// The files below `root` once a fix is made; `None` where it does not fit them.
pub(crate) fn made<'f>(fix: &Fix, root: &Path, files: &'f dyn Files) -> Option<Overlay<'f>> {
    let mut overlay = Overlay::new(files);
    perform(&Plan::of_one(fix)?, root, &mut overlay)?;
    Some(overlay)
}

fn perform(plan: &Plan<'_>, root: &Path, overlay: &mut Overlay<'_>) -> Option<()> {
    let mut texts = Vec::new();
    for (file, edits) in &plan.edits {
        let path = root.join(file);
        let before = match overlay.read(&path) {
            Err(ReadError::Missing) => "".into(),
            read => read.ok()?,
        };
        // An edit that does not fit its file would leave half a fix.
        texts.push((path, apply(&before, edits.values().copied())?));
    }
    for (path, text) in texts {
        overlay.put(path, text.into());
    }
    plan.moves.iter().for_each(|one| overlay.relocate(root.join(&one.from), root.join(&one.to)));
    plan.deletes.iter().for_each(|path| overlay.delete(root.join(path)));
    Some(())
}

/// A file itself, or all files below a folder; links are not followed.
fn files_in(path: &Path, files: &dyn Files) -> Vec<Doomed> {
    let Ok(members) = files.list(path) else {
        return vec![Doomed { path: path.to_path_buf(), before: files.read(path).ok() }];
    };
    let each = members.into_iter().map(|member| (path.join(&member.name), member.is_link));
    each.flat_map(|(path, is_link)| if is_link { vec![Doomed { path, before: None }] } else { files_in(&path, files) })
        .collect()
}

fn changes(overlay: &Overlay<'_>, files: &dyn Files) -> Vec<Change> {
    let put = overlay.texts().iter();
    put.map(|(path, after)| {
        let path = overlay.origin(path).unwrap_or_else(|| path.clone());
        Change { before: files.read(&path).ok(), path, after: after.clone() }
    })
    .filter(|change| change.before.as_ref() != Some(&change.after))
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::report::lines::Lines;
    use crate::report::{Edit, Finding, Safety, Severity};
    use ov_project::MemoryFiles;
    use ov_syntax::Span;
    use std::convert::Infallible;

    /// Offers to replace each `from` by `to`.
    fn replacing(files: &dyn Files, rules: &[(&str, &str, Safety)]) -> Report {
        let text = files.read(Path::new("/p/f")).unwrap();
        let mut report = Report { root: "/p".into(), ..Report::default() };
        for &(from, to, safety) in rules {
            for (at, _) in text.match_indices(from) {
                let place = Lines::new(&text).place("f".into(), Span::new(at as u32, (at + from.len()) as u32));
                let edits = vec![Edit { place: place.clone(), text: to.into() }];
                let fix = Fix::of_texts("", safety, edits);
                report.findings.push(Finding {
                    rule: "r".into(),
                    severity: Severity::Warning,
                    message: String::new(),
                    place,
                    layer: None,
                    related: vec![],
                    fixes: vec![fix],
                });
            }
        }
        report.sort();
        report
    }

    fn repaired(text: &str, rules: &[(&str, &str, Safety)], unsafe_too: bool) -> Repaired {
        let files = MemoryFiles::new([("/p/f", text)]);
        repair(&files, unsafe_too, &|files| Ok::<_, Infallible>(replacing(files, rules))).unwrap()
    }

    #[test]
    fn fixes_of_fixes_are_applied() {
        let done = repaired("a a", &[("a", "b", Safety::Safe), ("b", "c", Safety::Safe)], false);
        assert_eq!(&*done.changes[0].after, "c c");
        assert_eq!(done.report.fixed, Some(4));
        assert!(done.settled);
    }

    #[test]
    fn unsafe_fixes_wait_to_be_asked_for() {
        let rules = [("a", "b", Safety::Unsafe)];
        let left = repaired("a", &rules, false);
        assert!(left.changes.is_empty());
        assert_eq!((left.report.findings.len(), left.report.fixed), (1, Some(0)));
        assert_eq!(repaired("a", &rules, true).report.findings.len(), 0);
    }

    #[test]
    fn a_circle_ends() {
        let done = repaired("a", &[("a", "b", Safety::Safe), ("b", "a", Safety::Safe)], false);
        assert!(!done.settled);
        assert!(done.changes.is_empty());
    }
}
