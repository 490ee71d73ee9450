//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::check_ids::{self, Collision, IdKey};
use crate::context::{Context, LayerContext};
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use ov_syntax::Span;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

static INFO: Info = Info {
    id: "check-id-duplicate",
    group: Group::Checks,
    severity: Severity::Error,
    default_on: true,
    summary: "two checks of an image have the same id",
    docs: include_str!("check_id_duplicate.md"),
};

pub(crate) struct CheckIdDuplicate;

impl Rule for CheckIdDuplicate {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["eval.id", "eval.scope"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut known: FxHashMap<IdKey, Span> = FxHashMap::default();
        let Some(shared) = layer.check_ids().shared(layer.id) else { return };
        for (id, span) in check_ids::of_layer(layer.layer, shared).filter(|(id, _)| shared.contains(id)) {
            let place = layer.place(span);
            match known.entry(id) {
                Entry::Occupied(first) => {
                    let message = format!("`{}` is the id of another check of this layer", first.key().1);
                    let first = layer.place(*first.get());
                    findings.push(Finding::new(&INFO, place, message).related(first, "this one"));
                }
                Entry::Vacant(new) => {
                    findings.extend(check_ids::collision(layer, new.key()).map(|c| told(place, &new.key().1, &c)));
                    new.insert(span);
                }
            }
        }
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for (id, first) in check_ids::within_entities(project) {
            let message = "another check of the same image or deployment has this id";
            findings.push(Finding::new(&INFO, id, message).related(first, "this one"));
        }
    }
}

fn told(place: Place, id: &str, collision: &Collision<'_>) -> Finding {
    let message = format!(
        "`{id}` is the id of a check of the layer `{}` as well, and {} has both",
        collision.layer.name,
        collision.target.label()
    );
    Finding::new(&INFO, place, message).related(collision.place, "this one")
}
