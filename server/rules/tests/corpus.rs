//! The rules over real projects: what they say there, and what they must not say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

#[path = "harness/disk.rs"]
mod disk;

use disk::{Disk, folder, project, text};
use ov_project::Project;
use ov_rules::{Finding, Group, Settings, Severity, check};
use std::collections::BTreeMap;
use std::path::Path;

/// What is really wrong in the corpus: keys that the loader drops.
const DROPPED_KEYS: [&str; 9] = [
    "layers/android-emulator-layer/layer.yml:34 warning unknown-key `secret_accepts`",
    "layers/container-nesting/layer.yml:95 warning unknown-key `device`",
    "layers/eval-stack-layer/layer.yml:38 warning unknown-key `autostart`",
    "layers/eval-stack-layer/layer.yml:45 warning unknown-key `autostart`",
    "layers/jupyter-ml/layer.yml:39 warning unknown-key `exit_code`",
    "layers/jupyter-ml/layer.yml:49 warning unknown-key `exit_code`",
    "layers/jupyter/layer.yml:36 warning unknown-key `exit_code`",
    "layers/jupyter/layer.yml:46 warning unknown-key `exit_code`",
    "layers/k3s-server/layer.yml:28 warning unknown-key `device`",
];

const SHAPE: [Group; 3] = [Group::Structure, Group::Keys, Group::References];

/// All findings of a project of shape and reference, one a line.
fn faults(root: &Path, least: Severity) -> Vec<String> {
    let project = project(root);
    let findings = check(&project, &Settings::default(), &Disk).findings;
    let faults = findings.iter().filter(|f| f.severity >= least && SHAPE.contains(&f.rule.group));
    faults.map(|f| line(&project, f)).collect()
}

fn line(project: &Project, finding: &Finding) -> String {
    let file = project.file(finding.place.file);
    let before = text(project, finding.place.file)[..finding.place.span.start as usize].matches('\n').count();
    format!("{}:{} {} {} {}", file.display, before + 1, finding.severity, finding.rule.id, finding.message)
}

#[test]
fn the_corpus_has_its_nine_dropped_keys_and_no_other_fault_of_shape_or_reference() {
    let Some(root) = folder("../shared/corpus") else { return };
    let lines = faults(&root, Severity::Hint);
    let strays: Vec<_> = lines.iter().filter(|l| !DROPPED_KEYS.iter().any(|known| l.starts_with(known))).collect();
    assert!(strays.is_empty(), "{strays:#?}");
    assert_eq!(lines.len(), DROPPED_KEYS.len());
}

#[test]
fn our_own_good_projects_have_no_fault_of_shape_or_reference() {
    for root in ["", "tests/projects/versioned"] {
        let lines = faults(&folder(root).unwrap(), Severity::Warning);
        assert!(lines.is_empty(), "{lines:#?}");
    }
}

/// The cells of the rows of a page's tables whose first cell is code.
fn rows(page: &str) -> impl Iterator<Item = Vec<&str>> {
    page.lines().filter(|line| line.starts_with("| `")).map(|line| {
        let cells = line.trim_matches('|').split(" | ");
        cells.map(|cell| cell.trim().trim_matches('`')).collect()
    })
}

/// What the page on the corpus has to list: places of errors and warnings, and how often a milder finding comes.
fn reviewable(root: &Path) -> (Vec<String>, BTreeMap<String, usize>) {
    let project = project(root);
    let (mut places, mut counts) = (Vec::new(), BTreeMap::new());
    for finding in check(&project, &Settings::default(), &Disk).findings {
        let rule = finding.rule.id;
        if finding.severity >= Severity::Warning {
            let line = line(&project, &finding);
            places.push(format!("{} {rule}", line.split(' ').next().unwrap()));
        } else {
            *counts.entry(format!("{rule} {}", finding.severity)).or_default() += 1;
        }
    }
    places.sort();
    (places, counts)
}

#[test]
fn the_review_of_the_corpus_lists_what_the_rules_say() {
    let Some(root) = folder("../shared/corpus") else { return };
    let page = std::fs::read_to_string(folder("docs/corpus-review.md").unwrap()).unwrap();
    let (mut places, mut counts) = (Vec::new(), BTreeMap::new());
    for row in rows(&page) {
        match row[..] {
            [file, at, rule, verdict] if at.parse::<usize>().is_ok() => {
                assert!(verdict.starts_with("true"), "{row:?}");
                places.push(format!("{file}:{at} {rule}"));
            }
            [rule, severity, count, _] => {
                counts.insert(format!("{rule} {severity}"), count.parse().unwrap());
            }
            _ => panic!("a row of neither kind: {row:?}"),
        }
    }
    places.sort();
    assert!(!places.is_empty(), "the page lists nothing");
    assert_eq!((places, counts), reviewable(&root));
}
