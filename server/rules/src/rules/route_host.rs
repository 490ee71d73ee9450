//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "route-host",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a route without a host",
    docs: include_str!("route_host.md"),
};

pub(crate) struct RouteHost;

impl Rule for RouteHost {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(route) = item.view().filter(|_| item.key == "route") else { return };
        findings.extend(values::missing(&INFO, item, route, "host", "the build refuses a route without it"));
    }
}
