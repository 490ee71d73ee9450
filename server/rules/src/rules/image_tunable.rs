//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::phrases::alternatives;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::{FileId, View};
use ov_schema::nearest_word;

pub(crate) static INFO: Info = Info {
    id: "image-tunable",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a setting of the build out of its range",
    docs: include_str!("image_tunable.md"),
};

pub(crate) struct ImageTunable;

/// Numbers with the least that each may be.
const NUMBERS: [(&str, i64); 5] =
    [("jobs", 0), ("podman_jobs", 0), ("podman_jobs_cap", 1), ("keep_images", 0), ("keep_eval_runs", 0)];
const MERGE_NUMBERS: [(&str, i64); 2] = [("max_mb", 0), ("max_total_mb", 0)];

impl Rule for ImageTunable {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for (file, datum) in &project.project.defaults {
            if let Some(record) = datum.value.record() {
                judge(*file, View::new(record, 0), findings);
            }
        }
        for image in &project.project.images {
            if let Some(view) = image.view() {
                judge(image.file, view, findings);
            }
        }
    }
}

fn judge(file: FileId, view: View<'_>, findings: &mut Vec<Finding>) {
    findings.extend(too_small(file, view, &NUMBERS));
    findings.extend(view.child("merge").into_iter().flat_map(|merge| too_small(file, merge, &MERGE_NUMBERS)));
    findings.extend(unknown_cache(file, view));
}

fn too_small<'a>(
    file: FileId,
    view: View<'a>,
    numbers: &'a [(&'a str, i64)],
) -> impl Iterator<Item = Finding> + use<'a> {
    numbers.iter().filter_map(move |(key, least)| {
        let at = view.int(key).filter(|at| at.value < *least)?;
        let message = format!("`{key}` is at least {least}, and the build refuses less");
        Some(Finding::new(&INFO, Place { file, span: at.span }, message))
    })
}

fn unknown_cache(file: FileId, view: View<'_>) -> Option<Finding> {
    let at = view.text("cache")?;
    let known = view.field("cache")?.key.enum_values.iter().map(|(word, _)| *word).filter(|word| !word.is_empty());
    if known.clone().any(|word| word == at.value) {
        return None;
    }
    let place = Place { file, span: at.span };
    let message = format!("`cache: {}` is refused by the build; write {}", at.value, alternatives(known.clone()));
    let finding = Finding::new(&INFO, place, message);
    Some(match nearest_word(known, at.value) {
        Some(to) => finding
            .repair(Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to: to.into() })),
        None => finding,
    })
}
