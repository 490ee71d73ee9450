//! Images with services and without the supervisord that would start them.

use ov_project::{Form, ImageFacts, Layer, LayerId, Project, packages};
use smol_str::SmolStr;
use std::fmt;

/// An image whose services nothing starts. Its words say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unstarted {
    /// The image.
    pub image: SmolStr,
    /// The first of its layers with something to start.
    pub layer: SmolStr,
}

impl fmt::Display for Unstarted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { image, layer } = self;
        write!(f, "image `{image}` has services, of layer `{layer}`, but no layer `supervisord` to start them; add it")
    }
}

/// Whether supervisord is missing in an image. Images that are not known in full are left alone, and so are those that boot
/// systemd or only carry data.
pub fn unstarted(project: &Project, image: &ImageFacts) -> Option<Unstarted> {
    let is_data = || project.image(image.id).view()?.flag("data_image").map(|at| at.value);
    if image.is_incomplete() || image.boots_systemd != Some(false) || is_data() == Some(true) {
        return None;
    }
    let layer = image.layers().find(|&id| needs_supervisord(project, id))?;
    if image.layers().any(|id| brings_supervisord(project.layer(id))) {
        return None;
    }
    Some(Unstarted { image: image.name(project).clone(), layer: project.layer(layer).name.clone() })
}

/// Whether supervisord has something to start for the layer.
pub fn needs_supervisord(project: &Project, layer: LayerId) -> bool {
    let layer = project.layer(layer);
    let relays = layer.content.list("port_relay").next().is_some();
    relays || layer.services().any(|s| s.form() == Form::Custom && s.entry.is_set("exec"))
}

/// Whether the layer installs supervisord: the one made for it, or another that lists or builds it itself.
fn brings_supervisord(layer: &Layer) -> bool {
    let content = &layer.content;
    let is_it = |package: &packages::Package| package.name == "supervisor";
    let sections = packages::distro_sections(content);
    let of_distros = sections.iter().flat_map(packages::DistroSection::packages);
    let mut older = packages::format_sections(content).map(|s| s.packages);
    let mut of_tags = packages::tag_sections(content).into_iter();
    let mut tasks = content.items("task").iter().filter_map(|t| t.record()?.field("cmd")?.value.value.text());
    layer.name == "supervisord"
        || packages::top_level(content).iter().chain(of_distros).any(is_it)
        || older.any(|packages| packages.iter().any(is_it))
        || of_tags.any(|(_, packages)| packages.iter().any(is_it))
        || tasks.any(|text| text.contains("supervisor"))
}
