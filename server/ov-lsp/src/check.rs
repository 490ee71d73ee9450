//! The engine as the command line sees it: a project in, a report out.

use crate::config::Levels;
use crate::report::lines::Lines;
use crate::report::{Finding, Place, Position, Report, RuleInfo, Severity};
use ov_project::{Config, EntryKind, Files, LAYER_FILE, ReadError};
use ov_syntax::Tree;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What is asked about one project.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// Absolute path of its root.
    pub root: PathBuf,
    /// Absolute paths of files and folders whose findings are wanted; all where empty.
    pub scope: Vec<PathBuf>,
    /// The project's settings.
    pub config: Config,
    /// Which rules run and how bad their findings are; overrides of the settings for some files come on top.
    pub levels: Levels,
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// No layer of a dialect that is read; says what there is instead.
    NothingToCheck(String),
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingToCheck(why) => write!(f, "nothing to check: {why}"),
        }
    }
}

impl std::error::Error for CheckError {}

/// All rules, sorted by id.
pub fn rules() -> Vec<RuleInfo> {
    let rule = |id: &'static str, summary: &'static str, doc: &'static str| RuleInfo {
        id: id.into(),
        group: "files".into(),
        severity: Severity::Error,
        default_on: true,
        summary: summary.into(),
        doc: doc.into(),
    };
    vec![
        rule("syntax-error", "The file is not YAML.", "## What it does\n\nReports text that is not YAML.\n"),
        rule(
            "unreadable-file",
            "A file cannot be read, is not UTF-8 or is too large.",
            "## What it does\n\nReports files met while walking a project that give no text.\n",
        ),
    ]
}

/// Checks one project.
///
/// # Errors
/// See [`CheckError`].
pub fn analyse(request: &CheckRequest, files: &dyn Files) -> Result<Report, CheckError> {
    let paths = layer_files(request, files);
    if paths.is_empty() {
        return Err(CheckError::NothingToCheck(what_there_is(&request.root, files)));
    }
    let report = Mutex::new(Report { root: request.root.clone(), files_checked: paths.len(), ..Report::default() });
    files.for_each(paths.len(), &|index| {
        let file: Arc<str> = name_of(&paths[index], &request.root).into();
        let (source, findings) = check_file(&paths[index], &file, files);
        let mut report = report.lock().unwrap_or_else(PoisonError::into_inner);
        for mut finding in findings {
            let Some(severity) = request.levels.severity(&finding.rule, finding.severity) else { continue };
            finding.severity = severity;
            report.findings.push(finding);
            report.sources.extend(source.clone().map(|text| (file.clone(), text)));
        }
    });
    let mut report = report.into_inner().unwrap_or_else(PoisonError::into_inner);
    report.sort();
    Ok(report)
}

fn layer_files(request: &CheckRequest, files: &dyn Files) -> Vec<PathBuf> {
    let folder = request.root.join("layers");
    let layers = files.list(&folder).unwrap_or_default().into_iter().filter(|entry| entry.kind == EntryKind::Directory);
    let mut paths: Vec<PathBuf> = layers.filter_map(|entry| layer_file(&folder.join(entry.name), files)).collect();
    let is_wanted = |path: &Path| request.scope.is_empty() || request.scope.iter().any(|scope| path.starts_with(scope));
    paths.retain(|path| is_wanted(path));
    for scope in &request.scope {
        let is_dir = files.kind(scope) == Some(EntryKind::Directory);
        let path = if is_dir { layer_file(scope, files) } else { Some(scope.clone()) };
        paths.extend(path.filter(|path| !paths.contains(path)));
    }
    paths
}

/// The layer file of a folder, readable or not.
fn layer_file(dir: &Path, files: &dyn Files) -> Option<PathBuf> {
    let members = files.list(dir).unwrap_or_default();
    members.iter().any(|member| member.name == LAYER_FILE).then(|| dir.join(LAYER_FILE))
}

fn what_there_is(root: &Path, files: &dyn Files) -> String {
    let other = ["charly.yml", "candy.yml"].into_iter().find(|name| files.kind(&root.join(name)).is_some());
    match other {
        Some(name) => format!("{} is a project in the `{name}` dialect, which is not supported", root.display()),
        None => format!("no layer in {}", root.display()),
    }
}

fn name_of(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn check_file(path: &Path, file: &Arc<str>, files: &dyn Files) -> (Option<Arc<str>>, Vec<Finding>) {
    match files.read(path) {
        Ok(text) => {
            let findings = syntax_errors(&text, file);
            (Some(text), findings)
        }
        Err(why) => (None, vec![unreadable(&why, file)]),
    }
}

fn syntax_errors(text: &str, file: &Arc<str>) -> Vec<Finding> {
    let tree = Tree::parse(text);
    if tree.errors().is_empty() {
        return Vec::new();
    }
    let lines = Lines::new(text);
    let errors = tree.errors().iter();
    errors.map(|error| finding("syntax-error", error.message.clone(), lines.place(file.clone(), error.span))).collect()
}

fn unreadable(why: &ReadError, file: &Arc<str>) -> Finding {
    let start = Position { line: 1, column: 1, offset: 0 };
    finding("unreadable-file", format!("the file {why}"), Place { file: file.clone(), start, end: start })
}

fn finding(rule: &'static str, message: String, place: Place) -> Finding {
    let severity = Severity::Error;
    Finding { rule: rule.into(), severity, message, place, layer: None, related: Vec::new(), fixes: Vec::new() }
}
