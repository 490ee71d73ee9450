//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, ports, values};
use ov_project::Value;

pub(crate) static INFO: Info = Info {
    id: "port-range",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a port that no machine has",
    docs: include_str!("port_range.md"),
};

pub(crate) struct PortRange;

impl Rule for PortRange {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for datum in values::elements(item, "port") {
            let number = match &datum.value {
                Value::Int(number) => *number,
                Value::Text(text) => match ports::split(text) {
                    Some((_, number)) => number,
                    None => continue,
                },
                _ => continue,
            };
            if !ports::is_port(number) {
                let message = format!("`{number}` is no port, and the build refuses it; write 1 to 65535");
                findings.push(Finding::new(&INFO, item.place(datum.span), message));
            }
        }
    }
}
