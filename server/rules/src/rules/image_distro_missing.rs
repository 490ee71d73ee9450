//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::installs::Sections;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, words};
use ov_project::Base;

pub(crate) static INFO: Info = Info {
    id: "image-distro-missing",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "an image on an outside base that installs nothing",
    docs: include_str!("image_distro_missing.md"),
};

pub(crate) struct ImageDistroMissing;

impl Rule for ImageDistroMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let images = project.targets.images.iter().filter(|i| i.enabled && i.base == Base::External);
        for image in images.filter(|i| i.distro.as_ref().is_some_and(Vec::is_empty)) {
            let placed = project.project.image(image.id);
            let is_data = placed.view().and_then(|v| v.flag("data_image")).is_some_and(|at| at.value);
            let Some(base) = ov_project::base_reference(project.project, image.id).filter(|_| !is_data) else {
                continue;
            };
            let layers = image.layers().map(|id| project.project.layer(id));
            let with_packages: Vec<String> =
                layers.filter(|l| Sections::new(&l.content).any_packages()).map(|l| words::code(&l.name)).collect();
            if with_packages.is_empty() {
                continue;
            }
            let message = format!(
                "image `{}` says no `distro`, so packages of {} are not installed; add the tags of its base",
                placed.name(),
                words::short_list(&with_packages)
            );
            findings.push(Finding::new(&INFO, Place { file: placed.file, span: base.span }, message));
        }
    }
}
