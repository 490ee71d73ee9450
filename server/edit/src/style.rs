//! The habits of a file.

use crate::extent::column_of;
use crate::lines::Lines;
use crate::locate::is_absent;
use crate::quote::Quote;
use ov_syntax::{Kind, Node, ScalarStyle, Tree};
use std::collections::BTreeMap;

/// How new text is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Columns a mapping stands deeper than the key it belongs to.
    pub(crate) indent: u32,
    /// The same for a sequence; 0 where `- ` stands below the first letter of the key.
    pub(crate) seq_indent: u32,
    /// Columns an item stands behind its `-`.
    pub(crate) gap: u32,
    /// The quotes of a text that needs some.
    pub(crate) quote: Quote,
    /// Whether lists of scalars stand in brackets.
    pub(crate) flow_lists: bool,
}

impl Style {
    /// The habits in `near`, and those of the whole file where it shows none.
    pub(crate) fn of(lines: Lines<'_>, tree: &Tree, near: Node<'_>) -> Self {
        let mut local = Habits::default();
        local.see(lines, near);
        let global = std::cell::LazyCell::new(|| {
            let mut all = Habits::default();
            tree.documents().for_each(|d| all.see(lines, d));
            all
        });
        let vote = |pick: fn(&Habits) -> &Votes| pick(&local).winner().or_else(|| pick(&global).winner());
        let seq_indent = vote(|h| &h.seq_indent);
        let indent = vote(|h| &h.indent).or(seq_indent.filter(|&by| by > 0)).unwrap_or(2);
        Self {
            indent,
            seq_indent: seq_indent.unwrap_or(indent),
            gap: vote(|h| &h.gap).unwrap_or(2),
            quote: if vote(|h| &h.single) == Some(1) { Quote::Single } else { Quote::Double },
            flow_lists: vote(|h| &h.flow_lists) == Some(1),
        }
    }
}

/// The line break of a text.
pub(crate) fn newline(text: &str) -> &'static str {
    match text.find(['\n', '\r']).map(|at| &text.as_bytes()[at..]) {
        Some([b'\r', b'\n', ..]) => "\r\n",
        Some([b'\r', ..]) => "\r",
        _ => "\n",
    }
}

#[derive(Default)]
struct Votes(BTreeMap<u32, usize>);

impl Votes {
    fn add(&mut self, value: u32) {
        *self.0.entry(value).or_default() += 1;
    }

    /// What most say; of equals the smallest.
    fn winner(&self) -> Option<u32> {
        self.0.iter().max_by_key(|(value, count)| (**count, std::cmp::Reverse(**value))).map(|(value, _)| *value)
    }
}

#[derive(Default)]
struct Habits {
    indent: Votes,
    seq_indent: Votes,
    gap: Votes,
    single: Votes,
    flow_lists: Votes,
}

impl Habits {
    fn see(&mut self, lines: Lines<'_>, node: Node<'_>) {
        for entry in node.entries() {
            if let Some(key) = entry.key() {
                self.see_quotes(key);
            }
            let value = entry.value();
            self.see_quotes(value);
            self.see_list(value);
            self.see_columns(lines, node, value, entry.indicator());
            self.see(lines, value);
        }
    }

    fn see_quotes(&mut self, node: Node<'_>) {
        match node.style() {
            Some(ScalarStyle::SingleQuoted) => self.single.add(1),
            Some(ScalarStyle::DoubleQuoted) => self.single.add(0),
            _ => {}
        }
    }

    fn see_list(&mut self, node: Node<'_>) {
        let simple = node.values().all(|v| v.kind() == Kind::Scalar);
        if node.kind() == Kind::Sequence && simple && node.entries().len() > 0 {
            self.flow_lists.add(node.is_flow().into());
        }
    }

    fn see_columns(&mut self, lines: Lines<'_>, node: Node<'_>, value: Node<'_>, indicator: Option<u32>) {
        let Some(outer) = column_of(lines, node) else { return };
        let inner = column_of(lines, value).and_then(|c| c.checked_sub(outer));
        match (node.kind(), value.kind(), inner) {
            (Kind::Mapping, Kind::Mapping, Some(by)) if by > 0 => self.indent.add(by),
            (Kind::Mapping, Kind::Sequence, Some(by)) => self.seq_indent.add(by),
            (Kind::Sequence, ..) if !is_absent(value) => {
                let first = value.outer_span().start;
                if let Some(dash) = indicator.filter(|&dash| dash < first && lines.start(first) <= dash) {
                    self.gap.add(first - dash);
                }
            }
            _ => {}
        }
    }
}
