//! Tags that images have, and what people write in their place.

use crate::context::LayerContext;
use crate::dates::{self, ARCH};
use crate::words;
use ov_project::packages::tag_of_versioned_key;
use ov_schema::nearest_word;
use smol_str::SmolStr;

/// Distros of the build configuration that projects share.
const SHIPPED: [&str; 5] = ["arch", "cachyos", "debian", "fedora", "ubuntu"];

/// What images of Arch were tagged in older projects.
pub(crate) const OLD_ARCH: &str = "archlinux";

/// Other spellings of a distro that no image or machine has.
const ALIASES: [(&str, &str); 3] = [("archlinux", "arch"), ("arch-linux", "arch"), ("cachy", "cachyos")];

/// Identities of operating systems: a local deployment to such a machine has the tag, and that of the family. Source: the
/// loader's table of host distros, 2026-06.
const MACHINES: [(&str, &str); 7] = [
    ("archarm", "arch"),
    ("manjaro", "arch"),
    ("endeavouros", "arch"),
    ("almalinux", "fedora"),
    ("rocky", "fedora"),
    ("centos", "fedora"),
    ("rhel", "fedora"),
];

/// The distro of a tag, under the name that the tag gives it.
fn written_distro(tag: &str) -> &str {
    tag.split(':').next().unwrap_or(tag)
}

/// Whether a layer is from before the tag `arch`. From about then on layers say a version of their own.
pub(crate) fn is_before_arch(layer: &LayerContext<'_>) -> bool {
    !dates::is_past(layer.setting.dialect, ARCH) && layer.layer.content.field("version").is_none()
}

/// The tags known to a project.
pub(crate) struct Known<'a> {
    tags: Vec<&'a str>,
    distros: Vec<&'a str>,
}

/// What a key of `package_map` is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A tag that an image may have.
    Tag,
    /// The identity of a machine, of this family.
    Machine(&'static str),
    /// The key of a distro section; the tag it stands for.
    SectionKey(String),
    /// Another way to write this tag.
    Other(String),
    /// Unknown, but like this tag.
    Like(String),
    /// Several tags in one.
    Several(String),
    /// Unknown.
    Nothing,
}

impl<'a> Known<'a> {
    /// For a layer: all tags of the project's images and deployments, and all distros of its build configuration.
    pub(crate) fn new(layer: &LayerContext<'a>) -> Self {
        let context = layer.around();
        let of_images = context.targets.images.iter().filter_map(|image| image.distro.as_deref());
        let of_targets = context.targets.all.iter().filter_map(|target| target.distro.as_deref());
        let tags: Vec<&str> = of_images.chain(of_targets).flatten().map(SmolStr::as_str).collect();
        let own = context.project.entities_of("distro").map(|e| e.name().as_str());
        let old = Some(OLD_ARCH).filter(|_| is_before_arch(layer) && !tags.contains(&"arch"));
        Self { distros: SHIPPED.into_iter().chain(own).chain(old).collect(), tags }
    }

    /// What `key` is.
    pub(crate) fn meaning(&self, key: &str) -> Meaning {
        if self.is_tag(key) {
            return Meaning::Tag;
        }
        let lower = key.to_lowercase();
        if let Some((_, family)) = MACHINES.iter().find(|(id, _)| *id == written_distro(&lower)) {
            return Meaning::Machine(family);
        }
        if let Some(tag) = tag_of_versioned_key(key).filter(|tag| self.is_tag(tag)) {
            return Meaning::SectionKey(tag);
        }
        if let Some((_, tag)) = ALIASES.iter().find(|(alias, _)| *alias == lower) {
            return Meaning::Other((*tag).to_owned());
        }
        if let Some(tag) = self.spelled_otherwise(&lower) {
            return Meaning::Other(tag);
        }
        let parts: Vec<String> =
            key.split(',').map(str::trim).filter(|part| self.is_tag(part)).map(words::code).collect();
        if parts.len() > 1 {
            return Meaning::Several(words::list(&parts));
        }
        let words = self.tags.iter().chain(&self.distros).copied();
        nearest_word(words, &lower).map_or(Meaning::Nothing, |tag| Meaning::Like(tag.to_owned()))
    }

    fn is_tag(&self, key: &str) -> bool {
        self.tags.contains(&key) || (self.distros.contains(&written_distro(key)) && !key.ends_with(':'))
    }

    /// The one known tag that differs in case and punctuation only: `ubuntu:24.04` for `Ubuntu_2404`.
    fn spelled_otherwise(&self, lower: &str) -> Option<String> {
        let bare = |tag: &str| tag.replace([':', '.', '-', '_', ' '], "");
        let wanted = bare(lower);
        let mut same: Vec<&str> =
            self.tags.iter().chain(&self.distros).copied().filter(|t| bare(t) == wanted).collect();
        same.sort_unstable();
        same.dedup();
        if let [tag] = same.as_slice() { Some((*tag).to_owned()) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(key: &str) -> Meaning {
        let tags = vec!["ubuntu:24.04", "ubuntu", "fedora:43", "nixos"];
        Known { tags, distros: SHIPPED.to_vec() }.meaning(key)
    }

    #[test]
    fn tags_of_images_and_known_distros_are_tags() {
        for key in ["ubuntu:24.04", "ubuntu", "arch", "fedora:99", "nixos", "cachyos"] {
            assert_eq!(meaning(key), Meaning::Tag, "{key}");
        }
    }

    #[test]
    fn other_spellings_are_recognised() {
        assert_eq!(meaning("ubuntu-24.04"), Meaning::SectionKey("ubuntu:24.04".into()));
        assert_eq!(meaning("archlinux"), Meaning::Other("arch".into()));
        assert_eq!(meaning("Fedora"), Meaning::Other("fedora".into()));
        assert_eq!(meaning("ubuntu2404"), Meaning::Other("ubuntu:24.04".into()));
        assert_eq!(meaning("fedroa"), Meaning::Like("fedora".into()));
        assert_eq!(meaning("manjaro"), Meaning::Machine("arch"));
        assert_eq!(meaning("debian,ubuntu"), Meaning::Several("`debian` and `ubuntu`".into()));
        assert_eq!(meaning("plan9"), Meaning::Nothing);
    }
}
