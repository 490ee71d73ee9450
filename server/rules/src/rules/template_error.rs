//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use crate::within;
use ov_render::init::{TemplateMistake, template_mistakes};

pub(crate) static INFO: Info = Info {
    id: "template-error",
    group: Group::Services,
    severity: Severity::Error,
    default_on: true,
    summary: "a template of the build configuration that cannot be evaluated",
    docs: include_str!("template_error.md"),
};

pub(crate) struct TemplateError;

impl Rule for TemplateError {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &["service"]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(template_mistakes(project.project).iter().map(finding));
    }
}

fn finding(mistake: &TemplateMistake) -> Finding {
    let span = within::part(mistake.span, &mistake.text, &mistake.part);
    let case = match &mistake.fails_for {
        Some((layer, service)) => format!(" for service `{service}` of layer `{layer}`"),
        None => String::new(),
    };
    let TemplateMistake { init, key, message, .. } = mistake;
    let message = format!("`{key}` of init `{init}` cannot be evaluated{case}: {message}");
    Finding::new(&INFO, Place { file: mistake.file, span }, message)
}
