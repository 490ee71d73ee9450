//! The engine as the command line sees it: a project in, a report out.

mod convert;
mod fixes;

pub use convert::offers;
pub(crate) use convert::{attempt, with_fixes};

use crate::report::{Report, RuleInfo, Severity};
use ov_project::{Config, FileContent, Files, LATER_FILES, Past, Project, load_with};
use ov_rules::{Settings, registry};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is asked about one project.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    /// Absolute path of its root.
    pub root: PathBuf,
    /// Absolute paths of files and folders whose findings are wanted; all where empty.
    pub scope: Vec<PathBuf>,
    /// The project's settings.
    pub config: Config,
    /// Rules selected and ignored by flags.
    pub settings: Settings,
    /// Findings milder than this are only counted: nobody looks at their places and fixes.
    pub least: Severity,
    /// Whether fixes carry their edits; else only their titles.
    pub with_edits: bool,
    /// Whether the process ends with the report, so that taking the project apart would be lost time.
    pub last: bool,
    /// What the layers were, for rules that compare; without it they are silent.
    pub past: Option<Arc<Past>>,
}

impl CheckRequest {
    /// Asks for all there is to say of a project.
    pub fn whole(root: impl Into<PathBuf>, config: Config) -> Self {
        Self {
            root: root.into(),
            scope: Vec::new(),
            config,
            settings: Settings::default(),
            least: Severity::Hint,
            with_edits: true,
            last: false,
            past: None,
        }
    }

    fn wants(&self, path: &Path) -> bool {
        self.scope.is_empty() || self.scope.iter().any(|scope| path.starts_with(scope))
    }
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
    let mut rules: Vec<RuleInfo> = registry::all().iter().map(|rule| convert::info(rule.info())).collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules
}

/// Checks one project.
///
/// # Errors
/// See [`CheckError`].
pub fn analyse(request: &CheckRequest, files: &dyn Files) -> Result<Report, CheckError> {
    let mut project = load_with(&request.root, files, request.config.clone(), &request.scope);
    if let Some(past) = &request.past {
        project.compare_with(past, files);
    }
    let outcome = ov_rules::check(&project, &request.settings, files);
    let mut report = Report {
        root: request.root.clone(),
        files_checked: project.files.iter().filter(|file| file.is_present() && request.wants(&file.path)).count(),
        unresolved: ov_rules::unresolved(&project).iter().map(|one| one.reference.to_string()).collect(),
        suppressed: outcome.suppressed,
        ..Report::default()
    };
    convert::add_findings(&outcome.findings, &project, request, files, &mut report);
    report.sort();
    if report.findings.is_empty() && !holds_layers(&project, request) {
        return Err(CheckError::NothingToCheck(what_there_is(&project, files)));
    }
    if request.last {
        std::mem::forget(project);
    }
    Ok(report)
}

fn holds_layers(project: &Project, request: &CheckRequest) -> bool {
    let is_root =
        |path: &Path| project.files.iter().any(|f| matches!(f.content, FileContent::Root(_)) && &*f.path == path);
    let files = project.layers.iter().map(|layer| project.file(layer.file));
    let in_scope = files.filter(|file| file.is_present()).any(|file| request.wants(&file.path));
    in_scope || request.scope.iter().any(|path| is_root(path))
}

fn what_there_is(project: &Project, files: &dyn Files) -> String {
    let root = &project.root;
    let other = LATER_FILES.into_iter().find(|name| files.kind(&root.join(name)).is_some());
    match other.or(project.is_of_later_dialect.then_some("candy.yml")) {
        Some(name) => format!("{} is a project in the `{name}` dialect, which is not supported", root.display()),
        None => format!("no layer in {}", root.display()),
    }
}
