//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, NewValue, Repair, Safety};
use crate::rule::{Group, Info, Rule};
use crate::services::{EXEC_KEYS, ServiceExt};
use crate::words::{self, code};
use ov_project::{Field, Form, Service};

pub(crate) static INFO: Info = Info {
    id: "packaged-field-ignored",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a field beside `use_packaged` that only the `exec` form has a use for",
    docs: include_str!("packaged_field_ignored.md"),
};

pub(crate) struct PackagedFieldIgnored;

impl Rule for PackagedFieldIgnored {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        // Where `exec` stands beside, another rule speaks of the whole entry.
        let packaged = layer.services().filter(|s| s.form() == Form::Packaged && s.exec().is_none());
        findings.extend(packaged.filter_map(|service| judge(layer, service)));
    }
}

fn judge(layer: &LayerContext<'_>, service: Service<'_>) -> Option<Finding> {
    let ignored = service.entry.fields().filter(|f| EXEC_KEYS.contains(&f.key.name) && !f.value.value.is_zero());
    let ignored: Vec<&Field> = ignored.collect();
    let first = ignored.first()?;
    let unit = service.unit()?;
    let names: Vec<String> = ignored.iter().map(|f| code(f.key.name)).collect();
    let twin = layer.twins().twin(layer.layer, service).filter(|twin| twin.exec().is_some());
    let (verb, remedy) = match (ignored.len(), twin) {
        (1, Some(_)) => ("has", "; it belongs to the `exec` entry"),
        (_, Some(_)) => ("have", "; they belong to the `exec` entry"),
        (1, None) => ("has", ""),
        (_, None) => ("have", ""),
    };
    let message = format!(
        "{} {verb} no effect beside `use_packaged: {}`, which runs as its package ships it{remedy}",
        words::list(&names),
        unit.value
    );
    let mut finding =
        Finding::new(&INFO, layer.place(service.entry.place(first.key_span)), message).tag(Tag::Unnecessary);
    for field in &ignored[1..] {
        finding = finding.related(layer.place(service.entry.place(field.key_span)), "neither has this");
    }
    let key = |field: &Field| layer.place(service.entry.place(field.key_span));
    let removals: Vec<Change> = ignored.iter().map(|field| Change::RemoveEntry { entry: key(field) }).collect();
    let repair = |title: String, safety, changes| Repair { title, safety, changes };
    let names = words::list(&names);
    let lost = |field: &&&Field| twin.is_none_or(|twin| !twin.entry.has(field.key.name));
    let missing: Vec<&&Field> = ignored.iter().filter(lost).collect();
    if let (Some(twin), false) = (twin, missing.is_empty()) {
        let beside = layer.place(twin.name_span());
        let added = missing.iter().map(|f| {
            let value = NewValue::copy(&f.value.value)?;
            Some(Change::AddEntry { beside, key: f.key.name.to_owned(), value })
        });
        let changes: Option<Vec<Change>> = removals.iter().cloned().map(Some).chain(added).collect();
        let moved = ignored.iter().map(|field| {
            if lost(&field) {
                Change::MoveBeside { entry: key(field), beside }
            } else {
                Change::RemoveEntry { entry: key(field) }
            }
        });
        let ways = std::iter::once(moved.collect()).chain(changes);
        let title = format!("Move {names} to the `exec` entry");
        finding.repairs.extend(ways.map(|changes| repair(title.clone(), Safety::Unsafe, changes)));
    }
    let safety = if missing.is_empty() { Safety::Safe } else { Safety::Unsafe };
    finding.repairs.push(repair(format!("Remove {names}, without effect here"), safety, removals));
    Some(finding)
}
