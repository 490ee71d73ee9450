//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::Finding;
use crate::references::{self, Reference};
use crate::rule::{Group, Info, Rule};
use ov_project::{PlacedEntity, Project};

pub(crate) static INFO: Info = Info {
    id: "image-layer-unknown",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "an image or target that names a layer which does not exist",
    docs: include_str!("image_layer_unknown.md"),
};

pub(crate) struct ImageLayerUnknown;

impl Rule for ImageLayerUnknown {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let project = project.project;
        for image in &project.images {
            let is_off = image.view().and_then(|v| v.flag("enabled")).is_some_and(|at| !at.value);
            let severity = if is_off { Severity::Info } else { Severity::Error };
            let user = format!("the image `{}`", image.name());
            findings.extend(of_entity(project, image, &user).map(|f| f.severity(severity)));
        }
        for local in project.entities_of("local") {
            let user = format!("the local template `{}`", local.name());
            findings.extend(of_entity(project, local, &user));
        }
        for deployment in references::deployments(project) {
            let added = references::references(deployment.file, deployment.view, "add_layer");
            let user = format!("the deployment `{}`", deployment.name);
            findings.extend(added.filter_map(|reference| judge(project, &reference, &user)));
        }
    }
}

fn of_entity<'p>(project: &'p Project, entity: &'p PlacedEntity, user: &str) -> impl Iterator<Item = Finding> {
    let lists = entity.view().into_iter().flat_map(|view| references::references(entity.file, view, "layer"));
    lists.filter_map(move |reference| judge(project, &reference, user))
}

fn judge(project: &Project, reference: &Reference<'_>, user: &str) -> Option<Finding> {
    if !references::is_unknown_layer(project, reference.text) {
        return None;
    }
    let fact = format!("{user} contains `{}`, and no layer has this name", reference.text);
    Some(reference.unknown_layer(&INFO, &fact, project))
}
