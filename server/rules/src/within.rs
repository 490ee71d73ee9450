//! Parts of a scalar's text as bytes of the file.

use ov_syntax::Span;
use std::ops::Range;

/// The bytes of a part of a scalar's text: exact where the scalar shows it as it is or as a literal block (there its first
/// line), else the whole scalar.
pub(crate) fn part(scalar: Span, text: &str, range: &Range<usize>) -> Span {
    let len = scalar.len() as usize;
    let at = |offset: usize| Span::new(scalar.start + offset as u32, scalar.start + (offset + range.len()) as u32);
    let body = text.trim_end_matches('\n');
    if len == body.len() {
        return at(range.start);
    }
    if len == text.len() + 2 && !text.contains('\n') {
        return at(range.start + 1);
    }
    let Some(indent) = block_indent(len, body) else { return scalar };
    // Of a part of several lines the first one is shown.
    let shown = text.get(range.clone()).and_then(|t| t.lines().next()).unwrap_or_default();
    let start = range.start + indent * indented_lines(&body[..range.start.min(body.len())]);
    let start = scalar.start + start as u32;
    Span::new(start, start + shown.trim_end_matches(['\\', ' ']).len() as u32)
}

/// By how much each line of a literal block but the first is indented, found from the number of bytes it covers.
fn block_indent(len: usize, body: &str) -> Option<usize> {
    let lines = indented_lines(body);
    let surplus = len.checked_sub(body.len())?;
    (lines > 0 && surplus.is_multiple_of(lines)).then(|| surplus / lines)
}

/// How many lines of a text but the first are not empty; a last line without any byte yet counts.
fn indented_lines(text: &str) -> usize {
    let lines: Vec<&str> = text.split('\n').skip(1).collect();
    let last = lines.len();
    lines.iter().enumerate().filter(|(i, line)| !line.is_empty() || i + 1 == last).count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::part;
    use ov_project::{Config, LayerFile, MemoryFiles, load};
    use std::path::Path;

    /// What the bytes of `word` in the first command of a layer really are.
    fn shown(layer: &str, word: &str) -> String {
        let root = Path::new("/project");
        let files = MemoryFiles::new([
            (root.join("layers/web/layer.yml"), layer),
            (root.join("overthink.yml"), "discover: {layer: [layers]}"),
        ]);
        let project = load(root, &files, Config::default());
        let content: &LayerFile = &project.layers[0].content;
        let task = content.items("task").iter().next().unwrap();
        let cmd = task.view().unwrap().text("cmd").unwrap();
        let start = cmd.value.find(word).unwrap();
        let span = part(cmd.span, cmd.value, &(start..start + word.len()));
        layer.get(span.range()).unwrap_or_default().to_owned()
    }

    #[test]
    fn parts_of_scalars_in_all_styles_are_found() {
        let layer = |cmd: &str| format!("layer:\n  task:\n    - user: root\n      cmd: {cmd}\n      env: {{A: b}}\n");
        for cmd in [
            "one two three",
            "'one two three'",
            "\"one two three\"",
            "|\n        one\n        é two\n\n          three",
            "|-\n        one\n        two three",
            "|2\n          two\n        three",
            "|\n        two",
        ] {
            assert_eq!(shown(&layer(cmd), "two"), "two", "{cmd}");
        }
    }

    #[test]
    fn where_the_text_differs_from_the_source_it_is_the_whole() {
        let layer = "layer:\n  task:\n    - cmd: 'it''s two'\n";
        assert_eq!(shown(layer, "two"), "'it''s two'");
    }
}
