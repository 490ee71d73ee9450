//! Which packages a layer lists for which distro, and for which distros it is used.

use crate::context::{Context, LayerContext};
use crate::installs::{cascades, tags_of};
use crate::world::Bringers;
use ov_project::packages::{
    DistroSection, FormatSection, Package, distro_sections, format_of_distro, format_sections, names_of,
    tag_of_versioned_key, tag_sections, top_level,
};
use ov_project::{LayerFile, LayerId, Reached, Record, Tables, Target, Value};
use ov_render::packages::Resolution;
use ov_syntax::Span;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// A package as listed in a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Its name.
    pub(crate) name: SmolStr,
    /// The item.
    pub(crate) span: Span,
    /// The tag of the section it stands in (`arch`, `debian:13`); `None` for all distros.
    pub(crate) tag: Option<SmolStr>,
    /// Whether it comes from Arch's user repository, whose names are nobody's but its own.
    pub(crate) of_aur: bool,
}

/// A tag chain for which a layer is used.
#[derive(Clone, Debug)]
pub(crate) struct Usage<'a> {
    /// The tags, the most specific first.
    pub(crate) chain: Vec<SmolStr>,
    /// Who uses it so; empty where only the layer itself says so, by having a section for it.
    pub(crate) targets: Vec<&'a Target>,
}

/// The distro of a tag: `ubuntu` of `ubuntu:24.04`. Arch had another name once.
pub(crate) fn distro_of(tag: &str) -> &str {
    match tag.split(':').next().unwrap_or(tag) {
        "archlinux" => "arch",
        distro => distro,
    }
}

/// All packages of a layer.
pub(crate) fn listed(layer: &LayerFile) -> Vec<Listed> {
    let place = |tag: Option<SmolStr>, of_aur: bool| {
        move |p: Package| Listed { name: p.name, span: p.span, tag: tag.clone(), of_aur }
    };
    let mut all: Vec<Listed> = top_level(layer).into_iter().map(place(None, false)).collect();
    for section in distro_sections(layer) {
        let tag = Some(tag_of_section(section.key.value));
        all.extend(section.packages().iter().cloned().map(place(tag.clone(), false)));
        all.extend(section.aur().into_iter().map(place(tag, true)));
    }
    for section in format_sections(layer) {
        let tag = Some(SmolStr::new_static(section.distro()));
        all.extend(section.packages.into_iter().map(place(tag, section.key == "aur")));
    }
    for (tags, packages) in tag_sections(layer) {
        all.extend(tags.into_iter().flat_map(|tag| packages.clone().into_iter().map(place(Some(tag), false))));
    }
    all
}

/// The packages that are listed for some distros and not for others; where sections of releases do not add up, they have only
/// their own.
pub(crate) fn uneven(all: &[Listed], cascades: bool) -> Vec<SmolStr> {
    let mut tags: Vec<Option<&SmolStr>> = Vec::new();
    for listed in all {
        if !tags.contains(&listed.tag.as_ref()) {
            tags.push(listed.tag.as_ref());
        }
    }
    if tags.len() < 2 {
        return Vec::new();
    }
    let mut tags_of: FxHashMap<&SmolStr, Vec<Option<&SmolStr>>> = FxHashMap::default();
    for listed in all {
        tags_of.entry(&listed.name).or_default().push(listed.tag.as_ref());
    }
    let takes_shared = |tag: Option<&SmolStr>| cascades || tag.is_none_or(|tag| !tag.contains(':'));
    let has = |own: &[Option<&SmolStr>], tag| own.contains(&tag) || (takes_shared(tag) && own.contains(&None));
    let lacks = |l: &&Listed| !tags.iter().all(|tag| has(&tags_of[&l.name], *tag));
    let mut names: Vec<SmolStr> = all.iter().filter(lacks).map(|l| l.name.clone()).collect();
    names.dedup();
    names
}

impl<'a> LayerContext<'a> {
    /// Those of its packages that may reach a tag chain. A versioned section replaces the others, but what is lost by that is
    /// the matter of another rule, so all of them count here.
    pub(crate) fn listed_for(&self, chain: &[SmolStr]) -> Vec<&'a Listed> {
        let sections = self.listed().chunk_by(|one, next| one.tag == next.tag);
        let may_reach = |section: &&[Listed]| section[0].tag.as_ref().is_none_or(|tag| reaches(tag, chain));
        sections.filter(may_reach).flatten().collect()
    }

    /// Those of its packages that a tag chain gets for all we know: where a section of one release replaces the others, only that.
    pub(crate) fn installed_for(&self, chain: &[SmolStr]) -> Vec<&'a Listed> {
        let of_tag = |tag: &SmolStr| -> Vec<&'a Listed> {
            self.listed().iter().filter(|l| l.tag.as_ref() == Some(tag)).collect()
        };
        let releases = chain.iter().filter(|tag| tag.contains(':') && !cascades(self));
        releases.map(of_tag).find(|section| !section.is_empty()).unwrap_or_else(|| self.listed_for(chain))
    }
}

