//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, ports, values};

pub(crate) static INFO: Info = Info {
    id: "route-port",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a route to no port",
    docs: include_str!("route_port.md"),
};

pub(crate) struct RoutePort;

impl Rule for RoutePort {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(route) = item.view().filter(|_| item.key == "route") else { return };
        match route.int("port") {
            Some(at) if ports::is_port(at.value) => {}
            Some(at) => {
                let message = format!("`{}` is no port, and the build refuses it; write 1 to 65535", at.value);
                findings.push(Finding::new(&INFO, item.at(at.span), message));
            }
            None => {
                let missing = values::missing(&INFO, item, route, "port", "the build refuses a route without it");
                findings.extend(missing);
            }
        }
    }
}
