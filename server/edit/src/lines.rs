//! Looking at the lines of a text.

/// A byte order mark.
pub(crate) const MARK: char = '\u{feff}';

/// Whether `byte` ends a line.
pub(crate) const fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Whether `byte` is white space inside a line.
pub(crate) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// A text seen line by line. All offsets are bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines<'t> {
    pub(crate) text: &'t str,
}

impl<'t> Lines<'t> {
    fn bytes(self) -> &'t [u8] {
        self.text.as_bytes()
    }

    pub(crate) fn len(self) -> u32 {
        self.text.len() as u32
    }

    pub(crate) fn byte(self, at: u32) -> Option<u8> {
        self.bytes().get(at as usize).copied()
    }

    pub(crate) fn slice(self, start: u32, end: u32) -> &'t str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The start of the line `at` is in.
    pub(crate) fn start(self, at: u32) -> u32 {
        let before = self.bytes().get(..at as usize).unwrap_or(self.bytes());
        before.iter().rposition(|b| is_break(*b)).map_or(0, |i| i as u32 + 1)
    }

    /// The end of the line `at` is in, before its line break.
    pub(crate) fn end(self, at: u32) -> u32 {
        let rest = self.bytes().get(at as usize..).unwrap_or_default();
        at + rest.iter().position(|b| is_break(*b)).unwrap_or(rest.len()) as u32
    }

    /// The start of the next line; the end of the text behind the last one.
    pub(crate) fn next(self, at: u32) -> u32 {
        let end = self.end(at);
        match self.bytes().get(end as usize..).unwrap_or_default() {
            [b'\r', b'\n', ..] => end + 2,
            [_, ..] => end + 1,
            [] => end,
        }
    }

    /// The start of the line before the one that begins at `line`.
    pub(crate) fn previous(self, line: u32) -> Option<u32> {
        (line > 0).then(|| self.start(self.break_before(line)))
    }

    /// The start of the line break that ends before `line`; `line` at the start of the text.
    pub(crate) fn break_before(self, line: u32) -> u32 {
        match self.bytes().get(..line as usize).unwrap_or_default() {
            [.., b'\r', b'\n'] => line - 2,
            [.., b'\n' | b'\r'] => line - 1,
            _ => line,
        }
    }

    /// Where the line that begins at `line` can be written to: behind the byte order mark of the text.
    pub(crate) fn behind_mark(self, line: u32) -> u32 {
        if line == 0 && self.text.starts_with(MARK) { MARK.len_utf8() as u32 } else { line }
    }

    /// Bytes between the start of the line and `at`, without a byte order mark.
    pub(crate) fn column(self, at: u32) -> u32 {
        let line = self.slice(self.start(at), at);
        line.trim_start_matches(MARK).len() as u32
    }

    /// The first byte from `at` on that is no blank.
    pub(crate) fn skip_blanks(self, at: u32) -> u32 {
        let rest = self.bytes().get(at as usize..).unwrap_or_default();
        at + rest.iter().take_while(|b| is_blank(**b)).count() as u32
    }

    /// The byte behind the last one before `at` that is no blank.
    pub(crate) fn trim_blanks(self, at: u32) -> u32 {
        let before = self.bytes().get(..at as usize).unwrap_or_default();
        at - before.iter().rev().take_while(|b| is_blank(**b)).count() as u32
    }

    /// Whether only blanks stand before `at` on its line.
    pub(crate) fn begins(self, at: u32) -> bool {
        self.skip_blanks(self.start(at)) >= at
    }

    /// Whether the line that begins at `line` holds only blanks; no line begins at the end of the text.
    pub(crate) fn is_empty_line(self, line: u32) -> bool {
        line < self.len() && self.byte(self.skip_blanks(line)).is_none_or(is_break)
    }

    /// The end of the run of empty lines that begins at `line`.
    pub(crate) fn skip_empty(self, mut line: u32) -> u32 {
        while self.is_empty_line(line) {
            line = self.next(line);
        }
        line
    }

    /// The start of the run of empty lines that ends before `line`.
    pub(crate) fn skip_empty_back(self, mut line: u32) -> u32 {
        while let Some(previous) = self.previous(line).filter(|&p| self.is_empty_line(p)) {
            line = previous;
        }
        line
    }

    /// The first byte from `at` on that is neither white space nor in a comment.
    pub(crate) fn skip_trivia(self, mut at: u32) -> u32 {
        while let Some(byte) = self.byte(at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                b'#' => at = self.end(at),
                _ => break,
            }
        }
        at
    }

    /// The end of the tags and anchors that begin at `at`, before the node that begins at `node`; `at` where there are none.
    pub(crate) fn properties_end(self, at: u32, node: u32) -> u32 {
        let mut end = at;
        let mut next = at;
        while let Some(b'&' | b'!') = self.byte(next).filter(|_| next < node) {
            let rest = self.bytes().get(next as usize..).unwrap_or_default();
            end = next + rest.iter().take_while(|b| !is_blank(**b) && !is_break(**b)).count() as u32;
            next = self.skip_trivia(end);
        }
        end
    }
}
