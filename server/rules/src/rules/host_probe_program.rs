//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::checks::{Check, of_entities};
use crate::context::{Context, ItemContext, LayerContext};
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::scripts;
use crate::shell::Script;
use crate::variables::place_of;
use crate::world::packages_with_program;
use ov_project::{LayerId, PlacedUnit, Reached, Tables, TargetKind};

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
const COMMON: [&str; 45] = [
    "curl",
    "git",
    "jq",
    "ssh",
    "scp",
    "nc",
    "python3",
    "openssl",
    "podman",
    "docker",
    "rsync",
    "tar",
    "unzip",
    "wget",
    "bash",
    "sh",
    "sudo",
    "grep",
    "egrep",
    "sed",
    "awk",
    "gawk",
    "find",
    "xargs",
    "ps",
    "pgrep",
    "pkill",
    "ip",
    "ss",
    "ping",
    "getent",
    "hostname",
    "gzip",
    "xz",
    "less",
    "file",
    "diff",
    "cmp",
    "make",
    "perl",
    "systemctl",
    "journalctl",
    "virsh",
    "kubectl",
    "nvidia-smi",
];

impl Rule for HostProbeProgram {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
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
        findings.extend(judge(check, &|program| {
            let own = scripts::listed(layer).find(|package| brings(layer.tables(), package, program));
            match own {
                Some(package) => Some(format!("comes with the package `{package}` of the layer")),
                None if is_expected_inside(layer, program) => {
                    Some("another check expects the layer to bring it".into())
                }
                None => brought_by_needs(layer, program),
            }
        }));
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        of_entities(project, &mut |entity, check| {
            let is_image = project.project.images.iter().any(|image| std::ptr::eq(image, entity));
            let target = project.targets.all.iter().find(|t| t.kind == TargetKind::Image && t.name == *entity.name());
            if let Some(target) = target.filter(|_| is_image && check.on_host()) {
                findings.extend(judge(check, &|program| brought_by(project, &target.layers, program)));
            }
        });
    }
}

/// The first program of a check on the host that only the container is known to have; `whence` tells where it has it from.
fn judge(check: &Check<'_>, whence: &dyn Fn(&str) -> Option<String>) -> Option<Finding> {
    let field = check.view.field("command").filter(|_| check.on_host())?;
    let script = Script::read(field.value.value.text()?)?;
    script.commands.iter().filter(|command| !command.guarded).find_map(|command| {
        let (program, _) = command.program().filter(|(name, _)| !COMMON.contains(name))?;
        let message = format!("`{program}` runs on the host here, but {}", whence(program)?);
        Some(Finding::new(&INFO, place_of(check, field, &command.words[0].range), message))
    })
}

/// Whether a check of the layer looks for the program in the image.
fn is_expected_inside(layer: &LayerContext<'_>, program: &str) -> bool {
    let in_bin = |path: &str| path.rsplit_once('/').is_some_and(|(dir, name)| name == program && dir.ends_with("bin"));
    let mut checks = layer.layer.content.items("eval").iter().filter_map(PlacedUnit::view);
    checks.any(|check| check.text("file").is_some_and(|at| in_bin(at.value)))
}

/// The package of a layer that this one needs.
fn brought_by_needs(layer: &LayerContext<'_>, program: &str) -> Option<String> {
    let start = Reached { layers: vec![layer.id], incomplete: false };
    brought_by(layer.around(), &layer.graph().closure(&start).layers, program)
}

fn brought_by(cx: &Context<'_>, layers: &[LayerId], program: &str) -> Option<String> {
    layers.iter().map(|id| cx.project.layer(*id)).find_map(|layer| {
        let package = scripts::listed_by(layer).find(|package| brings(&cx.project.config.tables, package, program))?;
        Some(format!("comes with the package `{package}` of the layer `{}`", layer.name))
    })
}

fn brings(tables: &Tables, package: &str, program: &str) -> bool {
    package == program || packages_with_program(tables, program).any(|(_, p)| p == package)
}
