//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::checks::{Check, of_entities};
use crate::context::{Context, ItemContext, LayerContext};
use crate::declared::Around;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::variables::Reference;
use crate::variables::{expanded, place_of, replace};
use ov_project::Field;
use ov_schema::nearest_word;

static INFO: Info = Info {
    id: "volume-var-undeclared",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "`${VOLUME_…:name}` asks for a volume that nothing declares",
    docs: include_str!("volume_var_undeclared.md"),
};

pub(crate) struct VolumeVarUndeclared;

impl Rule for VolumeVarUndeclared {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let mut declared = None;
        let Some(check) = item.check() else { return };
        for (field, reference) in expanded(check).filter(|(_, r)| r.name.starts_with("VOLUME_")) {
            let Some(argument) = reference.argument else { continue };
            let around = *declared.get_or_insert_with(|| Around::layer(layer));
            findings.extend(judge(check, field, &reference, argument, around));
        }
    }

    fn project_reads(&self) -> Reads {
        &[BODY]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        let mut declared = None;
        of_entities(project, &mut |_, check| {
            for (field, reference) in expanded(check).filter(|(_, r)| r.name.starts_with("VOLUME_")) {
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
    if reference.has_shell_default() || around.open || around.project.volumes.contains(argument) {
        return None;
    }
    let guess = nearest_word(around.project.volumes.iter().map(String::as_str), argument);
    let hint = guess.map(|g| format!("; did you mean `{g}`?")).unwrap_or_default();
    let message = format!("nothing here declares a volume `{argument}`: the check is skipped{hint}");
    let mut finding = Finding::new(&INFO, place_of(check, field, &reference.range), message);
    if let Some(guess) = guess {
        finding.repairs.extend(replace(check, field, &reference.range, &format!("${{{}:{guess}}}", reference.name)));
    }
    Some(finding)
}
