//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::Finding;
use crate::finding::Place;
use crate::phrases::did_you_mean;
use crate::references::nearest_unreached;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::{BrokenImport, ImportFailure, Project, ReadError};

pub(crate) static INFO: Info = Info {
    id: "import-broken",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "an import that leads nowhere",
    docs: include_str!("import_broken.md"),
};

pub(crate) struct ImportBroken;

impl Rule for ImportBroken {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let project = project.project;
        findings.extend(project.broken_imports.iter().filter_map(|import| judge(project, import)));
    }
}

fn judge(project: &Project, import: &BrokenImport) -> Option<Finding> {
    let reference = &import.reference.text;
    let place = Place { file: import.file, span: import.reference.span };
    let finding = |message: String| Some(Finding::new(&INFO, place, message));
    match &import.reason {
        ImportFailure::Unreadable(ReadError::Missing) => Some(missing(project, import, place)),
        // The file itself has a finding of `unreadable-file`.
        ImportFailure::Unreadable(_) => None,
        ImportFailure::Twice => {
            finding(format!("`{reference}` is imported already, and the loader refuses a second time"))
        }
        ImportFailure::TooDeep => {
            finding(format!("`{reference}` is imported through more than 8 files, which is refused"))
        }
        ImportFailure::AliasTaken => Some(alias_taken(project, import, place)),
    }
}

fn missing(project: &Project, import: &BrokenImport, place: Place) -> Finding {
    let candidate = nearest_unreached(project, import);
    let message = format!("`{}` is not there{}", import.reference.text, did_you_mean(candidate));
    let finding = Finding::new(&INFO, place, message);
    match candidate {
        Some(to) => {
            let change = Change::ReplaceScalar { scalar: place, to: to.into() };
            finding.repair(Repair::guess(format!("Replace by `{to}`"), change))
        }
        None => finding,
    }
}

fn alias_taken(project: &Project, import: &BrokenImport, place: Place) -> Finding {
    let imports = project.file(import.file).root().map_or(&[][..], |root| root.imports.as_slice());
    let own = imports.iter().find(|i| i.reference == import.reference).and_then(|i| i.alias.as_ref());
    let alias = own.map_or("this alias", |alias| alias.text.as_str());
    let finding = Finding::new(&INFO, place, format!("`{alias}` stands for another project already"));
    match project.namespace(alias) {
        Some(taken) => {
            finding.related(Place { file: taken.file, span: taken.reference.span }, "it stands for this one")
        }
        None => finding,
    }
}
