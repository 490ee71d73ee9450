//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "provider-host-literal",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "an address that means another machine where it is read",
    docs: include_str!("provider_host_literal.md"),
};

pub(crate) struct ProviderHostLiteral;

impl Rule for ProviderHostLiteral {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let env = if item.key == "env_provide" { item.unit.unit.datum.value.map() } else { &[] };
        let env = env.iter().filter_map(|(_, d)| Some((d.value.text()?, item.place(d.span))));
        let urls =
            values::entries(item, "mcp_provide").filter_map(|e| e.text("url")).map(|at| (at.value, item.at(at.span)));
        for (text, place) in env.chain(urls) {
            let Some(host) = ["localhost", "127.0.0.1"].into_iter().find(|host| is_host(text, host)) else { continue };
            let message = format!("`{host}` is another container where this is read; write `{{{{.ContainerName}}}}`");
            let to = text.replacen(host, "{{.ContainerName}}", 1);
            let repair = Repair::guess("Write `{{.ContainerName}}`", Change::ReplaceScalar { scalar: place, to });
            findings.push(Finding::new(&INFO, place, message).repair(repair));
        }
    }
}

/// Whether `host` is the host of an address with a port of the container.
fn is_host(text: &str, host: &str) -> bool {
    let starts = |at: usize| at == 0 || text[..at].ends_with("//") || text[..at].ends_with('@');
    text.match_indices(host).any(|(at, _)| {
        let behind = &text[at + host.len()..];
        let port = behind
            .strip_prefix(':')
            .is_some_and(|p| p.starts_with(|c: char| c.is_ascii_digit()) || p.starts_with("{{.ContainerPort"));
        starts(at) && (port || (at > 0 && (behind.is_empty() || behind.starts_with('/'))))
    })
}
