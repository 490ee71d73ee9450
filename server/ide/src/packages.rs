//! Which packages and names a layer resolves to on the distros that matter to it.

use crate::Page;
use ov_project::{LayerId, Target};
use ov_render::packages::{Resolution, Target as Distro, resolve};
use ov_render::probes::probes;
use ov_syntax::Span;
use smol_str::SmolStr;

/// What a layer installs and asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerPackages {
    /// Name of the layer.
    pub layer: SmolStr,
    /// By distro: those of its users, or where it has none of all images.
    pub distros: Vec<DistroPackages>,
}

/// What a layer installs on one distro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistroPackages {
    /// Distro tags, the most specific first.
    pub tags: Vec<SmolStr>,
    /// Package formats, the main one first.
    pub build: Vec<SmolStr>,
    /// What uses the layer there.
    pub users: Vec<String>,
    /// What is installed, by format.
    pub formats: Vec<(SmolStr, Vec<ListedPackage>)>,
    /// The tag whose section took the place of all others.
    pub tag_section: Option<SmolStr>,
    /// What the layer lists for the distro and nothing installs, with the reason.
    pub lost: Vec<(ListedPackage, String)>,
    /// Names that checks ask for.
    pub probes: Vec<AskedName>,
}

/// A package in a list of the layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPackage {
    /// Its name.
    pub name: SmolStr,
    /// The list.
    pub section: SmolStr,
    /// Its place in the layer's file.
    pub span: Span,
}

/// The name that a check asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedName {
    /// Position of the check in `eval:`.
    pub index: usize,
    /// The check's id; may be empty.
    pub id: SmolStr,
    /// The name under `package:`.
    pub package: SmolStr,
    /// The name that is asked for.
    pub resolved: SmolStr,
    /// The key that gives it.
    pub from: String,
    /// The check in the layer's file.
    pub span: Span,
}

/// Resolves the layer whose file the page is, in one image or wherever it is used. `None` where it is no layer, or where the
/// project has no such image of a known distro.
pub fn packages(page: &Page<'_>, image: Option<&str>) -> Option<LayerPackages> {
    let id = page.layer_id()?;
    let distros = match image {
        Some(name) => vec![of_image(page, name)?],
        None => of_users(page, id),
    };
    let layer = page.project.layer(id).name.clone();
    Some(LayerPackages {
        layer,
        distros: distros.into_iter().map(|(on, users)| resolved(page, id, on, users)).collect(),
    })
}

fn of_image(page: &Page<'_>, name: &str) -> Option<(Distro, Vec<String>)> {
    let id = page.project.image_named(name)?;
    let image = page.targets.images.get(id.0 as usize)?;
    let distro = Distro::new(image.distro.clone()?, image.build.clone()?);
    Some((distro, vec![format!("image `{name}`")]))
}

/// The distros that matter to a layer, with those who use it there.
pub(crate) fn of_users(page: &Page<'_>, id: LayerId) -> Vec<(Distro, Vec<String>)> {
    let used = grouped(page.targets.of(id), true);
    if used.is_empty() { grouped(page.targets.all.iter(), false) } else { used }
}

fn grouped<'t>(targets: impl Iterator<Item = &'t Target>, with_users: bool) -> Vec<(Distro, Vec<String>)> {
    let mut groups: Vec<(Distro, Vec<String>)> = Vec::new();
    for target in targets {
        let Some(tags) = target.distro.as_ref().filter(|tags| !tags.is_empty()) else { continue };
        let distro = Distro::new(tags.to_vec(), target.build.as_deref().unwrap_or_default().to_vec());
        let at = groups.iter().position(|(known, _)| *known == distro).unwrap_or_else(|| {
            groups.push((distro, Vec::new()));
            groups.len() - 1
        });
        if with_users {
            groups[at].1.push(target.label());
        }
    }
    groups
}

fn resolved(page: &Page<'_>, id: LayerId, on: Distro, users: Vec<String>) -> DistroPackages {
    let layer = page.project.layer(id);
    let found = resolve(layer, &on, Resolution::of(page.project));
    let listed =
        |name: &SmolStr, section: &SmolStr, span| ListedPackage { name: name.clone(), section: section.clone(), span };
    let format = |step: &ov_render::packages::Step<'_>| {
        (step.format.clone(), step.packages.iter().map(|p| listed(&p.name, &p.section, p.span)).collect())
    };
    let checks = layer.content.items("eval");
    let probe = |probe: ov_render::probes::Probe<'_>| {
        let name = probe.resolve(&on.tags);
        AskedName {
            index: probe.index,
            id: probe.id().into(),
            package: probe.package().into(),
            resolved: name.name.into(),
            from: name.source(),
            span: checks.iter().nth(probe.index).map(ov_project::PlacedUnit::span).unwrap_or_default(),
        }
    };
    DistroPackages {
        formats: found.steps.iter().map(format).collect(),
        tag_section: found.tag_section.clone(),
        lost: found.lost.iter().map(|l| (listed(&l.name, &l.section, l.span), l.reason.to_string())).collect(),
        probes: probes(layer).map(probe).collect(),
        tags: on.tags,
        build: on.build,
        users,
    }
}
