//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, NewValue, Repair, Safety};
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
            match paired {
                Some(other) => {
                    finding = finding
                        .related(layer.place(other.name_span()), "the entry with the `exec` form")
                        .repair(Repair::safe("Remove `exec`, which has no effect here", remove));
                }
                None => finding.repairs.extend(split(layer, service)),
            }
            findings.push(finding);
        }
    }
}

/// What belongs to the exec form moves to an entry of its own.
fn split(layer: &LayerContext<'_>, service: Service<'_>) -> Option<Repair> {
    let name = service.entry.text("name")?;
    let dialect = layer.setting.dialect;
    let moved: Vec<&Field> = service.entry.fields().filter(|f| EXEC_KEYS.contains(&f.key.name)).collect();
    let shared = service.entry.fields().filter(|f| ["enable", "scope"].contains(&f.key.name));
    let mut entries = vec![("name".to_owned(), NewValue::Text(name.value.to_string()))];
    for field in moved.iter().copied().chain(shared) {
        entries.push((key_in(dialect, field)?, NewValue::copy(&field.value.value)?));
    }
    let removals =
        moved.iter().map(|field| Change::RemoveEntry { entry: layer.place(service.entry.place(field.key_span)) });
    let add = Change::AddItem { after: layer.place(name.span), value: NewValue::Map(entries) };
    let title = format!("Split into two entries called `{}`", name.value);
    Some(Repair { title, safety: Safety::Unsafe, changes: removals.chain([add]).collect() })
}

/// The name under which this dialect reads the field; `None` where only an older spelling would do.
fn key_in(dialect: Dialect, field: &Field) -> Option<String> {
    (dialect.standing(field.key) == Standing::Current).then(|| field.key.name.to_owned())
}
