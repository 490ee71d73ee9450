//! The rules against whole projects: the example, the two test projects, and a large real one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

#[path = "harness/disk.rs"]
mod disk;

use disk::{Disk, folder, project, text};
use ov_project::Project;
use ov_rules::{Finding, Settings, Severity, check, registry};
use std::collections::BTreeSet;

/// File, line (from 1), rule, and a number that tells several of one rule on one line apart.
type Spot = (String, usize, String, usize);

fn findings(project: &Project) -> Vec<Finding> {
    check(project, &Settings::default(), &Disk).findings
}

fn line(project: &Project, finding: &Finding) -> usize {
    let text = text(project, finding.place.file);
    1 + text[..finding.place.span.start as usize].matches('\n').count()
}

fn describe(project: &Project, finding: &Finding) -> String {
    let file = &project.file(finding.place.file).display;
    let Finding { severity, rule, message, .. } = finding;
    format!("{file}:{} {severity} {}: {message}", line(project, finding), rule.id)
}

/// What the markers of a project's README ask for.
#[derive(Default)]
struct Markers {
    /// Of the rules that exist.
    expected: BTreeSet<Spot>,
    /// Lines whose mistake belongs to a rule that does not exist yet; what others say of them is open.
    open: BTreeSet<(String, usize)>,
}

impl Markers {
    fn read(project: &Project) -> Self {
        let mut markers = Self::default();
        for file in &project.files {
            let text = std::fs::read_to_string(&file.path).unwrap();
            text.lines().enumerate().for_each(|(index, line)| markers.read_line(&file.display, index + 1, line));
        }
        markers
    }

    fn read_line(&mut self, file: &str, number: usize, line: &str) {
        let kinds = [("# expect: ", 0), ("# expect-next: ", 1), ("# later: ", 0), ("# later-next: ", 1)];
        for (marker, ahead) in kinds {
            let Some((_, rules)) = line.split_once(marker) else { continue };
            for rule in rules.split(',').map(str::trim) {
                if registry::rule(rule).is_some() && marker.starts_with("# expect") {
                    insert(&mut self.expected, file, number + ahead, rule);
                } else {
                    self.open.insert((file.to_owned(), number + ahead));
                }
            }
        }
    }

    fn allows(&self, file: &str, line: usize, rule: &str) -> bool {
        let marked = self.expected.iter().any(|(f, l, r, _)| (f.as_str(), *l, r.as_str()) == (file, line, rule));
        marked || self.open.contains(&(file.to_owned(), line))
    }
}

fn insert(spots: &mut BTreeSet<Spot>, file: &str, line: usize, rule: &str) {
    let spot = |count| (file.to_owned(), line, rule.to_owned(), count);
    let count = (0..=spots.len()).find(|&count| !spots.contains(&spot(count))).unwrap();
    spots.insert(spot(count));
}

#[test]
fn each_marked_mistake_is_found_and_nothing_else() {
    let root = folder("tests/projects/mistakes").unwrap();
    let project = project(&root);
    let markers = Markers::read(&project);
    assert!(markers.expected.len() > 20, "the markers are not read");
    let mut seen = BTreeSet::new();
    let mut unexpected = Vec::new();
    for finding in findings(&project) {
        let file = project.file(finding.place.file).display.clone();
        let (line, rule) = (line(&project, &finding), finding.rule.id);
        insert(&mut seen, &file, line, rule);
        if finding.severity >= Severity::Warning && !markers.allows(&file, line, rule) {
            unexpected.push(describe(&project, &finding));
        }
    }
    let missing: Vec<&Spot> = markers.expected.difference(&seen).collect();
    assert!(missing.is_empty() && unexpected.is_empty(), "missing: {missing:#?}\nunexpected: {unexpected:#?}");
}

#[test]
fn clean_projects_are_clean() {
    for path in [".", "tests/projects/versioned"] {
        let project = project(&folder(path).unwrap());
        assert!(project.layers.len() > 5, "{path} has no layers");
        let found: Vec<String> = findings(&project)
            .iter()
            .filter(|f| f.severity >= Severity::Warning)
            .map(|f| describe(&project, f))
            .collect();
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}
