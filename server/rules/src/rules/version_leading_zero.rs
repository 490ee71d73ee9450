//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "version-leading-zero",
    group: Group::Structure,
    severity: Severity::Info,
    default_on: true,
    summary: "a version whose day has leading zeros",
    docs: include_str!("version_leading_zero.md"),
};

pub(crate) struct VersionLeadingZero;

impl Rule for VersionLeadingZero {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["version"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(version) = layer.layer.content.text("version") else { return };
        if let Some(to) = without_zeros(version.value) {
            let place = layer.place(version.span);
            let message = format!("the day of a version has no leading zeros; write `{to}`");
            let repair = Repair::safe(format!("Write `{to}`"), Change::ReplaceScalar { scalar: place, to });
            findings.push(Finding::new(&INFO, place, message).repair(repair));
        }
    }
}

/// The version as it should be, where its day begins with a zero.
fn without_zeros(version: &str) -> Option<String> {
    let mut parts = version.splitn(3, '.');
    let (year, day, time) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = day.trim_start_matches('0');
    let is_number = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    (is_number && plain != day).then(|| format!("{year}.{plain}.{time}"))
}
