//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, reach, require};
use ov_project::{Target, TargetKind};

pub(crate) static INFO: Info = Info {
    id: "relay-needs-socat",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a relay in an image without the layer `socat`",
    docs: include_str!("relay_needs_socat.md"),
};

pub(crate) struct RelayNeedsSocat;

impl Rule for RelayNeedsSocat {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(first) = layer.layer.content.list("port_relay").next() else { return };
        let has_socat = |t: &Target| t.layers.iter().any(|id| layer.project().layer(*id).name == "socat");
        let images = layer.targets().filter(|t| t.kind == TargetKind::Image && !layer.around().reaches_beyond(t));
        let lacking: Vec<&Target> = images.filter(|t| !has_socat(t)).collect();
        if lacking.is_empty() {
            return;
        }
        let verb = if lacking.len() == 1 { "has" } else { "have" };
        let message = format!(
            "{} {verb} no layer `socat`, which relays need, and the build refuses that; require it",
            reach::named(&lacking)
        );
        let finding = layer.with_mentions(Finding::new(&INFO, layer.place(first.span), message), &lacking);
        let repair = require::addition(layer, "socat", "Require `socat`");
        findings.push(repair.into_iter().fold(finding, Finding::repair));
    }
}
