//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::scripts;
use crate::shell::Script;
use crate::within::part;
use crate::world::packages_with_program;
use ov_project::{PlacedUnit, TargetKind};

static INFO: Info = Info {
    id: "host-probe-program",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check runs a program on the host that only the container has",
    docs: include_str!("host_probe_program.md"),
};

pub(crate) struct HostProbeProgram;

/// Programs that a machine with a container engine is likely to have.
const COMMON: [&str; 14] = [
    "curl", "git", "jq", "ssh", "scp", "nc", "python3", "openssl", "podman", "docker", "rsync", "tar", "unzip", "wget",
];

impl Rule for HostProbeProgram {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY, "eval.file"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let on_machine = |kind| matches!(kind, TargetKind::Local | TargetKind::Vm);
        if layer.targets().next().is_some() && layer.targets().all(|t| on_machine(t.kind)) {
            return;
        }
        let Some(check) = item.check() else { return };
        let Some(command) = check.view.text("command").filter(|_| check.on_host()) else { return };
        let Some(script) = Script::read(command.value) else { return };
        for command_read in script.commands.iter().filter(|c| !c.guarded) {
            let Some((program, _)) = command_read.program().filter(|(name, _)| !COMMON.contains(name)) else {
                continue;
            };
            let message = match scripts::listed(layer).find(|p| brings(layer, p, program)) {
                Some(package) => {
                    format!("`{program}` runs on the host here, but comes with the package `{package}` of the layer")
                }
                None if is_expected_inside(layer, program) => {
                    format!("`{program}` runs on the host here, but another check expects the layer to bring it")
                }
                None => continue,
            };
            let span = part(command.span, command.value, &command_read.words[0].range);
            findings.push(Finding::new(&INFO, layer.place(span), message));
            return;
        }
    }
}

/// Whether a check of the layer looks for the program in the image.
fn is_expected_inside(layer: &LayerContext<'_>, program: &str) -> bool {
    let in_bin = |path: &str| path.rsplit_once('/').is_some_and(|(dir, name)| name == program && dir.ends_with("bin"));
    let mut checks = layer.layer.content.items("eval").iter().filter_map(PlacedUnit::view);
    checks.any(|check| check.text("file").is_some_and(|at| in_bin(at.value)))
}

fn brings(layer: &LayerContext<'_>, package: &str, program: &str) -> bool {
    package == program || packages_with_program(layer.tables(), program).any(|(_, p)| p == package)
}
