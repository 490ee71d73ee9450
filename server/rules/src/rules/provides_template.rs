//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, templates, values};

pub(crate) static INFO: Info = Info {
    id: "provides-template",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "an expression that nobody fills in",
    docs: include_str!("provides_template.md"),
};

pub(crate) struct ProvidesTemplate;

impl Rule for ProvidesTemplate {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let env = if item.key == "env_provide" { item.unit.unit.datum.value.map() } else { &[] };
        let env = env.iter().filter_map(|(_, d)| Some((d.value.text()?, item.place(d.span))));
        let urls =
            values::entries(item, "mcp_provide").filter_map(|e| e.text("url")).map(|at| (at.value, item.at(at.span)));
        for (text, place) in env.chain(urls) {
            if let Some((name, to)) = meant_for_checks(text) {
                let message =
                    format!("`${{{name}…}}` has a value in checks only, and stays as it is here; write `{to}`");
                findings.push(Finding::new(&INFO, place, message).severity(Severity::Warning));
            } else if let Some(fault) = templates::fault(text) {
                let message = format!(
                    "{fault}, and the build refuses it; known are `{{{{.ContainerName}}}}`, `{{{{.HostPort N}}}}` and `{{{{.ContainerPort N}}}}`"
                );
                findings.push(Finding::new(&INFO, place, message));
            }
        }
    }
}

/// A variable of checks in a text, with the expression that is meant.
fn meant_for_checks(text: &str) -> Option<(&'static str, &'static str)> {
    const NAMES: [(&str, &str); 3] = [
        ("CONTAINER_NAME", "{{.ContainerName}}"),
        ("CONTAINER_IP", "{{.ContainerName}}"),
        ("HOST_PORT", "{{.HostPort N}}"),
    ];
    let behind = text.split("${").skip(1);
    behind.flat_map(|rest| NAMES.into_iter().filter(move |(name, _)| rest.starts_with(name))).next()
}
