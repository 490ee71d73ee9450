//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::listing::needed;
use crate::reach::is_machine;
use crate::rule::{Group, Info, Rule};
use crate::scripts::listed_for;
use crate::services::ServiceExt;
use crate::within::part;
use ov_project::{At, Form, Service};
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "exec-absolute",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a program that systemd does not find",
    docs: include_str!("exec_absolute.md"),
};

pub(crate) struct ExecAbsolute;

/// Programs that are installed for an account, not for the system.
const OF_ACCOUNTS: [&str; 8] = ["pixi", "uv", "uvx", "uvicorn", "gunicorn", "jupyter", "streamlit", "marimo"];

impl Rule for ExecAbsolute {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for service in layer.services().filter(|s| s.form() == Form::Custom) {
            if let Some((at, program)) = tool(service) {
                findings.extend(judge(layer, service, at, program));
            }
        }
    }
}

/// The command of a service and its first word, where that is such a program without a path.
fn tool(service: Service<'_>) -> Option<(At<&SmolStr>, &str)> {
    let exec = service.exec()?;
    let word = exec.value.split_whitespace().next()?;
    OF_ACCOUNTS.contains(&word).then_some((exec, word))
}

fn judge(layer: &LayerContext<'_>, service: Service<'_>, exec: At<&SmolStr>, program: &str) -> Option<Finding> {
    if !layer.targets().any(is_machine)
        || layer.twins().twin(layer.layer, service).is_some()
        || is_packaged(layer, program)
    {
        return None;
    }
    let start = exec.value.find(program)?;
    let place = layer.place(part(exec.span, exec.value, &(start..start + program.len())));
    let message = format!("systemd does not find `{program}`, which is no program of the system; write its path");
    Some(Finding::new(&INFO, place, message))
}

/// Whether the layer, or one that it needs, lists a package of this name.
fn is_packaged(layer: &LayerContext<'_>, program: &str) -> bool {
    let all = ["fedora", "debian", "ubuntu", "arch"];
    let python = format!("python3-{program}");
    needed(layer)
        .into_iter()
        .any(|id| listed_for(layer.around().project.layer(id), &all).any(|p| p == program || p == python))
}
