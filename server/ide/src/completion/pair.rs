//! A service for both init systems, as one candidate.

use super::{Candidate, CandidateKind};
use crate::Page;
use ov_syntax::{Node, Span};

/// The lines of both forms, to be put where an item of `service:` begins; the cursor stands at `offset`.
pub(super) fn pair(page: &Page<'_>, list: Option<Node<'_>>, offset: u32, span: Span) -> Option<Candidate> {
    if list.is_some_and(Node::is_flow) {
        return None;
    }
    let line = page.text.line(offset);
    let content = page.text.line_content(line);
    let before = content.get(..(span.start - page.text.line_start(line)) as usize)?;
    let has_dash = before.trim_start().starts_with('-');
    if !before.trim_start_matches([' ', '-']).is_empty() {
        return None;
    }
    let dash = before.find('-').unwrap_or(before.len());
    let indent = " ".repeat(dash);
    let first = if has_dash { "" } else { "- " };
    let name = page.layer().map_or("name", |layer| layer.name.as_str());
    let lines = [
        format!("{first}name: ${{1:{name}}}"),
        format!("{indent}  exec: ${{2:/usr/bin/{name}}}"),
        format!("{indent}- name: ${{1:{name}}}"),
        format!("{indent}  use_packaged: ${{3:{name}}}.service"),
        format!("{indent}  enable: true$0"),
    ];
    let snippet = lines.join("\n");
    let insert = plain(&snippet);
    Some(Candidate {
        detail: "a command for supervisord, a packaged unit for systemd".into(),
        doc: "The mixed pair: supervisord runs the command, and systemd enables the unit that a package ships.".into(),
        snippet: Some(snippet),
        ..Candidate::new("service for both init systems", CandidateKind::Snippet, &insert, span)
    })
}

/// The snippet for a client that knows none.
fn plain(snippet: &str) -> String {
    let mut plain = String::new();
    let mut rest = snippet;
    while let Some((before, after)) = rest.split_once("${") {
        plain.push_str(before);
        let (field, behind) = after.split_once('}').unwrap_or((after, ""));
        plain.push_str(field.split_once(':').map_or(field, |(_, text)| text));
        rest = behind;
    }
    plain.push_str(rest);
    plain.replace("$0", "")
}
