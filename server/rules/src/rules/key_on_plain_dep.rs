//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts, values};

pub(crate) static INFO: Info = Info {
    id: "key-on-plain-dep",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "a key of the secret store on a plain variable",
    docs: include_str!("key_on_plain_dep.md"),
};

pub(crate) struct KeyOnPlainDep;

impl Rule for KeyOnPlainDep {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let keys = contracts::PLAIN_KEYS.into_iter().chain(contracts::MCP_KEYS);
        for entry in keys.flat_map(|key| values::entries(item, key)).filter(|e| e.is_set("key")) {
            let Some(at) = entry.key_span("key") else { continue };
            let message =
                "only secrets have a `key`, so it is dropped; move the entry to `secret_require` or `secret_accept`";
            let repair = Repair::guess("Remove `key`", Change::RemoveEntry { entry: item.at(at) });
            findings.push(Finding::new(&INFO, item.at(at), message).tag(Tag::Unnecessary).repair(repair));
        }
    }
}
