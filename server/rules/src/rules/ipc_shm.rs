//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "ipc-shm",
    group: Group::Environment,
    severity: Severity::Info,
    default_on: true,
    summary: "a size of shared memory that is not ours to set",
    docs: include_str!("ipc_shm.md"),
};

pub(crate) struct IpcShm;

impl Rule for IpcShm {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(security) = item.view().filter(|_| item.key == "security") else { return };
        let of_host = security.text("ipc_mode").is_some_and(|at| at.value == "host");
        if let Some(at) = security.key_span("shm_size").filter(|_| of_host && security.is_set("shm_size")) {
            let place = item.at(at);
            let repair = Repair::safe("Remove `shm_size`", Change::RemoveEntry { entry: place });
            let message = "`shm_size` is dropped with `ipc_mode: host`; remove it";
            findings.push(Finding::new(&INFO, place, message).tag(Tag::Unnecessary).repair(repair));
        }
    }
}
