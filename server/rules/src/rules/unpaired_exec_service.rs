//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::pairs;
use crate::reach;
use crate::rule::{Group, Info, Rule};
use crate::services::{ServiceExt, program, stem};
use crate::world::{PackagedUnit, units_of};
use ov_project::packages::{Package, distro_sections, tag_of_versioned_key, top_level};
use ov_project::{Form, Init, Service, Target};
use ov_syntax::Span;

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "unpaired-exec-service",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "an `exec` service on systemd beside the unit that its own package ships",
    docs: include_str!("unpaired_exec_service.md"),
};

/// The rule.
pub(crate) struct UnpairedExecService;

impl Rule for UnpairedExecService {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let strict = layer.project().config.strict_mixed_entry;
        for service in layer.services().filter(|s| s.form() == Form::Custom && !s.listens_to_events()) {
            let paired = !layer.twins().is_single(service);
            if paired || service.exec().is_none() {
                continue;
            }
            let shadowed = shadowed_unit(layer, service);
            let users: Vec<&Target> = layer.targets().filter(|t| t.init == Some(Init::Systemd)).collect();
            let shadows = service.in_system_scope() && !users.is_empty();
            match shadowed {
                Some(shadowed) if strict || shadows => findings.push(beside(layer, service, &shadowed, &users)),
                None if strict => findings.push(asked_for(layer, service)),
                _ => {}
            }
        }
    }
}

/// A unit that a package of the layer brings, and where the layer lists the package.
struct Shadowed<'a> {
    unit: PackagedUnit<'a>,
    listed: Span,
}

fn beside(layer: &LayerContext<'_>, service: Service<'_>, shadowed: &Shadowed<'_>, users: &[&Target]) -> Finding {
    let strict = layer.project().config.strict_mixed_entry;
    let PackagedUnit { package, name: unit, .. } = shadowed.unit;
    let place = layer.place(service.exec().map_or_else(|| service.head(), |at| at.span));
    let where_used = if users.is_empty() { String::new() } else { format!(" in {}", reach::named(users)) };
    let message = format!(
        "{} has no `use_packaged` form, so systemd runs a unit of ours{where_used} beside `{unit}` of package `{package}`; \
         add an entry of this name with `use_packaged: {unit}`",
        service.label(),
    );
    let finding = Finding::new(&INFO, place, message)
        .severity(if strict { Severity::Warning } else { Severity::Hint })
        .related(layer.place(shadowed.listed), format!("`{package}` brings `{unit}`"));
    let mut finding = layer.with_mentions(finding, users);
    finding.repairs.extend(pairs::packaged_form(layer, service, Some(unit)));
    finding
}

fn asked_for(layer: &LayerContext<'_>, service: Service<'_>) -> Finding {
    let place = layer.place(service.exec().map_or_else(|| service.head(), |at| at.span));
    let message = format!(
        "{} has no `use_packaged` form, and `mixed-entry: strict` asks for both; add an entry of this name with the unit of a package",
        service.label()
    );
    let mut finding = Finding::new(&INFO, place, message).severity(Severity::Warning);
    finding.repairs.extend(pairs::packaged_form(layer, service, pairs::unit_elsewhere(layer, service)));
    finding
}

/// The unit of the layer's own packages that runs the same program or has the same name.
fn shadowed_unit<'a>(layer: &LayerContext<'a>, service: Service<'_>) -> Option<Shadowed<'a>> {
    let exec = service.exec()?;
    let same = |unit: &PackagedUnit<'_>| unit.program == program(exec.value) || stem(unit.name) == service.name();
    listed(layer).into_iter().find_map(|(distro, package)| {
        let mut units =
            units_of(layer.tables(), &package.name).filter(|u| distro.as_deref().is_none_or(|d| d == u.distro));
        let unit = units.find(same)?;
        Some(Shadowed { unit, listed: package.span })
    })
}

/// The layer's packages with the distro they are listed for; `None` for all.
fn listed(layer: &LayerContext<'_>) -> Vec<(Option<String>, Package)> {
    let content = &layer.layer.content;
    let shared = top_level(content).into_iter().map(|package| (None, package));
    let sections = distro_sections(content).into_iter().flat_map(|section| {
        let tag = tag_of_versioned_key(section.key.value).unwrap_or_else(|| section.key.value.to_owned());
        let distro = tag.split(':').next().unwrap_or_default().to_owned();
        section.packages().iter().map(|package| (Some(distro.clone()), package.clone())).collect::<Vec<_>>()
    });
    shared.chain(sections).collect()
}
