//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, ports};
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "provided-on-loopback",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "an address that only the container itself reaches",
    docs: include_str!("provided_on_loopback.md"),
};

pub(crate) struct ProvidedOnLoopback;

impl Rule for ProvidedOnLoopback {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.name", "service.exec"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let env = content.map("env_provide").filter_map(|(_, v)| Some((v.value.text()?, v.span)));
        let urls = content.records("mcp_provide").filter_map(|(e, _)| e.text("url")).map(|at| (at.value, at.span));
        for (text, span) in env.chain(urls) {
            let Some(port) = provided_port(text) else { continue };
            let relayed =
                content.list("port_relay").any(|at| ports::number(at.value).is_some_and(|n| n.to_string() == port));
            let Some((name, exec)) = bound_to_loopback(layer, port).filter(|_| !relayed) else { continue };
            let message = format!(
                "`{name}` opens port {port} for its own container only; let it listen on `0.0.0.0`, or add the port to `port_relay`"
            );
            let finding = Finding::new(&INFO, layer.place(span), message);
            findings.push(finding.related(layer.place(exec), "it listens on loopback here"));
        }
    }
}

/// The port behind `{{.ContainerName}}:`.
fn provided_port(text: &str) -> Option<&str> {
    let (_, behind) = text.split_once("{{.ContainerName}}:")?;
    let behind = behind.strip_prefix("{{.ContainerPort ").unwrap_or(behind);
    let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    (end > 0).then(|| &behind[..end])
}

/// The only service that names the port, where it names loopback with it.
fn bound_to_loopback<'a>(layer: &LayerContext<'a>, port: &str) -> Option<(&'a str, Span)> {
    let names_port = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|number| number == port);
    let mut users = layer
        .layer
        .services()
        .filter_map(|s| Some((s.name(), s.entry.text("exec")?)))
        .filter(|(_, e)| names_port(e.value));
    let (name, exec) = users.next()?;
    let text = exec.value.as_str();
    let joined = ["127.0.0.1", "localhost"]
        .iter()
        .any(|host| text.contains(&format!("{host}:{port}")) && !text.contains(&format!("//{host}:{port}")));
    let mut words = text.split([' ', '=']).peekable();
    let mut split = false;
    let port_alone = text.split([' ', '=']).any(|word| word == port);
    while let Some(word) = words.next() {
        let binds = matches!(word, "--host" | "--bind" | "--listen" | "--address" | "--ip" | "--addr" | "-H");
        split |= binds && words.peek().is_some_and(|host| matches!(*host, "127.0.0.1" | "localhost"));
    }
    ((joined || (split && port_alone)) && users.next().is_none() && !text.contains("0.0.0.0"))
        .then_some((name, exec.span))
}
