//! The older rule: one section is installed, and a versioned one takes the place of all others.

use super::section::{Purpose, Section, Sections};
use super::{Extras, Resolved, Step, Target, add};
use smol_str::SmolStr;

pub(super) fn resolve<'a>(sections: &Sections<'a>, target: &Target) -> Resolved<'a> {
    for tag in &target.tags {
        if let Some(section) = sections.of_tag(tag).find(|s| !s.packages.is_empty()) {
            let main = target.build.first().filter(|format| target.defines(format));
            let step = main.map(|format| step(format, &[section]));
            return Resolved { steps: step.into_iter().collect(), tag_section: Some(tag.clone()), lost: Vec::new() };
        }
    }
    let formats = target.build.iter().filter(|format| target.defines(format));
    let steps = formats.map(|format| of_format(sections, format));
    Resolved { steps: steps.filter(|s| !s.packages.is_empty()).collect(), ..Resolved::default() }
}

/// The one section of a format; it is there as soon as any of its distros has a key.
fn of_format<'a>(sections: &Sections<'a>, format: &SmolStr) -> Step<'a> {
    if format == "aur" {
        let own: Vec<_> = sections.of(|p| *p == Purpose::Aur).collect();
        return step(format, &own);
    }
    let own = sections.of_format(format);
    let mut chosen: Vec<_> = sections.shared().chain(own).collect();
    if sections.has_distro && chosen.iter().all(|s| s.purpose == Purpose::Shared) {
        chosen.clear();
    }
    step(format, &chosen)
}

fn step<'a>(format: &SmolStr, sections: &[&Section<'a>]) -> Step<'a> {
    let mut packages = Vec::new();
    for section in sections {
        add(&mut packages, &section.label, &section.packages);
    }
    Step { format: format.clone(), packages, extras: Extras::of(sections) }
}
