//! Each fix that is offered for two whole projects, applied by itself: it removes its finding, and a safe one adds no other, unless
//! about what had no effect and now has: that stands in the lines that were written.
//!
//! `cargo test --release -p ov-lsp --test each_fix -- --nocapture` prints the figures of `docs/fixes.md`.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use ov_edit::{TextEdit, apply};
use ov_lsp::check::{CheckRequest, analyse};
use ov_lsp::disk::DiskFiles;
use ov_lsp::overlay::Overlay;
use ov_lsp::report::{Edit, Finding, Fix, Report, Safety};
use ov_project::{CONFIG_FILE, Config, Files};
use ov_syntax::Span;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How often something is said: by file, rule and message.
type Said = BTreeMap<(String, String, String), usize>;

fn key(finding: &Finding) -> (String, String, String) {
    (finding.place.file.to_string(), finding.rule.to_string(), finding.message.clone())
}

fn said(report: &Report) -> Said {
    let mut said = Said::new();
    report.findings.iter().for_each(|finding| *said.entry(key(finding)).or_default() += 1);
    said
}

fn request(root: &Path) -> CheckRequest {
    let config = DiskFiles::default().read(&root.join(CONFIG_FILE)).map(|text| Config::read(&text)).unwrap_or_default();
    CheckRequest::whole(root, config)
}

/// The project with a fix in it.
fn with<'f>(fix: &Fix, root: &Path, disk: &'f DiskFiles) -> Overlay<'f> {
    let mut files = Overlay::new(disk);
    let mut edits: BTreeMap<PathBuf, Vec<TextEdit>> = BTreeMap::new();
    for Edit { place, text } in &fix.edits {
        let edit = TextEdit { span: Span::new(place.start.offset, place.end.offset), text: text.clone() };
        edits.entry(root.join(&*place.file)).or_default().push(edit);
    }
    for (path, edits) in edits {
        let before = disk.read(&path).unwrap_or_default();
        files.put(path, apply(&before, &edits).into());
    }
    fix.moves.iter().for_each(|one| files.relocate(root.join(&one.from), root.join(&one.to)));
    fix.deletes.iter().for_each(|path| files.delete(root.join(path)));
    files
}

/// Whether a finding stands in lines that a fix wrote.
fn is_written(new: &Finding, fix: &Fix) -> bool {
    let lines = |edit: &Edit| edit.place.start.line..=edit.place.start.line + edit.text.matches('\n').count() as u32;
    fix.edits.iter().any(|edit| edit.place.file == new.place.file && lines(edit).contains(&new.place.start.line))
}

/// What came of the fixes of a project.
#[derive(Default)]
struct Tried {
    fixes: usize,
    /// Safe ones that bring a finding in the lines that they write.
    awaken: usize,
    failures: Vec<String>,
}

fn each(root: &Path, wanted: impl Fn(&Fix) -> bool) -> Tried {
    let (disk, request) = (DiskFiles::default(), request(root));
    let report = analyse(&request, &disk).unwrap();
    let before = said(&report);
    let count = |said: &Said, key: &(String, String, String)| said.get(key).copied().unwrap_or_default();
    let mut tried = Tried::default();
    for finding in &report.findings {
        for fix in finding.fixes.iter().filter(|fix| wanted(fix)) {
            tried.fixes += 1;
            let report = analyse(&request, &with(fix, root, &disk)).unwrap();
            let after = said(&report);
            let told = format!("`{}` of {} in {}", fix.title, finding.rule, finding.place.file);
            if count(&after, &key(finding)) >= count(&before, &key(finding)) {
                tried.failures.push(format!("{told} leaves its finding: {}", finding.message));
            }
            let is_new = |f: &&Finding| count(&after, &key(f)) > count(&before, &key(f));
            let new: Vec<&Finding> = report.findings.iter().filter(is_new).collect();
            let unwanted = new.iter().filter(|new| match fix.safety {
                Safety::Safe => !is_written(new, fix),
                Safety::Unsafe => matches!(&*new.rule, "syntax-error" | "unreadable-file"),
            });
            tried.failures.extend(unwanted.map(|new| format!("{told} brings {:?}", key(new))));
            tried.awaken += usize::from(fix.safety == Safety::Safe && !new.is_empty());
        }
    }
    tried
}

fn hold(folder: &str, least: usize, wanted: impl Fn(&Fix) -> bool) {
    let Ok(root) = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder).canonicalize() else {
        eprintln!("SKIPPED: {folder} is not here");
        return;
    };
    let Tried { fixes, awaken, failures } = each(&root, wanted);
    eprintln!("{folder}: {fixes} fixes; safe ones that bring a finding in their own lines: {awaken}");
    assert!(failures.is_empty(), "{} of {fixes}:\n{}", failures.len(), failures.join("\n"));
    assert!(fixes >= least, "only {fixes} fixes in {folder}");
}

#[test]
fn of_a_project_full_of_mistakes() {
    hold("tests/projects/mistakes", 80, |_| true);
}

#[test]
fn of_a_real_project() {
    // Each fix means to check all of the project.
    let in_time = |fix: &Fix| !cfg!(debug_assertions) || fix.safety == Safety::Safe;
    hold("../shared/corpus", 11, in_time);
}
