//! Finding things of a project by name.

use super::{NameKind, collect};
use ov_project::{FileId, Project};
use ov_syntax::Span;
use smol_str::SmolStr;

/// A thing and where it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedThing {
    /// What it is.
    pub kind: NameKind,
    /// Its name.
    pub name: SmolStr,
    /// The layer it is in; none for layers and images.
    pub container: Option<SmolStr>,
    /// The file.
    pub file: FileId,
    /// Its name there.
    pub span: Span,
}

/// Things whose name has the letters of `query` in their order; layers first, at most `limit`.
pub fn named_things(project: &Project, query: &str, limit: usize) -> Vec<NamedThing> {
    let wanted: Vec<char> = query.chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    let mut found: Vec<NamedThing> = Vec::new();
    let layers = project.layers.iter().filter(|layer| project.file(layer.file).is_present());
    for layer in layers.filter(|layer| fits(&layer.name, &wanted)) {
        let (name, file, span) = (layer.name.clone(), layer.file, layer.content.head);
        found.push(NamedThing { kind: NameKind::Layer, name, container: None, file, span });
    }
    collect::of_project(project, &mut |mention| {
        if mention.defines && mention.kind != NameKind::Layer && fits(&mention.name, &wanted) {
            let container = mention.layer.map(|id| project.layer(id).name.clone());
            let (kind, name) = (mention.kind, mention.name);
            found.push(NamedThing { kind, name, container, file: mention.file, span: mention.span });
        }
    });
    found.sort_by_key(|thing| thing.kind);
    found.truncate(limit);
    found
}

fn fits(name: &str, wanted: &[char]) -> bool {
    let mut wanted = wanted.iter().peekable();
    for letter in name.chars().flat_map(char::to_lowercase) {
        wanted.next_if(|next| **next == letter);
    }
    wanted.peek().is_none()
}
