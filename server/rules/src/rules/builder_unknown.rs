//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::references::{self, ImageRef, Reference, with_builders};
use crate::rule::{Group, Info, Rule};
use ov_project::{FileId, Project, View};

pub(crate) static INFO: Info = Info {
    id: "builder-unknown",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "a builder that does not exist",
    docs: include_str!("builder_unknown.md"),
};

pub(crate) struct BuilderUnknown;

impl Rule for BuilderUnknown {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for (file, _, view) in with_builders(project.project) {
            judge(project.project, file, view, findings);
        }
    }
}

fn judge(project: &Project, file: FileId, view: View<'_>, findings: &mut Vec<Finding>) {
    for (kind, value) in view.map("builder") {
        let Some(text) = value.value.text() else { continue };
        let reference = Reference { text, place: Place { file, span: value.span } };
        if let ImageRef::Unknown(candidate) = references::image_ref(project, text) {
            let fact = format!("`{}` is built by `{text}`, and no image has this name", kind.value);
            findings.push(reference.unknown(&INFO, &fact, candidate));
        }
    }
}
