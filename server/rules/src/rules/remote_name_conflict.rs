//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use ov_project::{At, FileId, PlacedEntity, short_name};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "remote-name-conflict",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "layers of one name from two repositories",
    docs: include_str!("remote_name_conflict.md"),
};

pub(crate) struct RemoteNameConflict;

impl Rule for RemoteNameConflict {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        let mut first: FxHashMap<&str, (&str, Place)> = FxHashMap::default();
        for (file, at) in references(cx) {
            let Some(repository) = repository(at.value) else { continue };
            let name = short_name(at.value);
            if cx.project.layer_named(name).is_some() {
                continue;
            }
            let place = Place { file, span: at.span };
            let (other, there) = *first.entry(name).or_insert((repository, place));
            if other != repository {
                let message =
                    format!("`{name}` is also a layer of `{other}` here, and the build refuses two of one name");
                findings.push(Finding::new(&INFO, place, message).related(there, "the other one"));
            }
        }
    }
}

/// All references to layers, those of layers first.
fn references<'p>(cx: &Context<'p>) -> impl Iterator<Item = (FileId, At<&'p SmolStr>)> + use<'p> {
    let of_layers = cx.project.layers.iter().flat_map(|layer| {
        let lists = layer.content.texts("require").chain(layer.content.texts("layer"));
        lists.map(|at| (layer.file, at))
    });
    let of_entities = cx.project.images.iter().chain(&cx.project.entities).flat_map(|entity: &PlacedEntity| {
        let view = entity.view().into_iter();
        view.flat_map(|v| v.texts("layer").chain(v.texts("add_layer"))).map(|at| (entity.file, at))
    });
    of_layers.chain(of_entities)
}

/// Host, owner and name of the repository that a reference leads to.
fn repository(reference: &str) -> Option<&str> {
    let path = reference.strip_prefix('@')?;
    let end = path.match_indices('/').nth(2).map(|(at, _)| at)?;
    path.get(..end)
}
