//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::references::{self, ImageRef, Reference, with_builders};
use crate::rule::{Group, Info, Rule};
use ov_project::{FileId, Project, View};
use smol_str::SmolStr;

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
        // What is meant for all images is nobody's where none is here.
        let is_used = |image: Option<&SmolStr>| image.is_some() || !project.project.images.is_empty();
        for (file, _, view) in with_builders(project.project).filter(|(_, image, _)| is_used(*image)) {
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
