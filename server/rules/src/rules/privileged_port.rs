//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::{Context, LayerContext};
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use crate::tasks;
use ov_project::Value;

static INFO: Info = Info {
    id: "privileged-port",
    group: Group::Environment,
    severity: Severity::Info,
    default_on: true,
    summary: "a port that only root may open",
    docs: include_str!("privileged_port.md"),
};

pub(crate) struct PrivilegedPort;

impl Rule for PrivilegedPort {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.name?", "service.use_packaged?", "service.exec?", "task"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let ports = layer.layer.content.list("port").filter(|at| is_privileged(at.value));
        let ports: Vec<_> = ports.collect();
        if ports.is_empty() || layer.services().next().is_none() || provides(layer) {
            return;
        }
        for at in ports {
            let message = "only root may open a port below 1024, and containers run without root";
            findings.push(Finding::new(&INFO, layer.place(at.span), message));
        }
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for image in &project.project.images {
            for at in image.view().into_iter().flat_map(|v| v.texts("port")) {
                let Some((host, _)) = at.value.rsplit_once(':') else { continue };
                let port = host.rsplit(':').next().and_then(|p| p.parse::<u16>().ok());
                if port.is_some_and(|p| p > 0 && p < 1024) {
                    let message = format!("without root the host cannot publish port {}", port.unwrap_or_default());
                    let place = Place { file: image.file, span: at.span };
                    findings.push(Finding::new(&INFO, place, message));
                }
            }
        }
    }
}

fn is_privileged(value: &Value) -> bool {
    let number = match value {
        Value::Int(number) => Some(*number),
        Value::Text(text) => text.rsplit(':').next().and_then(|p| p.parse().ok()),
        _ => None,
    };
    number.is_some_and(|n| n > 0 && n < 1024)
}

/// Whether the layer lets its program open such a port.
fn provides(layer: &LayerContext<'_>) -> bool {
    let security = layer.layer.content.record("security");
    let capable = security.is_some_and(|s| {
        let may_bind = |name: &str| matches!(name.trim_start_matches("CAP_"), "NET_BIND_SERVICE" | "ALL");
        s.flag("privileged").is_some_and(|at| at.value) || s.texts("cap_add").any(|at| may_bind(at.value))
    });
    let has = |text: &str| text.contains("cap_net_bind_service") || text.contains("ip_unprivileged_port_start");
    capable
        || tasks::of_layer(layer)
            .any(|t| ["caps", "cmd", "content"].iter().any(|k| t.text(k).is_some_and(|at| has(at.value))))
}
