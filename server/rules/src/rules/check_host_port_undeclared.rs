//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::checks::{Check, of_entities};
use crate::context::{Context, ItemContext, LayerContext};
use crate::declared::{Around, is_served, ports};
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::variables::{Reference, expanded, place_of};
use ov_project::Field;

static INFO: Info = Info {
    id: "check-host-port-undeclared",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "`${HOST_PORT:n}` asks for a port that nothing declares",
    docs: include_str!("check_host_port_undeclared.md"),
};

pub(crate) struct CheckHostPortUndeclared;

impl Rule for CheckHostPortUndeclared {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.exec", "service.env"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let mut declared = None;
        let Some(check) = item.check() else { return };
        for (field, reference) in expanded(check).filter(|(_, r)| r.name == "HOST_PORT") {
            let Some(argument) = reference.argument else { continue };
            let around = *declared.get_or_insert_with(|| Around::layer(layer));
            let found = judge(check, field, &reference, argument, around);
            findings.extend(found.or_else(|| judge_by_itself(layer, check, field, &reference, around)));
        }
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let mut declared = None;
        of_entities(project, &mut |_, check| {
            for (field, reference) in expanded(check).filter(|(_, r)| r.name == "HOST_PORT") {
                let Some(argument) = reference.argument else { continue };
                let around = *declared.get_or_insert_with(|| Around::entities(project));
                findings.extend(judge(check, field, &reference, argument, around));
            }
        });
    }
}

fn judge(
    check: &Check<'_>,
    field: &Field,
    reference: &Reference<'_>,
    argument: &str,
    around: Around<'_>,
) -> Option<Finding> {
    let port: u16 = argument.parse().ok()?;
    // A virtual machine publishes its port for logins by itself.
    if port == 22 || around.open || around.project.ports.contains(&port) {
        return None;
    }
    let message =
        format!("nothing here declares port {port}, so `{}` has no value and the check is skipped", reference.name);
    Some(Finding::new(&INFO, place_of(check, field, &reference.range), message))
}

/// What a layer says of its own ports, where a base out of reach might declare another.
fn judge_by_itself(
    layer: &LayerContext<'_>,
    check: &Check<'_>,
    field: &Field,
    reference: &Reference<'_>,
    around: Around<'_>,
) -> Option<Finding> {
    let port: u16 = reference.argument?.parse().ok()?;
    let declares_others = ports(&layer.layer.content).next().is_some();
    if port == 22 || !around.open || !declares_others || around.project.ports.contains(&port) {
        return None;
    }
    let place = place_of(check, field, &reference.range);
    Some(if is_served(layer, port) {
        let message =
            format!("the layer serves port {port}, but does not declare it; add it to `port`, or the check is skipped");
        Finding::new(&INFO, place, message)
    } else {
        let message =
            format!("no layer of this checkout declares port {port}; where its base does not, the check is skipped");
        Finding::new(&INFO, place, message).severity(Severity::Hint)
    })
}
