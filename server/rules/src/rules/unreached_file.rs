//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::Finding;
use crate::finding::{Place, Tag};
use crate::references::nearest_unreached;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::{FileId, Project};
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "unreached-file",
    group: Group::References,
    severity: Severity::Warning,
    default_on: true,
    summary: "a file of entities that no import reaches",
    docs: include_str!("unreached_file.md"),
};

pub(crate) struct UnreachedFile;

impl Rule for UnreachedFile {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let project = project.project;
        for &file in &project.unreached {
            let display = &project.file(file).display;
            // An import that almost names it has its own finding.
            let is_meant =
                project.broken_imports.iter().any(|i| nearest_unreached(project, i) == Some(display.as_str()));
            if !is_meant {
                findings.push(finding(project, file));
            }
        }
    }
}

fn finding(project: &Project, file: FileId) -> Finding {
    let display = &project.file(file).display;
    let message = format!("no import reaches `{display}`, so nothing in it counts");
    let finding = Finding::new(&INFO, Place { file, span: Span::empty(0) }, message).tag(Tag::Unnecessary);
    match last_import(project) {
        Some(after) => {
            let change = Change::AddItem { after, value: NewValue::Text(display.to_string()) };
            finding.repair(Repair::guess(format!("Import `{display}`"), change))
        }
        None => finding,
    }
}

/// The last import of the root file that is a plain path.
fn last_import(project: &Project) -> Option<Place> {
    let file = FileId(0);
    let import = project.files.first()?.root()?.imports.iter().rfind(|import| import.alias.is_none())?;
    Some(Place { file, span: import.reference.span })
}
