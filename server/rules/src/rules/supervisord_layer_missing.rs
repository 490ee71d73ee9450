//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use ov_project::{Form, Layer, packages};

pub(crate) static INFO: Info = Info {
    id: "supervisord-layer-missing",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "an image with services and nothing to start them",
    docs: include_str!("supervisord_layer_missing.md"),
};

pub(crate) struct SupervisordLayerMissing;

impl Rule for SupervisordLayerMissing {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY, "service.use_packaged", "service.exec?", "task.cmd"]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for image in
            project.targets.images.iter().filter(|i| i.enabled && !i.is_incomplete() && i.boots_systemd == Some(false))
        {
            let Some(needs) = image.layers().find(|id| runs_something(project.project.layer(*id))) else { continue };
            // What a base starts is told at the base.
            let own = image.own.layers.iter().any(|id| runs_something(project.project.layer(*id)));
            if !own || image.layers().any(|id| brings_supervisord(project.project.layer(id))) {
                continue;
            }
            let placed = project.project.image(image.id);
            let Some(view) = placed.view() else { continue };
            let is_data = view.flag("data_image").is_some_and(|at| at.value);
            let Some(span) = view.key_span("layer").filter(|_| !is_data) else { continue };
            let message = format!(
                "image `{}` has services, of layer `{}`, but no layer `supervisord` to start them; add it",
                placed.name(),
                project.project.layer(needs).name
            );
            findings.push(Finding::new(&INFO, Place { file: placed.file, span }, message));
        }
    }
}

/// Whether the layer installs supervisord: the one made for it, or another that lists or builds it itself.
fn brings_supervisord(layer: &Layer) -> bool {
    let content = &layer.content;
    let sections = packages::distro_sections(content);
    let of_distros = sections.iter().flat_map(packages::DistroSection::packages);
    let mut tasks = content.items("task").iter().filter_map(|t| t.record()?.field("cmd")?.value.value.text());
    layer.name == "supervisord"
        || packages::top_level(content).iter().chain(of_distros).any(|p| p.name == "supervisor")
        || tasks.any(|text| text.contains("supervisor"))
}

/// Whether supervisord has something to start for the layer.
fn runs_something(layer: &Layer) -> bool {
    let relays = layer.content.list("port_relay").next().is_some();
    relays || layer.services().any(|s| s.form() == Form::Custom && s.entry.is_set("exec"))
}
