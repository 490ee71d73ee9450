//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "env-path",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "`PATH` in `env:`",
    docs: include_str!("env_path.md"),
};

pub(crate) struct EnvPath;

impl Rule for EnvPath {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        if item.key != "env" {
            return;
        }
        for (name, _) in item.unit.unit.datum.value.map().iter().filter(|(name, _)| name.text == "PATH") {
            let message =
                "`PATH` is put together from all layers, and the build refuses one of our own; write `path_append`";
            findings.push(Finding::new(&INFO, item.place(name.span), message));
        }
    }
}
