//! `ov-lsp/status`: what the server makes of a file, and why.

use crate::disk::DiskFiles;
use crate::lsp::event::Reply;
use crate::lsp::session::{Home, Scene, Session, path_of};
use ov_project::{CONFIG_FILE, FileContent, FileId, ROOT_FILE};
use ov_rules::{Settings, Severity, check_in};
use serde::{Deserialize, Serialize};
use std::path::Path;
use tower_lsp_server::ls_types::{Location, TextDocumentIdentifier, Uri};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct Params {
    text_document: Option<TextDocumentIdentifier>,
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct Answer {
    server_version: &'static str,
    diagnostics: &'static str,
    /// Roots of the projects that are open.
    projects: Vec<Uri>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<Project>,
}

#[derive(Debug, Serialize)]
struct File {
    uri: Uri,
    handled: bool,
    kind: &'static str,
    reason: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Project {
    root: Uri,
    root_file: Option<Uri>,
    /// The version it is written for, where it says one.
    version: Option<String>,
    config: Option<Uri>,
    files: usize,
    layers: usize,
    images: usize,
    problems: Problems,
    unresolved: Vec<Unresolved>,
}

#[derive(Debug, Default, Serialize)]
struct Problems {
    errors: usize,
    warnings: usize,
    infos: usize,
    hints: usize,
}

#[derive(Debug, Serialize)]
struct Unresolved {
    reference: String,
    reason: &'static str,
    location: Option<Location>,
}

pub(in crate::lsp) fn run(session: &mut Session, params: Params, reply: Reply<Answer>) {
    let uri = params.text_document.map(|document| document.uri);
    let mut answer = Answer {
        server_version: env!("CARGO_PKG_VERSION"),
        diagnostics: if session.client.pulls { "pull" } else { "push" },
        ..Answer::default()
    };
    let scene = uri.as_ref().and_then(|uri| session.root_around(uri).and_then(|root| session.scene(&root, Some(uri))));
    answer.projects = session.projects.roots().iter().filter_map(Uri::from_file_path).collect();
    answer.file = uri.map(|uri| file(session, scene.as_ref(), uri));
    let Some(scene) = scene else { return drop(reply.send(Ok(answer))) };
    session.beside(reply, move || {
        answer.project = project(&scene);
        answer
    });
}

fn file(session: &Session, scene: Option<&Scene>, uri: Uri) -> File {
    let (handled, kind, reason) = judged(session, scene, &uri);
    File { uri, handled, kind, reason }
}

fn judged(session: &Session, scene: Option<&Scene>, uri: &Uri) -> (bool, &'static str, String) {
    let Some(path) = path_of(uri) else { return (false, "other", "it is no file of this machine".into()) };
    let Some(scene) = scene else {
        return (false, "other", format!("no folder around it has an {ROOT_FILE} or a folder of layers"));
    };
    let root = &scene.snapshot.project.root;
    let home = match session.documents.get(uri) {
        Some(document) => session.projects.home(document),
        None if path == root.join(CONFIG_FILE) => Home::Config,
        None => scene.file(&path).map_or(Home::Nowhere, Home::File),
    };
    match home {
        Home::Config => (true, "config", "it is the configuration of the project".into()),
        Home::File(file) => of_file(scene, file),
        Home::Nowhere => (false, "other", not_reached(scene, &path)),
    }
}

fn of_file(scene: &Scene, file: FileId) -> (bool, &'static str, String) {
    let project = &scene.snapshot.project;
    match &project.file(file).content {
        FileContent::Layer(_) => match project.layers.iter().find(|layer| layer.file == file && !layer.inline) {
            Some(layer) => (true, "layer", format!("the project discovers it as layer `{}`", layer.name)),
            None => (true, "layer", "another layer of the same name hides it".into()),
        },
        FileContent::Root(_) if project.file(file).path.ends_with(ROOT_FILE) => {
            (true, "root", "it is the root file of the project".into())
        }
        FileContent::Root(_) if project.unreached.contains(&file) => {
            (true, "root", "it looks like a file of the project, but no `import:` leads to it".into())
        }
        FileContent::Root(_) => (true, "root", "the project imports it".into()),
        FileContent::Failed(why) => (true, "other", format!("the project reaches it, but {why}")),
        FileContent::Absent => (true, "layer", "its folder is an empty layer as long as there is no such file".into()),
    }
}

fn not_reached(scene: &Scene, path: &Path) -> String {
    let project = &scene.snapshot.project;
    if path.file_name().is_some_and(|name| name == ov_project::LAYER_FILE) {
        return "no `discover:` of the project leads to it".into();
    }
    let root = if project.has_root_file { "`import:` or `discover:`" } else { "folder of layers" };
    format!("no {root} of the project leads to it")
}

fn project(scene: &Scene) -> Option<Project> {
    let project = &scene.snapshot.project;
    let root_file = project.files.iter().position(|file| *file.path == *project.root.join(ROOT_FILE));
    let config = project.root.join(CONFIG_FILE);
    let unresolved = ov_rules::unresolved(project).into_iter().map(|one| Unresolved {
        reference: one.reference.to_string(),
        reason: one.reason,
        location: scene.location(one.file, one.span),
    });
    Some(Project {
        root: Uri::from_file_path(&project.root)?,
        root_file: root_file.and_then(|index| scene.uri(FileId(index as u32))),
        version: project.dialect.version.map(|version| version.to_string()),
        config: (scene.open(&config).is_some() || config.is_file()).then(|| Uri::from_file_path(&config)).flatten(),
        files: project.files.len(),
        layers: project.layers.len(),
        images: project.images.len(),
        problems: problems(scene),
        unresolved: unresolved.collect(),
    })
}

fn problems(scene: &Scene) -> Problems {
    let outcome = check_in(scene.snapshot.context(), &Settings::default(), &DiskFiles::default());
    let mut problems = Problems::default();
    for finding in outcome.findings {
        match finding.severity {
            Severity::Error => problems.errors += 1,
            Severity::Warning => problems.warnings += 1,
            Severity::Info => problems.infos += 1,
            Severity::Hint => problems.hints += 1,
        }
    }
    problems
}
