//! What reading found odd, wherever it stands, for the rules that turn it into findings.

use crate::context::{Context, ItemContext, LayerContext};
use crate::finding::Place;
use ov_project::{Dialect, FileContent, FileId, LayerFile, Problem, ProblemKind, RootFile};
use ov_schema::{StructId, get, nearest};

/// A problem and its surroundings.
pub(crate) struct Seen<'a> {
    /// The problem; its spans count from `base`.
    pub(crate) problem: &'a Problem,
    /// The file.
    pub(crate) file: FileId,
    /// The offset that the problem's spans count from.
    pub(crate) base: u32,
    /// The version the project is written for.
    pub(crate) dialect: Dialect,
    /// Whether it stands in a layer without its `layer:` wrapper.
    pub(crate) is_flat: bool,
    /// The item it stands in, where it is in one.
    pub(crate) item: Option<&'a ItemContext<'a>>,
}

impl Seen<'_> {
    /// The offending bytes.
    pub(crate) fn place(&self) -> Place {
        self.place_of(self.problem.span)
    }

    /// Bytes of the file, from a span that counts like the problem's.
    pub(crate) fn place_of(&self, span: ov_syntax::Span) -> Place {
        Place { file: self.file, span: span.shifted(self.base) }
    }
}

/// The problems of an item.
pub(crate) fn of_item<'a>(item: &'a ItemContext<'a>) -> impl Iterator<Item = Seen<'a>> {
    item.unit.problems().iter().map(move |problem| Seen {
        problem,
        file: item.file,
        base: item.unit.base,
        dialect: item.setting.dialect,
        is_flat: item.setting.is_flat,
        item: Some(item),
    })
}

/// Whether a layer may mean more under these keys than could be read: a value of a wrong type, or a misspelt key, there or in the
/// place of one of them. That is a finding of its own.
pub(crate) fn may_mean_more(layer: &LayerFile, keys: &[&str]) -> bool {
    let mut units = layer.units().filter(|(key, _)| keys.contains(key));
    let mut dropped = layer.dropped().filter(|(_, unit)| !unit.value().is_zero());
    units.any(|(_, unit)| unit.problems().iter().any(hides_content))
        || dropped.any(|(name, _)| {
            nearest(get(StructId::LAYER), &name.text).best().is_some_and(|best| keys.contains(&best.key.name))
        })
}

fn hides_content(problem: &Problem) -> bool {
    match &problem.kind {
        ProblemKind::UnknownKey { within, name, .. } => nearest(get(*within), name).best().is_some(),
        _ => true,
    }
}

/// The problems of a layer's file and of the keys of its body.
pub(crate) fn of_layer<'a>(layer: &'a LayerContext<'_>) -> impl Iterator<Item = Seen<'a>> {
    layer.layer.content.problems.iter().map(move |problem| Seen {
        problem,
        file: layer.layer.file,
        base: 0,
        dialect: layer.setting.dialect,
        is_flat: layer.setting.is_flat,
        item: None,
    })
}

/// The problems of the root files that the project reaches.
pub(crate) fn of_roots<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Seen<'a>> {
    roots(context).flat_map(move |(file, root)| {
        root.problems.iter().map(move |problem| Seen {
            problem,
            file,
            base: 0,
            dialect: context.project.dialect,
            is_flat: false,
            item: None,
        })
    })
}

/// The root files that the project reaches.
pub(crate) fn roots<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (FileId, &'a RootFile)> {
    let project = context.project;
    let reached = project.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file));
    reached.filter(|(id, _)| !project.unreached.contains(id)).filter_map(|(id, file)| match &file.content {
        FileContent::Root(root) => Some((id, &**root)),
        _ => None,
    })
}

/// Declares a rule that judges problems one by one, wherever they stand.
macro_rules! problem_rule {
    ($rule:ident, $judge:path) => {
        impl $crate::rule::Rule for $rule {
            fn info(&self) -> &'static $crate::rule::Info {
                &INFO
            }

            fn check_item(
                &self,
                item: &$crate::context::ItemContext<'_>,
                findings: &mut Vec<$crate::finding::Finding>,
            ) {
                findings.extend($crate::problems::of_item(item).filter_map(|seen| $judge(&seen)));
            }

            fn layer_reads(&self) -> Option<$crate::changes::Reads> {
                Some(&[$crate::changes::PROBLEMS])
            }

            fn check_layer(
                &self,
                layer: &$crate::context::LayerContext<'_>,
                findings: &mut Vec<$crate::finding::Finding>,
            ) {
                findings.extend($crate::problems::of_layer(layer).filter_map(|seen| $judge(&seen)));
            }

            fn project_reads(&self) -> $crate::changes::Reads {
                &[]
            }

            fn check_project(
                &self,
                project: &$crate::context::Context<'_>,
                findings: &mut Vec<$crate::finding::Finding>,
            ) {
                findings.extend($crate::problems::of_roots(project).filter_map(|seen| $judge(&seen)));
            }
        }
    };
}

pub(crate) use problem_rule;
