//! What may be typed at the cursor.

mod pair;
mod values;
mod variables;

use crate::spot::as_struct;
use crate::{Page, Spot};
use ov_schema::{Key, Struct, StructId, Type};
use ov_syntax::{Entry, Kind, Node, Place, Span};
use std::collections::BTreeSet;

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CandidateKind {
    /// A key.
    Key,
    /// A word that a key takes.
    Word,
    /// A layer.
    Layer,
    /// A distro tag.
    Distro,
    /// Another name of the project.
    Name,
    /// A variable.
    Variable,
    /// Several lines.
    Snippet,
}

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// As listed.
    pub label: String,
    /// What it is.
    pub kind: CandidateKind,
    /// A short remark.
    pub detail: String,
    /// An explanation in Markdown.
    pub doc: String,
    /// What is typed.
    pub insert: String,
    /// What it takes the place of.
    pub span: Span,
    /// What is typed where the editor knows snippets; several lines carry their own indentation.
    pub snippet: Option<String>,
}

impl Candidate {
    fn new(label: &str, kind: CandidateKind, insert: &str, span: Span) -> Self {
        let (label, insert) = (label.to_owned(), insert.to_owned());
        Self { label, kind, detail: String::new(), doc: String::new(), insert, span, snippet: None }
    }
}

/// What may be typed at `offset`: only what is legal there and not there yet.
pub fn complete(page: &Page<'_>, offset: u32) -> Vec<Candidate> {
    let spot = Spot::new(page.grammar(), page.text, page.tree, offset);
    if is_in_comment(page, offset) {
        return Vec::new();
    }
    if let Some(found) = variables::variables(page, &spot, offset) {
        return found;
    }
    match spot.path.place {
        Place::Member | Place::Key => at_key(page, &spot, offset),
        Place::Value => at_value(page, &spot, offset),
    }
}

fn is_in_comment(page: &Page<'_>, offset: u32) -> bool {
    let line = page.text.line_start(page.text.line(offset));
    page.tree.comments_in(Span::new(line, offset)).next().is_some()
}

fn at_key(page: &Page<'_>, spot: &Spot<'_>, offset: u32) -> Vec<Candidate> {
    // An empty file has no collection yet.
    let Some(&(node, entry)) = spot.path.steps.last() else {
        let Some(root) = spot.value.and_then(as_struct) else { return Vec::new() };
        return keys(root, None, Span::empty(offset), "");
    };
    let typed = entry.and_then(Entry::key);
    let span = typed.map_or(Span::empty(offset), Node::span);
    // What stands behind a key stays there.
    let has_colon = entry.is_some_and(|entry| entry.indicator().is_some());
    if node.kind() == Kind::Sequence {
        return at_item(page, spot, node, offset);
    }
    match spot.within {
        Some(known) if node.kind() == Kind::Mapping => keys(known, Some(node), span, if has_colon { KEEP } else { "" }),
        None if spot.key.is_some_and(|key| key.name == "package_map") => distros(page, node, span, has_colon),
        _ => Vec::new(),
    }
}

/// A new item of a list.
fn at_item(page: &Page<'_>, spot: &Spot<'_>, list: Node<'_>, offset: u32) -> Vec<Candidate> {
    let span = Span::empty(offset);
    let mut found = match spot.key {
        _ if spot.takes_layers() => layers(page, spot, span),
        Some(key) => words(key, span),
        None => Vec::new(),
    };
    if spot.key.is_some_and(|key| key.name == "service") {
        found.extend(pair::pair(page, Some(list), offset, span));
        return found;
    }
    if !list.is_flow() {
        for candidate in &mut found {
            candidate.insert.insert_str(0, "- ");
        }
    }
    found
}

/// Says that the colon stands there already.
const KEEP: &str = ":";

