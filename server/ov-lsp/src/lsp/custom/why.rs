//! `ov-lsp/why`: by which chain an image gets a thing.

use crate::lsp::event::Reply;
use crate::lsp::session::{Scene, Session};
use ov_render::why::{self, Outcome, why};
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{Location, Uri};

#[derive(Debug, Deserialize)]
pub(in crate::lsp) struct Params {
    uri: Uri,
    image: String,
    thing: String,
}

#[derive(Debug, Serialize)]
pub(in crate::lsp) struct Answer {
    image: String,
    thing: String,
    arrives: bool,
    answers: Vec<One>,
    unresolved: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct One {
    kind: &'static str,
    name: String,
    arrives: bool,
    chain: Vec<Link>,
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct Link {
    fact: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
}

pub(in crate::lsp) fn run(session: &mut Session, params: Params, reply: Reply<Option<Answer>>) {
    let Params { uri, image, thing } = params;
    session.survey(&uri, reply, move |scene| answer(scene, image, thing));
}

fn answer(scene: &Scene, image: String, thing: String) -> Option<Answer> {
    let snapshot = &scene.snapshot;
    let id = snapshot.project.image_named(&image)?;
    let found = why(&snapshot.project, &snapshot.graph, snapshot.templates(), id, &thing);
    let links = |links: &[why::Link]| links.iter().map(|one| link(one, scene)).collect();
    let one = |answer: &why::Answer| {
        let (how, reason) = match answer.outcome.clone() {
            Outcome::Arrives(how) => (Some(how), None),
            Outcome::Broken(reason) => (None, Some(reason)),
        };
        let (kind, name) = (answer.kind.name(), answer.name.clone());
        One { kind, name, arrives: answer.arrives(), chain: links(&answer.chain), how, reason }
    };
    Some(Answer {
        image,
        thing,
        arrives: found.answers.iter().any(why::Answer::arrives),
        answers: found.answers.iter().map(one).collect(),
        unresolved: links(&found.unresolved),
    })
}

fn link(link: &why::Link, scene: &Scene) -> Link {
    let location = link.place.and_then(|place| scene.location(place.file, place.span));
    Link { fact: link.fact.clone(), location }
}
