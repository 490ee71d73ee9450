//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::checks::{Check, Scope};
use crate::context::{ItemContext, LayerContext};
use crate::declared;
use crate::finding::Finding;
use crate::reach::is_machine;
use crate::rule::{Group, Info, Rule};
use crate::services::{ServiceExt, program};
use ov_project::{Service, TargetKind};

static INFO: Info = Info {
    id: "build-scope-running",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check of the image expects a service to run",
    docs: include_str!("build_scope_running.md"),
};

pub(crate) struct BuildScopeRunning;

impl Rule for BuildScopeRunning {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.name", "service.exec"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(check) = item.check() else { return };
        if check.scope() == Scope::Build
            && let Some(verb) = check.verb()
            && needs_service(layer, check, verb.name)
        {
            let message = "nothing runs in the throw-away container of the build, so this check fails there";
            let finding = Finding::new(&INFO, check.value_place(verb.field), message);
            findings.push(finding.repair(check.run_when_deployed()));
        }
    }
}

fn needs_service(layer: &LayerContext<'_>, check: &Check<'_>, verb: &str) -> bool {
    let flag = |key: &str| check.view.flag(key).map(|at| at.value);
    let text = check.view.text(verb).map_or("", |at| at.value.as_str());
    let own_port = |port: Option<u16>| port.is_some_and(|p| declared::ports(&layer.layer.content).any(|own| own == p));
    match verb {
        "service" => flag("running") == Some(true) && layer.services().any(|s| s.name() == text),
        "port" => {
            let port = check.view.int("port").and_then(|at| u16::try_from(at.value).ok());
            flag("listening") != Some(false) && own_port(port)
        }
        "addr" => flag("reachable") != Some(false) && own_port(local_port(text)),
        "http" => own_port(local_port(text.split_once("://").map_or(text, |(_, rest)| rest))),
        "process" => flag("running") != Some(false) && layer.services().any(|s| runs(s, text)),
        "command" => !check.view.is_set("exit_status") && (asks_own_port(layer, text) || asks_init(layer, text)),
        _ => false,
    }
}

/// Whether a service of the layer is this process.
fn runs(service: Service<'_>, process: &str) -> bool {
    service.exec().is_some_and(|at| program(at.value) == process)
}

/// Whether a command of an image does nothing but ask an init system, of which none runs there.
fn asks_init(layer: &LayerContext<'_>, command: &str) -> bool {
    let asks = ["systemctl is-active ", "systemctl status ", "supervisorctl status", "supervisorctl pid"];
    let is_alone = !command.contains(['|', '&', ';', '\n']);
    // On machines these checks run where the init system does.
    let in_images =
        || layer.targets().any(|target| target.kind == TargetKind::Image) && !layer.targets().any(is_machine);
    is_alone && asks.iter().any(|start| command.starts_with(start)) && in_images()
}

/// Whether a command does nothing but ask a port that the layer declares.
fn asks_own_port(layer: &LayerContext<'_>, command: &str) -> bool {
    let starts = command.starts_with("curl ") || command.starts_with("wget ");
    if !starts || command.contains("||") || command.contains(" & ") {
        return false;
    }
    let address = command.split([' ', '"', '\'']).find_map(|word| word.split_once("://"));
    let port = address.and_then(|(_, rest)| local_port(rest));
    port.is_some_and(|p| declared::ports(&layer.layer.content).any(|own| own == p))
}

/// The port of an address of the machine itself.
fn local_port(address: &str) -> Option<u16> {
    let address = address.split('/').next().unwrap_or_default();
    let (host, port) = address.rsplit_once(':')?;
    matches!(host, "127.0.0.1" | "localhost" | "[::1]").then(|| port.parse().ok()).flatten()
}
