//! `ov-lsp new`.

use super::outcome::{Failure, Status, results};
use super::subject::ProjectArgs;
use crate::fix::write::write_file;
use crate::new_layer::{NewFile, new_layer};
use ov_project::Files;
use ov_rules::scaffold;
use std::fs;
use std::io::Write;

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
    let subject = args.project.open()?;
    let odd = args.service.iter().find_map(|service| scaffold::refuse_service(service));
    if let Some(why) = scaffold::refuse_name(&subject.project, &args.name).or(odd) {
        return Err(Failure::usage(why));
    }
    let NewFile { path: file, text } = new_layer(&subject.project, &subject.files(), &args.name, &args.service);
    if args.print {
        results(|out| out.write_all(text.as_bytes()))?;
        return Ok(Status::Clean);
    }
    let folder = file.parent().unwrap_or(&file);
    if subject.files().kind(&file).is_some() {
        return Err(Failure::usage(format_args!("{} is there already", file.display())));
    }
    let refused = |why| Failure::usage(format_args!("{} cannot be made: {why}", folder.display()));
    fs::create_dir_all(folder).map_err(refused)?;
    write_file(&file, text.as_bytes())?;
    results(|out| writeln!(out, "{}", file.display()))?;
    Ok(Status::Clean)
}
