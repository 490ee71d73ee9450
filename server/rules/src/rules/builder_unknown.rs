//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::Finding;
use crate::finding::Place;
use crate::references::{self, ImageRef, Reference};
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
        let project = project.project;
        for (file, datum) in &project.defaults {
            if let Some(record) = datum.value.record() {
                judge(project, *file, View::new(record, 0), findings);
            }
        }
        for image in &project.images {
            let view = image.view().filter(|v| v.flag("enabled").is_none_or(|at| at.value));
            if let Some(view) = view {
                judge(project, image.file, view, findings);
            }
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
