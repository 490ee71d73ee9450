//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use crate::scripts;
use crate::{Severity, commands, reach};
use ov_project::{Init, PlacedUnit, Target, View};

pub(crate) static INFO: Info = Info {
    id: "systemctl-enable-in-cmd",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "a task enables a unit that `service:` could",
    docs: include_str!("systemctl_enable_in_cmd.md"),
};

pub(crate) struct SystemctlEnableInCmd;

impl Rule for SystemctlEnableInCmd {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["task", BODY, "service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        scripts::of_tasks(layer, |text| text.contains("systemctl"), &mut |script| {
            for command in script.commands() {
                let Some(mut call) = commands::unit_enable(command) else { continue };
                call.guarded |= script.text.contains("/run/systemd");
                let written = content.items("task").iter().filter_map(PlacedUnit::view).any(|t| writes(t, &call.unit));
                if !written && !layer.layer.has_file(&call.unit) {
                    findings.push(enabled(layer, &call, script.place(&command.range())));
                }
            }
        });
    }
}

fn enabled(layer: &LayerContext<'_>, call: &commands::UnitEnable, place: Place) -> Finding {
    let containers: Vec<&Target> = layer.targets().filter(|t| t.init == Some(Init::Supervisord)).collect();
    let lost = !containers.is_empty() && !call.guarded;
    let effect = if containers.is_empty() {
        "is known to nobody but systemd".to_owned()
    } else {
        format!("does nothing for {}", reach::named(&containers))
    };
    let message = format!(
        "`systemctl enable {0}` {effect}; write an entry of `service` with `use_packaged: {0}` and `enable: true`",
        call.unit
    );
    let severity = if lost { Severity::Warning } else { Severity::Hint };
    let finding = Finding::new(&INFO, place, message).severity(severity);
    layer.with_mentions(finding, &containers)
}

/// Whether a task puts a unit of this name on disk.
fn writes(task: View<'_>, unit: &str) -> bool {
    let path = |key: &str| task.text(key).is_some_and(|at| at.value.ends_with(unit));
    let file = if unit.contains('.') { format!("/{unit}") } else { format!("/{unit}.") };
    let script = task.text("cmd").is_some_and(|at| at.value.contains(&file));
    path("write") || path("to") || path("link") || script
}
