//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::checks::Check;
use crate::context::{ItemContext, LayerContext};
use crate::finding::{Finding, Place};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::{Severity, services};
use ov_project::{Init, Layer, PlacedUnit, Target, TargetKind, Value};
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

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.name", "task.cmd", "task.content", "task.copy", "task.to"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(check) = item.check() else { return };
        let Some(at) = check.view.text("service").filter(|at| !at.value.contains("${")) else { return };
        if let Some(target) = lacks(layer, check, at.value) {
            let message = format!("{} has no service `{}`, so this check fails there", target.label(), at.value);
            let finding = Finding::new(&INFO, layer.place(at.span), message);
            let own = layer.services().map(ov_project::Service::name).filter(|name| !name.is_empty());
            let finding = match nearest_word(own, at.value) {
                Some(meant) => finding.repair(rename(layer.place(at.span), meant)),
                None => finding,
            };
            findings.push(layer.with_mentions(finding, &[target]));
            return;
        }
        if is_known(layer, at.value) {
            return;
        }
        let own = layer.services().map(ov_project::Service::name).filter(|name| !name.is_empty());
        let Some(meant) = nearest_word(own, at.value) else { return };
        let place = layer.place(at.span);
        let message = format!("no layer has a service `{}`, so this check fails; did you mean `{meant}`?", at.value);
        findings.push(Finding::new(&INFO, place, message).repair(rename(place, meant)));
    }
}

fn rename(place: Place, to: &str) -> Repair {
    Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to: to.to_owned() })
}

/// An image whose supervisord starts no service of this name, as far as can be told of all its layers.
fn lacks<'a>(layer: &LayerContext<'a>, check: &Check<'_>, name: &str) -> Option<&'a Target> {
    let flag = |key: &str| check.view.flag(key).map(|at| at.value);
    if flag("skip") == Some(true) || (flag("running") != Some(true) && flag("enabled") != Some(true)) {
        return None;
    }
    let excluded = |target: &Target| {
        let mut distros = check.view.texts("exclude_distro");
        target.distro.as_deref().is_none_or(|chain| distros.any(|at| chain.contains(at.value)))
    };
    let is_told = |target: &&Target| {
        target.kind == TargetKind::Image && target.init == Some(Init::Supervisord) && !target.incomplete
    };
    let project = layer.around().project;
    let may_have = |target: &Target| target.layers.iter().any(|id| may_start(project.layer(*id), name));
    layer.targets().filter(is_told).find(|target| !excluded(target) && !may_have(target))
}

/// Whether a layer has a service of this name, or something that may make one.
fn may_start(layer: &Layer, name: &str) -> bool {
    let content = &layer.content;
    // The text of a supervisord file, as older layers have it.
    let is_no_list = content.field("service").is_some_and(|field| field.whole().is_some());
    let stem = services::stem(name);
    let mut tasks = content.items("task").iter().filter_map(PlacedUnit::view);
    let says = |text: &str| text.contains(name) && (text.contains("supervisor") || text.contains("[program:"));
    is_no_list
        || layer.services().any(|s| s.name() == name || s.unit().is_some_and(|unit| services::stem(unit.value) == stem))
        || content.list("port_relay").any(|at| matches!(at.value, Value::Int(port) if name == format!("relay-{port}")))
        || tasks.any(|task| {
            ["cmd", "content"].iter().any(|key| task.text(key).is_some_and(|at| says(at.value)))
                || task.is_set("copy") && task.text("to").is_some_and(|at| at.value.contains("supervisor"))
        })
}

/// Whether some service or unit of the project has the name.
fn is_known(layer: &LayerContext<'_>, name: &str) -> bool {
    let stem = services::stem(name);
    layer.around().project.layers.iter().flat_map(ov_project::Layer::services).any(|service| {
        service.name() == name
            || service.unit().is_some_and(|unit| unit.value == name || services::stem(unit.value) == stem)
    })
}
