//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::made::{self, file_name};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::within::part;
use ov_project::{Layer, PlacedUnit};
use ov_schema::nearest_word;
use ov_syntax::Span;

static INFO: Info = Info {
    id: "path-misspelt",
    group: Group::Tasks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a path that is nearly that of a file the layer makes",
    docs: include_str!("path_misspelt.md"),
};

pub(crate) struct PathMisspelt;

impl Rule for PathMisspelt {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "task", "service.exec", "eval.file", "eval.exists", "eval.skip"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let made: Vec<&str> = made::all(layer).map(|made| made.path.value.as_str()).collect();
        for named in named(layer).filter(|named| is_own_place(named.path) && !made.contains(&named.path)) {
            let (folder, name) = named.path.split_at(named.path.len() - file_name(named.path).len());
            let beside = made.iter().filter_map(|path| path.strip_prefix(folder)).filter(|rest| !rest.contains('/'));
            let Some(meant) = nearest_word(beside, name).filter(|meant| !is_other_of_kind(name, meant)) else {
                continue;
            };
            if is_named_elsewhere(layer, name) {
                continue;
            }
            let place = layer.place(named.span);
            let to = format!("{folder}{meant}");
            let message = format!("no task makes `{}`; did you mean `{to}`?", named.path);
            let mut finding = Finding::new(&INFO, place, message);
            if named.is_whole {
                let change = Change::ReplaceScalar { scalar: place, to: to.clone() };
                finding = finding.repair(Repair::guess(format!("Write `{to}`"), change));
            }
            findings.push(finding);
        }
    }
}

/// A path that something of the layer counts on.
struct Named<'a> {
    path: &'a str,
    span: Span,
    /// Whether it is all of its value.
    is_whole: bool,
}

fn named<'a>(layer: &LayerContext<'a>) -> impl Iterator<Item = Named<'a>> + use<'a> {
    let of_services = layer.layer.services().filter_map(|service| {
        let exec = service.exec()?;
        let path = exec.value.split_whitespace().next()?;
        let range = exec.value.find(path)?..exec.value.find(path)? + path.len();
        let span = part(exec.span, exec.value, &range);
        Some(Named { path, span, is_whole: path.len() == exec.value.len() })
    });
    let checks = layer.layer.content.items("eval").iter().filter_map(PlacedUnit::view);
    let of_checks = checks.filter_map(|check| {
        let flag = |key: &str| check.flag(key).map(|at| at.value);
        let file = check.text("file").filter(|_| flag("exists") != Some(false) && flag("skip") != Some(true))?;
        Some(Named { path: file.value, span: file.span, is_whole: true })
    });
    of_services.chain(of_checks)
}

/// Whether only tasks make files there, not the packages of distros.
fn is_own_place(path: &str) -> bool {
    path.starts_with("/usr/local/") || path.starts_with("/opt/")
}

/// Whether two names tell things of one kind apart: `a1` and `a2`, `server` and `servers`.
fn is_other_of_kind(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit() || c == 's').to_owned();
    bare(one) == bare(other) || one.starts_with(other) || other.starts_with(one)
}

/// Whether anything in the project may make a file of this name, or unpack it.
fn is_named_elsewhere(layer: &LayerContext<'_>, name: &str) -> bool {
    let in_layer = |layer: &Layer| {
        let tasks = layer.content.items("task").iter().filter_map(PlacedUnit::view);
        let mut texts = tasks.flat_map(|task| {
            ["cmd", "content", "to", "write", "copy", "link", "target", "download"].map(|key| task.text(key))
        });
        texts.any(|at| at.is_some_and(|at| at.value.contains(name))) || layer.has_file(name)
    };
    let content = &layer.layer.content;
    let unpacks = content.list("extract").next().is_some()
        || content.items("task").iter().filter_map(PlacedUnit::view).any(|task| task.is_set("download"));
    unpacks || layer.around().project.layers.iter().any(in_layer)
}
