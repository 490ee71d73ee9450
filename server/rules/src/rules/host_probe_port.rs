//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::checks::{Check, Scope, of_entities};
use crate::context::{Context, ItemContext, LayerContext};
use crate::declared;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::variables::{place_of, replace};
use ov_project::{PlacedEntity, Target, TargetKind};
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

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(check) = item.check() else { return };
        for (key, port, range) in probes(check) {
            let known = declared::ports(&layer.layer.content).any(|declared| declared == port);
            if known && !runs_on_the_machine(layer) {
                findings.extend(finding(check, key, port, &range));
            }
        }
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        of_entities(project, &mut |entity, check| {
            for (key, port, range) in probes(check) {
                let Some(published) = published(project, entity, port) else { continue };
                let severity = if published == Published::AsIs { Severity::Hint } else { Severity::Warning };
                findings.extend(finding(check, key, port, &range).map(|found| found.severity(severity)));
            }
        });
    }
}

/// The ports of this machine that a check asks from outside the container: the key, the port and its bytes.
fn probes<'a>(check: &Check<'a>) -> impl Iterator<Item = (&'static str, u16, Range<usize>)> + use<'a> {
    let view = check.view;
    asking_from_host(check).iter().filter_map(move |key| {
        let (port, range) = named_port(view.text(key)?.value)?;
        Some((*key, port, range))
    })
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

fn finding(check: &Check<'_>, key: &str, port: u16, range: &Range<usize>) -> Option<Finding> {
    let field = check.view.field(key)?;
    let to = format!("${{HOST_PORT:{port}}}");
    let message = format!(
        "this runs on the host, where port {port} of the container may have another number, or none; write `{to}`"
    );
    let finding = Finding::new(&INFO, place_of(check, field, range), message);
    Some(match replace(check, field, range, &to) {
        Some(repair) => finding.repair(repair),
        None => finding,
    })
}

/// How an image gives a port of its container to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Published {
    /// Under the same number.
    AsIs,
    /// Under another one, or as the deployment likes.
    Otherwise,
}

/// How an image gives a port to the host; `None` where it is no port of its container, or stands for one of the host.
fn published(project: &Context<'_>, image: &PlacedEntity, port: u16) -> Option<Published> {
    let view = project.project.images.iter().find(|known| std::ptr::eq(*known, image))?.view()?;
    let pair = |at: &str| at.split_once(':').map(|(host, inside)| (host.parse().ok(), inside.parse().ok()));
    let pairs: Vec<(Option<u16>, Option<u16>)> = view.texts("port").filter_map(|at| pair(at.value)).collect();
    if view.text("network").is_some_and(|at| at.value == "host") || pairs.contains(&(Some(port), Some(port))) {
        return Some(Published::AsIs);
    }
    if pairs.iter().any(|(host, _)| *host == Some(port)) {
        return None;
    }
    let target = project.targets.all.iter().find(|t| t.kind == TargetKind::Image && t.name == *image.name())?;
    let mut layers = target.layers.iter().map(|layer| &project.project.layer(*layer).content);
    let is_declared = layers.any(|content| declared::ports(content).any(|declared| declared == port));
    (is_declared || pairs.iter().any(|(_, inside)| *inside == Some(port))).then_some(Published::Otherwise)
}
