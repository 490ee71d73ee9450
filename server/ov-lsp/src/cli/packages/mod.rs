//! `ov-lsp packages`.

mod json;
mod text;

use super::outcome::{Failure, Status, results};
use super::rules::Listing;
use super::subject::{LayerArgs, Subject, words};
use clap::{ArgGroup, ValueEnum};
use ov_project::{Graph, ImageFacts, Layer, LayerId, Project, image_facts};
use ov_render::packages::{ImagePackages, Resolution, Resolved, Target, image_packages, resolve};
use ov_render::probes::{Probe, ProbedName, probes};
use smol_str::SmolStr;
use std::io::Write;
use std::slice::from_ref;

/// Show which packages and probe names a distro resolves to
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("distro").args(["tags", "image"]).multiple(true)))]
pub(super) struct Args {
    #[command(flatten)]
    layers: LayerArgs,

    /// Distro tags, the most specific first [default: those of the image, or of each image of the project]
    #[arg(long, value_name = "TAGS")]
    tags: Option<String>,

    /// Package formats, the main one first [default: those of the image, or that of the first tag]
    #[arg(long, value_name = "FORMATS", requires = "distro")]
    build: Option<String>,

    /// How the sections of a layer make up one list [default: as the version of the project says, else replace]
    #[arg(long, value_enum)]
    resolution: Option<Rule>,

    /// A whole image; with `--tags` and `--build` where its own distro hangs on a base that cannot be read here
    #[arg(long, value_name = "NAME")]
    image: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Listing,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Rule {
    /// One section is installed
    Replace,
    /// Sections add up
    Cascade,
}

/// What one layer resolves to on one target.
struct Answer<'a> {
    layer: &'a Layer,
    target: &'a Target,
    resolved: Resolved<'a>,
    probes: Vec<(Probe<'a>, ProbedName<'a>)>,
}

/// What a whole image resolves to.
struct Whole<'a> {
    name: &'a str,
    subject: &'a Subject,
    target: &'a Target,
    packages: ImagePackages,
    incomplete: bool,
}

pub(super) fn run(args: &Args) -> Result<Status, Failure> {
    let subject = args.layers.open()?;
    let rule = match args.resolution {
        Some(Rule::Replace) => Resolution::Replace,
        Some(Rule::Cascade) => Resolution::Cascade,
        None => Resolution::of(&subject.project),
    };
    let Scope { targets, of_image } = scope(args, &subject)?;
    let layers = match &of_image {
        Some(image) if subject.named.is_empty() => image.layers.iter().map(|(layer, _)| *layer).collect(),
        _ => subject.layers()?,
    };
    subject.note_gaps(&layers);
    let targets_of =
        |id: LayerId| of_image.as_ref().and_then(|image| image.target_of(id)).map_or(&targets[..], from_ref);
    let answers: Vec<Answer<'_>> = layers
        .iter()
        .flat_map(|&id| targets_of(id).iter().map(move |target| (id, target)))
        .map(|(id, target)| answer(subject.project.layer(id), target, rule))
        .collect();
    let whole = match (&of_image, args.image.as_deref(), targets.first()) {
        (Some(image), Some(name), Some(target)) => {
            let layers = image.layers.iter().map(|(layer, target)| (*layer, target));
            let packages = image_packages(&subject.project, layers, rule);
            Some(Whole { name, subject: &subject, target, packages, incomplete: image.incomplete })
        }
        _ => None,
    };
    results(|out| match args.format {
        Listing::Json => {
            serde_json::to_writer_pretty(&mut *out, &json::report(&answers, whole.as_ref()))?;
            writeln!(out)
        }
        Listing::Text => text::print(&answers, whole.as_ref(), out),
    })?;
    Ok(Status::Clean)
}

/// For what to resolve.
struct Scope {
    targets: Vec<Target>,
    /// The image, where one was named.
    of_image: Option<ImageScope>,
}

