//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::{Finding, Place};
use crate::installs::Sections;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, installs, reach};
use ov_project::{Target, packages};
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "toplevel-package-unreached",
    group: Group::Packages,
    severity: Severity::Info,
    default_on: true,
    summary: "a top-level `package:` that a distro never gets",
    docs: include_str!("toplevel_package_unreached.md"),
};

pub(crate) struct ToplevelPackageUnreached;

impl Rule for ToplevelPackageUnreached {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "task.cmd"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let Some(field) = content.field("package") else { return };
        let sections = Sections::new(content);
        if !sections.has_map || packages::top_level(content).is_empty() || installs::cascades(layer) {
            return;
        }
        let place = layer.place(field.key_span);
        if !["rpm", "deb", "pac"].iter().any(|format| sections.has_format(format)) {
            let message = "`package` reaches nothing, because `distro` has no section `fedora`, `debian`, `ubuntu` or `arch` to add it to; add one, even an empty one";
            findings.push(Finding::new(&INFO, place, message).severity(Severity::Warning));
            return;
        }
        let guessed = installs::guessed_chains(layer);
        let chains = layer.setting.chains.iter().map(Vec::as_slice).chain(guessed.iter().map(|chain| &**chain));
        let chains = chains.filter(|chain| is_lost(layer, &sections, chain));
        let chains: Vec<(&[SmolStr], &str)> =
            chains.filter_map(|chain| Some((chain, installs::section_for(chain)?))).collect();
        let mut missing: Vec<(&str, Vec<&Target>)> = Vec::new();
        for target in layer.targets().filter(|_| !chains.is_empty()) {
            let Some(chain) = installs::tags_of(target) else { continue };
            let Some((_, distro)) = chains.iter().find(|(lost, _)| *chain == **lost) else { continue };
            match missing.iter_mut().find(|(name, _)| name == distro) {
                Some((_, targets)) => targets.push(target),
                None => missing.push((distro, vec![target])),
            }
        }
        findings.extend(missing.iter().map(|(distro, targets)| unreached(layer, &sections, place, distro, targets)));
    }
}

fn unreached(
    layer: &LayerContext<'_>,
    sections: &Sections<'_>,
    place: Place,
    distro: &str,
    targets: &[&Target],
) -> Finding {
    let message = format!(
        "`package` does not reach {}, because `distro` has no section `{distro}` to add it to; add one, even an empty one",
        reach::named(targets)
    );
    let finding = Finding::new(&INFO, place, message).severity(Severity::Warning);
    let finding = match sections.all.first() {
        Some(section) => {
            let beside = layer.place(section.key.span);
            let change = Change::AddEntry { beside, key: distro.to_owned(), value: NewValue::Map(Vec::new()) };
            finding.repair(Repair::guess(format!("Add an empty section `{distro}`"), change))
        }
        None => finding,
    };
    layer.with_mentions(finding, targets)
}

/// Whether a distro gets nothing of the list, and its author did not think of it.
fn is_lost(layer: &LayerContext<'_>, sections: &Sections<'_>, chain: &[SmolStr]) -> bool {
    let Some(format) = installs::format_of_chain(chain) else { return false };
    let of_release = sections.of_release(chain).any(|s| !s.packages().is_empty());
    !sections.has_format(&format) && (of_release || !installs::is_provided_for(layer, sections, chain))
}
