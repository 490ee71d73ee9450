//! The packages of a whole image.

use super::{Resolution, Target, resolve};
use ov_project::{LayerId, Project};
use smol_str::SmolStr;

/// A package and the layer that brings it first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImagePackage {
    /// Its name.
    pub name: SmolStr,
    /// The layer.
    pub layer: LayerId,
    /// The list it stands in there.
    pub section: SmolStr,
}

/// All packages of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImagePackages {
    /// By format, in the order of installation, each package once.
    pub formats: Vec<(SmolStr, Vec<ImagePackage>)>,
    /// Listed by a layer, but installed by none.
    pub dropped: Vec<(LayerId, super::Lost)>,
}

/// The effective list of an image whose layers are given in build order, those of its bases first, each with the target of the
/// image that builds it.
pub fn image_packages<'t>(
    project: &Project,
    layers: impl IntoIterator<Item = (LayerId, &'t Target)>,
    resolution: Resolution,
) -> ImagePackages {
    let mut all = ImagePackages::default();
    for (layer, target) in layers {
        let resolved = resolve(project.layer(layer), target, resolution);
        for step in resolved.steps {
            let list = all.list(&step.format);
            for package in step.packages {
                if list.iter().all(|p| p.name != package.name) {
                    list.push(ImagePackage { name: package.name, layer, section: package.section });
                }
            }
        }
        all.dropped.extend(resolved.lost.into_iter().map(|lost| (layer, lost)));
    }
    let formats = &all.formats;
    all.dropped.retain(|(_, lost)| !formats.iter().any(|(_, list)| list.iter().any(|p| p.name == lost.name)));
    all
}

impl ImagePackages {
    fn list(&mut self, format: &SmolStr) -> &mut Vec<ImagePackage> {
        let index = self.formats.iter().position(|(f, _)| f == format).unwrap_or_else(|| {
            self.formats.push((format.clone(), Vec::new()));
            self.formats.len() - 1
        });
        &mut self.formats[index].1
    }
}
