//! Which project, layers and image a command is about.

use super::config::of_project;
use super::outcome::{Failure, note};
use super::stdin::{Stdin, over, stdin};
use crate::disk::{DEFAULT_MAX_FILE_SIZE, DiskFiles};
use crate::overlay::Overlay;
use crate::targets::{Refused, Surroundings, resolve};
use ov_project::{FileContent, Files, ImageId, LayerId, Project, SourceFile, load_with};
use ov_schema::nearest_word;
use smol_str::SmolStr;
use std::path::{Path, PathBuf};

/// Flags that name the project.
#[derive(Debug, clap::Args)]
pub(super) struct ProjectArgs {
    /// Root of the project [default: found by walking up from the LAYER]
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,

    /// Config file [default: ov-lsp.yml at the root of the project]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Layers of a project, or standard input in the place of one.
#[derive(Debug, clap::Args)]
pub(super) struct LayerArgs {
    /// Layers by name or path; `-` is standard input [default: all layers of the project, or of the image]
    #[arg(value_name = "LAYER")]
    layers: Vec<PathBuf>,

    /// What to take standard input for
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,

    #[command(flatten)]
    project: ProjectArgs,
}

impl LayerArgs {
    /// Reads the project of the named layers, or the one around the working directory.
    pub(super) fn open(&self) -> Result<Subject, Failure> {
        let around = Surroundings::of_process();
        let (filename, project) = (self.stdin_filename.as_deref(), self.project.project.as_deref());
        match stdin(&self.layers, filename, project, &around)? {
            Some(stdin) => self.project.open_named(vec![stdin.path.clone()], Some(stdin), around),
            None => self.project.open_named(self.layers.clone(), None, around),
        }
    }
}

/// A project and what surrounds the process.
pub(super) struct Subject {
    pub(super) project: Project,
    /// What was named.
    pub(super) named: Vec<PathBuf>,
    disk: DiskFiles,
    stdin: Option<Stdin>,
    around: Surroundings,
}

impl ProjectArgs {
    /// Reads the project that is named, or the one around the working directory.
    pub(super) fn open(&self) -> Result<Subject, Failure> {
        self.open_named(Vec::new(), None, Surroundings::of_process())
    }

    fn open_named(&self, named: Vec<PathBuf>, stdin: Option<Stdin>, around: Surroundings) -> Result<Subject, Failure> {
        let first_look = DiskFiles::default();
        let first_look = over(&first_look, stdin.as_ref());
        let is_there = |path: &&PathBuf| first_look.kind(&around.absolute(path)).is_some();
        let paths: Vec<PathBuf> = named.iter().filter(is_there).cloned().collect();
        let targets = resolve(&paths, self.project.as_deref(), &around, &first_look)?;
        let [target] = targets.as_slice() else {
            return Err(Failure::usage("the layers belong to several projects; name one with `--project`"));
        };
        let config = of_project(&target.root, self.config.as_deref(), &around)?.config()?;
        let disk = DiskFiles::new(config.max_file_size.unwrap_or(DEFAULT_MAX_FILE_SIZE), None);
        let project = load_with(&target.root, &over(&disk, stdin.as_ref()), config, &target.scope);
        if project.layers.is_empty() && !project.has_root_file {
            return Err(Failure::usage(format_args!("no layer in {}", target.root.display())));
        }
        Ok(Subject { project, named, disk, stdin, around })
    }
}

impl Subject {
    /// The files of the project, standard input among them.
    pub(super) fn files(&self) -> Overlay<'_> {
        over(&self.disk, self.stdin.as_ref())
    }

    /// The layers named, in this order, or all of the project by name.
    pub(super) fn layers(&self) -> Result<Vec<LayerId>, Failure> {
        if self.named.is_empty() {
            return Ok(self.project.layer_ids().collect());
        }
        let mut layers = Vec::new();
        for name in &self.named {
            for id in self.layers_of(name)? {
                if !layers.contains(&id) {
                    layers.push(id);
                }
            }
        }
        Ok(layers)
    }

    fn layers_of(&self, named: &Path) -> Result<Vec<LayerId>, Failure> {
        let name = named.to_string_lossy();
        if let Some(id) = self.project.layer_named(&name) {
            self.readable(id, named)?;
            return Ok(vec![id]);
        }
        let path = self.around.absolute(named);
        let is_there = self.files().kind(&path).is_some();
        let matches = |id: &LayerId| {
            let layer = self.project.layer(*id);
            let file = &self.project.file(layer.file).path;
            **file == *path || !layer.inline && layer.dir.starts_with(&path)
        };
        let found: Vec<LayerId> = self.project.layer_ids().filter(matches).collect();
        // The layers below a folder that is none itself are met while walking.
        for &id in found.iter().filter(|&&id| !self.is_below(id, &path)) {
            self.readable(id, named)?;
        }
        // A folder may hold no layers.
        if found.is_empty() && !is_there {
            let known = self.project.layers.iter().map(|l| l.name.as_str());
            return Err(self.unknown("layer", &name, known));
        }
        Ok(found)
    }

    fn is_below(&self, id: LayerId, path: &Path) -> bool {
        let layer = self.project.layer(id);
        *layer.dir != *path && *self.project.file(layer.file).path != *path
    }

    /// Refuses a layer that was named and whose file gives no text.
    fn readable(&self, id: LayerId, named: &Path) -> Result<(), Failure> {
        match &self.project.file(self.project.layer(id).file).content {
            FileContent::Failed(why) => Err(Refused { path: named.to_path_buf(), why: why.clone() }.into()),
            _ => Ok(()),
        }
    }

    /// Says of which of these layers not all can be shown.
    pub(super) fn note_gaps(&self, layers: &[LayerId]) {
        for layer in layers.iter().map(|&id| self.project.layer(id)) {
            let file = self.project.file(layer.file);
            let (shown, name) = (&file.display, &layer.name);
            match &file.content {
                FileContent::Failed(why) => note(format_args!("ov-lsp: {shown} {why}")),
                _ if has_syntax_errors(file) => {
                    let gap = format_args!("so that not all of layer `{name}` may be shown");
                    note(format_args!("ov-lsp: {shown} has syntax errors, {gap}"));
                }
                _ => {}
            }
        }
    }

    /// The image `name`.
    pub(super) fn image(&self, name: &str) -> Result<ImageId, Failure> {
        let known = || self.project.images.iter().map(|i| i.name().as_str());
        self.project.image_named(name).ok_or_else(|| self.unknown("image", name, known()))
    }

    fn unknown<'n>(&self, kind: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Failure {
        let hint = nearest_word(known, name).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        Failure::usage(format_args!("no {kind} `{name}` in {}{hint}", self.project.root.display()))
    }
}

fn has_syntax_errors(file: &SourceFile) -> bool {
    match &file.content {
        FileContent::Root(root) => !root.syntax_errors.is_empty(),
        FileContent::Layer(layer) => !layer.syntax_errors.is_empty(),
        FileContent::Failed(_) | FileContent::Absent => false,
    }
}

/// A comma separated list, for instance of distro tags.
pub(super) fn words(list: &str) -> Vec<SmolStr> {
    list.split(',').map(str::trim).filter(|word| !word.is_empty()).map(SmolStr::new).collect()
}
