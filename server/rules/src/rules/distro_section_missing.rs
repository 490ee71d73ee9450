//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::installs::Sections;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, installs, reach};
use ov_project::{Target, packages};
use ov_syntax::Span;
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "distro-section-missing",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a distro that uses the layer gets none of its packages",
    docs: include_str!("distro_section_missing.md"),
};

pub(crate) struct DistroSectionMissing;

impl Rule for DistroSectionMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "task.cmd"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let sections = Sections::new(content);
        let Some(at) = sections.key_span().filter(|_| sections.any_packages()) else { return };
        // Where sections add up, the layer's own list reaches every distro; elsewhere the list itself is told of.
        if !packages::top_level(content).is_empty() {
            return;
        }
        let guessed = installs::guessed_chains(layer);
        let chains = layer.setting.chains.iter().map(Vec::as_slice).chain(guessed.iter().map(|chain| &**chain));
        let lacking = chains.filter(|chain| !installs::is_provided_for(layer, &sections, chain));
        let lacking: Vec<(&[SmolStr], &str)> = lacking.filter_map(|c| Some((c, installs::section_for(c)?))).collect();
        if lacking.is_empty() {
            return;
        }
        let mut missing: Vec<(&str, Vec<&Target>)> = Vec::new();
        for target in layer.targets() {
            let Some(tags) = installs::tags_of(target) else { continue };
            let Some((_, distro)) = lacking.iter().find(|(lacking, _)| *tags == **lacking) else { continue };
            match missing.iter_mut().find(|(name, _)| name == distro) {
                Some((_, targets)) => targets.push(target),
                None => missing.push((distro, vec![target])),
            }
        }
        findings.extend(missing.iter().map(|(distro, targets)| nothing_on(layer, at, distro, targets)));
    }
}

fn nothing_on(layer: &LayerContext<'_>, at: Span, distro: &str, targets: &[&Target]) -> Finding {
    let place = layer.place(at);
    let message = format!(
        "nothing of this is installed on `{distro}` in {}; add a section `{distro}`, an empty one where it needs nothing",
        reach::named(targets)
    );
    layer.with_mentions(Finding::new(&INFO, place, message), targets)
}
