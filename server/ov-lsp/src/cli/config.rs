//! `ov-lsp config`.

use super::outcome::{Failure, Status, results};
use super::rules::Listing;
use crate::check::rules;
use crate::config::{self, SCHEMA, Value, all_known, values};
use crate::disk::DiskFiles;
use crate::targets::{Refused, Surroundings, resolve};
use ov_project::{CONFIG_FILE, Config, EntryKind, Files, LAYER_FILE, ReadError, display};
use ov_rules::{Settings, effective_severities};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Show the config or its schema
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Print the JSON Schema of the config file
    Schema,
    /// Print the effective config for a path and where each value came from
    Show(Show),
}

#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// A file, layer folder or project root [default: the current project]
    path: Option<PathBuf>,

    /// Root of the project [default: found by walking up from the PATH]
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,

    /// Config file [default: ov-lsp.yml at the root of the project]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Listing,
}

/// A config file as it was named, and its text.
pub(super) struct Source {
    name: String,
    text: Arc<str>,
}

impl Source {
    pub(super) fn config(&self) -> Result<Config, Failure> {
        Ok(config::read(&self.name, &self.text)?)
    }
}

pub(super) fn run(command: &Command) -> Result<Status, Failure> {
    match command {
        Command::Schema => results(|out| out.write_all(SCHEMA.as_bytes()))?,
        Command::Show(show) => show.run()?,
    }
    Ok(Status::Clean)
}

impl Show {
    fn run(&self) -> Result<(), Failure> {
        let around = Surroundings::of_process();
        let paths: Vec<PathBuf> = self.path.iter().cloned().collect();
        let targets = resolve(&paths, self.project.as_deref(), &around, &DiskFiles::default())?;
        let root = targets.into_iter().next().map(|target| target.root).unwrap_or_default();
        let source = of_project(&root, self.config.as_deref(), &around)?;
        let config = source.config()?;
        all_known(&rules(), &config, &Settings::default())?;
        let file = self.path.as_deref().and_then(|path| file_of(&around.absolute(path)));
        let severities = file.map(|file| effective_severities(&config, &display(&file, &root)));
        let values = values(&source.name, &source.text, severities.as_deref());
        results(|out| print(&values, self.format, out))
    }
}

/// The config of the project at `root`, or the one named; an empty one where there is none.
pub(super) fn of_project(root: &Path, named: Option<&Path>, around: &Surroundings) -> Result<Source, Failure> {
    let path = named.map_or_else(|| root.join(CONFIG_FILE), |path| around.absolute(path));
    let name = named.map_or_else(|| CONFIG_FILE.to_owned(), |path| path.display().to_string());
    match DiskFiles::default().read(&path) {
        Ok(text) => Ok(Source { name, text }),
        Err(ReadError::Missing) if named.is_none() => Ok(Source { name, text: "".into() }),
        Err(why) => Err(Refused { path: named.map_or(path, Path::to_path_buf), why }.into()),
    }
}

/// The file that a path stands for; none where it is a project or another folder of several files.
fn file_of(path: &Path) -> Option<PathBuf> {
    let files = DiskFiles::default();
    let candidates = [path.to_path_buf(), path.join(LAYER_FILE)];
    candidates.into_iter().find(|file| files.kind(file) == Some(EntryKind::File))
}

fn print(values: &[Value], format: Listing, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Listing::Json => {
            serde_json::to_writer_pretty(&mut *out, values)?;
            writeln!(out)
        }
        Listing::Text => {
            values.iter().try_for_each(|value| writeln!(out, "{}: {}  # {}", value.key, value.value, value.from))
        }
    }
}
