//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, NewValue, Repair, Safety, Side};
use crate::rule::{Group, Info, Rule};
use crate::services::{EXEC_KEYS, ServiceExt};
use ov_project::{Dialect, Field, Service, Standing};

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "service-form-both",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "a service entry with both `exec` and `use_packaged`",
    docs: include_str!("service_form_both.md"),
};

/// The rule.
pub(crate) struct ServiceFormBoth;

impl Rule for ServiceFormBoth {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for service in layer.services() {
            let (Some(unit), Some(_)) = (service.unit(), service.exec()) else { continue };
            let Some(key) = service.entry.key_span("exec") else { continue };
            let paired = layer.twins().twin(layer.layer, service);
            let remedy = match paired {
                Some(_) => "another entry of this name has the `exec` form already".to_owned(),
                None => format!("write two entries called {}, one for each form", service.label()),
            };
            let label = service.label();
            let message = format!("{label} has both forms, and beside `use_packaged` its `exec` is dropped; {remedy}");
            let mut finding = Finding::new(&INFO, layer.place(key), message)
                .related(layer.place(unit.span), "only this form counts")
                .tag(Tag::Unnecessary);
            let remove = Change::RemoveEntry { entry: layer.place(key) };
            if let Some(other) = paired {
                finding = finding
                    .related(layer.place(other.name_span()), "the entry with the `exec` form")
                    .repair(Repair::safe("Remove `exec`, which has no effect here", remove));
            } else {
                let title = format!("Split into two entries called {}", service.label());
                let ways = [in_lines(layer, service), in_values(layer, service)].into_iter().flatten();
                let split = |changes| Repair { title: title.clone(), safety: Safety::Unsafe, changes };
                finding.repairs.extend(ways.map(split));
            }
            findings.push(finding);
        }
    }
}

fn is_of_exec(field: &Field) -> bool {
    EXEC_KEYS.contains(&field.key.name)
}

/// What both entries say.
fn shared(service: Service<'_>) -> impl Iterator<Item = &Field> {
    service.entry.fields().filter(|field| ["enable", "scope"].contains(&field.key.name))
}

/// What belongs to the exec form becomes an entry of its own, with its comments.
fn in_lines(layer: &LayerContext<'_>, service: Service<'_>) -> Option<Vec<Change>> {
    let name = service.entry.text("name")?;
    let place = |field: &Field| layer.place(service.entry.place(field.key_span));
    let first = place(service.entry.fields().find(|field| is_of_exec(field))?);
    let behind = service.entry.fields().skip_while(|field| !is_of_exec(field)).filter(|field| !is_of_exec(field));
    let before = behind.map(|field| Change::Move { member: place(field), side: Side::Before, other: first });
    let mut changes: Vec<Change> = before.collect();
    changes.push(Change::SplitItem { at: first });
    let value = NewValue::Text(name.value.to_string());
    changes.push(Change::InsertEntry { beside: first, side: Side::Before, key: "name".into(), value });
    for field in shared(service) {
        let (key, value) = (key_in(layer.setting.dialect, field)?, NewValue::copy(&field.value.value)?);
        changes.push(Change::AddEntry { beside: first, key, value });
    }
    Some(changes)
}

/// The same, written anew.
fn in_values(layer: &LayerContext<'_>, service: Service<'_>) -> Option<Vec<Change>> {
    let name = service.entry.text("name")?;
    let dialect = layer.setting.dialect;
    let moved: Vec<&Field> = service.entry.fields().filter(|field| is_of_exec(field)).collect();
    let mut entries = vec![("name".to_owned(), NewValue::Text(name.value.to_string()))];
    for field in moved.iter().copied().chain(shared(service)) {
        entries.push((key_in(dialect, field)?, NewValue::copy(&field.value.value)?));
    }
    let removals =
        moved.iter().map(|field| Change::RemoveEntry { entry: layer.place(service.entry.place(field.key_span)) });
    let add = Change::AddItem { after: layer.place(name.span), value: NewValue::Map(entries) };
    Some(removals.chain([add]).collect())
}

/// The name under which this dialect reads the field; `None` where only an older spelling would do.
fn key_in(dialect: Dialect, field: &Field) -> Option<String> {
    (dialect.standing(field.key) == Standing::Current).then(|| field.key.name.to_owned())
}
