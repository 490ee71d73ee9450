//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, ports, values};
use ov_project::Datum;

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
            let number = ports::number(&datum.value);
            if number.is_none() {
                findings.extend(no_number(item, datum));
            }
            let Some(number) = number else { continue };
            if !ports::is_port(number) {
                let message = format!("`{number}` is no port, and the build refuses it; write 1 to 65535");
                findings.push(Finding::new(&INFO, item.place(datum.span), message));
            }
        }
    }
}

/// The finding for `8080/tcp` and the like.
fn no_number(item: &ItemContext<'_>, datum: &Datum) -> Option<Finding> {
    let text = datum.value.text().filter(|text| !text.is_empty())?;
    let message = format!("`{text}` is no port, and the loader refuses the layer; write `8080`, or `udp:53`");
    let finding = Finding::new(&INFO, item.place(datum.span), message);
    let meant = text
        .split_once('/')
        .filter(|(number, protocol)| ports::PROTOCOLS.contains(protocol) && number.parse().is_ok_and(ports::is_port));
    Some(if let Some((number, protocol)) = meant {
        let meant = format!("{protocol}:{number}");
        let change = Change::ReplaceScalar { scalar: item.place(datum.span), to: meant.clone() };
        finding.repair(Repair::safe(format!("Write `{meant}`"), change))
    } else {
        finding
    })
}