fn at_value(page: &Page<'_>, spot: &Spot<'_>, offset: u32) -> Vec<Candidate> {
    let Some(node) = spot.node() else { return Vec::new() };
    if !matches!(node.kind(), Kind::Scalar) {
        return Vec::new();
    }
    let span = if node.is_null() { Span::empty(offset) } else { node.span() };
    if !span.touches(offset) {
        return Vec::new();
    }
    if spot.takes_layers() {
        return layers(page, spot, span);
    }
    let begins_line = page.text.line_content(page.text.line(span.start)).trim_start_matches([' ', '-']).len();
    let line_start = page.text.line_start(page.text.line(span.start));
    let width = page.text.line_content(page.text.line(span.start)).len() as u32;
    let is_first = span.start - line_start <= width - begins_line as u32;
    match spot.value {
        // Keys of a mapping stand on lines of their own, or behind the dash of an item.
        Some(ty) if as_struct(ty).is_some() && is_first => {
            let Some(known) = as_struct(ty) else { return Vec::new() };
            let mut found = keys(known, None, span, "");
            if known.id == StructId::SERVICE {
                found.extend(pair::pair(page, None, offset, span));
            }
            found
        }
        Some(Type::Map(_)) if is_first && spot.key.is_some_and(|key| key.name == "package_map") => {
            distros(page, node, span, false)
        }
        Some(Type::Bool) => ["true", "false"].map(|word| self::word(word, "", span)).into(),
        _ => {
            let mut found = spot.key.map_or_else(Vec::new, |key| words(key, span));
            found.extend(values::names(page, spot, span));
            found
        }
    }
}

fn words(key: &Key, span: Span) -> Vec<Candidate> {
    key.enum_values.iter().map(|(word, doc)| self::word(word, doc, span)).collect()
}

fn word(word: &str, doc: &str, span: Span) -> Candidate {
    Candidate { doc: doc.into(), ..Candidate::new(word, CandidateKind::Word, word, span) }
}

fn keys(known: &'static Struct, node: Option<Node<'_>>, span: Span, behind: &str) -> Vec<Candidate> {
    let present: BTreeSet<&str> = node
        .into_iter()
        .flat_map(Node::entries)
        .filter(|entry| entry.key().is_none_or(|key| key.span() != span))
        .filter_map(|entry| entry.key_name().map(smol_str::SmolStr::as_str))
        .collect();
    let has_verb = known.keys.iter().any(|key| key.verb && present.contains(key.name));
    let legal = known.current().filter(|key| !(present.contains(key.name) || key.verb && has_verb));
    legal.map(|key| of_key(key, span, behind == KEEP)).collect()
}

fn of_key(key: &Key, span: Span, has_colon: bool) -> Candidate {
    let ending = match key.ty {
        _ if has_colon => "",
        Type::List(_) | Type::Map(_) | Type::Struct(_) | Type::Entities { .. } => ":",
        _ => ": ",
    };
    let first = key.doc.split(". ").next().unwrap_or_default();
    let detail = if key.required { format!("required · {first}") } else { first.to_owned() };
    let insert = format!("{}{ending}", key.name);
    Candidate { detail, doc: key.doc.into(), ..Candidate::new(key.name, CandidateKind::Key, &insert, span) }
}

fn layers(page: &Page<'_>, spot: &Spot<'_>, span: Span) -> Vec<Candidate> {
    let list = spot.path.steps.last().map(|(node, _)| *node).filter(|node| node.kind() == Kind::Sequence);
    // Straight behind the key there would be a list first.
    let Some(list) = list else { return Vec::new() };
    let others = list.values().filter(|value| value.span() != span);
    let present: BTreeSet<&str> = others.filter_map(|value| value.value().map(smol_str::SmolStr::as_str)).collect();
    let own =
        page.layer().map(|layer| layer.name.as_str()).filter(|_| spot.owner.is_some_and(|o| o.id == StructId::LAYER));
    let legal =
        page.project.layers.iter().filter(|l| Some(l.name.as_str()) != own && !present.contains(l.name.as_str()));
    let candidate = |layer: &ov_project::Layer| Candidate {
        detail: page.project.file(layer.file).display.to_string(),
        ..Candidate::new(&layer.name, CandidateKind::Layer, &layer.name, span)
    };
    legal.map(candidate).collect()
}

/// The tags of the distros that the project's targets have.
fn distros(page: &Page<'_>, node: Node<'_>, span: Span, has_colon: bool) -> Vec<Candidate> {
    let present: BTreeSet<&str> = node
        .entries()
        .filter(|entry| entry.key().is_none_or(|key| key.span() != span))
        .filter_map(|entry| entry.key_name().map(smol_str::SmolStr::as_str))
        .collect();
    let chains = page.targets.all.iter().filter_map(|target| target.distro.as_deref());
    let tags: BTreeSet<&str> = chains.flatten().map(smol_str::SmolStr::as_str).collect();
    let candidate = |tag: &&str| {
        // A tag with a version has a colon, which a plain key may hold.
        let insert = if has_colon { (*tag).to_owned() } else { format!("{tag}: ") };
        let detail = "distro of a target here".into();
        Candidate { detail, ..Candidate::new(tag, CandidateKind::Distro, &insert, span) }
    };
    tags.difference(&present).map(candidate).collect()
}
