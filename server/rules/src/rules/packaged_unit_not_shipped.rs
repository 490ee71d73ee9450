//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::listing::{Listed, distro_of};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::{Severity, world};
use ov_project::{At, Form, Init, Target};
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "packaged-unit-not-shipped",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "a unit that the packages of a distro do not bring",
    docs: include_str!("packaged_unit_not_shipped.md"),
};

pub(crate) struct PackagedUnitNotShipped;

impl Rule for PackagedUnitNotShipped {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.use_packaged"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for service in layer.services().filter(|s| s.form() == Form::Packaged) {
            let Some(unit) = service.unit() else { continue };
            findings.extend(judge(layer, unit));
        }
    }
}

fn judge(layer: &LayerContext<'_>, unit: At<&SmolStr>) -> Option<Finding> {
    let name = if unit.value.contains('.') { unit.value.to_string() } else { format!("{}.service", unit.value) };
    let listed = listed(layer);
    let programs: Vec<&str> = world::programs_of_unit(layer.tables(), &name).collect();
    let (distro, package, instead) = listed.iter().find_map(|(distro, package)| {
        let runs_it = |row: &world::PackagedUnit<'_>| programs.contains(&row.program) && row.name != name;
        let same_program = rows(layer, distro, &package.name).find(runs_it)?;
        let elsewhere = listed.iter().any(|(d, p)| d == distro && rows(layer, d, &p.name).any(|row| row.name == name));
        (!elsewhere).then_some((distro, package, same_program))
    })?;
    let machines: Vec<&Target> = layer.targets().filter(|t| t.init == Some(Init::Systemd)).collect();
    let used = machines
        .iter()
        .any(|t| t.distro.as_deref().is_some_and(|chain| chain.iter().any(|tag| distro_of(tag) == *distro)));
    let message = format!(
        "`{}` of `{distro}` brings `{}`, not `{name}`, and enabling it fails there; keep the unit to distros that have it, in a layer of their own",
        package.name, instead.name
    );
    let severity = if used { Severity::Warning } else { Severity::Info };
    let finding = Finding::new(&INFO, layer.place(unit.span), message).severity(severity);
    Some(finding.related(layer.place(package.span), format!("`{}` stands here", package.name)))
}

fn rows<'a>(layer: &LayerContext<'a>, distro: &str, package: &str) -> impl Iterator<Item = world::PackagedUnit<'a>> {
    world::units_of(layer.tables(), package).filter(move |row| row.distro == distro)
}

/// The layer's packages with the distro they are listed for.
fn listed<'a>(layer: &LayerContext<'a>) -> Vec<(&'a str, &'a Listed)> {
    let of_distros = layer.listed().iter().filter(|package| !package.of_aur);
    of_distros.filter_map(|package| Some((distro_of(package.tag.as_ref()?), package))).collect()
}
