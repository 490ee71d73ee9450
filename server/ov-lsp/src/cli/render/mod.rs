//! `ov-lsp render`.

mod files;
mod json;
mod text;

use super::outcome::{Failure, Status, note, results};
use super::rules::Listing;
use super::subject::{LayerArgs, Subject, words};
use clap::ValueEnum;
use ov_project::{Graph, LayerId, image_facts};
use ov_render::images::Numbering;
use ov_render::init::InitTemplates;
use ov_render::services::{LayerPreview, Position, RenderOptions, preview};
use std::io::Write;
use std::path::PathBuf;

/// Show what the init systems would get
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    layers: LayerArgs,

    /// Only one init system
    #[arg(long, value_enum, default_value_t)]
    init: Inits,

    /// Home folder in systemd units [default: the token that the deployment fills in]
    #[arg(long, value_name = "DIR")]
    home: Option<String>,

    /// Number the fragments as the build of this image does, in its order
    #[arg(long, value_name = "NAME")]
    image: Option<String>,

    /// Count disabled images as well when numbering
    #[arg(long, requires = "image")]
    include_disabled: bool,

    /// Number the fragment by hand; goes with one LAYER
    #[arg(long, value_name = "N", conflicts_with = "image")]
    position: Option<u32>,

    /// Distro tags, the most specific first [default: those of the image]
    #[arg(long, value_name = "TAGS")]
    distro: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Listing,

    /// Write the files into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Which init systems are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Inits {
    Supervisord,
    Systemd,
    #[default]
    All,
}

impl Inits {
    fn supervisord(self) -> bool {
        self != Self::Systemd
    }

    fn systemd(self) -> bool {
        self != Self::Supervisord
    }
}

pub(super) fn run(args: &Args) -> Result<Status, Failure> {
    let subject = args.layers.open()?;
    let numbering = args.image.as_deref().map(|name| number(&subject, name, args.include_disabled)).transpose()?;
    let layers = match &numbering {
        Some(numbering) if subject.named.is_empty() => numbering.order.clone(),
        _ => subject.layers()?,
    };
    if args.position.is_some() && layers.len() != 1 {
        return Err(not_one(&subject.named, layers.len()));
    }
    subject.note_gaps(&layers);
    let previews = render(&subject, args, numbering.as_ref(), &layers);
    if let Some(dir) = &args.out {
        files::write(dir, &previews, args.init)?;
    }
    if let Some(one) = numbering.as_ref().filter(|n| n.is_estimate) {
        let image = &one.image;
        note(format_args!("ov-lsp: the numbers are an estimate: image `{image}` has layers that are not known here"));
    }
    if let Some(one) = numbering.as_ref().filter(|n| !n.writes_supervisord) {
        let image = &one.image;
        note(format_args!("ov-lsp: no layer of image `{image}` itself uses supervisord: it writes no fragments"));
    }
    results(|out| match args.format {
        Listing::Json => {
            serde_json::to_writer_pretty(&mut *out, &json::report(&previews, args.init, numbering.as_ref()))?;
            writeln!(out)
        }
        Listing::Text => text::print(&previews, args.init, out),
    })?;
    Ok(Status::Clean)
}

/// Why there is no single layer to number.
fn not_one(named: &[PathBuf], count: usize) -> Failure {
    match (named, count) {
        ([named], 0) => {
            Failure::usage(format_args!("`--position` has nothing to number: no layer in {}", named.display()))
        }
        _ => Failure::usage(format_args!("`--position` goes with one LAYER, not with {count}")),
    }
}

fn render(subject: &Subject, args: &Args, numbering: Option<&Numbering>, layers: &[LayerId]) -> Vec<LayerPreview> {
    let project = &subject.project;
    let templates = InitTemplates::new(project);
    let mut options = RenderOptions::default();
    if let Some(home) = &args.home {
        options.home = home.into();
    }
    options.distro = match &args.distro {
        Some(tags) => Some(words(tags)),
        None => numbering.and_then(|n| n.distro.clone()),
    };
    options.position = args.position.map_or(Position::Unknown, Position::Number);
    let one = |&id: &LayerId| match numbering {
        Some(numbering) => numbering.preview(&templates, project, id, &options),
        None => preview(&templates, project.layer(id), project.dialect, &options),
    };
    layers.iter().map(one).collect()
}

/// The order and numbers that the build of an image uses.
fn number(subject: &Subject, name: &str, include_disabled: bool) -> Result<Numbering, Failure> {
    let project = &subject.project;
    let graph = Graph::new(project);
    let (images, templates) = (image_facts(project, &graph), InitTemplates::new(project));
    if let Some(made) = Numbering::of_made_image(project, &graph, &templates, &images, name, include_disabled) {
        return Ok(made);
    }
    let image = &images[subject.image(name)?.0 as usize];
    let numbering = Numbering::new(project, &graph, &templates, image, include_disabled);
    numbering.ok_or_else(|| Failure::usage(format_args!("image `{name}` is not built")))
}
