//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};
use ov_project::Value;

pub(crate) static INFO: Info = Info {
    id: "relay-dup",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "one port relayed twice",
    docs: include_str!("relay_dup.md"),
};

pub(crate) struct RelayDup;

impl Rule for RelayDup {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let ports = values::elements(item, "port_relay").filter_map(|d| match d.value {
            Value::Int(number) => Some((number, d.span)),
            _ => None,
        });
        for (number, second, first) in values::repeated(ports) {
            let place = item.place(second);
            let message = format!("`{number}` stands here twice, and the build refuses it; remove one");
            let repair = Repair::safe("Remove it", Change::RemoveEntry { entry: place });
            findings.push(
                Finding::new(&INFO, place, message).related(item.place(first), "it stands here first").repair(repair),
            );
        }
    }
}
