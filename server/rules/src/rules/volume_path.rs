//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "volume-path",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "an entry of `volume:` without `path:`",
    docs: include_str!("volume_path.md"),
};

pub(crate) struct VolumePath;

impl Rule for VolumePath {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let entries = values::entries(item, "volume");
        findings.extend(
            entries.filter_map(|e| values::missing(&INFO, item, e, "path", "the build refuses a volume without it")),
        );
    }
}
