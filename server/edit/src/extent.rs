//! Which lines belong to a member of a block collection.

use crate::lines::Lines;
use crate::locate::{Step, end_of, start_of};
use ov_syntax::{Entry, Node, ScalarStyle};

/// The part of a text that a member of a block collection takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// The start of the first line, comments that lead to the member included. The member's first byte where other things stand
    /// before it on its line.
    pub(crate) start: u32,
    /// The member's first byte.
    pub(crate) first: u32,
    /// Behind the member's last byte.
    pub(crate) last: u32,
    /// Behind the last line, comments at a deeper indentation included.
    pub(crate) end: u32,
    /// Whether the member stands behind something on its line, as in `- name: web`.
    pub(crate) inline: bool,
}

impl Extent {
    pub(crate) fn of(lines: Lines<'_>, step: Step<'_>) -> Self {
        let first = question_mark(lines, start_of(step.entry));
        let last = end_of(step.entry);
        let inline = !lines.begins(first);
        let column = lines.column(first);
        let start = if inline { first } else { leading(lines, step, first, column) };
        let end = deeper_comments(lines, behind(lines, step.entry, last), column);
        Self { start, first, last, end, inline }
    }
}

/// The column of a block collection's members.
pub(crate) fn column_of(lines: Lines<'_>, parent: Node<'_>) -> Option<u32> {
    let first = parent.entries().next().filter(|_| !parent.is_flow())?;
    Some(lines.column(question_mark(lines, start_of(first))))
}

/// The `?` before an explicit key.
fn question_mark(lines: Lines<'_>, first: u32) -> u32 {
    let before = lines.trim_blanks(first);
    match before.checked_sub(1) {
        Some(at) if lines.byte(at) == Some(b'?') && before < first => at,
        _ => first,
    }
}

/// The start of the line after the member's last one; empty lines that a block scalar keeps are the member's.
fn behind(lines: Lines<'_>, entry: Entry<'_>, last: u32) -> u32 {
    let next = lines.next(last);
    if last_scalar(entry.value()).is_some_and(|s| keeps_empty_lines(lines, s)) { lines.skip_empty(next) } else { next }
}

fn last_scalar(node: Node<'_>) -> Option<Node<'_>> {
    match node.entries().next_back() {
        Some(entry) if !node.is_flow() => last_scalar(entry.value()),
        _ => node.style().map(|_| node),
    }
}

/// Whether `node` is a block scalar with `+` in its header.
pub(crate) fn keeps_empty_lines(lines: Lines<'_>, node: Node<'_>) -> bool {
    if !matches!(node.style(), Some(ScalarStyle::Literal | ScalarStyle::Folded)) {
        return false;
    }
    let header = header_start(lines, node);
    lines.slice(header, lines.end(header)).chars().take_while(|c| "|>+-0123456789".contains(*c)).any(|c| c == '+')
}

/// Where a value begins behind its tag and anchor: its block header, its bracket, its first byte.
pub(crate) fn header_start(lines: Lines<'_>, node: Node<'_>) -> u32 {
    let outer = node.outer_span().start;
    let end = lines.properties_end(outer, node.span().start);
    if end == outer { outer } else { lines.skip_trivia(end).min(node.span().start) }
}

/// The start of the first of the comment lines directly above `first`; of the member's own line where there are none.
fn leading(lines: Lines<'_>, step: Step<'_>, first: u32, column: u32) -> u32 {
    let own = lines.start(first);
    let floor = match step.index.checked_sub(1).and_then(|i| step.parent.entries().nth(i)) {
        Some(previous) => lines.next(end_of(previous)),
        None => 0,
    };
    let mut start = own;
    while let Some(line) = lines.previous(start).filter(|&line| line >= floor) {
        let text = lines.skip_blanks(line);
        let foreign = step.index > 0 && text - line > column;
        if lines.byte(text) != Some(b'#') || foreign {
            break;
        }
        start = line;
    }
    // Comments on the first line speak for the file.
    if start == 0 { own } else { start }
}

/// The end of the comment lines from `line` on that are indented deeper than `column`.
fn deeper_comments(lines: Lines<'_>, mut line: u32, column: u32) -> u32 {
    loop {
        let text = lines.skip_blanks(line);
        if lines.byte(text) != Some(b'#') || text - line <= column {
            return line;
        }
        line = lines.next(line);
    }
}
