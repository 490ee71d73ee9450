//! See the page beside this file.

use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::{Severity, reach};
use ov_project::{Form, Target};

pub(crate) static INFO: Info = Info {
    id: "listener-on-systemd",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "an event listener of supervisord on a machine with systemd",
    docs: include_str!("listener_on_systemd.md"),
};

pub(crate) struct ListenerOnSystemd;

impl Rule for ListenerOnSystemd {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service.name", "service.use_packaged?", "service.kind", "service.event"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut listeners = layer
            .services()
            .filter(|s| s.listens_to_events() && s.entry.is_set("event") && s.form() == Form::Custom)
            .peekable();
        if listeners.peek().is_none() {
            return;
        }
        let machines: Vec<&Target> = layer.targets().filter(|t| reach::is_machine(t)).collect();
        if machines.is_empty() {
            return;
        }
        for service in listeners.filter(|s| layer.twins().twin(layer.layer, *s).is_none()) {
            let place = layer.place(service.entry.key_span("kind").unwrap_or_else(|| service.head()));
            let message = format!(
                "{} speaks to supervisord only, and systemd starts it as an ordinary program in {}; put it into a layer of its own",
                service.label(),
                reach::named(&machines)
            );
            findings.push(layer.with_mentions(Finding::new(&INFO, place, message), &machines));
        }
    }
}
