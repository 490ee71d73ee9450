//! See the page beside this file.

use crate::Severity;
use crate::context::LayerContext;
use crate::dates::{self, SERVICE_LIST};
use crate::finding::{Finding, Tag};
use crate::rule::{Group, Info, Rule};
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
            finding
        } else {
            finding.severity(Severity::Info).tag(Tag::Deprecated)
        });
    }
}

/// Whether a text stands where services should, and it has a section as those files do.
pub(super) fn is_raw_ini(problem: &Problem) -> bool {
    let ProblemKind::WrongType { expected: Type::List(_), text: Some(text), .. } = &problem.kind else {
        return false;
    };
    text.lines().any(|line| line.trim_start().starts_with('[') && line.contains(']'))
}
