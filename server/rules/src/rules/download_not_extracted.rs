//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::tasks::{self, Task};

static INFO: Info = Info {
    id: "download-not-extracted",
    group: Group::Tasks,
    severity: Severity::Warning,
    default_on: true,
    summary: "an archive that is not unpacked, though its task says how or where to",
    docs: include_str!("download_not_extracted.md"),
};

pub(crate) struct DownloadNotExtracted;

/// Endings of archives, and the `extract` that unpacks them.
const ARCHIVES: [(&str, &str); 9] = [
    (".tar.gz", "tar.gz"),
    (".tgz", "tar.gz"),
    (".tar.xz", "tar.xz"),
    (".txz", "tar.xz"),
    (".tar.zst", "tar.zst"),
    (".tzst", "tar.zst"),
    (".zip", "zip"),
    (".tar.bz2", ""),
    (".tbz2", ""),
];

/// Folders that every system has.
const FOLDERS: [&str; 12] = [
    "/bin",
    "/etc",
    "/opt",
    "/srv",
    "/tmp",
    "/usr",
    "/usr/bin",
    "/usr/lib",
    "/usr/local",
    "/usr/local/bin",
    "/usr/local/lib",
    "/usr/share",
];

impl Rule for DownloadNotExtracted {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["task"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&["task.mkdir"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(view) = item.task() else { return };
        let task = Task { item, view };
        let Some(url) = view.text("download") else { return };
        let Some((_, right)) = ARCHIVES.iter().find(|(ending, _)| path_of(url.value).ends_with(ending)) else { return };
        let how = view.text("extract").map_or("auto", |at| at.value.as_str());
        let finding = match how {
            // The only archives that are told by their name.
            "auto" if *right != "tar.gz" => left_packed(layer, &task, right),
            "none" => left_packed(layer, &task, right),
            "tar.gz" | "tar.xz" | "tar.zst" | "zip" if how != *right => wrong_way(&task, how, right),
            _ => None,
        };
        findings.extend(finding);
    }
}

/// The address without what is asked of its server.
fn path_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

fn left_packed(layer: &LayerContext<'_>, task: &Task<'_>, right: &str) -> Option<Finding> {
    let view = task.view;
    let picks = ["include", "strip_components"].into_iter().find(|key| view.is_set(key));
    let to = view.text("to").map(|at| at.value.as_str());
    let reason = match (picks, to) {
        (Some(key), _) => format!("`{key}` has no effect"),
        (None, Some(to)) if is_folder(layer, to) => format!("`{to}` is a folder, not a file to write"),
        _ => return None,
    };
    let place = task.item.at(view.value_span("extract").or(view.value_span("download"))?);
    let advice =
        if right.is_empty() { "; unpack it in a command".to_owned() } else { format!("; write `extract: {right}`") };
    let finding = Finding::new(&INFO, place, format!("this archive is not unpacked, and {reason}{advice}"));
    if right.is_empty() {
        return Some(finding);
    }
    let change = if let Some(span) = view.value_span("extract") {
        Change::ReplaceScalar { scalar: task.item.at(span), to: right.to_owned() }
    } else {
        let beside = task.item.at(view.key_span("download")?);
        Change::AddEntry { beside, key: "extract".into(), value: NewValue::Text(right.to_owned()) }
    };
    Some(finding.repair(Repair::guess(format!("Unpack it: `extract: {right}`"), change)))
}

fn is_folder(layer: &LayerContext<'_>, path: &str) -> bool {
    let bare = path.trim_end_matches('/');
    let mut made = tasks::of_layer(layer).filter_map(|task| task.text("mkdir"));
    bare.len() < path.len() || FOLDERS.contains(&bare) || made.any(|at| at.value.trim_end_matches('/') == bare)
}

fn wrong_way(task: &Task<'_>, how: &str, right: &str) -> Option<Finding> {
    let place = task.item.at(task.view.value_span("extract")?);
    if right.is_empty() {
        return Some(Finding::new(
            &INFO,
            place,
            format!("`{how}` does not unpack this archive; unpack it in a command"),
        ));
    }
    let message = format!("`{how}` does not unpack this archive; write `{right}`");
    let change = Change::ReplaceScalar { scalar: place, to: right.to_owned() };
    Some(Finding::new(&INFO, place, message).repair(Repair::guess(format!("Write `{right}`"), change)))
}
