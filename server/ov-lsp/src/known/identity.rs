//! What makes a finding the same one after the file changed around it.

use super::item;
use crate::report::Report;
use ov_syntax::Tree;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// By what a finding is known. No line and no column: those change with every edit above.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// Path of the file, relative to the root that the report has.
    pub file: String,
    /// Keys and items that lead to the place.
    pub item: String,
    /// Id of the rule.
    pub rule: String,
    /// What it says.
    pub message: String,
}

/// The identities of all findings, in their order; `prefix` goes before each file.
pub(super) fn identities(report: &Report, prefix: &str) -> Vec<Identity> {
    let mut trees: BTreeMap<&str, Tree> = BTreeMap::new();
    let mut all = Vec::with_capacity(report.findings.len());
    for finding in &report.findings {
        let file = &*finding.place.file;
        let text = report.sources.get(file).map_or("", |text| text);
        let tree = trees.entry(file).or_insert_with(|| Tree::parse(text));
        all.push(Identity {
            file: format!("{prefix}{file}"),
            item: item::path(tree, finding.place.start.offset),
            rule: finding.rule.clone().into_owned(),
            message: finding.message.clone(),
        });
    }
    all
}
