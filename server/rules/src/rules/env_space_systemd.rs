//! See the page beside this file.

use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, reach};
use ov_project::{Form, Service, Target};

pub(crate) static INFO: Info = Info {
    id: "env-space-systemd",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a value with spaces that systemd cuts",
    docs: include_str!("env_space_systemd.md"),
};

pub(crate) struct EnvSpaceSystemd;

impl Rule for EnvSpaceSystemd {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service.name", "service.use_packaged?", "service.env"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let spaced = |s: &Service<'_>| {
            s.entry.map("env").any(|(_, v)| v.value.text().is_some_and(|t| t.trim().contains(' ') && !t.contains('"')))
        };
        let mut services = layer.services().filter(|s| s.form() == Form::Custom).filter(spaced).peekable();
        if services.peek().is_none() {
            return;
        }
        let machines: Vec<&Target> = layer.targets().filter(|t| reach::is_machine(t)).collect();
        if machines.is_empty() {
            return;
        }
        for service in services.filter(|s| layer.twins().twin(layer.layer, *s).is_none()) {
            for (name, value) in service.entry.map("env") {
                let Some(first) = value
                    .value
                    .text()
                    .filter(|t| !t.contains('"'))
                    .and_then(|t| t.trim().split_once(' '))
                    .map(|(first, _)| first)
                else {
                    continue;
                };
                let users = reach::named(&machines);
                let message =
                    format!("systemd reads only `{first}` of `{}` in {users}; set it in a script instead", name.value);
                findings.push(layer.with_mentions(Finding::new(&INFO, layer.place(value.span), message), &machines));
            }
        }
    }
}
