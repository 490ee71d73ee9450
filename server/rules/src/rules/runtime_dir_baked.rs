//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, reach};
use ov_project::{At, Target, Value};
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "runtime-dir-baked",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "`XDG_RUNTIME_DIR` fixed in a layer",
    docs: include_str!("runtime_dir_baked.md"),
};

pub(crate) struct RuntimeDirBaked;

impl Rule for RuntimeDirBaked {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.env"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let of_layer = layer.layer.content.map("env");
        let of_services = layer.services().flat_map(|s| s.entry.map("env"));
        let baked = |(name, value): &(At<&SmolStr>, At<&Value>)| {
            name.value == "XDG_RUNTIME_DIR"
                && value.value.text().is_some_and(|t| t.starts_with('/') && !t.contains(['$', '%']))
        };
        let mut found = of_layer.chain(of_services).filter(baked).peekable();
        if found.peek().is_none() {
            return;
        }
        let machines: Vec<&Target> = layer.targets().filter(|t| reach::is_machine(t)).collect();
        let (severity, users) = if machines.is_empty() {
            (Severity::Hint, "on a machine".to_owned())
        } else {
            (Severity::Warning, format!("in {}", reach::named(&machines)))
        };
        for (name, _) in found {
            let message = format!(
                "`XDG_RUNTIME_DIR` hides the session's own folder {users}; set it in a script, and only where it is unset"
            );
            let finding = Finding::new(&INFO, layer.place(name.span), message).severity(severity);
            findings.push(layer.with_mentions(finding, &machines));
        }
    }
}
