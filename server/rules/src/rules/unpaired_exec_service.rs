//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::listing::distro_of;
use crate::pairs;
use crate::reach;
use crate::rule::{Group, Info, Rule};
use crate::services::{ServiceExt, program, stem};
use crate::world::{PackagedUnit, units_of};
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
        Some(&[BODY, "service", "task.cmd"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let strict = layer.project().config.strict_mixed_entry;
        for service in layer.services().filter(|s| s.form() == Form::Custom && !s.listens_to_events()) {
            let paired = !layer.twins().is_single(service);
            if paired || service.exec().is_none() {
                continue;
            }
            let users: Vec<&Target> = layer.targets().filter(|t| t.init == Some(Init::Systemd)).collect();
            let shadowed = shadowed_unit(layer, service, &users);
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
    let losers = losers(layer, shadowed, users);
    let fact = if losers.is_empty() {
        format!("systemd runs a unit of ours{where_used} beside `{unit}` of package `{package}`")
    } else {
        format!("nothing starts it in {}, where systemd gets only units of packages", reach::named(&losers))
    };
    let label = service.label();
    let remedy = format!("add an entry of this name with `use_packaged: {unit}`");
    let message = format!("{label} has no `use_packaged` form, so {fact}; {remedy}");
    let is_bad = strict || !losers.is_empty();
    let finding = Finding::new(&INFO, place, message)
        .severity(if is_bad { Severity::Warning } else { Severity::Hint })
        .related(layer.place(shadowed.listed), format!("`{package}` brings `{unit}`"));
    let mut finding = layer.with_mentions(finding, users);
    finding.repairs.extend(pairs::packaged_form(layer, service, Some(unit)));
    finding
}

/// Bootable images in which nothing starts the service: units of ours are for machines, and the layer enables none itself.
fn losers<'a>(layer: &LayerContext<'_>, shadowed: &Shadowed<'_>, users: &[&'a Target]) -> Vec<&'a Target> {
    let content = &layer.layer.content;
    let mut commands = content.items("task").iter().filter_map(|t| t.view()?.text("cmd"));
    let enables = commands.any(|at| at.value.contains("systemctl"))
        || layer.layer.siblings.iter().any(|file| file.ends_with(".service"));
    let boots = |target: &&&Target| !reach::is_machine(target) && is_on(target, shadowed.unit.distro);
    users.iter().filter(|_| !enables).filter(boots).copied().collect()
}

fn is_on(target: &Target, distro: &str) -> bool {
    target.distro.as_deref().is_some_and(|chain| chain.iter().any(|tag| distro_of(tag) == distro))
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

/// The unit of the layer's own packages that runs the same program or has the same name, best on the distro of one of the users.
fn shadowed_unit<'a>(layer: &LayerContext<'a>, service: Service<'_>, users: &[&Target]) -> Option<Shadowed<'a>> {
    let exec = service.exec()?;
    let same = |unit: &PackagedUnit<'_>| unit.program == program(exec.value) || stem(unit.name) == service.name();
    let mut found: Vec<Shadowed<'a>> = Vec::new();
    for package in layer.listed().iter().filter(|package| !package.of_aur) {
        let distro = package.tag.as_ref().map(|tag| distro_of(tag));
        let units = units_of(layer.tables(), &package.name).filter(|u| distro.is_none_or(|d| d == u.distro));
        found.extend(units.filter(same).map(|unit| Shadowed { unit, listed: package.span }));
    }
    let best = found.iter().position(|shadowed| users.iter().any(|target| is_on(target, shadowed.unit.distro)));
    found.into_iter().nth(best.unwrap_or_default())
}
