//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::Finding;
use crate::finding::Place;
use crate::references::{self, ImageRef, Reference};
use crate::rule::{Group, Info, Rule};
use ov_project::{ImageId, PlacedEntity, Project, base_reference};

pub(crate) static INFO: Info = Info {
    id: "image-base-unknown",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "a base that is no image",
    docs: include_str!("image_base_unknown.md"),
};

pub(crate) struct ImageBaseUnknown;

impl Rule for ImageBaseUnknown {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for image in project.targets.images.iter().filter(|image| image.enabled) {
            findings.extend(judge(project.project, image.id));
        }
    }
}

/// Names that registries know without a host or owner.
const OFFICIAL: [&str; 24] = [
    "almalinux",
    "alpine",
    "amazonlinux",
    "archlinux",
    "busybox",
    "caddy",
    "centos",
    "clearlinux",
    "debian",
    "fedora",
    "golang",
    "httpd",
    "mariadb",
    "mysql",
    "nginx",
    "node",
    "opensuse",
    "oraclelinux",
    "postgres",
    "python",
    "redis",
    "rockylinux",
    "rust",
    "ubuntu",
];

fn judge(project: &Project, id: ImageId) -> Option<Finding> {
    let base = base_reference(project, id)?;
    let image = project.image(id);
    let reference = Reference { text: base.value, place: Place { file: image.file, span: base.span } };
    match references::image_ref(project, base.value) {
        ImageRef::Known => switched_off(project, image, &reference),
        // Without a candidate a bare name may well be an image of a registry.
        ImageRef::Unknown(candidate) if candidate.is_some() || base.value.contains('.') => {
            let is_official = OFFICIAL.contains(&base.value.as_str());
            let fact = format!("`{}` is built on `{}`, and no image has this name", image.name(), base.value);
            (!is_official).then(|| reference.unknown(&INFO, &fact, candidate.filter(|c| c != image.name())))
        }
        _ => None,
    }
}

/// An image that is not built is looked for in a registry.
fn switched_off(project: &Project, image: &PlacedEntity, reference: &Reference<'_>) -> Option<Finding> {
    let base = project.image(project.image_named(reference.text)?);
    let enabled = base.view()?.flag("enabled").filter(|at| !at.value)?;
    let message = format!(
        "`{}` is built on `{}`, which is switched off, so that a registry is asked for it",
        image.name(),
        reference.text
    );
    let there = Place { file: base.file, span: enabled.span };
    Some(
        Finding::new(&INFO, reference.place, message)
            .severity(Severity::Warning)
            .related(there, "it is switched off here"),
    )
}
