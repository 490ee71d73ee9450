//! See the page beside this file.

use crate::changes::Reads;
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair, Side};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::{Severity, services, values};
use ov_project::{Service, View};

pub(crate) static INFO: Info = Info {
    id: "service-name-missing",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "a service without a name",
    docs: include_str!("service_name_missing.md"),
};

pub(crate) struct ServiceNameMissing;

impl Rule for ServiceNameMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["service"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&["service.name", "service.use_packaged", "eval.service"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(entry) = item.service() else { return };
        let Some(finding) = values::missing(&INFO, item, entry, "name", "nothing can ask for or stop the service")
        else {
            return;
        };
        let place = finding.place;
        let name = named_after(layer, entry).filter(|name| !name.is_empty() && !entry.has("name"));
        findings.push(match name {
            Some(name) => finding.repair(Repair::guess(
                format!("Add `name: {name}`"),
                Change::InsertEntry {
                    beside: place,
                    side: Side::Before,
                    key: "name".into(),
                    value: NewValue::Text(name.into()),
                },
            )),
            None => finding,
        });
    }
}

/// The unit, else the one service that the layer checks and does not have, else the one that lacks this form, else the program.
fn named_after<'l>(layer: &LayerContext<'l>, entry: View<'l>) -> Option<&'l str> {
    let unit = entry.text("use_packaged").map(|at| services::stem(at.value));
    let program = || entry.text("exec").map(|at| services::program(at.value));
    unit.or_else(|| checked(layer)).or_else(|| unpaired(layer)).or_else(program)
}

fn checked<'l>(layer: &LayerContext<'l>) -> Option<&'l str> {
    let has = |name: &str| {
        layer.services().any(|s| s.name() == name || s.unit().is_some_and(|unit| services::stem(unit.value) == name))
    };
    let checks = layer.layer.content.items("eval").iter().filter_map(|unit| unit.view()?.text("service"));
    let mut missing = checks.map(|at| services::stem(at.value)).filter(|name| !name.contains("${") && !has(name));
    let first = missing.next()?;
    missing.all(|other| other == first).then_some(first)
}

/// The one packaged service without an `exec` form.
fn unpaired<'l>(layer: &LayerContext<'l>) -> Option<&'l str> {
    let named = || layer.services().filter(|service| !service.name().is_empty());
    let count = |name: &str| named().filter(|service| service.name() == name).count();
    let mut lone = named().filter(|s| s.unit().is_some() && count(s.name()) == 1).map(Service::name);
    lone.next().filter(|_| lone.next().is_none())
}
