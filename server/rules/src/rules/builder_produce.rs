//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::references::with_builders;
use crate::rule::{Group, Info, Rule};
use ov_project::{FileId, Project, View};
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "builder-produce",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "a builder that does not build this",
    docs: include_str!("builder_produce.md"),
};

pub(crate) struct BuilderProduce;

impl Rule for BuilderProduce {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for (file, own, view) in with_builders(project.project) {
            judge(project.project, file, own, view, findings);
        }
    }
}

fn judge(project: &Project, file: FileId, own: Option<&SmolStr>, view: View<'_>, findings: &mut Vec<Finding>) {
    for (kind, value) in view.map("builder") {
        // An image is never its own builder.
        let Some(name) = value.value.text().filter(|name| own != Some(name)) else { continue };
        let Some(builder) = project.image_named(name).map(|id| project.image(id)) else { continue };
        let mut produced = builder.view().into_iter().flat_map(|v| v.texts("produce")).peekable();
        let Some(first) = produced.peek().map(|at| at.span) else { continue };
        if produced.any(|at| at.value == kind.value) {
            continue;
        }
        let message = format!("`{name}` does not have `{}` in its `produce`, and the build refuses it", kind.value);
        let finding = Finding::new(&INFO, Place { file, span: value.span }, message);
        findings.push(finding.related(Place { file: builder.file, span: first }, "what it builds"));
    }
}
