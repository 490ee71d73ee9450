//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::{Finding, Tag};
use crate::probes::{Entry, entries};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::tags::{Known, Meaning};
use ov_project::{PlacedUnit, View};

/// The rule's facts.
pub(crate) static INFO: Info = Info {
    id: "package-map-unknown-distro",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a key of `package_map` that is no image's tag",
    docs: include_str!("package_map_unknown_distro.md"),
};

/// The rule.
pub(crate) struct PackageMapUnknownDistro;

impl Rule for PackageMapUnknownDistro {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "eval.package_map"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let checks = layer.layer.content.items("eval").iter().filter_map(PlacedUnit::view);
        let mut checks = checks.filter(|check| check.is_set("package_map")).peekable();
        if checks.peek().is_none() {
            return;
        }
        let known = Known::new(layer);
        for check in checks {
            let map = entries(check);
            findings.extend(map.iter().filter_map(|entry| judge(layer, &known, check, entry, &map)));
        }
    }
}

fn judge(
    layer: &LayerContext<'_>,
    known: &Known<'_>,
    check: View<'_>,
    entry: &Entry<'_>,
    map: &[Entry<'_>],
) -> Option<Finding> {
    let key = entry.tag.value.as_str();
    let users_known = !layer.setting.users_unknown;
    let meaning = known.meaning(key);
    let is_nobodys = users_known && matches!(meaning, Meaning::Nothing);
    let (severity, message, candidate) = match meaning {
        Meaning::Tag => return None,
        // A machine of that system has the tag; only where none can be among the users, it is nobody's.
        Meaning::Machine(_) if !users_known => return None,
        Meaning::Machine(family) => {
            let message =
                format!("nothing that uses this layer has the tag `{key}`; images of that family have `{family}`");
            (Severity::Warning, message, Some((family.to_owned(), false)))
        }
        Meaning::SectionKey(tag) => {
            let message = format!("`{key}` is how a distro section is called, never an image; the tag is `{tag}`");
            (Severity::Warning, message, Some((tag, true)))
        }
        Meaning::Other(tag) => {
            let message = format!("no image has the tag `{key}`; did you mean `{tag}`?");
            (Severity::Warning, message, Some((tag, true)))
        }
        Meaning::Like(tag) => {
            let message = format!("no image has the tag `{key}`; did you mean `{tag}`?");
            (Severity::Warning, message, Some((tag, false)))
        }
        Meaning::Several(tags) => {
            let message = format!("`{key}` is one key, and no tag of an image; write an entry for each of {tags}");
            (Severity::Warning, message, None)
        }
        Meaning::Nothing => {
            let severity = if users_known { Severity::Warning } else { Severity::Hint };
            (severity, format!("no image known here has the tag `{key}`"), None)
        }
    };
    let finding = Finding::new(&INFO, layer.place(entry.tag.span), message).severity(severity).tag(Tag::Unnecessary);
    Some(match candidate {
        Some((tag, certain)) => with_repair(layer, finding, entry, map, &tag, certain),
        None if is_nobodys => {
            let whole = if map.len() == 1 { check.key_span("package_map") } else { None };
            let change = Change::RemoveEntry { entry: layer.place(whole.unwrap_or(entry.tag.span)) };
            finding.repair(Repair::guess("Remove the entry, which no image known here takes", change))
        }
        None => finding,
    })
}

fn with_repair(
    layer: &LayerContext<'_>,
    finding: Finding,
    entry: &Entry<'_>,
    map: &[Entry<'_>],
    tag: &str,
    certain: bool,
) -> Finding {
    let key = layer.place(entry.tag.span);
    if let Some(present) = map.iter().find(|e| e.tag.value == tag) {
        let remove = Change::RemoveEntry { entry: key };
        return finding
            .related(layer.place(present.tag.span), format!("`{tag}` has an entry already"))
            .repair(Repair::guess("Remove the entry", remove));
    }
    let title = format!("Rename to `{tag}`");
    let change = Change::RenameKey { key, to: tag.into() };
    finding.repair(if certain { Repair::safe(title, change) } else { Repair::guess(title, change) })
}
