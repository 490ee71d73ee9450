//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::variables::{expanded_fields, place_of, references, replace};

static INFO: Info = Info {
    id: "container-ip-with-host-port",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "an address joins the container's IP with a port of the host",
    docs: include_str!("container_ip_with_host_port.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    for (field, text) in expanded_fields(check) {
        let Some(address) = references(text).find(|r| r.name == "CONTAINER_IP") else { continue };
        if !references(text).any(|r| r.name == "HOST_PORT") {
            continue;
        }
        let message = "`CONTAINER_IP` does not go with `HOST_PORT`, which is a port of the host; write `127.0.0.1`";
        let mut finding = Finding::new(&INFO, place_of(check, field, &address.range), message);
        finding.repairs.extend(replace(check, field, &address.range, "127.0.0.1"));
        findings.push(finding);
    }
}
