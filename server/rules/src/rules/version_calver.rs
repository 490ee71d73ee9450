//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::{Context, LayerContext};
use crate::dates::LAYER_VERSION;
use crate::finding::Finding;
use crate::finding::Place;
use crate::problems;
use crate::repair::Safety;
use crate::rule::{Group, Info, Rule};
use ov_schema::CalVer;

pub(crate) static INFO: Info = Info {
    id: "version-calver",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    summary: "a version of another form than YYYY.DDD.HHMM",
    docs: include_str!("version_calver.md"),
};

pub(crate) struct VersionCalver;

impl Rule for VersionCalver {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        if let Some(version) = layer.layer.content.text("version") {
            let known = layer.setting.dialect.version.unwrap_or(LAYER_VERSION);
            findings.extend(judge(version.value, layer.place(version.span), Some(known)));
        }
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for (file, root) in problems::roots(project) {
            // Before calendar versions, schemas were counted by whole numbers.
            let version = root.version.iter().find(|v| !v.text.is_empty() && !is_number(&v.text));
            findings.extend(version.and_then(|v| judge(&v.text, Place { file, span: v.span }, None)));
        }
    }
}

/// `known` is a version that can stand in the place of one that says nothing.
fn judge(version: &str, place: Place, known: Option<CalVer>) -> Option<Finding> {
    let message = || format!("`{version}` is no version of the form YYYY.DDD.HHMM, such as 2026.144.1443");
    (!is_version(version)).then(|| {
        let meant = version.trim_start_matches('v').replace(['-', '_', '/'], ".");
        let meant = Some(meant).filter(|text| is_version(text)).or_else(|| Some(known?.to_string()));
        Finding::new(&INFO, place, message()).written_as(meant.map(|text| (text, Safety::Unsafe)))
    })
}

fn is_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| is_number(part))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