/// What an image is made of.
struct ImageScope {
    /// In build order, each with the target of the image that builds it.
    layers: Vec<(LayerId, Target)>,
    /// Whether the image has more that is not known here.
    incomplete: bool,
}

impl Scope {
    fn of(targets: Vec<Target>) -> Self {
        Self { targets, of_image: None }
    }
}

impl ImageScope {
    /// A base may be of another distro than the image itself, which is `target`.
    fn new(image: &ImageFacts, images: &[ImageFacts], target: &Target, project: &Project) -> Self {
        let target_of = |layer: LayerId| {
            let builder = &images[image.builder_of(layer).0 as usize];
            match (&builder.distro, &builder.build) {
                (Some(tags), Some(build)) if builder.id != image.id => {
                    Target::new(tags.clone(), build.clone()).in_project(project)
                }
                _ => target.clone(),
            }
        };
        Self {
            layers: image.layers().map(|layer| (layer, target_of(layer))).collect(),
            incomplete: image.is_incomplete(),
        }
    }

    fn target_of(&self, layer: LayerId) -> Option<&Target> {
        self.layers.iter().find(|(own, _)| *own == layer).map(|(_, target)| target)
    }
}

fn scope(args: &Args, subject: &Subject) -> Result<Scope, Failure> {
    let images = image_facts(&subject.project, &Graph::new(&subject.project));
    if let Some(name) = &args.image {
        let image = &images[subject.image(name)?.0 as usize];
        let target = target_of(name, image, args)?.in_project(&subject.project);
        let of_image = Some(ImageScope::new(image, &images, &target, &subject.project));
        return Ok(Scope { targets: vec![target], of_image });
    }
    if let Some(tags) = &args.tags {
        let build = args.build.as_deref().map(words).unwrap_or_default();
        return Ok(Scope::of(vec![Target::new(words(tags), build).in_project(&subject.project)]));
    }
    let enabled = images.into_iter().filter(|image| image.enabled);
    let known = enabled.filter_map(|image| Some(Target::new(image.distro?, image.build?).in_project(&subject.project)));
    let mut targets: Vec<Target> = Vec::new();
    for target in known.filter(|target| !target.tags.is_empty()) {
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    if targets.is_empty() {
        return Err(Failure::usage("no image of the project names a distro; name one with `--tags`"));
    }
    Ok(Scope::of(targets))
}

/// What the image itself says, and from the flags only what it leaves open: they do not contradict an image.
fn target_of(name: &str, image: &ImageFacts, args: &Args) -> Result<Target, Failure> {
    let (tags, build) = (args.tags.as_deref().map(words), args.build.as_deref().map(words));
    let joined = |list: &[SmolStr]| list.iter().map(SmolStr::as_str).collect::<Vec<_>>().join(", ");
    let refused = |message: String| Err(Failure::usage(message));
    if let (Some(own), Some(_)) = (&image.distro, &tags) {
        let own = joined(own);
        return refused(format!("image `{name}` has the distro tags {own}, so `--tags` has no place beside `--image`"));
    }
    if let (Some(own), Some(_)) = (&image.build, &build) {
        let own = joined(own);
        return refused(format!("image `{name}` builds {own}, so `--build` has no place beside `--image`"));
    }
    let is_named = tags.is_some();
    let Some(tags) = image.distro.clone().or(tags) else {
        let message = "hangs on a base that cannot be read here; name its distro with `--tags`";
        return refused(format!("the distro of image `{name}` {message}"));
    };
    match image.build.clone().or(build) {
        Some(build) => Ok(Target::new(tags, build)),
        None if is_named => Ok(Target::new(tags, Vec::new())),
        None => {
            let message = "hang on a base that cannot be read here; name them with `--build`";
            refused(format!("the package formats of image `{name}` {message}"))
        }
    }
}

fn answer<'a>(layer: &'a Layer, target: &'a Target, rule: Resolution) -> Answer<'a> {
    let probes = probes(layer).map(|probe| (probe, probe.resolve(&target.tags))).collect();
    Answer { layer, target, resolved: resolve(layer, target, rule), probes }
}
