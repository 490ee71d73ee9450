//! `workspace/diagnostic`.

use crate::disk::DiskFiles;
use crate::lsp::client::ClientFacts;
use crate::lsp::convert::{self, Places};
use crate::lsp::event::Reply;
use crate::lsp::session::{Scene, Session};
use ov_project::FileId;
use ov_rules::{Place, Settings, check_in};
use ov_syntax::Span;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tower_lsp_server::ls_types::{
    Diagnostic, FullDocumentDiagnosticReport, Location, Range, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

/// A check that takes longer is not made at every question: clients ask every other second.
const CHEAP: Duration = Duration::from_millis(50);

/// How many times its own duration a costly check is good for.
const LASTING: u32 = 20;

/// All diagnostics of a project, kept while it stays the same.
#[derive(Clone, Default)]
pub(in crate::lsp) struct Checked(Arc<Mutex<Option<Found>>>);

struct Found {
    generation: u64,
    at: Instant,
    cost: Duration,
    files: Arc<[OfFile]>,
}

/// The diagnostics of a file that has some.
struct OfFile {
    uri: Uri,
    version: Option<i32>,
    id: String,
    items: Vec<Diagnostic>,
}

pub(in crate::lsp) fn run(
    session: &mut Session,
    params: WorkspaceDiagnosticParams,
    reply: Reply<WorkspaceDiagnosticReportResult>,
) {
    let client = session.client.clone();
    let mut projects: Vec<(Scene, Checked)> = Vec::new();
    for root in session.all_roots() {
        let Some(scene) = session.scene(&root, None) else { continue };
        let Some(project) = session.projects.get(&root) else { continue };
        projects.push((scene, project.checked.clone()));
    }
    session.beside(reply, move || {
        let found: Vec<Arc<[OfFile]>> = projects.iter().map(|(scene, checked)| checked.files(scene, &client)).collect();
        let mut known: FxHashMap<Uri, String> =
            params.previous_result_ids.into_iter().map(|previous| (previous.uri, previous.value)).collect();
        let mut items: Vec<_> = found
            .iter()
            .flat_map(|files| files.iter())
            .map(|file| report(file, known.remove(&file.uri).as_ref()))
            .collect();
        // What had diagnostics and has none any more.
        let mut gone: Vec<Uri> = known.into_iter().filter(|(_, id)| id != NOTHING).map(|(uri, _)| uri).collect();
        gone.sort();
        items.extend(gone.into_iter().map(cleared));
        WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items })
    });
}

/// The id of no diagnostics.
const NOTHING: &str = "none";

fn report(file: &OfFile, known: Option<&String>) -> WorkspaceDocumentDiagnosticReport {
    let (uri, version) = (file.uri.clone(), file.version.map(i64::from));
    if known == Some(&file.id) {
        let unchanged = UnchangedDocumentDiagnosticReport { result_id: file.id.clone() };
        return WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: unchanged,
        });
    }
    full(uri, version, &file.id, file.items.clone())
}

fn cleared(uri: Uri) -> WorkspaceDocumentDiagnosticReport {
    full(uri, None, NOTHING, Vec::new())
}

fn full(uri: Uri, version: Option<i64>, id: &str, items: Vec<Diagnostic>) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id.to_owned()), items },
    })
}

impl Checked {
    fn files(&self, scene: &Scene, client: &ClientFacts) -> Arc<[OfFile]> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = scene.snapshot.generation;
        if let Some(found) = &*kept {
            let is_recent = found.cost > CHEAP && found.at.elapsed() < found.cost * LASTING;
            if found.generation == generation || is_recent {
                return found.files.clone();
            }
        }
        let started = Instant::now();
        let files: Arc<[OfFile]> = check(scene, client).into();
        *kept = Some(Found { generation, at: Instant::now(), cost: started.elapsed(), files: files.clone() });
        files
    }
}

fn check(scene: &Scene, client: &ClientFacts) -> Vec<OfFile> {
    let outcome = check_in(scene.snapshot.context(), &Settings::default(), &DiskFiles::default());
    let mut files: Vec<(FileId, Vec<Diagnostic>)> = Vec::new();
    for finding in &outcome.findings {
        let file = finding.place.file;
        let diagnostic = convert::diagnostic(finding, client, &mut OfScene { scene, file });
        match files.last_mut() {
            Some((known, items)) if *known == file => items.push(diagnostic),
            _ => files.push((file, vec![diagnostic])),
        }
    }
    files.into_iter().filter_map(|(file, items)| of_file(scene, file, items)).collect()
}

fn of_file(scene: &Scene, file: FileId, items: Vec<Diagnostic>) -> Option<OfFile> {
    let uri = scene.uri(file)?;
    let mut hasher = FxHasher::default();
    serde_json::to_string(&items).ok()?.hash(&mut hasher);
    Some(OfFile { version: scene.version(&uri), id: format!("{:x}", hasher.finish()), uri, items })
}

struct OfScene<'s> {
    scene: &'s Scene,
    file: FileId,
}

impl Places for OfScene<'_> {
    fn range(&mut self, span: Span) -> Range {
        self.scene.range(self.file, span).unwrap_or_default()
    }

    fn location(&mut self, place: Place) -> Option<Location> {
        self.scene.location(place.file, place.span)
    }
}
