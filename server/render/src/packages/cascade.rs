//! The newer rule: what is shared, then each tag of the chain from the general to the specific.

use super::section::{Purpose, Section, Sections};
use super::{Extras, Resolved, Step, Target, add};

pub(super) fn resolve<'a>(sections: &Sections<'a>, target: &Target) -> Resolved<'a> {
    let Some(format) = target.build.first().filter(|format| target.defines(format)) else {
        return Resolved::default();
    };
    let matching: Vec<&Section<'a>> = target.tags.iter().rev().flat_map(|tag| of_tag(sections, tag)).collect();
    let mut packages = Vec::new();
    for section in sections.shared().chain(matching.iter().copied()) {
        add(&mut packages, &section.label, &section.packages);
    }
    if packages.is_empty() && matching.is_empty() {
        return Resolved::default();
    }
    // The most specific section says what counts.
    let extras = Extras::of(&matching.into_iter().rev().collect::<Vec<_>>());
    Resolved { steps: vec![Step { format: format.clone(), packages, extras }], ..Resolved::default() }
}

/// The section of a distro or of one of its versions.
fn of_tag<'s, 'a>(sections: &'s Sections<'a>, tag: &'s str) -> impl Iterator<Item = &'s Section<'a>> {
    sections.of(move |purpose| match purpose {
        Purpose::Distro(distro) => *distro == tag,
        Purpose::Tags(tags) => tags.iter().any(|t| t == tag),
        _ => false,
    })
}
