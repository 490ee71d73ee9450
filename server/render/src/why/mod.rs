//! By which chain an image gets a thing, or where the chain breaks.

mod candidates;
mod reach;
mod verdict;

pub use candidates::Kind;

use crate::init::InitTemplates;
use candidates::{Candidate, candidates};
use ov_project::{FileId, Graph, ImageFacts, ImageId, Project, image_facts};
use ov_syntax::Span;
use reach::Reach;

/// A place in a file of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// Its bytes.
    pub span: Span,
}

/// One step of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The fact, such as "image `web` lists layer `sshd`".
    pub fact: String,
    /// Where it is written.
    pub place: Option<Place>,
}

/// What is known about one thing of the name asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// From the image to the thing, as far as the chain holds.
    pub chain: Vec<Link>,
    /// How the thing arrives, or why the chain breaks.
    pub outcome: Outcome,
}

/// The end of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The image has it; how.
    Arrives(String),
    /// The image does not get it; why.
    Broken(String),
}

impl Answer {
    /// Whether the image has the thing.
    pub fn arrives(&self) -> bool {
        matches!(self.outcome, Outcome::Arrives(_))
    }
}

/// All that is known about a thing in an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What the image has first, then broken chains; within these in the order of layers.
    pub answers: Vec<Answer>,
    /// Why the image may contain more than this checkout shows.
    pub unresolved: Vec<Link>,
}

/// What the image is looked at with.
struct Scene<'a> {
    project: &'a Project,
    templates: &'a InitTemplates,
    image: &'a ImageFacts,
    /// Of all images of the project.
    images: &'a [ImageFacts],
    reach: Reach,
}

/// Explains how `image` comes by `thing`: a name, or a kind and a name such as `package:curl`.
pub fn why(project: &Project, graph: &Graph, templates: &InitTemplates, image: ImageId, thing: &str) -> Explanation {
    let facts = image_facts(project, graph);
    let reach = Reach::new(project, image);
    let scene = Scene { project, templates, image: &facts[image.0 as usize], images: &facts, reach };
    let (kind, name) = asked(thing);
    let wanted = |candidate: &Candidate<'_>| kind.is_none_or(|kind| candidate.kind == kind);
    let mut answers: Vec<Answer> =
        candidates(project, image, name).into_iter().filter(wanted).map(|c| scene.answer(c)).collect();
    answers.sort_by_key(|a| !a.arrives());
    Explanation { answers, unresolved: scene.reach.unresolved.clone() }
}

/// The kind in front of a colon, where it is one.
fn asked(thing: &str) -> (Option<Kind>, &str) {
    match thing.split_once(':').map(|(kind, name)| (Kind::named(kind), name)) {
        Some((Some(kind), name)) => (Some(kind), name),
        _ => (None, thing),
    }
}

impl Scene<'_> {
    fn answer(&self, mut candidate: Candidate<'_>) -> Answer {
        let mut chain = match candidate.layer {
            Some(layer) => self.reach.chain(layer),
            None => Some(Vec::new()),
        };
        if let (Some(_), Kind::Package, Some(layer)) = (&chain, candidate.kind, candidate.layer)
            && let Some(list) = self.deciding_list(layer, &candidate.name)
        {
            candidate.move_to(list);
        }
        if let (Some(chain), Some(place)) = (&mut chain, candidate.place) {
            chain.push(Link { fact: candidate.fact(self.project), place: Some(place) });
        }
        let outcome = match &chain {
            Some(_) => self.verdict(&candidate),
            None => Outcome::Broken(self.not_reached(&candidate)),
        };
        Answer { kind: candidate.kind, name: candidate.name, chain: chain.unwrap_or_default(), outcome }
    }

    /// Why the image does not have the candidate's layer.
    fn not_reached(&self, candidate: &Candidate<'_>) -> String {
        let layer = candidate.layer.map_or("", |l| self.project.layer(l).name.as_str());
        let image = self.image.name(self.project);
        let place = match candidate.kind {
            Kind::Layer => format!("layer `{layer}`"),
            kind => format!("{} `{}` is in layer `{layer}`, which", kind.name(), candidate.name),
        };
        let mut reason = format!("{place} is not in the closure of image `{image}`");
        if let [first, ..] = self.reach.unresolved.as_slice() {
            reason.push_str(", as far as can be told here: ");
            reason.push_str(&first.fact);
        }
        reason
    }
}
