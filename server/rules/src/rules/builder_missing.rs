//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::dates::{self, SINGULAR_KEYS};
use crate::finding::{Finding, Place};
use crate::listing::listed;
use crate::rule::{Group, Info, Rule};
use ov_project::{Base, ImageFacts, ImageId, Layer, Project, View, base};

pub(crate) static INFO: Info = Info {
    id: "builder-missing",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "an image without the builder that one of its layers needs",
    docs: include_str!("builder_missing.md"),
};

pub(crate) struct BuilderMissing;

/// Files that a builder takes for its own, and the builder.
const MANIFESTS: [(&str, &str); 4] =
    [("pixi.toml", "pixi"), ("pyproject.toml", "pixi"), ("environment.yml", "pixi"), ("package.json", "npm")];

impl Rule for BuilderMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        // Defaults may stand in what is missing here, and older projects have other ways to name builders.
        let has_maps = dates::is_past(project.project.dialect, SINGULAR_KEYS);
        if project.project.names_missing || !has_maps {
            return;
        }
        for facts in project.targets.images.iter().filter(|facts| facts.enabled) {
            findings.extend(judge(project.project, facts));
        }
    }
}

fn judge(project: &Project, facts: &ImageFacts) -> Option<Finding> {
    let views = builder_maps(project, facts)?;
    let image = project.image(facts.id);
    let produces = |kind: &str| image.view().is_some_and(|v| v.texts("produce").any(|at| *at.value == *kind));
    let has = |kind: &str| {
        views.iter().any(|view| {
            view.map("builder").any(|(key, value)| *key.value == *kind && value.value.text() != Some(image.name()))
        })
    };
    let lacks = |kind: &str| !has(kind) && !produces(kind);
    let needed = facts.own.layers.iter().map(|&id| project.layer(id));
    let (layer, kind) = needed.flat_map(|l| needs(project, l, facts).map(move |k| (l, k))).find(|(_, k)| lacks(k))?;
    let message = format!(
        "layer `{}` of image `{}` needs the builder `{kind}`, and the build refuses the image without; name its image under `builder`",
        layer.name,
        image.name()
    );
    Some(Finding::new(&INFO, Place { file: image.file, span: image.entity.name.span }, message))
}

/// All that may say which images build for this one; `None` where a part of it is out of reach.
fn builder_maps<'p>(project: &'p Project, facts: &ImageFacts) -> Option<Vec<View<'p>>> {
    let mut chain = Vec::new();
    let mut next = Some(facts.id);
    while let Some(id) = next.filter(|id| !chain.contains(id)) {
        chain.push(id);
        next = match base(project, id) {
            Base::Internal(below) => Some(below),
            Base::External => None,
            Base::Namespaced { .. } | Base::Unresolved => return None,
        };
    }
    // An image called like the distro speaks for all images of the distro.
    let tags = facts.distro.as_ref()?.iter().map(|tag| tag.split(':').next().unwrap_or(tag));
    let of_distro: Vec<ImageId> = tags.filter_map(|name| project.image_named(name)).collect();
    let images = chain.into_iter().chain(of_distro).filter_map(|id| project.image(id).view());
    let defaults = project.defaults.iter().filter_map(|(_, datum)| Some(View::new(datum.value.record()?, 0)));
    Some(images.chain(defaults).collect())
}

/// The builders that a layer needs in an image.
fn needs<'p>(
    project: &'p Project,
    layer: &'p Layer,
    facts: &'p ImageFacts,
) -> impl Iterator<Item = &'static str> + use<'p> {
    let by_file = MANIFESTS.iter().filter(|(file, kind)| layer.has_file(file) && detects(project, kind, file));
    let builds_aur = facts.build.as_ref().is_some_and(|build| build.iter().any(|format| format == "aur"));
    let has_aur = || listed(&layer.content).iter().any(|package| package.of_aur);
    by_file.map(|(_, kind)| *kind).chain((builds_aur && has_aur()).then_some("aur"))
}

/// Whether a builder looks for the file, as those that come with the program do.
fn detects(project: &Project, kind: &str, file: &str) -> bool {
    let own = project.entity("builder", kind).and_then(|b| b.entity.datum.value.child("detect_file"));
    own.is_none_or(|list| list.list().iter().any(|d| d.value.text().is_some_and(|name| name == file)))
}
