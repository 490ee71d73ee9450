//! Files that the tasks of a layer make.

use crate::context::LayerContext;
use ov_project::{At, Layer, PlacedUnit, View};
use smol_str::SmolStr;

/// A file that a task makes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made<'a> {
    /// Its path, and where that stands.
    pub(crate) path: At<&'a SmolStr>,
    /// The verb: `write`, `copy`, `download` or `mkdir`.
    pub(crate) verb: &'static str,
    /// The task.
    pub(crate) task: View<'a>,
}

/// Where the tasks of each verb say what they make.
const VERBS: [(&str, &str); 4] = [("write", "write"), ("copy", "to"), ("download", "to"), ("mkdir", "mkdir")];

/// All files and folders that tasks of a layer make, but not what they unpack or what commands leave behind.
pub(crate) fn all<'a>(layer: &LayerContext<'a>) -> impl Iterator<Item = Made<'a>> + use<'a> {
    of(layer.layer)
}

/// The same of any layer.
pub(crate) fn of(layer: &Layer) -> impl Iterator<Item = Made<'_>> {
    layer.content.items("task").iter().filter_map(PlacedUnit::view).filter_map(made)
}

fn made(task: View<'_>) -> Option<Made<'_>> {
    let (verb, key) = VERBS.into_iter().find(|(verb, _)| task.is_set(verb))?;
    let path = task.text(key).filter(|at| !at.value.ends_with('/'))?;
    (verb != "download" || stays_packed(task)).then_some(Made { path, verb, task })
}

fn stays_packed(download: View<'_>) -> bool {
    let is_unpacked = |url: &str| [".tar.gz", ".tgz"].iter().any(|ending| url.ends_with(ending));
    match download.text("extract").map(|at| at.value.as_str()) {
        Some("none") => true,
        None | Some("auto") => download.text("download").is_some_and(|at| !is_unpacked(at.value)),
        Some(_) => false,
    }
}

/// The only task that makes `path`, where no command of the layer names the file.
pub(crate) fn only<'a>(layer: &LayerContext<'a>, path: &str) -> Option<Made<'a>> {
    let mut found = all(layer).filter(|made| is_same(made.path.value, path));
    let made = found.next().filter(|_| found.next().is_none())?;
    let name = file_name(path);
    (!commands(layer.layer).any(|text| text.contains(name))).then_some(made)
}

/// The shell texts of a layer's tasks and hooks.
pub(crate) fn commands(layer: &Layer) -> impl Iterator<Item = &SmolStr> {
    let tasks =
        layer.content.items("task").iter().filter_map(|unit: PlacedUnit<'_>| Some(unit.view()?.text("cmd")?.value));
    let hooks = layer.content.record("hooks");
    let hooks = ["post_enable", "pre_remove"].into_iter().filter_map(move |key| Some(hooks?.text(key)?.value));
    tasks.chain(hooks)
}

/// Whether two paths are the same, however they name the home folder.
fn is_same(one: &str, other: &str) -> bool {
    one == other || below_home(one).is_some_and(|rest| below_home(other) == Some(rest))
}

fn below_home(path: &str) -> Option<&str> {
    ["~/", "${HOME}/", "$HOME/", "%(ENV_HOME)s/"].iter().find_map(|home| path.strip_prefix(home))
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
