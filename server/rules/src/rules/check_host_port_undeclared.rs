//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::checks::{Check, of_entities};
use crate::context::{Context, ItemContext, LayerContext};
use crate::declared::Around;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::variables::Reference;
use crate::variables::{expanded, place_of};
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

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let mut declared = None;
        item.with_check(&mut |check| {
            for (field, reference) in expanded(check).filter(|(_, r)| r.name == "HOST_PORT") {
                let Some(argument) = reference.argument else { continue };
                let around = *declared.get_or_insert_with(|| Around::layer(layer));
                findings.extend(judge(check, field, &reference, argument, around));
            }
        });
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
