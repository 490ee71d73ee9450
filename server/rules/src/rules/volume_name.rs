//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, values};

pub(crate) static INFO: Info = Info {
    id: "volume-name",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a volume with a name that is refused",
    docs: include_str!("volume_name.md"),
};

pub(crate) struct VolumeName;

impl Rule for VolumeName {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for entry in values::entries(item, "volume") {
            let Some(at) = entry.text("name") else {
                findings.extend(values::missing(&INFO, item, entry, "name", "the build refuses an entry without it"));
                continue;
            };
            if !(values::is_slug(at.value)) {
                let message = format!(
                    "the build refuses the name `{}`; use lowercase letters, digits and single hyphens",
                    at.value
                );
                findings.push(Finding::new(&INFO, item.at(at.span), message));
            }
        }
    }
}
