//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::dates::{self, SERVICE_LIST};
use crate::finding::{Finding, Place, Tag};
use crate::raw_ini;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::words;
use ov_project::{Problem, ProblemKind};
use ov_schema::Type;

pub(crate) static INFO: Info = Info {
    id: "service-raw-ini",
    group: Group::Keys,
    severity: Severity::Error,
    default_on: true,
    summary: "services written as the text of a supervisord file",
    docs: include_str!("service_raw_ini.md"),
};

pub(crate) struct ServiceRawIni;

impl Rule for ServiceRawIni {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["service", BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(field) = layer.layer.content.field("service") else { return };
        let Some(unit) = field.whole() else { return };
        if layer.setting.is_flat || !unit.problems().iter().any(is_raw_ini) {
            return;
        }
        let message =
            "`service` holds the text of a supervisord file; write a list of entries, each with `name` and `exec`";
        let finding = Finding::new(&INFO, layer.place(field.key_span), message);
        findings.push(if dates::is_past(layer.setting.dialect, SERVICE_LIST) {
            let text = unit.problems().iter().find_map(|problem| match &problem.kind {
                ProblemKind::WrongType { text, .. } => text.as_ref(),
                _ => None,
            });
            match text.and_then(|text| rewrite(text, layer.place(unit.span()))) {
                Some(repair) => finding.repair(repair),
                None => finding,
            }
        } else {
            finding.severity(Severity::Info).tag(Tag::Deprecated)
        });
    }
}

/// The same services as a list of entries.
fn rewrite(text: &str, value: Place) -> Option<Repair> {
    let services = raw_ini::read(text)?;
    let names: Vec<String> = services.names.iter().map(words::code).collect();
    let lost: Vec<String> = services.left_out.iter().map(words::code).collect();
    let lost = if lost.is_empty() { String::new() } else { format!(", without {}", words::list(&lost)) };
    let entries = if names.len() == 1 { "an entry" } else { "entries" };
    let title = format!("Write {} as {entries} of `service:`{lost}", words::list(&names));
    Some(Repair::guess(title, Change::ReplaceValue { value, with: NewValue::List(services.entries) }))
}

/// Whether a text stands where services should, and it has a section as those files do.
pub(super) fn is_raw_ini(problem: &Problem) -> bool {
    let ProblemKind::WrongType { expected: Type::List(_), text: Some(text), .. } = &problem.kind else {
        return false;
    };
    text.lines().any(|line| line.trim_start().starts_with('[') && line.contains(']'))
}
