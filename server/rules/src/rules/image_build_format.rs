//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use ov_render::packages::own_formats;
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "image-build-format",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "an image for a package format that nobody knows",
    docs: include_str!("image_build_format.md"),
};

pub(crate) struct ImageBuildFormat;

impl Rule for ImageBuildFormat {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        // What an import out of reach brings cannot be known.
        let beyond = !project.project.unresolved.is_empty() || !project.project.broken_imports.is_empty();
        let known = formats(project);
        for image in project.project.images.iter().filter(|_| !beyond) {
            let Some(view) = image.view() else { continue };
            for at in view.texts("build").chain(view.text("build")).filter(|at| !known.contains(at.value)) {
                let place = Place { file: image.file, span: at.span };
                let near = ov_schema::nearest_word(known.iter().map(SmolStr::as_str), at.value);
                let hint = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
                let finding = Finding::new(
                    &INFO,
                    place,
                    format!("`{}` is no package format, and the build refuses it{hint}", at.value),
                );
                findings.push(match near {
                    Some(to) => finding.repair(Repair::guess(
                        format!("Write `{to}`"),
                        Change::ReplaceScalar { scalar: place, to: to.into() },
                    )),
                    None => finding,
                });
            }
        }
    }
}

/// The formats of the program's own distros and of those that the project defines.
fn formats(project: &Context<'_>) -> Vec<SmolStr> {
    let mut known: Vec<SmolStr> = ["rpm", "deb", "pac", "aur"].into_iter().map(SmolStr::new_static).collect();
    for distro in project.project.entities_of("distro") {
        known.extend(own_formats(distro));
    }
    known
}
