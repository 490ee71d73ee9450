//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::reach::is_machine;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use ov_project::{Form, Init};

pub(crate) static INFO: Info = Info {
    id: "restart-unset",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "a service that one init restarts and the other does not",
    docs: include_str!("restart_unset.md"),
};

pub(crate) struct RestartUnset;

impl Rule for RestartUnset {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let on_machines = || layer.targets().any(is_machine);
        if !layer.setting.runs(Init::Supervisord) || !on_machines() {
            return;
        }
        for service in layer.services().filter(|s| s.form() == Form::Custom && s.exec().is_some()) {
            let is_set = service.entry.has("restart") || service.listens_to_events();
            if is_set || layer.twins().twin(layer.layer, service).is_some() {
                continue;
            }
            let place = layer.place(service.head());
            let change = Change::AddEntry {
                beside: place,
                key: "restart".to_owned(),
                value: NewValue::Text("always".to_owned()),
            };
            let message = format!("supervisord restarts {} and systemd does not; say `restart`", service.label());
            findings.push(Finding::new(&INFO, place, message).repair(Repair::guess("Add `restart: always`", change)));
        }
    }
}
