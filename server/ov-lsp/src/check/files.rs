//! What is said of a file before anything in it is understood: that it gives no text, or is not YAML.
//!
//! A rule of the same id in the registry takes the place of the one here.

use super::CheckRequest;
use crate::report::lines::Lines;
use crate::report::{Finding, Place, Position, Report, RuleInfo, Severity};
use ov_project::{Config, FileContent, Files, Project, SourceFile};
use ov_rules::{Group, Settings, registry};
use ov_syntax::SyntaxError;
use std::sync::Arc;

const SYNTAX_ERROR: &str = "syntax-error";
const UNREADABLE_FILE: &str = "unreadable-file";

/// The rules of this module.
pub(super) fn rules() -> impl Iterator<Item = RuleInfo> {
    let rule = |id: &'static str, summary: &'static str, doc: &'static str| RuleInfo {
        id: id.into(),
        group: Group::Structure.name().into(),
        severity: Severity::Error,
        default_on: true,
        summary: summary.into(),
        doc: doc.into(),
    };
    [
        rule(SYNTAX_ERROR, "the text is not YAML", include_str!("syntax_error.md")),
        rule(UNREADABLE_FILE, "the file gives no text", include_str!("unreadable_file.md")),
    ]
    .into_iter()
    .filter(|rule| registry::rule(&rule.id).is_none())
}

/// Which of them run, and how bad their findings are.
pub(super) struct FileRules {
    active: Vec<(&'static str, Severity)>,
}

impl FileRules {
    pub(super) fn new(config: &Config, settings: &Settings) -> Self {
        let is_here = |id: &&str| registry::rule(id).is_none();
        let active = [SYNTAX_ERROR, UNREADABLE_FILE].into_iter().filter(is_here);
        Self { active: active.filter_map(|id| Some((id, level(id, config, settings)?))).collect() }
    }

    pub(super) fn add_findings(&self, project: &Project, request: &CheckRequest, files: &dyn Files, to: &mut Report) {
        for &(rule, severity) in &self.active {
            for file in project.files.iter().filter(|file| request.wants(&file.path)) {
                let name: Arc<str> = file.display.as_str().into();
                for (message, place) in said_of(rule, file, &name, files, to) {
                    let rule = rule.into();
                    to.findings.push(Finding {
                        rule,
                        severity,
                        message,
                        place,
                        layer: None,
                        related: Vec::new(),
                        fixes: Vec::new(),
                    });
                }
            }
        }
    }
}

fn level(id: &str, config: &Config, settings: &Settings) -> Option<Severity> {
    let names = |name: &str| name == id || name == Group::Structure.name() || name == "all";
    let is_selected = settings.select.iter().any(|name| names(name));
    if settings.ignore.iter().any(|name| names(name)) || !settings.select.is_empty() && !is_selected {
        return None;
    }
    let entry = |name: &str| config.rules.iter().rev().find(|setting| setting.name == name);
    match entry(id).or_else(|| entry(Group::Structure.name())) {
        None => Some(Severity::Error),
        Some(setting) => Severity::named(&setting.level).or(is_selected.then_some(Severity::Error)),
    }
}

fn said_of(
    rule: &str,
    file: &SourceFile,
    name: &Arc<str>,
    files: &dyn Files,
    report: &mut Report,
) -> Vec<(String, Place)> {
    match &file.content {
        FileContent::Failed(why) if rule == UNREADABLE_FILE => {
            let start = Position { line: 1, column: 1, offset: 0 };
            vec![(format!("the file {why}"), Place { file: name.clone(), start, end: start })]
        }
        FileContent::Layer(layer) if rule == SYNTAX_ERROR => errors(&layer.syntax_errors, file, name, files, report),
        FileContent::Root(root) if rule == SYNTAX_ERROR => errors(&root.syntax_errors, file, name, files, report),
        _ => Vec::new(),
    }
}

fn errors(
    errors: &[SyntaxError],
    file: &SourceFile,
    name: &Arc<str>,
    files: &dyn Files,
    report: &mut Report,
) -> Vec<(String, Place)> {
    if errors.is_empty() {
        return Vec::new();
    }
    let text = report.sources.entry(name.clone()).or_insert_with(|| files.read(&file.path).unwrap_or_default());
    let lines = Lines::new(text);
    errors.iter().map(|error| (error.message.clone(), lines.place(name.clone(), error.span))).collect()
}
