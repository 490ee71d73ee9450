//! From findings of the engine to those of a report.

use super::{CheckRequest, fixes};
use crate::merge::{self, Merge};
use crate::report::lines::Lines;
use crate::report::{Finding, Fix, Place, Related, Report, RuleInfo, Severity};
use ov_project::{FileId, Files, Project};
use ov_rules::Info;
use ov_syntax::Tree;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn info(info: &Info) -> RuleInfo {
    RuleInfo {
        id: info.id.into(),
        group: info.group.name().into(),
        severity: severity(info.severity),
        default_on: info.default_on,
        summary: info.summary.into(),
        doc: info.docs.into(),
    }
}

pub(super) const fn severity(severity: ov_rules::Severity) -> Severity {
    match severity {
        ov_rules::Severity::Hint => Severity::Hint,
        ov_rules::Severity::Info => Severity::Info,
        ov_rules::Severity::Warning => Severity::Warning,
        ov_rules::Severity::Error => Severity::Error,
    }
}

/// Adds what was found in the part of the project that was asked for, with the texts that it points into.
pub(super) fn add_findings(
    found: &[ov_rules::Finding],
    project: &Project,
    request: &CheckRequest,
    files: &dyn Files,
    report: &mut Report,
) {
    let in_scope = found.iter().filter(|f| request.wants(&project.file(f.place.file).path));
    let (wanted, mild): (Vec<_>, Vec<_>) = in_scope.partition(|f| severity(f.severity) >= request.least);
    report.milder += mild.len();
    let texts = Texts::of(&wanted, project, files, request.with_edits);
    let sources = texts.sources();
    let places = Places { project, files, sources, with_edits: request.with_edits, for_editor: false };
    report.findings.extend(wanted.iter().map(|finding| convert(finding, &places)));
    report.sources.extend(texts.by_file.into_iter().map(|(id, text)| (display(project, id), text)));
}

/// Those of the findings that have fixes, with these as edits of the texts as they are now.
pub(crate) fn with_fixes(found: &[ov_rules::Finding], project: &Project, files: &dyn Files) -> Vec<Finding> {
    let wanted: Vec<_> = found.iter().filter(|finding| !finding.repairs.is_empty()).collect();
    let texts = Texts::of(&wanted, project, files, true);
    let places = Places { project, files, sources: texts.sources(), with_edits: true, for_editor: true };
    wanted.iter().map(|finding| convert(finding, &places)).collect()
}

/// Repairs as edits of the texts as they are now, for editors; those that a text refuses are left out.
pub fn offers(repairs: &[ov_rules::Repair], project: &Project, files: &dyn Files) -> Vec<Fix> {
    let changed = repairs.iter().flat_map(|repair| touched(repair, project));
    let texts = Texts::read(changed, project, files);
    let places = Places { project, files, sources: texts.sources(), with_edits: true, for_editor: true };
    repairs.iter().filter_map(|repair| fixes::fix(repair, &places).ok()).collect()
}

/// One repair as edits of the texts as they are now.
///
/// # Errors
/// What stands in its way, with places; nothing where the text refuses one of its changes.
pub(crate) fn attempt(repair: &ov_rules::Repair, project: &Project, files: &dyn Files) -> Result<Fix, Vec<Related>> {
    let texts = Texts::read(touched(repair, project).into_iter(), project, files);
    let places = Places { project, files, sources: texts.sources(), with_edits: true, for_editor: true };
    fixes::fix(repair, &places).map_err(|conflicts| {
        let related = |c: merge::Conflict| {
            let place = places.resolve(ov_rules::Place { file: c.file, span: c.span });
            Related { message: c.message, place }
        };
        conflicts.into_iter().map(related).collect()
    })
}

fn convert(finding: &ov_rules::Finding, places: &Places<'_>) -> Finding {
    let related = |message: &str, place| Related { message: message.to_owned(), place: places.resolve(place) };
    let (mut fixes, mut obstacles): (Vec<Fix>, _) = (Vec::new(), Vec::new());
    for repair in &finding.repairs {
        if fixes.iter().any(|fix| fix.title == repair.title) {
            continue;
        }
        match fixes::fix(repair, places) {
            Ok(fix) => fixes.push(fix),
            Err(conflicts) => obstacles.extend(conflicts.into_iter().map(|c| {
                let message = format!("cannot be merged yet: {}", c.message);
                related(&message, ov_rules::Place { file: c.file, span: c.span })
            })),
        }
    }
    Finding {
        rule: finding.rule.id.into(),
        severity: severity(finding.severity),
        message: finding.message.clone(),
        place: places.resolve(finding.place),
        layer: finding.layer.as_ref().map(ToString::to_string),
        related: finding.related.iter().map(|r| related(&r.message, r.place)).chain(obstacles).collect(),
        fixes,
    }
}

/// The files that a repair may change.
fn touched(repair: &ov_rules::Repair, project: &Project) -> Vec<FileId> {
    let of_change = |change: &ov_rules::Change| match change {
        ov_rules::Change::MergeLayer { from, into, name, .. } => {
            Merge { from: *from, into: *into, name }.touched(project)
        }
        change => vec![fixes::place(change).file],
    };
    repair.changes.iter().flat_map(of_change).collect()
}

fn display(project: &Project, file: FileId) -> Arc<str> {
    project.file(file).display.as_str().into()
}

/// The texts of all files that some findings point into.
struct Texts {
    by_file: BTreeMap<FileId, Arc<str>>,
}

impl Texts {
    fn of(findings: &[&ov_rules::Finding], project: &Project, files: &dyn Files, with_edits: bool) -> Self {
        let repairs = findings.iter().flat_map(|finding| &finding.repairs).filter(|_| with_edits);
        let changed: Vec<FileId> = repairs.flat_map(|repair| touched(repair, project)).collect();
        let places = findings.iter().flat_map(|finding| {
            let related = finding.related.iter().map(|other| other.place);
            related.chain([finding.place])
        });
        Self::read(places.map(|place| place.file).chain(changed), project, files)
    }

    fn read(wanted: impl Iterator<Item = FileId>, project: &Project, files: &dyn Files) -> Self {
        let mut by_file = BTreeMap::new();
        for file in wanted {
            by_file.entry(file).or_insert_with(|| {
                // A file that gave no text has a finding all the same.
                files.read(&project.file(file).path).unwrap_or_default()
            });
        }
        Self { by_file }
    }

    fn sources(&self) -> BTreeMap<FileId, Source<'_>> {
        let source = |text| Source { text, lines: Lines::new(text), tree: OnceCell::new() };
        self.by_file.iter().map(|(id, text)| (*id, source(text))).collect()
    }
}

/// A text and what is known of it.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    lines: Lines<'a>,
    tree: OnceCell<Tree>,
}

impl Source<'_> {
    pub(super) fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| Tree::parse(self.text))
    }
}

/// Turns bytes of files into places.
pub(super) struct Places<'a> {
    pub(super) project: &'a Project,
    pub(super) files: &'a dyn Files,
    /// Whether fixes carry their edits.
    pub(super) with_edits: bool,
    /// Whether somebody is there to fill in what fixes leave open.
    pub(super) for_editor: bool,
    sources: BTreeMap<FileId, Source<'a>>,
}

impl Places<'_> {
    pub(super) fn resolve(&self, place: ov_rules::Place) -> Place {
        let file = display(self.project, place.file);
        match self.sources.get(&place.file) {
            Some(source) => source.lines.place(file, place.span),
            None => Lines::new("").place(file, place.span),
        }
    }

    pub(super) fn source(&self, file: FileId) -> Option<&Source<'_>> {
        self.sources.get(&file)
    }
}
