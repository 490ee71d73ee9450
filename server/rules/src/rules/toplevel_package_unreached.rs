//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::installs::Sections;
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
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let Some(field) = content.field("package") else { return };
        let sections = Sections::new(content);
        if !sections.has_map || packages::top_level(content).is_empty() || installs::cascades(layer) {
            return;
        }
        let place = layer.place(field.key_span);
        if ["rpm", "deb", "pac"].iter().all(|format| sections.of_format(format).next().is_none()) {
            let message = "`package` reaches nothing, because `distro` has no section `fedora`, `debian`, `ubuntu` or `arch` to add it to; add one, even an empty one";
            findings.push(Finding::new(&INFO, place, message).severity(Severity::Warning));
            return;
        }
        let chains: Vec<&[SmolStr]> =
            layer.setting.chains.iter().map(Vec::as_slice).filter(|chain| is_lost(&sections, chain)).collect();
        if chains.is_empty() {
            return;
        }
        let of_chain = |t: &&Target| t.distro.as_deref().is_some_and(|chain| chains.contains(&chain));
        let lost: Vec<&Target> = layer.targets().filter(of_chain).collect();
        let message = format!(
            "`package` does not reach {}, because `distro` has no section for it; add an empty one",
            reach::named(&lost)
        );
        findings.push(layer.with_mentions(Finding::new(&INFO, place, message).severity(Severity::Warning), &lost));
    }
}

fn is_lost(sections: &Sections<'_>, chain: &[SmolStr]) -> bool {
    let format = installs::format_of_chain(chain);
    // What gets nothing at all is told at `distro`.
    format.is_some_and(|format| sections.of_format(&format).next().is_none())
        && sections.of_release(chain).any(|s| !s.packages.is_empty())
}
