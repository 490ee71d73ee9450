//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, ports, values};
use ov_project::Value;

pub(crate) static INFO: Info = Info {
    id: "relay-range",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a relay of no port",
    docs: include_str!("relay_range.md"),
};

pub(crate) struct RelayRange;

impl Rule for RelayRange {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for datum in values::elements(item, "port_relay") {
            if let Value::Int(number) = datum.value
                && !ports::is_port(number)
            {
                let message = format!("`{number}` is no port, and the build refuses it; write 1 to 65535");
                findings.push(Finding::new(&INFO, item.place(datum.span), message));
            }
        }
    }
}
