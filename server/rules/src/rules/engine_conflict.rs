//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use ov_project::{LayerId, Target, TargetKind};
use ov_syntax::Span;
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "engine-conflict",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "an image whose layers want different engines",
    docs: include_str!("engine_conflict.md"),
};

pub(crate) struct EngineConflict;

impl Rule for EngineConflict {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        let mut told: Vec<(LayerId, LayerId)> = Vec::new();
        for target in cx.targets.all.iter().filter(|t| t.kind == TargetKind::Image) {
            let Some((first, second)) = conflict(cx, target) else { continue };
            if told.contains(&(first.0, second.0)) {
                continue;
            }
            told.push((first.0, second.0));
            let (other, layer) = (cx.project.layer(first.0), cx.project.layer(second.0));
            let message = format!(
                "{} wants `{}` by this and `{}` by `{}`, and the build refuses that",
                target.label(),
                second.1,
                first.1,
                other.name
            );
            let mut finding = Finding::new(&INFO, Place { file: layer.file, span: second.2 }, message)
                .related(Place { file: other.file, span: first.2 }, format!("`{}` wants `{}`", other.name, first.1));
            finding.layer = Some(layer.name.clone());
            findings.push(finding);
        }
    }
}

type Wish = (LayerId, SmolStr, Span);

/// Two layers of a target that want different engines.
fn conflict(cx: &Context<'_>, target: &Target) -> Option<(Wish, Wish)> {
    let wish = |&id: &LayerId| {
        let at = cx.project.layer(id).content.text("engine")?;
        Some((id, at.value.clone(), at.span))
    };
    let mut wishes: Vec<Wish> =
        target.layers.iter().filter_map(wish).filter(|(_, engine, _)| !engine.is_empty()).collect();
    wishes.sort_unstable_by_key(|(id, _, _)| *id);
    let first = wishes.first()?.clone();
    let second = wishes.into_iter().find(|(_, engine, _)| *engine != first.1)?;
    Some((first, second))
}
