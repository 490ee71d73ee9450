//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, ports, values, words};

pub(crate) static INFO: Info = Info {
    id: "port-protocol",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "a port with an unknown protocol",
    docs: include_str!("port_protocol.md"),
};

pub(crate) struct PortProtocol;

impl Rule for PortProtocol {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for datum in values::elements(item, "port") {
            let Some((Some(protocol), number)) = datum.value.text().and_then(|t| ports::split(t)) else { continue };
            if ports::PROTOCOLS.contains(&protocol) {
                continue;
            }
            let place = item.place(datum.span);
            let message = format!(
                "the loader takes `{protocol}` for a protocol; write `{number}`, or one of {} before it",
                words::list(&ports::PROTOCOLS)
            );
            let near = ov_schema::nearest_word(ports::PROTOCOLS.iter().copied(), protocol);
            let to = near.map_or(number.to_string(), |p| format!("{p}:{number}"));
            let repair = Repair::guess(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to });
            findings.push(Finding::new(&INFO, place, message).repair(repair));
        }
    }
}
