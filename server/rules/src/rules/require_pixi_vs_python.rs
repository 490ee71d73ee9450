//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "require-pixi-vs-python",
    group: Group::References,
    severity: Severity::Hint,
    default_on: true,
    summary: "a pixi environment that requires `pixi` instead of `python`",
    docs: include_str!("require_pixi_vs_python.md"),
};

pub(crate) struct RequirePixiVsPython;

const MANIFESTS: [&str; 3] = ["pixi.toml", "pyproject.toml", "environment.yml"];

impl Rule for RequirePixiVsPython {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["require"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(pixi) = layer.layer.content.texts("require").find(|at| at.value == "pixi") else { return };
        let own = layer.layer;
        let python = layer.project().layer_named("python");
        let builds = MANIFESTS.iter().any(|name| own.has_file(name));
        let requires_both = own.content.texts("require").any(|at| at.value == "python");
        if !builds || requires_both || python.is_none_or(|id| id == layer.id) {
            return;
        }
        let place = layer.place(pixi.span);
        let change = Change::ReplaceScalar { scalar: place, to: "python".to_owned() };
        let message = "the layer `python` brings the environment that this manifest builds on; write `python`";
        findings.push(Finding::new(&INFO, place, message).repair(Repair::guess("Write `python`", change)));
    }
}
