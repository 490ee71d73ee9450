//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::pairs;
use crate::reach;
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use ov_project::{Form, Init, Service, Target};
use ov_render::services::{applies_to, wanted_distros};

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "unpaired-packaged-service",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a service with only the `use_packaged` form, which supervisord drops",
    docs: include_str!("unpaired_packaged_service.md"),
};

/// The rule.
pub(crate) struct UnpairedPackagedService;

impl Rule for UnpairedPackagedService {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for service in layer.services().filter(|s| s.form() == Form::Packaged && s.exec().is_none()) {
            let paired = !layer.twins().is_single(service);
            if let Some(unit) = service.unit().filter(|_| !paired) {
                let losers = losers(layer, service);
                let (severity, fact) = judge(layer, unit.value, &losers);
                let remedy = remedy(service);
                let message =
                    format!("{} has no `exec` form, so supervisord drops it{fact}; {remedy}", service.label());
                let finding = Finding::new(&INFO, layer.place(unit.span), message).severity(severity);
                let mut finding = layer.with_mentions(finding, &losers);
                finding.repairs = pairs::exec_forms(layer, service);
                findings.push(finding);
            }
        }
    }
}

/// Units for which only a machine that boots has a use, by how their names begin.
const OF_MACHINES: [&str; 15] = [
    "cloud-",
    "gdm",
    "greetd",
    "initial-setup",
    "lightdm",
    "ly",
    "plasmalogin",
    "qemu-guest-agent",
    "sddm",
    "serial-getty",
    "spice-vdagent",
    "systemd-",
    "vboxservice",
    "vmtoolsd",
    "waagent",
];

fn judge(layer: &LayerContext<'_>, unit: &str, losers: &[&Target]) -> (Severity, String) {
    let project = layer.project();
    if !losers.is_empty() {
        return (Severity::Warning, format!(" in {}", reach::named(losers)));
    }
    if project.config.strict_mixed_entry {
        return (Severity::Warning, ", and `mixed-entry: strict` asks for both forms".into());
    }
    let is_unknown = project.images.is_empty() && layer.targets().next().is_none();
    if is_unknown && (is_of_machines(unit) || layer.layer.content.list("libvirt").next().is_some()) {
        return (Severity::Hint, " in any container, though only a machine seems to have a use for it".into());
    }
    if is_unknown {
        return (Severity::Warning, " in every container".into());
    }
    (Severity::Hint, " in any container, though none is known to hold the layer".into())
}

fn is_of_machines(unit: &str) -> bool {
    OF_MACHINES.iter().any(|start| {
        unit.strip_prefix(start).is_some_and(|rest| start.ends_with('-') || !rest.starts_with(char::is_alphanumeric))
    })
}

fn remedy(service: Service<'_>) -> String {
    match service.name() {
        "" => "give it a name, and add an entry of that name with `exec`".into(),
        name => format!("add an entry `{name}` with `exec`"),
    }
}

/// Targets under supervisord in which nothing else runs a service of this name.
fn losers<'a>(layer: &LayerContext<'a>, service: Service<'_>) -> Vec<&'a Target> {
    let project = layer.around().project;
    let runs = |target: &Target| {
        let mut services = target.layers.iter().flat_map(|&id| project.layer(id).services());
        services.any(|other| other.form() == Form::Custom && other.name() == service.name() && other.exec().is_some())
    };
    let distros = wanted_distros(service.entry, project.dialect);
    let meant = |target: &Target| target.distro.as_deref().is_none_or(|chain| applies_to(&distros, chain));
    layer.targets().filter(|t| t.init == Some(Init::Supervisord) && meant(t) && !runs(t)).collect()
}
