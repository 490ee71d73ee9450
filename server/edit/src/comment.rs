//! Comments.

use crate::editor::{Editor, Edits};
use crate::locate::{self, Step, end_of, start_of};
use crate::meaning::Meaning;
use crate::write::indent;
use crate::{Refusal, TextEdit};
use ov_syntax::{Comment, Entry, ScalarStyle, Span};

/// Where a comment goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentPlace {
    /// On lines of its own directly above the entry or item, below the comments that stand there.
    Above,
    /// On the entry's line.
    Trailing,
}

impl Editor<'_> {
    /// Adds a comment to the entry whose key, or to the item that, stands at `member`. Lines of `text` get their `# ` where they
    /// have none. Nothing changes where the comment stands there already.
    ///
    /// # Errors
    ///
    /// Where the line has another comment already, a trailing comment has several lines, or no comment can stand there.
    pub fn insert_comment(&self, member: Span, place: CommentPlace, text: &str) -> Edits {
        let spot = locate::member(self.tree, member)?;
        let step = spot.step().ok_or_else(|| Refusal::new("no comment can stand here"))?;
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            return Err(Refusal::new("a comment cannot hold control characters"));
        }
        let wanted: Vec<String> = text.lines().map(with_sign).collect();
        let meaning = Meaning::unchanged();
        match (place, &*wanted) {
            (_, []) => Ok(Vec::new()),
            (CommentPlace::Above, lines) => self.checked(&meaning, [self.above(step, lines)]),
            (CommentPlace::Trailing, [line]) => self.trailing(step, line, &meaning),
            (CommentPlace::Trailing, _) => Err(Refusal::new("a comment of several lines cannot stand behind an entry")),
        }
    }

    /// Removes the comment at `comment`: its line, or what stands behind the entry on its line.
    ///
    /// # Errors
    ///
    /// Where no comment stands there.
    pub fn remove_comment(&self, comment: Span) -> Edits {
        let found = self.comment_at(comment).ok_or_else(|| Refusal::new("no comment stands here"))?;
        let (start, end) = (found.span.start, found.span.end);
        let line = Span::new(self.lines.start(start), self.lines.next(end));
        let edit = if found.own_line {
            self.set_lines(line, &[])
        } else {
            TextEdit::delete(self.lines.trim_blanks(start), end)
        };
        self.checked(&Meaning::unchanged().without_comments(), [vec![edit]])
    }

    /// Puts `text` in the place of bytes inside a comment; removes the comment where nothing is left of it.
    ///
    /// # Errors
    ///
    /// Where the bytes are not all in one comment, or `text` would not stay in it.
    pub fn replace_in_comment(&self, at: Span, text: &str) -> Edits {
        let outside = || Refusal::new("this is not inside a comment");
        let comment = self.comment_at(at).ok_or_else(outside)?.span;
        let kept = (self.lines.slice(comment.start, at.start), self.lines.slice(at.end, comment.end));
        let new = format!("{}{text}{}", kept.0, kept.1);
        if new.trim().is_empty() {
            return self.remove_comment(comment);
        }
        if !new.starts_with('#') || text.chars().any(|c| c.is_control() && c != '\t') {
            return Err(Refusal::new("this would be no comment"));
        }
        self.checked(&Meaning::unchanged(), [vec![TextEdit::replace(comment.start, comment.end, new)]])
    }

    fn comment_at(&self, span: Span) -> Option<Comment> {
        self.tree.comments().iter().find(|c| c.span.start <= span.start && span.end <= c.span.end).copied()
    }

    fn above(&self, step: Step<'_>, wanted: &[String]) -> Vec<TextEdit> {
        let line = self.lines.start(start_of(step.entry));
        let mut above = line;
        for text in wanted.iter().rev() {
            match self.lines.previous(above) {
                Some(previous) if self.content(previous) == text => {
                    above = previous;
                }
                _ => {
                    let start = self.lines.behind_mark(line);
                    let column = self.lines.skip_blanks(start) - start;
                    let new: Vec<String> = wanted.iter().map(|l| indent(column) + l).collect();
                    return vec![TextEdit::insert(start, self.joined(&new))];
                }
            }
        }
        Vec::new()
    }

    /// What stands in the line that begins at `line`.
    fn content(&self, line: u32) -> &str {
        self.lines.slice(self.lines.behind_mark(line), self.lines.end(line)).trim()
    }

    /// The end of the line on which a comment on the entry can stand: its first, or where a value that cannot be parted ends.
    fn first_line_end(&self, entry: Entry<'_>) -> u32 {
        let value = entry.value();
        let head = entry.indicator().unwrap_or_else(|| start_of(entry));
        let text = matches!(value.style(), Some(ScalarStyle::Literal | ScalarStyle::Folded));
        let members = value.entries().next().filter(|_| !value.is_flow());
        match members {
            Some(first) if start_of(first) < self.lines.end(head) => self.first_line_end(first),
            None if !text => self.lines.end(end_of(entry)),
            _ => self.lines.end(head),
        }
    }

    fn trailing(&self, step: Step<'_>, wanted: &str, meaning: &Meaning) -> Edits {
        let line = self.first_line_end(step.entry);
        match self.tree.comments().iter().find(|c| c.span.end == line && !c.span.is_empty()) {
            Some(comment) if self.lines.slice(comment.span.start, line).trim_end() == wanted => Ok(Vec::new()),
            Some(_) => Err(Refusal::new("the line has a comment already")),
            None => {
                let at = self.lines.trim_blanks(line);
                self.checked(meaning, [vec![TextEdit::replace(at, line, format!(" {wanted}"))]])
            }
        }
    }
}

fn with_sign(line: &str) -> String {
    let line = line.trim();
    match line {
        "" => "#".to_owned(),
        _ if line.starts_with('#') => line.to_owned(),
        _ => format!("# {line}"),
    }
}
