//! Packages that a layer lists for a distro and that are not installed there all the same.

use super::section::{Purpose, Section, Sections};
use super::{Resolved, Target};
use ov_project::packages::tag_of_versioned_key;
use ov_syntax::Span;
use smol_str::SmolStr;
use std::fmt;

/// A package that is not installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Its name.
    pub name: SmolStr,
    /// The list it stands in.
    pub section: SmolStr,
    /// Its place in the layer's file.
    pub span: Span,
    /// Why it is not installed.
    pub reason: LostReason,
}

/// Why a package is not installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LostReason {
    /// The section for this tag takes the place of all others.
    Replaced(SmolStr),
    /// `distro:` has no key for the distro, and so takes nothing from `package:`.
    NoDistroKey,
    /// The image does not build this format.
    NotBuilt(&'static str),
    /// The project's distro does not define this format.
    Undefined(SmolStr),
    /// The loader knows no such key of `distro:`.
    UnknownKey,
}

impl fmt::Display for LostReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replaced(tag) => write!(f, "the section for `{tag}` takes the place of all others"),
            Self::NoDistroKey => f.write_str("`distro:` has no key for this distro, so `package:` goes nowhere"),
            Self::NotBuilt(format) => write!(f, "the target does not build `{format}` packages"),
            Self::Undefined(format) => {
                write!(f, "no distro of the project defines `{format}` packages for this target")
            }
            Self::UnknownKey => f.write_str("`distro:` takes no such key; it is ignored"),
        }
    }
}

/// What the chosen sections leave out although it is listed for this target.
pub(super) fn lost(sections: &Sections<'_>, target: &Target, resolved: &Resolved<'_>) -> Vec<Lost> {
    let is_installed = |name: &SmolStr| resolved.steps.iter().any(|s| s.packages.iter().any(|p| p.name == *name));
    let mut lost = Vec::new();
    for section in &sections.all {
        let Some(reason) = reason(section, target, resolved) else { continue };
        let missing = section.packages.iter().filter(|p| !is_installed(&p.name));
        lost.extend(missing.map(|p| Lost {
            name: p.name.clone(),
            section: section.label.clone(),
            span: p.span,
            reason: reason.clone(),
        }));
    }
    lost
}

fn reason(section: &Section<'_>, target: &Target, resolved: &Resolved<'_>) -> Option<LostReason> {
    let names = |key: &str| target.tags.iter().any(|t| t == key);
    let concerned = match &section.purpose {
        Purpose::Shared => true,
        Purpose::Distro(distro) => target.tags.iter().any(|t| t.split(':').next() == Some(distro)),
        Purpose::Tags(tags) => tags.iter().any(|t| names(t)),
        Purpose::Aur => target.build.iter().any(|format| format == "pac"),
        Purpose::Ignored => {
            let key = section.label.trim_start_matches("distro.");
            names(key) || tag_of_versioned_key(key).is_some_and(|tag| names(&tag))
        }
    };
    if !concerned {
        return None;
    }
    let undefined = target.build.first().filter(|format| !target.defines(format));
    match (&section.purpose, &resolved.tag_section) {
        (Purpose::Ignored, _) => Some(LostReason::UnknownKey),
        _ if undefined.is_some() => undefined.cloned().map(LostReason::Undefined),
        (_, Some(tag)) => Some(LostReason::Replaced(tag.clone())),
        (Purpose::Aur, None) => {
            let is_built = target.build.iter().any(|format| format == "aur");
            (!is_built).then_some(LostReason::NotBuilt("aur"))
        }
        _ => Some(LostReason::NoDistroKey),
    }
}
