//! Several projects in one report.

use super::{Finding, Place, Report};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Report {
    /// Joins the reports of several projects; files become relative to the folder that holds them all.
    #[must_use]
    pub fn merge(mut reports: Vec<Self>) -> Self {
        if reports.len() == 1 {
            return reports.remove(0);
        }
        let root = common_ancestor(reports.iter().map(|report| report.root.as_path()));
        let mut merged = Self { root, ..Self::default() };
        for report in reports {
            let prefix = prefix_between(&merged.root, &report.root);
            merged.files_checked += report.files_checked;
            merged.suppressed += report.suppressed;
            merged.milder += report.milder;
            merged.fixed = sum(merged.fixed, report.fixed);
            merged.known = sum(merged.known, report.known);
            merged.unresolved.extend(report.unresolved);
            merged.sources.extend(report.sources.into_iter().map(|(file, text)| (joined(&prefix, &file), text)));
            merged.findings.extend(report.findings.into_iter().map(|finding| moved(finding, &prefix)));
        }
        merged.sort();
        merged
    }
}

fn sum(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    a.into_iter().chain(b).reduce(|a, b| a + b)
}

/// The folder that holds all roots.
pub(crate) fn common_ancestor<'p>(mut roots: impl Iterator<Item = &'p Path>) -> PathBuf {
    let first = roots.next().unwrap_or(Path::new(""));
    roots.fold(first.to_path_buf(), |common, root| {
        common.components().zip(root.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    })
}

/// `inner` relative to `outer` with a `/` behind it, or nothing where they are the same.
pub(crate) fn prefix_between(outer: &Path, inner: &Path) -> String {
    let Ok(rest) = inner.strip_prefix(outer) else { return String::new() };
    rest.components().fold(String::new(), |path, part| path + &part.as_os_str().to_string_lossy() + "/")
}

fn joined(prefix: &str, file: &str) -> Arc<str> {
    format!("{prefix}{file}").into()
}

fn moved(mut finding: Finding, prefix: &str) -> Finding {
    let shift = |place: &mut Place| place.file = joined(prefix, &place.file);
    shift(&mut finding.place);
    finding.related.iter_mut().for_each(|related| shift(&mut related.place));
    for fix in &mut finding.fixes {
        fix.edits.iter_mut().for_each(|edit| shift(&mut edit.place));
        let moved = fix.moves.iter_mut().flat_map(|one| [&mut one.from, &mut one.to]);
        moved.chain(&mut fix.creates).chain(&mut fix.deletes).for_each(|path| path.insert_str(0, prefix));
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::super::format::tests::sample;
    use super::*;

    #[test]
    fn files_keep_their_folder() {
        let mut other = sample();
        other.root = "/projects/b".into();
        other.fixed = Some(3);
        let merged = Report::merge(vec![sample(), other]);
        assert_eq!(merged.root, Path::new("/projects"));
        let files: Vec<_> = merged.findings.iter().map(|f| f.place.file.as_ref()).collect();
        assert!(files.is_sorted());
        assert!(files.iter().any(|file| file.starts_with("b/layers/")));
        assert_eq!(merged.files_checked, 2 * sample().files_checked);
        assert_eq!((merged.fixed, merged.known), (Some(3), None));
        assert!(merged.findings.iter().all(|f| merged.sources.contains_key(&f.place.file)));
    }
}
