//! Tasks: install steps of a layer.

use crate::context::{ItemContext, LayerContext};
use crate::finding::{Finding, Place};
use crate::rule::{Info, Rule};
use ov_project::{Field, Layer, View};
use ov_syntax::Span;

/// A task.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'a> {
    /// The item it is.
    pub(crate) item: &'a ItemContext<'a>,
    /// Its keys.
    pub(crate) view: View<'a>,
}

impl<'a> Task<'a> {
    /// Bytes of its file.
    pub(crate) fn place(&self, span: Span) -> Place {
        self.item.at(self.view.place(span))
    }

    /// Its first key: the place for what it lacks.
    pub(crate) fn start(&self) -> Place {
        let first = self.view.fields().next().map(|f| self.place(f.key_span));
        first.unwrap_or(self.item.at(self.item.unit.span()))
    }

    /// The verbs that are set.
    pub(crate) fn verbs(&self) -> impl Iterator<Item = &'a Field> + use<'a> {
        self.view.record().fields.iter().filter(|f| f.key.verb && !f.value.value.is_zero())
    }

    /// Its verb, where it has exactly one.
    pub(crate) fn verb(&self) -> Option<&'a Field> {
        let mut verbs = self.verbs();
        let first = verbs.next()?;
        verbs.next().is_none().then_some(first)
    }
}

/// A rule about single tasks.
pub(crate) struct TaskRule {
    /// Its facts.
    pub(crate) info: &'static Info,
    /// What it says of one task.
    pub(crate) judge: fn(&Task<'_>, &mut Vec<Finding>),
}

impl Rule for TaskRule {
    fn info(&self) -> &'static Info {
        self.info
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["task"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(view) = item.task() else { return };
        (self.judge)(&Task { item, view }, findings);
    }
}

/// The finding that a path of a task is neither absolute nor below the home folder.
pub(crate) fn odd_path(info: &'static Info, task: &Task<'_>, key: &str) -> Option<Finding> {
    let field = task.view.field(key)?;
    let path = field.value.value.text().filter(|p| !p.is_empty() && !is_anchored(p))?;
    let message = format!("`{path}` is neither absolute nor below the home folder (`~/` or `${{HOME}}`)");
    Some(Finding::new(info, task.place(field.value.span), message))
}

/// Whether a path starts at the root or at the home folder, or with a variable that may hold such a path.
pub(crate) fn is_anchored(path: &str) -> bool {
    path.starts_with('/') || path == "~" || path.starts_with("~/") || path.starts_with("${")
}

/// The finding that a verb lacks a key.
pub(crate) fn lacks(info: &'static Info, task: &Task<'_>, verb: &str, key: &str, what: &str) -> Option<Finding> {
    let field = task.verb().filter(|f| f.key.name == verb)?;
    let present =
        task.view.field(key).is_some_and(|f| !f.value.value.is_zero() || f.value.value == ov_project::Value::Hole);
    (!present).then(|| Finding::new(info, task.place(field.key_span), format!("`{verb}` needs `{key}`: {what}")))
}

/// Whether a layer's folder has `path`; `None` where that cannot be told.
pub(crate) fn has_source(layer: &Layer, path: &str) -> Option<bool> {
    if layer.inline || path.contains("${") || path.contains(['*', '?', '[', '{', '$']) {
        return None;
    }
    let clean = path.trim_start_matches("./").trim_end_matches('/');
    let mut parts = clean.split('/').filter(|p| !p.is_empty() && *p != ".");
    let Some(first) = parts.next() else { return Some(true) };
    let folder = format!("{first}/");
    let (is_folder, is_file) = (layer.has_file(&folder), layer.has_file(first));
    match (parts.next(), is_folder, is_file) {
        (_, false, false) | (Some(_), false, true) => Some(false),
        (None, _, _) => Some(true),
        (Some(second), true, _) => has_below(layer, &folder, second, parts.next().is_some()),
    }
}

/// Whether a folder of a layer has a member, where we know what it holds.
fn has_below(layer: &Layer, folder: &str, name: &str, leads_on: bool) -> Option<bool> {
    let mut below = layer.siblings.iter().filter_map(|s| s.strip_prefix(folder)).filter(|s| !s.is_empty()).peekable();
    below.peek()?;
    let (mut is_file, mut is_folder) = (false, false);
    for member in below {
        is_file |= member == name;
        is_folder |= member.strip_suffix('/') == Some(name);
    }
    if is_folder && leads_on { None } else { Some(is_folder || (is_file && !leads_on)) }
}

/// The tasks of a layer with their places.
pub(crate) fn of_layer<'a>(cx: &LayerContext<'a>) -> impl Iterator<Item = View<'a>> + use<'a> {
    cx.layer.content.items("task").iter().filter_map(ov_project::PlacedUnit::view)
}
