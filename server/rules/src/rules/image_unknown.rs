//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::Finding;
use crate::phrases::article;
use crate::references::{self, ImageRef, Reference};
use crate::rule::{Group, Info, Rule};
use ov_project::Project;
use ov_schema::nearest_word;

pub(crate) static INFO: Info = Info {
    id: "image-unknown",
    group: Group::References,
    severity: Severity::Error,
    default_on: true,
    summary: "a deployment of something that does not exist",
    docs: include_str!("image_unknown.md"),
};

pub(crate) struct ImageUnknown;

impl Rule for ImageUnknown {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let project = project.project;
        for deployment in references::deployments(project) {
            let user = format!("the deployment `{}`", deployment.name);
            let image = references::reference(deployment.file, deployment.view, "image");
            findings.extend(image.and_then(|image| judge_image(project, &image, &user)));
            for kind in KINDS {
                let entity = references::reference(deployment.file, deployment.view, kind);
                findings.extend(entity.and_then(|entity| judge_entity(project, kind, &entity, &user)));
            }
        }
        for kind in ["pod", "android"] {
            for entity in project.entities_of(kind) {
                let user = format!("{} `{}`", article(kind), entity.name());
                let image = entity.view().and_then(|view| references::reference(entity.file, view, "image"));
                findings.extend(image.and_then(|image| judge_image(project, &image, &user)));
            }
        }
    }
}

/// Kinds of entities that a deployment names.
const KINDS: [&str; 4] = ["local", "vm", "pod", "android"];

fn judge_image(project: &Project, reference: &Reference<'_>, user: &str) -> Option<Finding> {
    let ImageRef::Unknown(candidate) = references::image_ref(project, reference.text) else { return None };
    let fact = format!("{user} runs `{}`, and no image has this name", reference.text);
    Some(reference.unknown(&INFO, &fact, candidate))
}

fn judge_entity(project: &Project, kind: &str, reference: &Reference<'_>, user: &str) -> Option<Finding> {
    let is_out_of_reach = project.names_missing || reference.text.contains(['.', '$']);
    if is_out_of_reach || project.entity(kind, reference.text).is_some() {
        return None;
    }
    let candidate = nearest_word(project.entities_of(kind).map(|e| e.name().as_str()), reference.text);
    let fact = format!("{user} names `{}`, and no entity of `{kind}:` has this name", reference.text);
    Some(reference.unknown(&INFO, &fact, candidate))
}
