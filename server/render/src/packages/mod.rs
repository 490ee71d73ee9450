//! Which packages a layer installs on a distro.

mod cascade;
mod defined;
mod extras;
mod image;
mod lost;
mod replace;
mod section;

pub use defined::own_formats;
pub use extras::Extras;
pub use image::{ImagePackage, ImagePackages, image_packages};
pub use lost::{Lost, LostReason};

use ov_project::packages::Package;
use ov_project::{Layer, Project};
use ov_schema::CalVer;
use ov_syntax::Span;
use smol_str::SmolStr;

/// How the sections of a layer make up one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One section is installed: the most specific one that has packages.
    Replace,
    /// Sections add up, from the general to the specific.
    Cascade,
}

/// The day from which sections add up.
const FIRST_CASCADE: CalVer = CalVer::new(2026, 157, 0);

impl Resolution {
    /// The rule of a project: what its configuration says, else what its version implies.
    pub fn of(project: &Project) -> Self {
        let of_version = || project.dialect.version.is_some_and(|v| v >= FIRST_CASCADE);
        if project.config.cascade.unwrap_or_else(of_version) { Self::Cascade } else { Self::Replace }
    }
}

/// What packages are resolved for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Distro tags, the most specific first.
    pub tags: Vec<SmolStr>,
    /// Package formats, the main one first.
    pub build: Vec<SmolStr>,
    /// Those of them that the distro does not define, so that nothing of theirs is installed.
    undefined: Vec<SmolStr>,
}

impl Target {
    /// A target whose formats are those of its distro where none are given.
    pub fn new(tags: Vec<SmolStr>, build: Vec<SmolStr>) -> Self {
        let build = if build.is_empty() { default_build(&tags) } else { build };
        Self { tags, build, undefined: Vec::new() }
    }

    /// The target as the project defines its distro.
    #[must_use]
    pub fn in_project(mut self, project: &Project) -> Self {
        if let Some(defined) = defined::defined_formats(project, &self.tags) {
            self.undefined = self.build.iter().filter(|format| !defined.contains(format)).cloned().collect();
        }
        self
    }

    fn defines(&self, format: &SmolStr) -> bool {
        !self.undefined.contains(format)
    }
}

/// The format of the first tag whose distro is known.
fn default_build(tags: &[SmolStr]) -> Vec<SmolStr> {
    let format = |tag: &SmolStr| match tag.split(':').next().unwrap_or_default() {
        "fedora" | "rhel" | "centos" | "rocky" | "almalinux" => Some("rpm"),
        "debian" | "ubuntu" => Some("deb"),
        "arch" | "archlinux" | "cachyos" | "archarm" | "manjaro" | "endeavouros" => Some("pac"),
        _ => None,
    };
    tags.iter().find_map(format).map(SmolStr::new_static).into_iter().collect()
}

/// A package that is installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Its name.
    pub name: SmolStr,
    /// The list it stands in, such as `package` or `distro.fedora`.
    pub section: SmolStr,
    /// Its place in the layer's file.
    pub span: Span,
}

/// What one package manager is asked to install.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'a> {
    /// The format.
    pub format: SmolStr,
    /// In order, each once.
    pub packages: Vec<Installed>,
    /// Repositories, options and the like.
    pub extras: Extras<'a>,
}

/// What a layer installs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved<'a> {
    /// By format.
    pub steps: Vec<Step<'a>>,
    /// The tag whose section took the place of all others.
    pub tag_section: Option<SmolStr>,
    /// Packages that the layer lists for this distro, but that are not installed.
    pub lost: Vec<Lost>,
}

impl Resolved<'_> {
    /// The packages of one format.
    pub fn format(&self, format: &str) -> Option<&[Installed]> {
        self.steps.iter().find(|s| s.format == format).map(|s| s.packages.as_slice())
    }
}

/// Resolves the packages of a layer.
pub fn resolve<'a>(layer: &'a Layer, target: &Target, resolution: Resolution) -> Resolved<'a> {
    let sections = section::sections(&layer.content);
    let mut resolved = match resolution {
        Resolution::Replace => replace::resolve(&sections, target),
        Resolution::Cascade => cascade::resolve(&sections, target),
    };
    resolved.lost = lost::lost(&sections, target, &resolved);
    resolved
}

/// All packages that a layer lists for any distro, with the list each stands in.
pub fn listed_packages(layer: &Layer) -> impl Iterator<Item = Installed> {
    let sections = section::sections(&layer.content).all.into_iter();
    sections.flat_map(|section| {
        let label = section.label;
        section.packages.into_iter().map(move |p| Installed { name: p.name, section: label.clone(), span: p.span })
    })
}

/// Adds packages that are not in the list yet.
fn add(list: &mut Vec<Installed>, section: &SmolStr, packages: &[Package]) {
    for package in packages {
        if list.iter().all(|p| p.name != package.name) {
            list.push(Installed { name: package.name.clone(), section: section.clone(), span: package.span });
        }
    }
}