/// Whether a layer lists a package that is wanted where it may reach a tag chain; `releases` are those of its tags whose sections
/// replace all others.
fn lists(layer: &LayerFile, chain: &[SmolStr], releases: &[&SmolStr], is_wanted: &dyn Fn(&str) -> bool) -> bool {
    let has = |list: &Value| names_of(list).any(|(name, _)| is_wanted(name));
    let has_field = |record: &Record| record.field("package").is_some_and(|f| has(&f.value.value));
    let in_section = |section: DistroSection<'_>| {
        let tag = tag_of_section(section.key.value);
        let aur = || section.record.field("aur").and_then(|f| f.value.value.record());
        reaches(&tag, chain) && (has_field(section.record) || aur().is_some_and(has_field))
    };
    let in_tags = |(tags, packages): (Vec<SmolStr>, Vec<Package>)| {
        tags.iter().any(|tag| reaches(tag, chain)) && packages.iter().any(|p| is_wanted(&p.name))
    };
    let in_format = |section: FormatSection<'_>| {
        reaches(&SmolStr::new_static(section.distro()), chain) && section.packages.iter().any(|p| is_wanted(&p.name))
    };
    if !releases.is_empty() && distro_sections(layer).iter().any(|s| tag_of_versioned_key(s.key.value).is_some()) {
        let all = listed(layer);
        let of_release = releases.iter().map(|tag| all.iter().filter(move |l| l.tag.as_ref() == Some(tag)));
        if let Some(mut section) = of_release.map(Iterator::peekable).find_map(|mut s| s.peek().is_some().then_some(s))
        {
            return section.any(|l| is_wanted(&l.name));
        }
    }
    layer.unit("package").is_some_and(|unit| has(unit.value()))
        || distro_sections(layer).into_iter().any(in_section)
        || format_sections(layer).any(in_format)
        || tag_sections(layer).into_iter().any(in_tags)
}

fn tag_of_section(key: &str) -> SmolStr {
    tag_of_versioned_key(key).map_or_else(|| key.into(), SmolStr::from)
}

/// Whether what is listed for a tag is meant for a chain.
pub(crate) fn reaches(tag: &SmolStr, chain: &[SmolStr]) -> bool {
    let format = chain.iter().find_map(|tag| format_of_distro(distro_of(tag)));
    chain.contains(tag) || format_of_distro(tag).is_some_and(|own| Some(own) == format)
}

/// Whether a package is installed where these are listed.
pub(crate) fn installs(tables: &Tables, listed: &[&Listed], name: &str, chain: &[SmolStr]) -> bool {
    let bringers = Bringers::of(tables, name);
    listed.iter().any(|l| l.name == name || brings(bringers, &l.name, chain))
}

fn brings(bringers: Bringers<'_>, listed: &str, chain: &[SmolStr]) -> bool {
    chain.iter().any(|tag| bringers.has(distro_of(tag), listed))
}

/// Whether one of these layers installs a package on a tag chain.
pub(crate) fn installed_in(context: &Context<'_>, layers: &[LayerId], name: &str, chain: &[SmolStr]) -> bool {
    let bringers = Bringers::of(&context.project.config.tables, name);
    let installs = |listed: &str| listed == name || brings(bringers, listed, chain);
    let replaces = Resolution::of(context.project) == Resolution::Replace;
    let releases: Vec<&SmolStr> = chain.iter().filter(|tag| replaces && tag.contains(':')).collect();
    layers.iter().any(|&id| lists(&context.project.layer(id).content, chain, &releases, &installs))
}

/// A layer and all it needs.
pub(crate) fn needed(layer: &LayerContext<'_>) -> Vec<LayerId> {
    layer.graph().closure(&Reached { layers: vec![layer.id], incomplete: false }).layers
}

/// The tag chains for which a layer is used: those of its users, and those that it declares by a section.
pub(crate) fn usages<'a>(layer: &LayerContext<'a>) -> Vec<Usage<'a>> {
    let mut usages: Vec<Usage<'a>> = Vec::new();
    for target in layer.targets() {
        let Some(chain) = tags_of(target).filter(|chain| !chain.is_empty()) else { continue };
        match usages.iter_mut().find(|usage| *usage.chain == *chain) {
            Some(usage) => usage.targets.push(target),
            None => usages.push(Usage { chain: chain.to_vec(), targets: vec![target] }),
        }
    }
    for tag in tags_of_sections(&layer.layer.content) {
        let distro = distro_of(&tag);
        let known = usages.iter().any(|u| u.chain.first().is_some_and(|first| distro_of(first) == distro));
        if !known && format_of_distro(distro).is_some() {
            usages.push(Usage { chain: usual_chain(&tag), targets: Vec::new() });
        }
    }
    usages
}

/// The tags of all sections.
fn tags_of_sections(layer: &LayerFile) -> impl Iterator<Item = SmolStr> {
    let of_distros = distro_sections(layer).into_iter().map(|section| tag_of_section(section.key.value));
    let of_formats = format_sections(layer).map(|section| SmolStr::new_static(section.distro()));
    of_distros.chain(of_formats).chain(tag_sections(layer).into_iter().flat_map(|(tags, _)| tags))
}

/// The chain that images with this tag usually have.
pub(crate) fn usual_chain(tag: &str) -> Vec<SmolStr> {
    let mut chain = vec![SmolStr::new(tag)];
    let distro = distro_of(tag);
    if distro != tag {
        chain.push(distro.into());
    }
    match distro {
        "ubuntu" => chain.push("debian".into()),
        "cachyos" => chain.push("arch".into()),
        _ => {}
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_close_with_the_family() {
        assert_eq!(usual_chain("ubuntu:24.04"), ["ubuntu:24.04", "ubuntu", "debian"]);
        assert_eq!(usual_chain("arch"), ["arch"]);
    }

    #[test]
    fn both_debian_keys_feed_one_section() {
        let chain = usual_chain("ubuntu:24.04");
        assert!(reaches(&"debian".into(), &chain));
        assert!(reaches(&"ubuntu:24.04".into(), &chain));
        assert!(!reaches(&"ubuntu:22.04".into(), &chain));
        assert!(!reaches(&"fedora".into(), &chain));
        assert!(reaches(&"ubuntu".into(), &usual_chain("debian:13")));
    }
}
