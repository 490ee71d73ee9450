//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::declared::{self, Around};
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use ov_project::{PlacedUnit, Value};
use ov_syntax::Span;

static INFO: Info = Info {
    id: "provided-port-undeclared",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "an address for others with a port that nothing declares",
    docs: include_str!("provided_port_undeclared.md"),
};

pub(crate) struct ProvidedPortUndeclared;

impl Rule for ProvidedPortUndeclared {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.exec", "service.env", "task.cmd", "task.content"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut named = named(layer).peekable();
        // A layer that declares no port at all may leave that to another.
        if named.peek().is_none() || declared::ports(&layer.layer.content).next().is_none() {
            return;
        }
        let around = Around::layer(layer);
        for Named { port, span, of_host, in_text } in named {
            let is_opened = !of_host && (declared::is_served(layer, port) || is_mentioned(layer, port));
            if port == 0 || is_opened || around.project.ports.contains(&port) {
                continue;
            }
            let own: Vec<String> = declared::ports(&layer.layer.content).map(|port| port.to_string()).collect();
            let message = format!("nothing opens port {port}: the layer declares {}", crate::words::list(&own));
            let severity = if in_text && !of_host { Severity::Info } else { Severity::Warning };
            findings.push(Finding::new(&INFO, layer.place(span), message).severity(severity));
        }
    }
}

/// A port that is told to others.
struct Named {
    port: u16,
    span: Span,
    /// Whether it asks for the port's number on the host, which only a declared port has.
    of_host: bool,
    /// Whether other containers are told of it: the program may open it on its own account, without a word in the layer.
    in_text: bool,
}

fn named<'a>(layer: &LayerContext<'a>) -> impl Iterator<Item = Named> + use<'a> {
    let content = &layer.layer.content;
    let route = content.record("route").and_then(|route| route.int("port"));
    let route = route.and_then(|at| {
        Some(Named { port: u16::try_from(at.value).ok()?, span: at.span, of_host: false, in_text: false })
    });
    let env = content.map("env_provide").filter_map(|(_, at)| Some((at.value.text()?, at.span)));
    let urls = content.records("mcp_provide").filter_map(|(entry, _)| entry.text("url")).map(|at| (at.value, at.span));
    route.into_iter().chain(env.chain(urls).filter_map(|(text, span)| {
        let (port, of_host) = named_port(text)?;
        Some(Named { port, span, of_host, in_text: true })
    }))
}

/// The port of the container that a text for others names, and whether its number on the host is asked for.
fn named_port(text: &str) -> Option<(u16, bool)> {
    let behind = |mark: &str| {
        let rest = text.split_once(mark)?.1;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest[..digits].parse().ok()
    };
    let of_host = behind("{{.HostPort ").map(|port| (port, true));
    let of_container = || ["{{.ContainerPort ", "{{.ContainerName}}:"].into_iter().find_map(behind);
    of_host.or_else(|| of_container().map(|port| (port, false)))
}

/// Whether a task or the environment of the layer names the port, so that something configured there may open it.
fn is_mentioned(layer: &LayerContext<'_>, port: u16) -> bool {
    let content = &layer.layer.content;
    let names = |text: &str| declared::names_number(text, port);
    let mut tasks = content.items("task").iter().filter_map(PlacedUnit::view);
    let mut values = content.map("env").chain(content.map("var")).filter_map(|(_, at)| Value::text(at.value));
    values.any(|value| names(value))
        || tasks.any(|task| {
            ["cmd", "content", "copy"].iter().any(|key| {
                // What a copied file says is out of sight.
                *key == "copy" && task.is_set(key) || task.text(key).is_some_and(|at| names(at.value))
            })
        })
}
