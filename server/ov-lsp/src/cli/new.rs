//! `ov-lsp new`.

use super::outcome::{Failure, Status, results};
use super::subject::{ProjectArgs, Subject};
use crate::fix::write::write_file;
use ov_project::{Files, Graph, Targets};
use ov_rules::scaffold::{self, NewLayer};
use ov_rules::{Context, Index};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Begin something new in the style of the project
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    Layer(Layer),
}

/// Write a layer with packages for the project's distros, and each service in both forms
#[derive(Debug, clap::Args)]
pub(super) struct Layer {
    /// Name of the layer
    name: String,

    /// A service it is to have, by name or unit, such as `nginx` or `virtqemud.socket`; repeatable
    #[arg(long, value_name = "UNIT")]
    service: Vec<String>,

    #[command(flatten)]
    project: ProjectArgs,

    /// Print the file instead of writing it
    #[arg(long)]
    print: bool,
}

pub(super) fn run(Command::Layer(args): &Command) -> Result<Status, Failure> {
    let subject = args.project.open(&[])?;
    if let Some(why) = scaffold::refuse_name(&subject.project, &args.name) {
        return Err(Failure::usage(why));
    }
    let text = text(args, &subject);
    if args.print {
        results(|out| out.write_all(text.as_bytes()))?;
        return Ok(Status::Clean);
    }
    let folder = folder(&subject).join(&args.name);
    let file = folder.join("layer.yml");
    if subject.files.kind(&folder).is_some() {
        return Err(Failure::usage(format_args!("{} is there already", folder.display())));
    }
    let refused = |why| Failure::usage(format_args!("{} cannot be made: {why}", folder.display()));
    fs::create_dir_all(&folder).map_err(refused)?;
    write_file(&file, text.as_bytes())?;
    results(|out| writeln!(out, "{}", file.display()))?;
    Ok(Status::Clean)
}

fn text(args: &Layer, subject: &Subject) -> String {
    let project = &subject.project;
    let graph = Graph::new(project);
    let targets = Targets::new(project, &graph);
    let context = Context { project, graph: &graph, targets: &targets, index: &Index::default() };
    let model = project.layers.iter().find(|layer| !layer.inline);
    let model = model.and_then(|layer| subject.files.read(&project.file(layer.file).path).ok());
    scaffold::text(&context, &NewLayer { name: &args.name, services: &args.service, model: model.as_deref() })
}

/// Where the project's layers are.
fn folder(subject: &Subject) -> PathBuf {
    let known = subject.project.layers.iter().filter(|layer| !layer.inline).find_map(|layer| layer.dir.parent());
    known.map_or_else(|| subject.project.root.join("layers"), Path::to_path_buf)
}
