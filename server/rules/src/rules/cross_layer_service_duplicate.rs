//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use ov_project::{Form, Init, Layer, LayerId, Service, Target};
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "cross-layer-service-duplicate",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "one service name in two layers of an image",
    docs: include_str!("cross_layer_service_duplicate.md"),
};

pub(crate) struct CrossLayerServiceDuplicate;

impl Rule for CrossLayerServiceDuplicate {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service.name", "service.use_packaged"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut names: Vec<&str> = Vec::new();
        let Some(shared) = layer.service_names().shared(layer.id) else { return };
        for service in layer.services().filter(|s| s.form() == Form::Custom && shared.contains(s.name())) {
            if !names.contains(&service.name()) {
                names.push(service.name());
                findings.extend(clashes(layer, service.name()).iter().map(|clash| told(layer, service, clash)));
            }
        }
    }
}

/// Another layer that has the name.
struct Clash<'a> {
    layer: &'a Layer,
    name: Span,
    /// The first that has both.
    target: &'a Target,
}

/// The first layer with the name in each target, where that is another one.
fn clashes<'a>(layer: &LayerContext<'a>, name: &str) -> Vec<Clash<'a>> {
    // The later by name is told, in every image the same.
    let before: Vec<LayerId> = layer.service_names().get(name).take_while(|l| *l < layer.id).collect();
    let mut found: Vec<(LayerId, Clash<'a>)> = Vec::new();
    let targets = layer.targets().filter(|t| !before.is_empty() && t.init == Some(Init::Supervisord));
    for target in targets {
        let Some(first) = before.iter().find(|other| target.layers.contains(other)) else { continue };
        if !found.iter().any(|(known, _)| known == first) {
            found.extend(clash(layer, *first, name, target).map(|clash| (*first, clash)));
        }
    }
    found.into_iter().map(|(_, clash)| clash).collect()
}

fn clash<'a>(layer: &LayerContext<'a>, other: LayerId, name: &str, target: &'a Target) -> Option<Clash<'a>> {
    let other = layer.around().project.layer(other);
    let service = other.services().find(|s| s.form() == Form::Custom && s.name() == name)?;
    Some(Clash { layer: other, name: service.name_span(), target })
}

fn told(layer: &LayerContext<'_>, service: Service<'_>, clash: &Clash<'_>) -> Finding {
    let message = format!(
        "`{}` has a service of this name too, and only one of them starts in {}; rename one",
        clash.layer.name,
        clash.target.label()
    );
    let there = Place { file: clash.layer.file, span: clash.name };
    Finding::new(&INFO, layer.place(service.name_span()), message)
        .related(there, format!("`{}` in `{}`", service.name(), clash.layer.name))
}
