//! See the page beside this file.

use crate::Severity;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use ov_project::{Form, Init, LayerId, Target};
use ov_syntax::Span;
use rustc_hash::FxHashMap;

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

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let mut seen: Vec<(LayerId, LayerId, &str)> = Vec::new();
        for target in project.targets.all.iter().filter(|t| t.init == Some(Init::Supervisord)) {
            for clash in clashes(project, target) {
                if !seen.contains(&(clash.first.0, clash.second.0, clash.name)) {
                    seen.push((clash.first.0, clash.second.0, clash.name));
                    findings.push(told(project, target, &clash));
                }
            }
        }
    }
}

/// A name that two layers of a target use; where it stands in each.
struct Clash<'a> {
    name: &'a str,
    first: (LayerId, Span),
    second: (LayerId, Span),
}

fn clashes<'a>(project: &Context<'a>, target: &Target) -> Vec<Clash<'a>> {
    let mut names: FxHashMap<&str, (LayerId, Span)> = FxHashMap::default();
    let mut found = Vec::new();
    let mut layers: Vec<LayerId> = target.layers.to_vec();
    // The later by name is told, in every image the same.
    layers.sort_unstable();
    for id in layers {
        for service in project.project.layer(id).services().filter(|s| s.form() == Form::Custom && !s.name().is_empty())
        {
            let own = (id, service.name_span());
            match names.get(service.name()) {
                Some(first) if first.0 != id => found.push(Clash { name: service.name(), first: *first, second: own }),
                Some(_) => {}
                None => drop(names.insert(service.name(), own)),
            }
        }
    }
    found
}

fn told(project: &Context<'_>, target: &Target, clash: &Clash<'_>) -> Finding {
    let (other, layer) = (project.project.layer(clash.first.0), project.project.layer(clash.second.0));
    let message = format!(
        "`{}` has a service of this name too, and only one of them starts in {}; rename one",
        other.name,
        target.label()
    );
    let place = Place { file: layer.file, span: clash.second.1 };
    let mut finding = Finding::new(&INFO, place, message)
        .related(Place { file: other.file, span: clash.first.1 }, format!("`{}` in `{}`", clash.name, other.name));
    finding.layer = Some(layer.name.clone());
    finding
}
