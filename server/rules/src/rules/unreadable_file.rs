//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::Finding;
use crate::finding::Place;
use crate::rule::{Group, Info, Rule};
use ov_project::{FileContent, FileId, ReadError};
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "unreadable-file",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a file of the project gives no text",
    docs: include_str!("unreadable_file.md"),
};

pub(crate) struct UnreadableFile;

impl Rule for UnreadableFile {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for (index, file) in project.project.files.iter().enumerate() {
            let FileContent::Failed(error) = &file.content else { continue };
            let place = Place { file: FileId(index as u32), span: Span::empty(0) };
            findings.push(Finding::new(&INFO, place, message(&file.display, error)));
        }
    }
}

fn message(file: &str, error: &ReadError) -> String {
    match error {
        ReadError::Missing => format!("`{file}` is gone"),
        ReadError::Unreadable(_) => format!("`{file}` {error}"),
        _ => format!("`{file}` {error}, so nothing of it is used"),
    }
}
