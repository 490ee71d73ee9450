//! Running rules over a project.

use crate::batch;
use crate::broken;
use crate::context::Context;
use crate::finding::Finding;
use crate::hooks::Hooks;
use crate::index::Index;
use crate::misspelt;
use crate::rule::Rule;
use crate::settings::Settings;
use crate::suppress;
use ov_project::{FileId, Files, Graph, LayerId, Project, Targets};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

/// All findings of a project, and how many more are suppressed.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Sorted by file, then position, then rule.
    pub findings: Vec<Finding>,
    /// How many findings comments in the files suppress.
    pub suppressed: usize,
}

/// Layers that one worker takes at a time.
const BATCH: usize = 128;

/// Checks a project with all rules that `settings` has on. `files` lends its workers.
pub fn check(project: &Project, settings: &Settings, files: &dyn Files) -> Outcome {
    let graph = Graph::new(project);
    let targets = Targets::new(project, &graph);
    let context = Context { project, graph: &graph, targets: &targets, index: &Index::default() };
    check_in(context, settings, files)
}

/// The same for a project whose graph and targets are known.
pub fn check_in(context: Context<'_>, settings: &Settings, files: &dyn Files) -> Outcome {
    let rules: Vec<&dyn Rule> = settings.active_rules().collect();
    let hooks = Hooks::new(&rules);
    let layers = context.project.layers.len();
    let found: Mutex<Vec<Finding>> = Mutex::default();
    files.for_each(layers.div_ceil(BATCH), &|batch| {
        let ids = (batch * BATCH..layers.min((batch + 1) * BATCH)).map(|i| LayerId(i as u32));
        let own = batch::check(context, ids, &hooks);
        found.lock().unwrap_or_else(PoisonError::into_inner).extend(own);
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    for rule in &rules {
        rule.check_project(&context, &mut found);
    }
    finish(context.project, settings, found)
}

/// Broken parts, severities, suppressions, order.
fn finish(project: &Project, settings: &Settings, found: Vec<Finding>) -> Outcome {
    let mut by_file: FxHashMap<FileId, Vec<Finding>> = FxHashMap::default();
    for finding in found {
        by_file.entry(finding.place.file).or_default().push(finding);
    }
    let mut outcome = Outcome::default();
    for file in (0..project.files.len() as u32).map(FileId) {
        let of_file = finish_file(project, settings, file, by_file.remove(&file).unwrap_or_default());
        outcome.findings.extend(of_file.findings);
        outcome.suppressed += of_file.suppressed;
    }
    // Within a file the order is right already; two files may go by one name.
    outcome.findings.sort_by(|a, b| sort_key(project, a).cmp(&sort_key(project, b)));
    outcome.findings.dedup();
    outcome
}

/// What becomes of all that the rules found in one file: nothing is said around syntax errors, severities are as configured,
/// suppressions are heeded. An editor that looks at one file and a check of the project come to the same here.
pub fn finish_file(project: &Project, settings: &Settings, file: FileId, mut found: Vec<Finding>) -> Outcome {
    broken::quiet(&project.file(file).content, &mut found);
    let leveled = found.into_iter().filter_map(|f| settings.apply(project, f)).collect();
    let (mut findings, suppressed) = suppress::apply(project, settings, file, leveled);
    misspelt::hold_back(&project.file(file).content, &mut findings);
    findings.sort_by(|a, b| sort_key(project, a).cmp(&sort_key(project, b)));
    findings.dedup();
    Outcome { findings, suppressed }
}

fn sort_key<'a>(project: &'a Project, finding: &'a Finding) -> (&'a str, u32, u32, &'a str, &'a str) {
    let Finding { place, rule, message, .. } = finding;
    (&project.file(place.file).display, place.span.start, place.span.end, rule.id, message)
}
