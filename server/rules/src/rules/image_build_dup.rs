//! See the page beside this file.

use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "image-build-dup",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a package format that an image builds twice",
    docs: include_str!("image_build_dup.md"),
};

pub(crate) struct ImageBuildDup;

impl Rule for ImageBuildDup {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for image in &project.project.images {
            let Some(view) = image.view() else { continue };
            let place = |span| Place { file: image.file, span };
            for (name, span, first) in values::repeated(view.texts("build").map(|at| (at.value, at.span))) {
                let message = format!("`{name}` stands here twice, and the build refuses that; take one out");
                let repair = Repair::safe("Take it out", Change::RemoveEntry { entry: place(span) });
                let finding = Finding::new(&INFO, place(span), message).related(place(first), "the first one");
                findings.push(finding.repair(repair));
            }
        }
    }
}
