//! See the page beside this file.

use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::{Severity, reach};
use ov_project::{Form, Target};

pub(crate) static INFO: Info = Info {
    id: "enable-missing",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a packaged unit that nothing enables",
    docs: include_str!("enable_missing.md"),
};

pub(crate) struct EnableMissing;

impl Rule for EnableMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service.use_packaged", "service.enable"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut idle = layer.services().filter(|s| s.form() == Form::Packaged && !s.entry.is_set("enable")).peekable();
        if idle.peek().is_none() {
            return;
        }
        let machines: Vec<&Target> = layer.targets().filter(|t| reach::is_machine(t)).collect();
        if machines.is_empty() {
            return;
        }
        for service in idle {
            let Some(unit) = service.unit() else { continue };
            let place = layer.place(unit.span);
            let users = reach::named(&machines);
            let message = format!(
                "nothing enables `{}` in {users}, so the entry does nothing there; add `enable: true`",
                unit.value
            );
            let finding = layer.with_mentions(Finding::new(&INFO, place, message), &machines);
            findings.push(match service.entry.field("enable") {
                Some(field) => finding.repair(Repair::guess(
                    "Write `enable: true`",
                    Change::ReplaceScalar {
                        scalar: layer.place(service.entry.place(field.value.span)),
                        to: "true".into(),
                    },
                )),
                None => finding.repair(Repair::guess(
                    "Add `enable: true`",
                    Change::AddEntry { beside: place, key: "enable".into(), value: NewValue::Literal("true".into()) },
                )),
            });
        }
    }
}
