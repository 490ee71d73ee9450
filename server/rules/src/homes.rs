//! Paths of a layer, and the home folders of those who use it.

use crate::context::{Context, LayerContext};
use crate::tasks;
use ov_project::{PlacedUnit, Target, TargetKind, Value, View};
use ov_syntax::Span;

/// A path or text that may hold one.
pub(crate) struct PathText<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// Its bytes in the layer's file.
    pub(crate) span: Span,
    /// Whether a leading `~` is expanded there.
    pub(crate) expands: bool,
}

/// The paths that a layer writes itself: in environments, services, tasks and checks.
pub(crate) fn paths<'a>(layer: &LayerContext<'a>) -> Vec<PathText<'a>> {
    let content = &layer.layer.content;
    let mut found = Vec::new();
    let mut add = |value: &'a Value, span: Span, expands: bool| {
        found.extend(value.text().map(|text| PathText { text, span, expands }));
    };
    content.map("env").for_each(|(_, at)| add(at.value, at.span, true));
    content.list("path_append").for_each(|at| add(at.value, at.span, true));
    for (volume, _) in content.records("volume") {
        add_field(volume, "path", true, &mut add);
    }
    for service in layer.services() {
        for key in ["exec", "working_directory"] {
            add_field(service.entry, key, false, &mut add);
        }
        service.entry.map("env").for_each(|(_, at)| add(at.value, at.span, false));
    }
    for task in tasks::of_layer(layer) {
        for key in ["mkdir", "write", "link", "target", "to"] {
            add_field(task, key, true, &mut add);
        }
        add_field(task, "cmd", false, &mut add);
    }
    for check in content.items("eval").iter().filter_map(PlacedUnit::view) {
        add_field(check, "file", false, &mut add);
    }
    found
}

fn add_field<'a>(view: View<'a>, key: &str, expands: bool, add: &mut impl FnMut(&'a Value, Span, bool)) {
    if let Some(field) = view.field(key) {
        add(&field.value.value, view.place(field.value.span), expands);
    }
}

/// The first `/home/<name>` of a text: where it starts, and the name.
pub(crate) fn home_in(text: &str) -> Option<(usize, &str)> {
    text.match_indices("/home/").find_map(|(start, home)| {
        let starts_path = text[..start].chars().next_back().is_none_or(|c| " \t\n\"'=:".contains(c));
        let rest = &text[start + home.len()..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "._-".contains(c))).unwrap_or(rest.len());
        let name = &rest[..end];
        (starts_path && end > 0 && name != HOMEBREW).then_some((start, name))
    })
}

/// Homebrew lives in `/home/linuxbrew` on every Linux, whoever uses it.
const HOMEBREW: &str = "linuxbrew";

/// Accounts that base images come with.
const OF_BASES: [&str; 11] =
    ["ubuntu", "debian", "fedora", "arch", "alpine", "node", "vscode", "coder", "jovyan", "runner", "git"];

/// The account of images that name none.
const USUAL: &str = "user";

/// Whether the home folder in a target is certainly another than `/home/<name>`.
pub(crate) fn differs(cx: &Context<'_>, target: &Target, name: &str) -> bool {
    match target.kind {
        TargetKind::Local | TargetKind::Vm => true,
        TargetKind::Image => account(cx, &target.name).is_some_and(|account| account != name),
        TargetKind::Pod | TargetKind::Assumed => false,
    }
}

/// Whether the home folder in a target is another where the account is the usual one, and nothing there makes one of this name.
pub(crate) fn differs_by_default(cx: &Context<'_>, target: &Target, name: &str) -> bool {
    let is_usual = || {
        let mut defaults = cx.project.defaults.iter().filter_map(|(_, datum)| datum.value.record());
        let account = defaults.find_map(|record| record.field("user")?.value.value.text());
        account.map_or(USUAL, |account| account.as_str()) == name || OF_BASES.contains(&name)
    };
    let is_plain = target.kind == TargetKind::Image && !target.incomplete && account(cx, &target.name).is_none();
    differs(cx, target, name) || (is_plain && !is_usual() && !creates(cx, target, name))
}

/// Whether a task in a target may create an account.
fn creates(cx: &Context<'_>, target: &Target, name: &str) -> bool {
    let layers = target.layers.iter().map(|id| &cx.project.layer(*id).content);
    let tasks = layers.flat_map(|content| content.items("task").iter()).filter_map(PlacedUnit::view);
    let mut texts = tasks.flat_map(|task| [task.text("cmd"), task.text("content")]).flatten();
    texts.any(|at| at.value.contains(name) && ["user", "/etc/passwd"].iter().any(|word| at.value.contains(word)))
}

/// The account that an image names itself.
fn account<'a>(cx: &Context<'a>, image: &str) -> Option<&'a str> {
    let view = cx.project.image(cx.project.image_named(image)?).view()?;
    Some(view.text("user")?.value)
}
