//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::{Context, LayerContext};
use crate::finding::Finding;
use crate::finding::Place;
use crate::problems;
use crate::rule::{Group, Info, Rule};

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
            findings.extend(judge(version.value, layer.place(version.span)));
        }
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for (file, root) in problems::roots(project) {
            // Before calendar versions, schemas were counted by whole numbers.
            let version = root.version.iter().find(|v| !v.text.is_empty() && !is_number(&v.text));
            findings.extend(version.and_then(|v| judge(&v.text, Place { file, span: v.span })));
        }
    }
}

fn judge(version: &str, place: Place) -> Option<Finding> {
    let parts: Vec<&str> = version.split('.').collect();
    let is_version = parts.len() == 3 && parts.iter().all(|part| is_number(part));
    let message = || format!("`{version}` is no version of the form YYYY.DDD.HHMM, such as 2026.144.1443");
    (!is_version).then(|| Finding::new(&INFO, place, message()))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
