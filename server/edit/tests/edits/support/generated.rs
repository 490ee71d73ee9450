//! Random YAML in all styles; not all of it is valid.

use super::random::Random;
use std::fmt::Write as _;

const PLAIN: [&str; 12] =
    ["web", "8080", "true", "a b", "é👍", "x:y", "~", "1.5", "http://h/p#f", "it's", "-x", "日本"];
const QUOTED: [&str; 6] = ["'a: b'", "\"x\\ty\"", "''", "\"\"", "'it''s'", "\"# no\""];

pub(crate) fn text(random: &mut Random) -> String {
    let mut writer = Writer { random, out: String::new(), key: 0, anchors: 0, tight: true };
    writer.document();
    let mut out = writer.out;
    if random.once_in(4) {
        out.truncate(out.trim_end_matches('\n').len());
    }
    out
}

struct Writer<'r> {
    random: &'r mut Random,
    out: String,
    key: usize,
    anchors: usize,
    /// Whether items stand close to their key.
    tight: bool,
}

impl Writer<'_> {
    fn document(&mut self) {
        self.tight = self.random.once_in(2);
        if self.random.once_in(10) {
            self.out.push('\u{feff}');
        }
        if self.random.once_in(3) {
            let lead = *self.random.pick(&["# file\n", "# file\n\n", "---\n", "--- # start\n"]);
            self.out.push_str(lead);
        }
        self.collection(0, 0);
        if self.random.once_in(8) {
            let lead = *self.random.pick(&["...\n", "---\nb: 1\n", "# end\n", "\n\n"]);
            self.out.push_str(lead);
        }
    }

    fn collection(&mut self, column: usize, depth: usize) {
        if self.random.once_in(2) { self.mapping(column, depth) } else { self.sequence(column, depth) }
    }

    fn mapping(&mut self, column: usize, depth: usize) {
        for index in 0..=self.random.below(4) {
            self.between(column);
            self.indent(column);
            self.entry(column, depth, index);
        }
    }

    fn entry(&mut self, column: usize, depth: usize, _index: usize) {
        self.key += 1;
        let key = self.key;
        let _ = match self.random.below(8) {
            0 => write!(self.out, "'k{key}'"),
            1 => write!(self.out, "\"k {key}\""),
            2 => write!(self.out, "ключ{key}"),
            _ => write!(self.out, "k{key}"),
        };
        self.out.push_str(if self.random.once_in(12) { " :" } else { ":" });
        self.value(column, depth, true);
    }

    fn sequence(&mut self, column: usize, depth: usize) {
        for _ in 0..=self.random.below(4) {
            self.between(column);
            self.indent(column);
            self.out.push('-');
            let gap = 1 + self.random.below(6) / 4;
            if depth < 4 && self.random.once_in(3) {
                self.indent(gap);
                let column = column + 1 + gap;
                if self.random.once_in(5) {
                    self.out.push_str("- x\n");
                    self.indent(column);
                    self.out.push_str("- y\n");
                } else {
                    self.entry(column, depth + 1, 0);
                    self.mapping(column, depth + 2);
                }
            } else {
                self.value(column, depth, false);
            }
        }
    }

    fn value(&mut self, column: usize, depth: usize, key: bool) {
        match self.random.below(if depth > 3 { 7 } else { 10 }) {
            0 => self.end(),
            1 => self.block(column),
            2 => self.flow(column),
            3 | 4 => {
                let text = *self.random.pick(&QUOTED);
                self.scalar(text);
            }
            5 if self.anchors > 0 && self.random.once_in(2) => {
                let _ = write!(self.out, " *a{}", self.anchors);
                self.end();
            }
            5 => {
                let lines = *self.random.pick(&["one", "'one", "\"one"]);
                let close = lines.chars().next().filter(|c| *c != 'o').map(String::from).unwrap_or_default();
                let _ = write!(self.out, " {lines}\n{}two{close}", " ".repeat(column + 2));
                self.end();
            }
            6 => {
                let text = *self.random.pick(&PLAIN);
                self.scalar(text);
            }
            _ => {
                self.properties();
                self.end();
                let deeper = if self.tight { 2 } else { 4 };
                if self.random.once_in(2) {
                    self.mapping(column + deeper, depth + 1);
                } else {
                    let close = key && self.tight;
                    self.sequence(if close { column } else { column + deeper }, depth + 1);
                }
            }
        }
    }

    fn scalar(&mut self, text: &str) {
        self.properties();
        self.out.push(' ');
        self.out.push_str(text);
        self.end();
    }

    fn properties(&mut self) {
        if self.random.once_in(14) {
            self.anchors += 1;
            let _ = write!(self.out, " &a{}", self.anchors);
        }
        if self.random.once_in(20) {
            self.out.push_str(" !t");
        }
    }

    fn block(&mut self, column: usize) {
        let header = *self.random.pick(&["|", "|-", "|+", ">", ">-", "|  # head"]);
        let _ = writeln!(self.out, " {header}");
        for _ in 0..=self.random.below(2) {
            let _ = writeln!(self.out, "{}line # {}", " ".repeat(column + 2), self.key);
            if self.random.once_in(4) {
                self.out.push('\n');
            }
        }
    }

    fn flow(&mut self, column: usize) {
        let lines = [
            "[a, b, 'c']",
            "[ a ]",
            "{a: 1, b: [2, 3]}",
            "{}",
            "[]",
            "{a, b: }",
            "[a: 1, b]",
            "{\"a\":1,\"b\":2}",
            "[a,b, ]",
            "[\n  a, # on a\n  # on b\n  b\n  ]",
            "{\n    a: 1,\n    b: 2,\n  }",
            "[a,\n  b, c]",
            "[[a, b], {c: d}]",
        ];
        let text = self.random.pick(&lines).replace('\n', &format!("\n{}", " ".repeat(column)));
        self.scalar(&text);
    }

    fn between(&mut self, column: usize) {
        match self.random.below(16) {
            0 => self.out.push('\n'),
            1 => {
                self.indent(column);
                let _ = writeln!(self.out, "# on k{}", self.key + 1);
            }
            2 => {
                self.out.push('\n');
                self.indent(column);
                self.out.push_str("# apart\n\n");
            }
            3 => self.out.push_str("# far left\n"),
            _ => {}
        }
    }

    fn indent(&mut self, column: usize) {
        self.out.push_str(&" ".repeat(column));
    }

    fn end(&mut self) {
        let _ = match self.random.below(10) {
            0 => writeln!(self.out, " # c{}", self.key),
            1 => writeln!(self.out, "\t# c{}", self.key),
            2 => writeln!(self.out, "  "),
            3 => writeln!(self.out, "\t"),
            _ => writeln!(self.out),
        };
    }
}
