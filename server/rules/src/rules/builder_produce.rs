//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
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
        let project = project.project;
        for (file, datum) in &project.defaults {
            if let Some(record) = datum.value.record() {
                judge(project, *file, None, View::new(record, 0), findings);
            }
        }
        for image in &project.images {
            let built = image.view().filter(|v| v.flag("enabled").is_none_or(|at| at.value));
            if let Some(view) = built {
                judge(project, image.file, Some(image.name()), view, findings);
            }
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
