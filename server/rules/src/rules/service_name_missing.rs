//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, services, values};

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

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(entry) = item.service() else { return };
        let Some(finding) = values::missing(&INFO, item, entry, "name", "nothing can ask for or stop the service")
        else {
            return;
        };
        let place = finding.place;
        let named_after = entry
            .text("use_packaged")
            .map(|at| services::stem(at.value))
            .or_else(|| entry.text("exec").map(|at| services::program(at.value)));
        findings.push(match named_after.filter(|name| !name.is_empty() && !entry.has("name")) {
            Some(name) => finding.repair(Repair::guess(
                format!("Add `name: {name}`"),
                Change::AddEntry { beside: place, key: "name".into(), value: NewValue::Text(name.into()) },
            )),
            None => finding,
        });
    }
}
