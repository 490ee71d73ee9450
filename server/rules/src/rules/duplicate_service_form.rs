//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::{ServiceExt, can_meet};
use ov_project::{Form, Service, Value};
use rustc_hash::FxHashMap;

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "duplicate-service-form",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "two service entries of one name in the same form",
    docs: include_str!("duplicate_service_form.md"),
};

/// The rule.
pub(crate) struct DuplicateServiceForm;

impl Rule for DuplicateServiceForm {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut seen: FxHashMap<(&str, bool), Vec<Service<'_>>> = FxHashMap::default();
        for service in layer.services().filter(|s| !s.name().is_empty()) {
            let same = seen.entry((service.name(), service.form() == Form::Packaged)).or_default();
            let first = same.iter().find(|s| can_meet(**s, service, layer.setting.dialect));
            findings.extend(first.map(|first| duplicate(layer, *first, service)));
            same.push(service);
        }
    }
}

fn duplicate(layer: &LayerContext<'_>, first: Service<'_>, second: Service<'_>) -> Finding {
    let name = second.name();
    let place = layer.place(second.name_span());
    let equal = says_the_same(first, second);
    let remedy = match (equal, second.form()) {
        (true, _) => "; one of them can go".to_owned(),
        (false, Form::Custom) => "; give one another name, or make one the `use_packaged` half of the pair".to_owned(),
        (false, Form::Packaged) => "; give one another name".to_owned(),
    };
    let (severity, fact) = match second.form() {
        Form::Custom => {
            (Severity::Error, format!("there are two `exec` entries called `{name}`, and only one program can have it"))
        }
        Form::Packaged => (Severity::Warning, format!("there are two `use_packaged` entries called `{name}`")),
    };
    let finding = Finding::new(&INFO, place, format!("{fact}{remedy}"))
        .severity(severity)
        .related(layer.place(first.name_span()), "the first one");
    if equal {
        let change = Change::RemoveEntry { entry: place };
        return finding.repair(Repair::guess(format!("Remove the second `{name}`"), change));
    }
    finding
}

/// Whether both entries hold equal values under equal keys, in any order.
fn says_the_same(first: Service<'_>, second: Service<'_>) -> bool {
    let (first, second) = (first.entry.record(), second.entry.record());
    first.fields.len() == second.fields.len()
        && first.fields.iter().all(|f| second.field(f.key.name).is_some_and(|g| same(&f.value.value, &g.value.value)))
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| same(&l.value, &r.value))
        }
        (Value::Map(left), Value::Map(right)) => {
            let equal = |(name, datum): &(ov_project::Name, ov_project::Datum)| {
                right.iter().any(|(other, value)| other.text == name.text && same(&datum.value, &value.value))
            };
            left.len() == right.len() && left.iter().all(equal)
        }
        (Value::Record(left), Value::Record(right)) => {
            left.fields.len() == right.fields.len()
                && left
                    .fields
                    .iter()
                    .all(|f| right.field(f.key.name).is_some_and(|g| same(&f.value.value, &g.value.value)))
        }
        _ => left == right,
    }
}
