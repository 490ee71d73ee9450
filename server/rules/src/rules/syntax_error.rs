//! See the page beside this file.

use crate::Severity;
use crate::changes::{PROBLEMS, Reads};
use crate::context::{Context, LayerContext};
use crate::finding::Finding;
use crate::finding::Place;
use crate::problems::{self, Seen};
use crate::rule::{Group, Info, Rule};
use ov_project::{FileId, ProblemKind};

pub(crate) static INFO: Info = Info {
    id: "syntax-error",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a part of the file is not YAML",
    docs: include_str!("syntax_error.md"),
};

pub(crate) struct SyntaxError;

impl Rule for SyntaxError {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &crate::context::ItemContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(problems::of_item(item).filter_map(|seen| endless_alias(&seen)));
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[PROBLEMS])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(of_file(layer.layer.file, &layer.layer.content.syntax_errors));
        findings.extend(problems::of_layer(layer).filter_map(|seen| endless_alias(&seen)));
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(problems::roots(project).flat_map(|(file, root)| of_file(file, &root.syntax_errors)));
        findings.extend(problems::of_roots(project).filter_map(|seen| endless_alias(&seen)));
    }
}

fn of_file(file: FileId, errors: &[ov_syntax::SyntaxError]) -> impl Iterator<Item = Finding> {
    errors.iter().map(move |error| Finding::new(&INFO, Place { file, span: error.span }, error.message.clone()))
}

fn endless_alias(seen: &Seen<'_>) -> Option<Finding> {
    let message = "this alias stands inside the node it stands for, or for far too many nodes";
    (seen.problem.kind == ProblemKind::AliasTooDeep).then(|| Finding::new(&INFO, seen.place(), message))
}
