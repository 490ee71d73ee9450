//! Which distros a layer has packages for.

use crate::context::LayerContext;
use ov_project::LayerFile;
use ov_project::packages::{self, DistroSection, FormatSection};
use ov_render::packages::{Resolution, Target};
use ov_syntax::Span;
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A layer's sections of `distro:`.
pub(crate) struct Sections<'a> {
    layer: &'a LayerFile,
    /// In the order of the text.
    pub(crate) all: Vec<DistroSection<'a>>,
    /// By package format, as they were before there was `distro:`.
    formats: Vec<FormatSection<'a>>,
    /// Whether `distro:` says anything at all.
    pub(crate) has_map: bool,
}

impl<'a> Sections<'a> {
    pub(crate) fn new(layer: &'a LayerFile) -> Self {
        let has_map = layer.unit("distro").is_some_and(|u| !u.value().is_zero());
        let formats = packages::format_sections(layer).collect();
        Self { layer, all: packages::distro_sections(layer), formats, has_map }
    }

    /// Whether a section makes up what a format installs.
    pub(crate) fn has_format(&self, format: &str) -> bool {
        let feeds = |distro: &str| packages::format_of_distro(distro) == Some(format);
        self.all.iter().any(|s| feeds(s.key.value)) || self.formats.iter().any(|s| feeds(s.distro()))
    }

    /// The key of the last section, or of the map that holds them.
    pub(crate) fn key_span(&self) -> Option<Span> {
        let formats = self.formats.iter().filter_map(|section| self.layer.field(section.key)).next_back();
        self.layer.field("distro").or(formats).map(|field| field.key_span)
    }

    /// Whether a section has packages that are not the distro's own.
    pub(crate) fn brings_foreign(&self) -> bool {
        const KEYS: [&str; 3] = ["repo", "copr", "repos"];
        let in_format = |section: &FormatSection<'_>, key: &str| section.value.child(key).is_some_and(|v| !v.is_zero());
        let in_section = |section: &DistroSection<'_>, key: &str| {
            section.record.field(key).is_some_and(|field| !field.value.value.is_zero())
        };
        KEYS.iter()
            .any(|key| self.all.iter().any(|s| in_section(s, key)) || self.formats.iter().any(|s| in_format(s, key)))
    }

    /// The sections for one release that one of the tags asks for.
    pub(crate) fn of_release(&self, tags: &[SmolStr]) -> impl Iterator<Item = &DistroSection<'a>> {
        let asked =
            |s: &DistroSection<'_>| packages::tag_of_versioned_key(s.key.value).map(|t| tags.contains(&t.into()));
        self.all.iter().filter(move |s| asked(s) == Some(true))
    }

    /// Whether a key of the body that the loader takes for a section is called like one of the tags.
    pub(crate) fn has_tag_section(&self, tags: &[SmolStr]) -> bool {
        packages::tag_sections(self.layer).iter().any(|(names, _)| names.iter().any(|n| tags.contains(n)))
    }

    /// Whether there is anything to install on any distro.
    pub(crate) fn any_packages(&self) -> bool {
        let listed = |s: &DistroSection<'_>| !s.packages().is_empty() || !aur_packages(s).is_empty();
        !packages::top_level(self.layer).is_empty()
            || self.all.iter().any(listed)
            || self.formats.iter().any(|s| !s.packages.is_empty())
    }
}

/// Names under `aur:` of a section.
pub(crate) fn aur_packages<'a>(section: &DistroSection<'a>) -> Vec<&'a SmolStr> {
    let aur = section.record.field("aur").and_then(|f| f.value.value.record());
    let list = aur.and_then(|a| a.field("package")).map_or(&[][..], |f| f.value.value.list());
    list.iter().filter_map(|d| d.value.text()).collect()
}

/// The package format of a chain of tags; `None` for distros that we do not know.
pub(crate) fn format_of_chain(chain: &[SmolStr]) -> Option<SmolStr> {
    Target::new(chain.to_vec(), Vec::new()).build.into_iter().next()
}

/// The distro tags of a target. Where its base is out of reach but the target says with which format it installs packages, the tag of the
/// distro whose section that format reads.
pub(crate) fn tags_of(target: &ov_project::Target) -> Option<Arc<[SmolStr]>> {
    if let Some(tags) = &target.distro {
        return Some(tags.clone());
    }
    let tag = match target.build.as_deref()?.first()?.as_str() {
        "rpm" => "fedora",
        "pac" => "arch",
        "deb" => "debian",
        _ => return None,
    };
    Some([SmolStr::new_static(tag)].into())
}

/// Chains of tags that targets have for all we know, though their base is out of reach.
pub(crate) fn guessed_chains(layer: &LayerContext<'_>) -> BTreeSet<Arc<[SmolStr]>> {
    if !layer.setting.users_unknown {
        return BTreeSet::new();
    }
    layer.targets().filter(|target| target.distro.is_none()).filter_map(tags_of).collect()
}

/// Whether packages of a release add to those of the distro in this project, instead of replacing them.
pub(crate) fn cascades(layer: &LayerContext<'_>) -> bool {
    Resolution::of(layer.project()) == Resolution::Cascade
}

/// Whether the author thought of the distro: with a section, even an empty one, or by calling its package manager.
pub(crate) fn is_provided_for(layer: &LayerContext<'_>, sections: &Sections<'_>, chain: &[SmolStr]) -> bool {
    let Some(format) = format_of_chain(chain) else { return true };
    let tools: &[&str] = match format.as_str() {
        "rpm" => &["dnf", "rpm "],
        "deb" => &["apt-get", "apt ", "dpkg"],
        _ => &["pacman", "makepkg"],
    };
    let content = &layer.layer.content;
    let mut commands = content.items("task").iter().filter_map(|t| t.record()?.field("cmd")?.value.value.text());
    sections.has_format(&format)
        || sections.of_release(chain).next().is_some()
        || sections.has_tag_section(chain)
        || commands.any(|text| tools.iter().any(|tool| text.contains(tool)))
}

/// The key of `distro:` that would serve a chain of tags.
pub(crate) fn section_for(chain: &[SmolStr]) -> Option<&str> {
    match format_of_chain(chain)?.as_str() {
        "rpm" => Some("fedora"),
        "pac" => Some("arch"),
        _ => chain.last().and_then(|tag| tag.split(':').next()),
    }
}
