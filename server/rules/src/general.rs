//! Checking a project as a whole again after an edit of a layer: only rules that look at what changed look again.

use crate::changes::Edit;
use crate::context::Context;
use crate::finding::Finding;
use crate::rule::Rule;
use ov_project::FileId;

/// What the rules for whole projects said of one version of a project.
#[derive(Clone, Debug, Default)]
pub struct ProjectFindings {
    /// By rule; `None` where it has to look again.
    said: Vec<Option<Vec<Finding>>>,
}

impl ProjectFindings {
    /// Asks the rules, always the same ones, as far as what they said does not hold any more.
    pub fn update(&mut self, context: Context<'_>, rules: &[&dyn Rule]) {
        self.said.resize(rules.len(), None);
        for (said, rule) in self.said.iter_mut().zip(rules) {
            said.get_or_insert_with(|| {
                let mut found = Vec::new();
                rule.check_project(&context, &mut found);
                found
            });
        }
    }

    /// To be called when a layer was edited.
    pub fn edit(&mut self, rules: &[&dyn Rule], edit: &Edit<'_>) {
        for (said, rule) in self.said.iter_mut().zip(rules) {
            let is_stale = edit.changes.touch(rule.project_reads());
            let mut findings = said.iter_mut().flatten();
            if is_stale || !findings.all(|finding| edit.changes.carry_places(edit.file, finding)) {
                *said = None;
            }
        }
    }

    /// What was said of one file; unsorted, not yet leveled or suppressed.
    pub fn of_file(&self, file: FileId) -> impl Iterator<Item = &Finding> {
        self.said.iter().flatten().flatten().filter(move |finding| finding.place.file == file)
    }
}
