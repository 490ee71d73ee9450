//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule, Scope};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::variables::{place_of, references, replace};
use std::ops::Range;

static INFO: Info = Info {
    id: "container-ip-from-host",
    group: Group::Checks,
    severity: Severity::Info,
    default_on: true,
    summary: "a probe from the host asks for the container's own address",
    docs: include_str!("container_ip_from_host.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    if check.scope() != Scope::Deploy {
        return;
    }
    let keys: &[&str] = if check.on_host() { &["command", "http", "addr"] } else { &["http", "addr"] };
    for field in keys.iter().filter_map(|key| check.view.field(key)) {
        let Some(text) = field.value.value.text() else { continue };
        let Some((range, port)) = address(text) else { continue };
        let to = format!("127.0.0.1:${{HOST_PORT:{port}}}");
        let message =
            format!("the host does not reach this address of a container that runs without root; write `{to}`");
        let mut finding = Finding::new(&INFO, place_of(check, field, &range), message);
        finding.repairs.extend(replace(check, field, &range, &to));
        findings.push(finding);
    }
}

/// The container's address with a port in digits behind it, and the port.
fn address(text: &str) -> Option<(Range<usize>, u16)> {
    references(text).filter(|r| r.name == "CONTAINER_IP").find_map(|reference| {
        let behind = text[reference.range.end..].strip_prefix(':')?;
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let port = behind[..digits].parse().ok()?;
        Some((reference.range.start..reference.range.end + 1 + digits, port))
    })
}
