//! One open project.

use super::Snapshot;
use ov_project::{
    CONFIG_FILE, Config, FileContent, FileId, Files, Graph, GraphFacts, LayerFile, LayerId, Project, SourceFile,
    Targets, load,
};
use ov_render::init::InitTemplates;
use ov_rules::{Context, Edit, Finding, Index, LayerFindings, ProjectFindings, Rule, Settings, finish_file};
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// How far a change of a layer reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The graph of the project is what it was. Other files seldom show anything new.
    Items,
    /// The graph may be another one.
    Graph,
}

/// A project, its graph, and what was found in it so far.
pub struct LiveProject {
    project: Arc<Project>,
    graph: Arc<Graph>,
    targets: Arc<Targets>,
    index: Arc<Index>,
    templates: Arc<OnceLock<InitTemplates>>,
    generation: u64,
    settings: Settings,
    rules: Vec<&'static dyn Rule>,
    files: FxHashMap<Arc<Path>, FileId>,
    layers_of: FxHashMap<FileId, Vec<LayerId>>,
    /// What the rules for whole projects said.
    general: ProjectFindings,
    /// What was said of each layer that was asked for.
    layers: FxHashMap<LayerId, LayerFindings>,
}

impl LiveProject {
    /// Reads the project at `root`, an absolute path.
    pub fn load(root: &Path, files: &dyn Files) -> Self {
        let config = files.read(&root.join(CONFIG_FILE)).map_or_else(|_| Config::default(), |text| Config::read(&text));
        let project = load(root, files, config);
        let graph = Graph::new(&project);
        let targets = Targets::new(&project, &graph);
        let paths = project.files.iter().enumerate().rev();
        let files = paths.map(|(index, file)| (file.path.clone(), FileId(index as u32))).collect();
        let mut layers_of: FxHashMap<FileId, Vec<LayerId>> = FxHashMap::default();
        for id in project.layer_ids() {
            layers_of.entry(project.layer(id).file).or_default().push(id);
        }
        let settings = Settings::default();
        Self {
            project: Arc::new(project),
            graph: Arc::new(graph),
            targets: Arc::new(targets),
            index: Arc::default(),
            templates: Arc::default(),
            generation: next_generation(),
            rules: settings.active_rules().collect(),
            settings,
            files,
            layers_of,
            general: ProjectFindings::default(),
            layers: FxHashMap::default(),
        }
    }

    /// The project as it is now.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The file at a path, where the project reaches it.
    pub fn file(&self, path: &Path) -> Option<FileId> {
        self.files.get(path).copied()
    }

    /// What a file says, where it is a layer's own.
    pub fn layer_file(&self, file: FileId) -> Option<&LayerFile> {
        self.project.file(file).layer()
    }

    /// All of it, to be looked at while it changes here.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            project: self.project.clone(),
            graph: self.graph.clone(),
            targets: self.targets.clone(),
            index: self.index.clone(),
            generation: self.generation,
            templates: self.templates.clone(),
        }
    }

    /// Puts another content in the place of a layer's file.
    pub fn replace_layer(&mut self, file: FileId, content: LayerFile) -> Effect {
        let content = Arc::new(content);
        let graph_facts = self.graph_facts(file);
        let project = Arc::make_mut(&mut self.project);
        let Some(slot) = project.files.get_mut(file.0 as usize) else { return Effect::Items };
        let before = replace_content(slot, content.clone());
        for id in self.layers_of.get(&file).into_iter().flatten() {
            project.layers[id.0 as usize].content = content.clone();
        }
        for hidden in project.shadowed.iter_mut().filter(|hidden| hidden.layer.file == file) {
            hidden.layer.content = content.clone();
        }
        self.generation = next_generation();
        let edit = before.as_ref().and_then(|before| Edit::between(file, before, &content));
        match &edit {
            Some(edit) => {
                let own = self.layers_of.get(&file).map_or(&[][..], Vec::as_slice);
                Arc::make_mut(&mut self.index).edit(own, edit);
            }
            None => self.index = Arc::default(),
        }
        match edit.filter(|_| graph_facts == self.graph_facts(file)) {
            Some(edit) => self.edit(&edit),
            None => self.build_graph(),
        }
        let is_same = before.is_some_and(|before| before.says_the_same_outside(&content));
        if is_same { Effect::Items } else { Effect::Graph }
    }

    fn layers_of(&self, file: FileId) -> &[LayerId] {
        self.layers_of.get(&file).map_or(&[], Vec::as_slice)
    }

    fn graph_facts(&self, file: FileId) -> Vec<GraphFacts> {
        self.layers_of(file).iter().map(|id| self.project.layer(*id).graph_facts()).collect()
    }

    /// Keeps what holds after an edit that leaves the graph as it is.
    fn edit(&mut self, edit: &Edit<'_>) {
        let own = self.layers_of.get(&edit.file()).map_or(&[][..], Vec::as_slice);
        self.general.edit(&self.rules, edit);
        let others = self.layers.iter_mut().filter(|(id, _)| !own.contains(id));
        others.for_each(|(_, findings)| findings.edit_outside(edit));
    }

    fn build_graph(&mut self) {
        self.graph = Arc::new(Graph::new(&self.project));
        self.targets = Arc::new(Targets::new(&self.project, &self.graph));
        self.general = ProjectFindings::default();
        self.layers.values_mut().for_each(LayerFindings::forget_surroundings);
    }

    /// What a check of the project finds in one file.
    pub fn findings(&mut self, file: FileId) -> Vec<Finding> {
        let context =
            Context { project: &self.project, graph: &self.graph, targets: &self.targets, index: &self.index };
        self.general.update(context, &self.rules);
        let mut found: Vec<Finding> = self.general.of_file(file).cloned().collect();
        for &id in self.layers_of.get(&file).into_iter().flatten() {
            let findings = LayerFindings::update(context, id, &self.rules, self.layers.get(&id));
            found.extend(findings.findings());
            self.layers.insert(id, findings);
        }
        finish_file(&self.project, &self.settings, file, found).findings
    }

    /// Forgets what is kept of a file for the next edit of it.
    pub fn cool_down(&mut self, file: FileId) {
        for id in self.layers_of.get(&file).into_iter().flatten() {
            self.layers.remove(id);
        }
    }
}

/// A number that no project had before.
fn next_generation() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

fn replace_content(slot: &mut SourceFile, content: Arc<LayerFile>) -> Option<Arc<LayerFile>> {
    match std::mem::replace(&mut slot.content, FileContent::Layer(content)) {
        FileContent::Layer(before) => Some(before),
        FileContent::Root(_) | FileContent::Failed(_) | FileContent::Absent => None,
    }
}
