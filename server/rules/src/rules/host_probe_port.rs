//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::checks::{Check, Scope};
use crate::context::{ItemContext, LayerContext};
use crate::declared;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::variables::{place_of, replace};
use ov_project::{Target, TargetKind, View};
use std::ops::Range;

static INFO: Info = Info {
    id: "host-probe-port",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a probe from the host asks for a port of the container",
    docs: include_str!("host_probe_port.md"),
};

pub(crate) struct HostProbePort;

/// How texts name the machine they are read on.
const HERE: [&str; 2] = ["localhost:", "127.0.0.1:"];

impl Rule for HostProbePort {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(check) = item.check() else { return };
        for key in asking_from_host(check) {
            let Some(text) = check.view.text(key) else { continue };
            let mut ports = declared::ports(&layer.layer.content);
            let Some((port, range)) = named_port(text.value) else { continue };
            let known = ports.any(|declared| declared == port);
            if known && !runs_on_the_machine(layer) {
                findings.extend(finding(layer, check, key, port, &range));
            }
        }
    }
}

/// The keys whose text is used outside the container.
fn asking_from_host(check: &Check<'_>) -> &'static [&'static str] {
    match check.scope() {
        Scope::Deploy if check.on_host() => &["command", "http", "addr"],
        Scope::Deploy => &["http", "addr"],
        Scope::Build => &[],
    }
}

/// The first port of this machine that a text names, with its bytes.
fn named_port(text: &str) -> Option<(u16, Range<usize>)> {
    let mut found = HERE.iter().flat_map(|host| text.match_indices(host));
    found.find_map(|(at, host)| {
        let start = at + host.len();
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        Some((text[start..start + digits].parse().ok()?, start..start + digits))
    })
}

/// Whether only machines get the layer: there the probed port is the one that the service has.
fn runs_on_the_machine(layer: &LayerContext<'_>) -> bool {
    let on_machine = |t: &Target| matches!(t.kind, TargetKind::Local | TargetKind::Vm);
    let mut targets = layer.targets().peekable();
    targets.peek().is_some() && targets.all(on_machine)
}

fn finding(layer: &LayerContext<'_>, check: &Check<'_>, key: &str, port: u16, range: &Range<usize>) -> Option<Finding> {
    let field = check.view.field(key)?;
    let to = format!("${{HOST_PORT:{port}}}");
    let message = format!(
        "this runs on the host, where port {port} of the container may have another number, or none; write `{to}`"
    );
    let finding = Finding::new(&INFO, place_of(check, field, range), message);
    let finding = if is_published_as_is(layer, port) { finding.severity(Severity::Hint) } else { finding };
    Some(match replace(check, field, range, &to) {
        Some(repair) => finding.repair(repair),
        None => finding,
    })
}

/// Whether all images with the layer share the host's ports, or give this one the same number there.
fn is_published_as_is(layer: &LayerContext<'_>, port: u16) -> bool {
    let project = layer.project();
    let same = format!("{port}:{port}");
    let keeps = |view: View<'_>| {
        view.text("network").is_some_and(|at| at.value == "host") || view.texts("port").any(|at| *at.value == same)
    };
    let mut images = layer.targets().filter(|t| t.kind == TargetKind::Image).peekable();
    images.peek().is_some()
        && images.all(|t| {
            let image = project.image_named(&t.name).and_then(|id| project.image(id).view());
            image.is_some_and(keeps)
        })
}
