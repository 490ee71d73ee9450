//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, installs, words};
use ov_project::packages;

pub(crate) static INFO: Info = Info {
    id: "repo-needs-packages",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a repository without packages to install from it",
    docs: include_str!("repo_needs_packages.md"),
};

pub(crate) struct RepoNeedsPackages;

impl Rule for RepoNeedsPackages {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let shared = packages::top_level(content);
        for section in packages::distro_sections(content) {
            let Some(field) = section.record.field("repo").filter(|f| !f.value.value.list().is_empty()) else {
                continue;
            };
            let versioned = packages::tag_of_versioned_key(section.key.value).is_some();
            let takes_shared = !versioned || installs::cascades(layer);
            let has_more = !installs::aur_packages(&section).is_empty();
            if !section.packages().is_empty() || (takes_shared && !shared.is_empty()) || has_more {
                continue;
            }
            let place = layer.place(field.key_span.shifted(section.base));
            let more = match (versioned, shared.is_empty()) {
                (true, false) => {
                    "; the top-level `package` does not count for one release, so repeat what comes from here"
                }
                _ => "; list what comes from it",
            };
            let message = format!("`{}` has no packages, so this repository is never set up{more}", section.key.value);
            let finding = Finding::new(&INFO, place, message);
            let names: Vec<NewValue> = shared.iter().map(|p| NewValue::Text(p.name.to_string())).collect();
            findings.push(if names.is_empty() {
                finding
            } else {
                let told: Vec<String> = shared.iter().map(|p| words::code(&p.name)).collect();
                let title = format!("Repeat {} for {}", words::short_list(&told), section.key.value);
                let change = Change::AddEntry { beside: place, key: "package".into(), value: NewValue::List(names) };
                finding.repair(Repair::guess(title, change))
            });
        }
    }
}
