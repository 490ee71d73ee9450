//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::{Severity, services};
use ov_schema::nearest_word;

static INFO: Info = Info {
    id: "service-check-name",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check of a service by a misspelt name",
    docs: include_str!("service_check_name.md"),
};

pub(crate) struct ServiceCheckName;

impl Rule for ServiceCheckName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.name"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(check) = item.check() else { return };
        let Some(at) = check.view.text("service").filter(|at| !at.value.contains("${")) else { return };
        if is_known(layer, at.value) {
            return;
        }
        let own = layer.services().map(ov_project::Service::name).filter(|name| !name.is_empty());
        let Some(meant) = nearest_word(own, at.value) else { return };
        let place = layer.place(at.span);
        let message = format!("no layer has a service `{}`, so this check fails; did you mean `{meant}`?", at.value);
        let change = Change::ReplaceScalar { scalar: place, to: meant.to_owned() };
        let repair = Repair::guess(format!("Write `{meant}`"), change);
        findings.push(Finding::new(&INFO, place, message).repair(repair));
    }
}

/// Whether some service or unit of the project has the name.
fn is_known(layer: &LayerContext<'_>, name: &str) -> bool {
    let stem = services::stem(name);
    layer.around().project.layers.iter().flat_map(ov_project::Layer::services).any(|service| {
        service.name() == name
            || service.unit().is_some_and(|unit| unit.value == name || services::stem(unit.value) == stem)
    })
}
