//! What there is to know about the thing under the cursor.

use crate::{Page, Spot};
use crate::{inherited, service};
use ov_project::{Layer, LayerId, LayerRef};
use ov_render::probes::probes;
use ov_schema::{Key, StructId};
use ov_syntax::{Entry, Node, Span, Text};
use smol_str::SmolStr;
use std::fmt::Write as _;

/// Targets named at most.
const NAMED: usize = 5;

/// An explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// In Markdown.
    pub text: String,
    /// What it explains.
    pub span: Span,
}

/// Explains what stands at `offset`.
pub fn hover(page: &Page<'_>, offset: u32) -> Option<Hover> {
    let offset = inside(page.text, offset)?;
    let spot = Spot::new(page.grammar(), page.text, page.tree, offset);
    let (_, entry) = *spot.path.steps.last()?;
    let entry = entry?;
    let span = span(&spot, entry).filter(|span| span.touches(offset))?;
    if let Some(layer) = spot.node().filter(|_| spot.takes_layers()).and_then(Node::value) {
        return Some(Hover { text: of_layer(page, layer)?, span });
    }
    let mut parts = Vec::new();
    parts.extend(spot.key.map(|key| of_key(key, spot.node())));
    let owner = spot.owner.map(|owner| owner.id);
    let key = spot.key.map_or("", |key| key.name);
    if owner == Some(StructId::SERVICE) && matches!(key, "name" | "exec" | "use_packaged") {
        parts.extend(service::rendered(page, offset));
    }
    if owner == Some(StructId::LAYER) && key == "name" {
        parts.extend(page.layer_id().map(|id| card(page, id)));
    }
    if owner == Some(StructId::CHECK) && matches!(key, "package" | "package_map") {
        parts.extend(resolved_names(page, offset));
    }
    (!parts.is_empty()).then(|| Hover { text: parts.join("\n\n---\n\n"), span })
}

/// A place in the word at a cursor, or behind it: before the first letter of a line something new would be typed, but the cursor of many
/// editors stands on that letter. `None` in white space.
fn inside(text: &Text, offset: u32) -> Option<u32> {
    let line = text.line(offset);
    let content = text.line_content(line);
    let (before, behind) = content.split_at_checked((offset - text.line_start(line)) as usize)?;
    match behind.chars().next().filter(|next| !next.is_whitespace()) {
        Some(next) if before.trim().is_empty() => Some(offset + next.len_utf8() as u32),
        None if before.is_empty() || before.ends_with(char::is_whitespace) => None,
        _ => Some(offset),
    }
}

fn span(spot: &Spot<'_>, entry: Entry<'_>) -> Option<Span> {
    let node = if spot.is_at_key() { entry.key()? } else { entry.value() };
    Some(node.span())
}

fn of_key(key: &Key, value: Option<Node<'_>>) -> String {
    let mut text = format!("**`{}`**\n\n{}", key.name, key.doc);
    let meaning = value.and_then(Node::value).and_then(|v| key.enum_values.iter().find(|(word, _)| word == v));
    if let Some((word, meaning)) = meaning {
        let _ = write!(text, "\n\n`{word}`: {meaning}");
    }
    if let Some(default) = key.default {
        let _ = write!(text, "\n\nDefault: `{default}`");
    }
    if let Some(old) = key.deprecated {
        let _ = write!(text, "\n\n_Older spelling._ {}", old.note);
    }
    if let Some(renders) = key.renders {
        let seen = match (renders.supervisord, renders.systemd) {
            (true, true) => "supervisord and systemd",
            (true, false) => "supervisord only",
            (false, true) => "systemd only",
            (false, false) => "no init system",
        };
        let _ = write!(text, "\n\nSeen by {seen}.");
    }
    text
}

fn of_layer(page: &Page<'_>, reference: &str) -> Option<String> {
    match page.project.layer_ref(reference) {
        LayerRef::Local(id) => Some(card(page, id)),
        LayerRef::Remote | LayerRef::Unknown => None,
    }
}

fn card(page: &Page<'_>, id: LayerId) -> String {
    let layer = page.project.layer(id);
    let file = &page.project.file(layer.file).display;
    let mut text = format!("**`{}`** · {file}", layer.name);
    if let Some(said) = description(layer) {
        let _ = write!(text, "\n\n{said}");
    }
    let needs: Vec<_> = layer.content.texts("require").map(|at| format!("`{}`", at.value)).collect();
    if !needs.is_empty() {
        let _ = write!(text, "\n\nRequires {}.", needs.join(", "));
    }
    text.push_str(&inherited::told(page, id));
    let _ = write!(text, "\n\n{}", users(page, id));
    text
}

fn description(layer: &Layer) -> Option<&SmolStr> {
    let structured = layer.content.record("description");
    let field = |key| structured.and_then(|view| view.text(key)).map(|at| at.value);
    field("feature").or_else(|| field("narrative")).or_else(|| layer.content.text("description").map(|at| at.value))
}

fn users(page: &Page<'_>, id: LayerId) -> String {
    let all: Vec<String> = page.targets.of(id).map(ov_project::Target::label).collect();
    match all.len() {
        0 => "Nothing here uses it.".into(),
        count if count > NAMED => format!("Used by {} and {} more.", all[..NAMED].join(", "), count - NAMED),
        _ => format!("Used by {}.", all.join(", ")),
    }
}

/// The names that a `package:` check asks for, by the distros of the layer's users.
fn resolved_names(page: &Page<'_>, offset: u32) -> Option<String> {
    let layer = page.layer()?;
    let id = page.project.layer_named(&layer.name)?;
    let unit = layer.content.items("eval").iter().position(|unit| unit.span().touches(offset))?;
    let probe = probes(layer).find(|probe| probe.index == unit)?;
    let mut chains: Vec<&[SmolStr]> = page.targets.of(id).filter_map(|target| target.distro.as_deref()).collect();
    chains.sort();
    chains.dedup();
    let line = |chain: &&[SmolStr]| {
        let name = probe.resolve(chain);
        Some(format!("- {}: `{}` (from `{}`)", chain.first()?, name.name, name.source()))
    };
    let lines: Vec<String> = chains.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| format!("Asks for\n\n{}", lines.join("\n")))
}
