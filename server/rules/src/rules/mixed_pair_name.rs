//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::{ServiceExt, daemon, program, stem};
use ov_project::{Form, Service};

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "mixed-pair-name",
    group: Group::Services,
    severity: Severity::Warning,
    default_on: true,
    summary: "the two forms of one daemon under different names",
    docs: include_str!("mixed_pair_name.md"),
};

/// The rule.
pub(crate) struct MixedPairName;

impl Rule for MixedPairName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service.name", "service.use_packaged", "service.exec", "service.kind"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for packaged in layer.services().filter(|s| s.form() == Form::Packaged) {
            if let Some(custom) = layer.twins().lookalike(layer.layer, packaged) {
                findings.push(mismatch(layer, packaged, custom));
            }
        }
    }
}

fn mismatch(layer: &LayerContext<'_>, packaged: Service<'_>, custom: Service<'_>) -> Finding {
    let (first, second) = expected_and_odd(packaged, custom);
    let message = format!(
        "`{}` and `{}` are two forms of one daemon, but with different names systemd starts both; call both `{}` or both `{}`",
        first.name(),
        second.name(),
        packaged.name(),
        custom.name(),
    );
    let other = match first.form() {
        Form::Packaged => "the `use_packaged` form",
        Form::Custom => "the `exec` form",
    };
    let finding =
        Finding::new(&INFO, layer.place(second.name_span()), message).related(layer.place(first.name_span()), other);
    let by_packaged = rename(layer, custom, packaged.name());
    let by_custom = rename(layer, packaged, custom.name());
    let unit = packaged.unit().map(|at| stem(at.value));
    // The name that the unit has is rather right than the other one.
    if unit == Some(custom.name()) {
        finding.repair(by_custom).repair(by_packaged)
    } else {
        finding.repair(by_packaged).repair(by_custom)
    }
}

/// The entry whose name says what runs, and the one whose name does not; in the order of the file where that tells nothing.
fn expected_and_odd<'a>(packaged: Service<'a>, custom: Service<'a>) -> (Service<'a>, Service<'a>) {
    let unit = packaged.unit().map(|at| stem(at.value));
    let runs = custom.exec().map(|at| daemon(program(at.value)));
    let is_odd = |service: Service<'_>| ![unit, runs].contains(&Some(service.name()));
    match (is_odd(packaged), is_odd(custom)) {
        (true, false) => (custom, packaged),
        (false, true) => (packaged, custom),
        _ if packaged.index < custom.index => (packaged, custom),
        _ => (custom, packaged),
    }
}

/// A name may be known elsewhere, to checks for example, so this wants a look.
fn rename(layer: &LayerContext<'_>, service: Service<'_>, to: &str) -> Repair {
    let change = Change::ReplaceScalar { scalar: layer.place(service.name_span()), to: to.into() };
    Repair::guess(format!("Rename `{}` to `{to}`", service.name()), change)
}
