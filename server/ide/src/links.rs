//! What can be opened from a file.

use crate::{NameKind, Page, names_in};
use ov_project::{FileId, View};
use ov_syntax::{Source, Span};
use std::path::{Path, PathBuf};

/// Something that opens something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is clicked on.
    pub span: Span,
    /// What opens.
    pub target: LinkTarget,
}

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file of the project.
    File(FileId),
    /// Another file on disk.
    Path(PathBuf),
    /// A page.
    Url(String),
}

/// All links of a file, in no order.
pub fn links(page: &Page<'_>) -> Vec<Link> {
    let mut links = layers(page);
    links.extend(sources(page));
    links.extend(imports(page));
    links.extend(urls(page));
    links
}

fn layers(page: &Page<'_>) -> Vec<Link> {
    let references = names_in(page).into_iter().filter(|m| m.kind == NameKind::Layer && !m.defines);
    let link = |mention: crate::Mention| {
        let id = page.project.written_layer(&mention.name)?;
        Some(Link { span: mention.span, target: LinkTarget::File(page.project.layer(id).file) })
    };
    references.filter_map(link).collect()
}

/// Files of the layer's folder that tasks copy and data comes from.
fn sources(page: &Page<'_>) -> Vec<Link> {
    let Some(layer) = page.layer() else { return Vec::new() };
    let link = |view: View<'_>, key: &str| {
        let at = view.text(key)?;
        let path = Path::new(at.value.as_str());
        let first = path.components().next()?.as_os_str().to_str()?;
        let is_there = layer.siblings.iter().any(|name| name.trim_end_matches('/') == first);
        let is_inside = !path.is_absolute() && !path.components().any(|part| part.as_os_str() == "..");
        (is_there && is_inside).then(|| Link { span: at.span, target: LinkTarget::Path(layer.dir.join(path)) })
    };
    let tasks = layer.content.items("task").iter().filter_map(|unit| link(unit.view()?, "copy"));
    let data = layer.content.records("data").filter_map(|(view, _)| link(view, "src"));
    tasks.chain(data).collect()
}

fn imports(page: &Page<'_>) -> Vec<Link> {
    let file = page.project.file(page.file);
    let Some(root) = file.root() else { return Vec::new() };
    let folder = file.path.parent().unwrap_or(&page.project.root);
    let link = |import: &ov_project::Import| {
        let path = folder.join(import.reference.text.trim_start_matches("./"));
        let target = page.project.files.iter().position(|known| *known.path == *path)?;
        Some(Link { span: import.reference.span, target: LinkTarget::File(FileId(target as u32)) })
    };
    root.imports.iter().filter_map(link).collect()
}

fn urls(page: &Page<'_>) -> Vec<Link> {
    let text = page.text.to_string();
    let starts = text.match_indices("http").map(|(at, _)| at);
    let link = |at: usize| {
        let rest = &text[at..];
        let host = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
        let end = rest.find(|c: char| c.is_whitespace() || "\"'`<>()[]{}|\\,;#".contains(c)).unwrap_or(rest.len());
        let url = rest[..end].trim_end_matches(['.', ':', '?', '!']);
        // What a variable stands for is not known here.
        let is_whole = !url.contains('$') && host.starts_with(|c: char| c.is_ascii_alphanumeric());
        let span = Span::new(at as u32, (at + url.len()) as u32);
        is_whole.then(|| Link { span, target: LinkTarget::Url(url.to_owned()) })
    };
    debug_assert_eq!(page.text.len(), text.len());
    starts.filter_map(link).collect()
}
