//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::{Finding, Tag};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::tags::{Known, Meaning};
use ov_project::{At, PlacedUnit};
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "exclude-distro-unknown",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "an entry of `exclude_distro` that is no image's tag",
    docs: include_str!("exclude_distro_unknown.md"),
};

pub(crate) struct ExcludeDistroUnknown;

impl Rule for ExcludeDistroUnknown {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "eval.exclude_distro"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let checks = layer.layer.content.items("eval").iter().filter_map(PlacedUnit::view);
        let mut entries = checks.flat_map(|check| check.texts("exclude_distro")).peekable();
        if entries.peek().is_none() {
            return;
        }
        let known = Known::new(layer);
        findings.extend(entries.filter_map(|at| judge(layer, &known, at)));
    }
}

fn judge(layer: &LayerContext<'_>, known: &Known<'_>, at: At<&SmolStr>) -> Option<Finding> {
    let tag = at.value.as_str();
    let (message, meant, certain) = match known.meaning(tag) {
        Meaning::Tag | Meaning::Machine(_) => return None,
        Meaning::SectionKey(meant) => {
            let message = format!("`{tag}` is how a distro section is called, never an image; the tag is `{meant}`");
            (message, Some(meant), true)
        }
        Meaning::Other(meant) => (format!("no image has the tag `{tag}`; did you mean `{meant}`?"), Some(meant), true),
        Meaning::Like(meant) => (format!("no image has the tag `{tag}`; did you mean `{meant}`?"), Some(meant), false),
        Meaning::Several(tags) => (format!("`{tag}` is one entry, and no tag of an image; write {tags}"), None, false),
        Meaning::Nothing => {
            let message = format!("no image known here has the tag `{tag}`");
            return Some(Finding::new(&INFO, layer.place(at.span), message).severity(Severity::Hint));
        }
    };
    let place = layer.place(at.span);
    let finding = Finding::new(&INFO, place, message).tag(Tag::Unnecessary);
    Some(match meant {
        Some(to) => {
            let title = format!("Write `{to}`");
            let change = Change::ReplaceScalar { scalar: place, to };
            finding.repair(if certain { Repair::safe(title, change) } else { Repair::guess(title, change) })
        }
        None => finding,
    })
}
