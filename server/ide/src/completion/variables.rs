//! `${NAME}` inside texts of tasks and checks.

use super::values::volumes;
use super::{Candidate, CandidateKind};
use crate::{Page, Spot};
use ov_schema::StructId;
use ov_syntax::Span;
use std::collections::BTreeSet;

/// Variables that a task or check may name, where one is begun before the cursor.
pub(super) fn variables(page: &Page<'_>, spot: &Spot<'_>, offset: u32) -> Option<Vec<Candidate>> {
    let begun = begun(page, offset)?;
    let names = match spot.owner?.id {
        StructId::TASK => of_task(page),
        StructId::CHECK | StructId::STEP => of_check(page),
        _ => return None,
    };
    let closing = if begun.is_closed { "" } else { "}" };
    let candidate = |(name, detail): (String, &str)| {
        let insert = format!("${{{name}{closing}");
        let label = format!("${{{name}}}");
        Candidate { detail: detail.into(), ..Candidate::new(&label, CandidateKind::Variable, &insert, begun.span) }
    };
    Some(names.into_iter().map(candidate).collect())
}

/// A variable half typed.
struct Begun {
    /// From the dollar sign to the cursor.
    span: Span,
    /// Whether its brace is closed behind the cursor.
    is_closed: bool,
}

fn begun(page: &Page<'_>, offset: u32) -> Option<Begun> {
    let line = page.text.line(offset);
    let (start, content) = (page.text.line_start(line), page.text.line_content(line));
    let before = content.get(..(offset - start) as usize)?;
    let dollar = before.rfind('$')?;
    let typed = before[dollar + 1..].trim_start_matches('{');
    let is_word = typed.bytes().all(|b| b.is_ascii_alphanumeric() || b"_:-".contains(&b));
    let rest = content.get((offset - start) as usize..)?;
    let is_closed = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_:-".contains(c)).starts_with('}');
    is_word.then(|| Begun { span: Span::new(start + dollar as u32, offset), is_closed })
}

fn of_task(page: &Page<'_>) -> Vec<(String, &'static str)> {
    let Some(layer) = page.layer() else { return Vec::new() };
    let own = layer.content.map("var").map(|(name, _)| (name.value.to_string(), "variable of the layer"));
    own.chain(["HOME", "USER", "UID", "GID"].map(|name| (name.to_owned(), "set by the builder"))).collect()
}

fn of_check(page: &Page<'_>) -> Vec<(String, &'static str)> {
    let mut names: Vec<(String, &str)> =
        ["HOME", "USER", "UID", "GID", "IMAGE"].map(|name| (name.to_owned(), "always there")).into();
    let live = ["CONTAINER_IP", "CONTAINER_NAME", "INSTANCE", "DEPLOY_NAME"];
    names.extend(live.map(|name| (name.to_owned(), "of a deployment only")));
    let volumes: BTreeSet<_> = volumes(page).into_iter().map(|(name, _)| name).collect();
    for family in ["VOLUME_PATH", "VOLUME_CONTAINER_PATH"] {
        names.extend(volumes.iter().map(|volume| (format!("{family}:{volume}"), "volume, of a deployment only")));
    }
    names.extend(ports(page).into_iter().map(|port| (format!("HOST_PORT:{port}"), "port, of a deployment only")));
    names
}

fn ports(page: &Page<'_>) -> BTreeSet<String> {
    let Some(layer) = page.layer() else { return BTreeSet::new() };
    let number = |text: &str| {
        let bare = text.rsplit("://").next().unwrap_or(text).split('/').next().unwrap_or_default();
        let last = bare.rsplit(':').next().unwrap_or_default();
        (!last.is_empty() && last.bytes().all(|b| b.is_ascii_digit())).then(|| last.to_owned())
    };
    let listed = layer.content.list("port").filter_map(|at| match at.value {
        ov_project::Value::Int(port) => Some(port.to_string()),
        ov_project::Value::Text(text) => number(text),
        _ => None,
    });
    listed.collect()
}
