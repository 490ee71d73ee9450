//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use ov_project::{ImageFacts, PlacedEntity};

pub(crate) static INFO: Info = Info {
    id: "data-image",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a data image that is more or less than data",
    docs: include_str!("data_image.md"),
};

pub(crate) struct DataImage;

/// Keys of layers for what runs.
const OF_RUNNING: [&str; 3] = ["service", "port", "port_relay"];

impl Rule for DataImage {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY, "service"]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for facts in project.targets.images.iter().filter(|facts| facts.enabled) {
            let image = project.project.image(facts.id);
            if image.view().and_then(|view| view.flag("data_image")).is_some_and(|at| at.value) {
                findings.extend(with_base(image));
                findings.extend(with_layers(project, facts, image));
            }
        }
    }
}

fn with_base(image: &PlacedEntity) -> Option<Finding> {
    let base = image.view()?.text("base")?;
    let message = format!("image `{}` is for data only and takes no `base`; the build refuses it", image.name());
    Some(Finding::new(&INFO, Place { file: image.file, span: base.span }, message))
}

fn with_layers(project: &Context<'_>, facts: &ImageFacts, image: &PlacedEntity) -> Option<Finding> {
    let layers = || facts.own.layers.iter().map(|&id| project.project.layer(id));
    let has = |layer: &ov_project::Layer, key: &str| {
        layer.content.list(key).next().is_some() || !layer.content.items(key).is_empty()
    };
    let place = Place { file: image.file, span: image.entity.name.span };
    let running = layers().find_map(|l| Some((l, OF_RUNNING.into_iter().find(|key| has(l, key))?)));
    if let Some((layer, key)) = running {
        let message = format!(
            "image `{}` is for data only, but its layer `{}` has `{key}`; the build refuses it",
            image.name(),
            layer.name
        );
        let span = image.view().and_then(|v| v.texts("layer").find(|at| *at.value == layer.name)).map(|at| at.span);
        return Some(Finding::new(&INFO, Place { span: span.unwrap_or(place.span), ..place }, message));
    }
    let lacks_data = !facts.own.incomplete && !layers().any(|l| has(l, "data"));
    lacks_data.then(|| {
        let message = format!(
            "image `{}` is for data only, but none of its layers has `data`; the build refuses it",
            image.name()
        );
        Finding::new(&INFO, place, message)
    })
}
