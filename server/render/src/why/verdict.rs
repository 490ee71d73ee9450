//! What becomes of a thing whose layer the image has.

use super::candidates::{Candidate, Kind, Listed};
use super::{Outcome, Scene};
use crate::images::unstarted;
use crate::packages::{Installed, Lost, Resolution, Resolved, Target, listed_packages, resolve};
use crate::services::{RenderOptions, Scope, preview};
use ov_project::{Form, ImageFacts, LayerId, Service};
use smol_str::SmolStr;

impl Scene<'_> {
    pub(super) fn verdict(&self, candidate: &Candidate<'_>) -> Outcome {
        match (candidate.kind, candidate.layer, candidate.service) {
            (Kind::Package, Some(layer), _) => self.package(layer, &candidate.name),
            (Kind::Service, Some(layer), Some(service)) => self.service(layer, service),
            (Kind::Layer, Some(layer), _) if !self.is_built(layer) => {
                Outcome::Arrives("it only stands for its members; nothing is built for itself".to_owned())
            }
            _ => Outcome::Arrives(format!("image `{}` has it", self.image.name(self.project))),
        }
    }

    fn is_built(&self, layer: LayerId) -> bool {
        self.image.layers().any(|l| l == layer)
    }

    /// The image that builds a layer: this one or one of its bases.
    fn builder_of(&self, layer: LayerId) -> &ImageFacts {
        &self.images[self.image.builder_of(layer).0 as usize]
    }

    /// What the image installs of a layer, else why that cannot be told.
    fn resolved(&self, layer: LayerId) -> Result<Resolved<'_>, &'static str> {
        let builder = self.builder_of(layer);
        let (Some(tags), Some(build)) = (&builder.distro, &builder.build) else {
            return Err("the distro of the image hangs on a base that cannot be read here");
        };
        if tags.is_empty() {
            return Err("the image has no `distro` tags, so no packages are installed");
        }
        let target = Target::new(tags.clone(), build.clone()).in_project(self.project);
        Ok(resolve(self.project.layer(layer), &target, Resolution::of(self.project)))
    }

    /// The list of a layer by which a package is installed, else that by which it is lost.
    pub(super) fn deciding_list(&self, layer: LayerId, name: &str) -> Option<Listed> {
        let resolved = self.resolved(layer).ok()?;
        let installed = installed(&resolved, name).map(|(_, package)| (&package.section, package.span));
        let (section, span) = installed.or_else(|| lost(&resolved, name).map(|lost| (&lost.section, lost.span)))?;
        Some(Listed { section: section.clone(), span })
    }

    fn package(&self, layer: LayerId, name: &str) -> Outcome {
        let resolved = match self.resolved(layer) {
            Ok(resolved) => resolved,
            Err(reason) => return Outcome::Broken(reason.to_owned()),
        };
        if let Some((format, package)) = installed(&resolved, name) {
            return Outcome::Arrives(format!("installed as `{format}` package from `{}`", package.section));
        }
        let tags = self.builder_of(layer).distro.as_deref().unwrap_or_default();
        let chain = tags.iter().map(SmolStr::as_str).collect::<Vec<_>>().join(", ");
        if let Some(lost) = lost(&resolved, name) {
            return Outcome::Broken(format!("{}, for the distro tags {chain}", lost.reason));
        }
        let listed = listed_packages(self.project.layer(layer)).filter(|p| p.name == name);
        let sections: Vec<String> = listed.map(|p| format!("`{}`", p.section)).collect();
        let sections = sections.join(", ");
        Outcome::Broken(format!("it is listed under {sections} only, none of which is for {chain}"))
    }

    fn service(&self, layer: LayerId, service: Service<'_>) -> Outcome {
        let layer = self.project.layer(layer);
        let options = RenderOptions { distro: self.image.distro.clone(), ..RenderOptions::default() };
        let ours = preview(self.templates, layer, self.project.dialect, &options);
        let unit = ours.systemd.entries.iter().find(|e| e.index == service.index);
        match (service.form(), self.image.boots_systemd) {
            (Form::Packaged, Some(true)) => match unit {
                Some(unit) if unit.scope == Scope::System => {
                    Outcome::Arrives(format!("the image build enables unit `{}`", unit.unit))
                }
                _ => Outcome::Broken("image builds enable packaged units of scope `system` only".to_owned()),
            },
            (Form::Packaged, None) => {
                Outcome::Broken("whether the image boots systemd hangs on a layer or base out of reach".to_owned())
            }
            _ => match ours.supervisord.entries.iter().find(|e| e.index == service.index).map(|e| &e.text) {
                Some(Ok(_)) => match unstarted(self.project, self.image) {
                    Some(unstarted) => Outcome::Broken(unstarted.to_string()),
                    None => Outcome::Arrives("supervisord runs it".to_owned()),
                },
                Some(Err(skip)) => Outcome::Broken(skip.to_string()),
                None => Outcome::Broken("the project has no init `supervisord`".to_owned()),
            },
        }
    }
}

/// A package and the format by which it is installed.
fn installed<'r>(resolved: &'r Resolved<'_>, name: &str) -> Option<(&'r SmolStr, &'r Installed)> {
    let mut of_step =
        resolved.steps.iter().flat_map(|step| step.packages.iter().map(|package| (&step.format, package)));
    of_step.find(|(_, package)| package.name == name)
}

fn lost<'r>(resolved: &'r Resolved<'_>, name: &str) -> Option<&'r Lost> {
    resolved.lost.iter().find(|lost| lost.name == name)
}
