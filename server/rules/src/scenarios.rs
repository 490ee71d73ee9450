//! `description:` wherever it stands: what it says, its scenarios and their steps.

use crate::changes::Reads;
use crate::context::{Context, ItemContext};
use crate::finding::{Finding, Place};
use crate::rule::{Info, Rule};
use ov_project::{FileId, View};
use ov_syntax::Span;

/// Keys that say what a step is.
pub(crate) const KEYWORDS: [&str; 5] = ["given", "when", "then", "and", "but"];

/// A `description:` that is a mapping.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Description<'a> {
    /// Its keys.
    pub(crate) view: View<'a>,
    /// The file.
    pub(crate) file: FileId,
}

/// A scenario.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scenario<'a> {
    /// Its keys.
    pub(crate) view: View<'a>,
    /// Its bytes.
    pub(crate) span: Span,
}

impl<'a> Description<'a> {
    /// Bytes of its file.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    /// Its scenarios.
    pub(crate) fn scenarios(&self) -> impl Iterator<Item = Scenario<'a>> + use<'a> {
        self.view.records("scenario").map(|(view, span)| Scenario { view, span })
    }
}

impl<'a> Scenario<'a> {
    /// Its steps, those before and behind included.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (View<'a>, Span)> + use<'a> {
        let view = self.view;
        ["setup", "step", "teardown"].into_iter().flat_map(move |key| view.records(key))
    }
}

/// Where a mapping begins: its first key.
pub(crate) fn start(view: View<'_>, whole: Span) -> Span {
    view.fields().next().map_or(whole, |f| view.place(f.key_span))
}

/// The description of an item of a layer, where it is one.
fn of_item<'a>(item: &ItemContext<'a>, job: &mut dyn FnMut(Description<'a>)) {
    if item.key == "description"
        && let Some(view) = item.view()
    {
        job(Description { view, file: item.file });
    }
}

/// The descriptions of images, deployments and other entities.
fn of_entities<'a>(cx: &Context<'a>, job: &mut dyn FnMut(Description<'a>)) {
    for entity in cx.project.images.iter().chain(&cx.project.entities) {
        if let Some(view) = entity.view().and_then(|view| view.child("description")) {
            job(Description { view, file: entity.file });
        }
    }
}

/// A rule about single descriptions.
pub(crate) struct DescriptionRule {
    /// Its facts.
    pub(crate) info: &'static Info,
    /// What it says of one description.
    pub(crate) judge: fn(Description<'_>, &mut Vec<Finding>),
}

impl Rule for DescriptionRule {
    fn info(&self) -> &'static Info {
        self.info
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["description"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        of_item(item, &mut |description| (self.judge)(description, findings));
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        of_entities(project, &mut |description| (self.judge)(description, findings));
    }
}
