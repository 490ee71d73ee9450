//! Names of things in a project: where each is defined and where it is mentioned.

mod collect;
mod entities;
mod new_name;
mod places;
mod search;

pub use new_name::{Renaming, rename};
pub use search::{NamedThing, named_things};

use crate::Page;
use ov_project::{FileId, LayerId, Project};
use ov_syntax::{Source, Span};
use smol_str::SmolStr;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A layer.
    Layer,
    /// An image.
    Image,
    /// A service; the two halves of a mixed pair are one.
    Service,
    /// A volume.
    Volume,
    /// A build variable of a layer.
    Variable,
    /// A check by its id.
    Check,
}

/// How a mention is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The scalar is the name.
    Plain,
    /// The name stands in a reference to another repository.
    Remote,
    /// `${NAME}` and `$NAME` within the scalar.
    Braced,
    /// `${VOLUME_PATH:name}` and the like within the scalar.
    Argument,
}

/// A place where a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it names.
    pub kind: NameKind,
    /// The name.
    pub name: SmolStr,
    /// The file.
    pub file: FileId,
    /// The scalar that holds it, once or several times; see [`Mention::places`].
    pub span: Span,
    /// Whether the thing is made here, not only referred to.
    pub defines: bool,
    /// The layer that the mention is part of.
    pub(crate) layer: Option<LayerId>,
    pub(crate) form: Form,
}

/// A thing with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it is.
    pub kind: NameKind,
    /// Its name.
    pub name: SmolStr,
    /// The layer in which it was found.
    layer: Option<LayerId>,
}

/// The thing named at `offset`, and where its name stands there.
pub fn symbol_at(page: &Page<'_>, offset: u32) -> Option<(Name, Span)> {
    let mut found = None;
    collect::of_file(page.project, page.file, &mut |mention| {
        if found.is_none() && mention.span.touches(offset) {
            let raw = page.text.text(mention.span.range());
            let place = mention.places(&raw).into_iter().find(|place| place.touches(offset));
            found = place.map(|place| (Name { kind: mention.kind, name: mention.name, layer: mention.layer }, place));
        }
    });
    found
}

/// Where a thing is mentioned, in the order of the files.
pub fn mentions(project: &Project, symbol: &Name) -> Vec<Mention> {
    let mut found = Vec::new();
    collect::of_project(project, &mut |mention| {
        if mention.kind == symbol.kind && mention.name == symbol.name {
            found.push(mention);
        }
    });
    if is_local(symbol, &found) {
        found.retain(|mention| mention.layer == symbol.layer);
    }
    found.sort_by_key(|mention| (mention.file, mention.span));
    found.dedup();
    found
}

/// Where a thing is mentioned in one file.
pub fn mentions_in(page: &Page<'_>, symbol: &Name) -> Vec<Mention> {
    let mut found = Vec::new();
    collect::of_file(page.project, page.file, &mut |mention| {
        let is_it = mention.kind == symbol.kind && mention.name == symbol.name;
        if is_it && (symbol.kind != NameKind::Variable || mention.layer == symbol.layer) {
            found.push(mention);
        }
    });
    found
}

/// All names in one file.
pub fn names_in(page: &Page<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    collect::of_file(page.project, page.file, &mut |mention| found.push(mention));
    found
}

/// Whether others of this name are something else: variables always, services and checks where several layers have one.
fn is_local(symbol: &Name, mentions: &[Mention]) -> bool {
    match symbol.kind {
        NameKind::Layer | NameKind::Image | NameKind::Volume => false,
        NameKind::Variable => true,
        NameKind::Service | NameKind::Check => {
            let mut definitions = mentions.iter().filter(|mention| mention.defines).map(|mention| mention.layer);
            let first = definitions.next();
            definitions.any(|layer| Some(layer) != first)
        }
    }
}

/// The name of the layer whose file the page is.
pub fn layer_name(page: &Page<'_>) -> Option<Name> {
    let id = page.layer_id()?;
    Some(Name { kind: NameKind::Layer, name: page.project.layer(id).name.clone(), layer: Some(id) })
}
