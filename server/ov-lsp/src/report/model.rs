//! The data of a report.

use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What happens to the user, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Style and portability.
    Hint,
    /// Worth knowing.
    Info,
    /// Something the author wrote is dropped, or fails on a target that uses it.
    Warning,
    /// The build breaks, or a service is lost everywhere.
    Error,
}

impl Severity {
    /// All, worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Info, Self::Hint];

    /// Its name in flags, reports and the config file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
        }
    }

    /// The severity of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// A point in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Unicode scalar values before it on its line, plus 1.
    pub column: u32,
    /// Bytes before it in the text.
    pub offset: u32,
}

/// A range in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Path relative to the report's root, with `/`.
    pub file: Arc<str>,
    /// First character.
    pub start: Position,
    /// Behind the last character.
    pub end: Position,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// What is there.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Changes nothing but what its title says.
    Safe,
    /// Wants a look.
    Unsafe,
}

/// Text to put in place of a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The range to replace; empty to insert.
    #[serde(flatten)]
    pub place: Place,
    /// The new text.
    pub text: String,
}

/// One way to repair a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does, as an imperative.
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// Changes of text; never overlapping.
    pub edits: Vec<Edit>,
    /// Files that are made, relative to the report's root; an edit says what is in them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub creates: Vec<String>,
    /// Files and folders that go elsewhere once all edits are made, in this order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// Files and folders to delete at the end, relative to the report's root.
    pub deletes: Vec<String>,
}

/// A file or folder that goes to another place, relative to the report's root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Where it is.
    pub from: String,
    /// Where it goes; nothing is there.
    pub to: String,
}

impl Fix {
    /// A fix that changes texts and nothing else.
    pub fn of_texts(title: impl Into<String>, safety: Safety, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safety, edits, creates: Vec::new(), moves: Vec::new(), deletes: Vec::new() }
    }

    /// Whether no file comes, moves or goes.
    pub fn is_text_only(&self) -> bool {
        self.creates.is_empty() && self.moves.is_empty() && self.deletes.is_empty()
    }

    /// Whether it does anything at all.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.is_text_only()
    }
}

/// One thing that is wrong at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: Cow<'static, str>,
    /// How bad it is here.
    pub severity: Severity,
    /// One sentence: the fact, then the candidates.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Name of the layer it is in.
    pub layer: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Ways to repair it, best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// The fix to apply without asking: the first safe one, else the first one where `unsafe_too`.
    pub fn fix(&self, unsafe_too: bool) -> Option<&Fix> {
        let safe = self.fixes.iter().find(|fix| fix.safety == Safety::Safe);
        safe.or_else(|| self.fixes.first().filter(|_| unsafe_too))
    }
}

/// What is known of a rule apart from its findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleInfo {
    /// Its id.
    pub id: Cow<'static, str>,
    /// The group it is in.
    pub group: Cow<'static, str>,
    /// Its usual severity; a finding's own may differ.
    pub severity: Severity,
    /// Whether it runs unless switched off.
    pub default_on: bool,
    /// One sentence.
    pub summary: Cow<'static, str>,
    /// Its page, Markdown.
    pub doc: Cow<'static, str>,
}

/// Everything a check has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Absolute path that all files are relative to.
    pub root: PathBuf,
    /// Number of files read and judged.
    pub files_checked: usize,
    /// By file, then position, then rule.
    pub findings: Vec<Finding>,
    /// References that this checkout cannot resolve, sorted.
    pub unresolved: Vec<String>,
    /// Findings silenced by comments.
    pub suppressed: usize,
    /// Findings too mild to be looked at.
    pub milder: usize,
    /// Findings repaired; `None` when nothing was to be repaired.
    pub fixed: Option<usize>,
    /// Findings left out because they were known before; `None` when nobody asked.
    pub known: Option<usize>,
    /// Texts of the files that places point into, for excerpts.
    pub sources: BTreeMap<Arc<str>, Arc<str>>,
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Infos.
    pub info: usize,
    /// Hints.
    pub hint: usize,
    /// Findings with a fix, safe or not.
    pub fixable: usize,
    /// Findings silenced by comments.
    pub suppressed: usize,
    /// Findings repaired in this run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<usize>,
    /// Findings that a baseline or an earlier revision has too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<usize>,
}

impl Report {
    /// Brings findings and references into their order.
    pub fn sort(&mut self) {
        self.findings.sort_by(|a, b| order_of(a).cmp(&order_of(b)));
        self.unresolved.sort();
        self.unresolved.dedup();
    }

    /// Leaves out findings milder than `least`.
    pub fn keep_at_least(&mut self, least: Severity) {
        self.findings.retain(|finding| finding.severity >= least);
    }

    /// The worst severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// Counts what is in it.
    pub fn summary(&self) -> Summary {
        let count = |severity| self.findings.iter().filter(|f| f.severity == severity).count();
        Summary {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            info: count(Severity::Info),
            hint: count(Severity::Hint),
            fixable: self.findings.iter().filter(|f| !f.fixes.is_empty()).count(),
            suppressed: self.suppressed,
            fixed: self.fixed,
            known: self.known,
        }
    }
}

fn order_of(finding: &Finding) -> (&str, u32, &str, u32, &str) {
    let place = &finding.place;
    (&place.file, place.start.offset, &finding.rule, place.end.offset, &finding.message)
}
