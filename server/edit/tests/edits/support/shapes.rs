//! Random texts of the shapes that edits get wrong most easily, close together: values that end in lines of their own, comments
//! and blank lines in unusual places, odd ends of a file.

use super::random::Random;
use std::fmt::Write as _;

const LEADS: [&str; 10] = [
    "",
    "",
    "\u{feff}",
    "---\n",
    "--- # start\n",
    "# file\n",
    "# file\n\n",
    "%YAML 1.2\n---\n",
    "\n\n",
    "\u{feff}# é\n",
];
const TAILS: [&str; 10] =
    ["", "", "", "...\n", "---\nz: 1\n", "# end\n", "\n# end\n\n", "  # deep end\n", "\n\n", "--- |\n text\n"];

/// What stands behind a key or dash. A line that begins with `~` stands at the column of the key, others that follow one level deeper.
const VALUES: [&str; 44] = [
    "",
    " ",
    " # only a comment",
    " one",
    "   one   # far",
    "\tone",
    " 'it''s # no'",
    " \"a \\\" b\"",
    " one\ntwo\n\nthree",
    " 'one\n\ntwo'",
    " \"one\\\ntwo\"",
    "\none",
    "\n# before\n'one'",
    " &x one",
    " !t one",
    " !t &y\none",
    " !!str",
    " |\none\n two",
    " |2\n  one\n two",
    " |-  # head\none # no",
    " |+\none\n\n",
    " >-\none\n\n  two\nthree",
    " >2-\n one\ntwo",
    " |-\n",
    " |+\n\n",
    "\n|\none",
    " []",
    " { }",
    " [a, 'b', c]",
    " [a,\nb,\n]",
    " [ # on the bracket\na, # on a\n# on b\nb\n]",
    " {a: 1, b: [c, d]}",
    " {a: 1,\n  b: 2, # on b\n}",
    " {\n  a: 1\n, b: 2\n}",
    " [a: 1, {b: 2}]",
    " [{a: 1, b: 2},\n {a: 3}]",
    " {\"a\":1, b, c: }",
    "\n[a, b]",
    "\na: 1\n\nb: 2",
    "\n- a\n- b: 1\n  c: 2",
    "\n~- a\n~- b",
    "\n# before\na: 1\n# behind",
    " # on the key\na:\n  b: 1",
    "\n- - a\n  - b\n-\n  c: 1\n  d: 2",
];

/// A random text; not each is valid.
pub(crate) fn text(random: &mut Random) -> String {
    let mut out = String::from(*random.pick(&LEADS));
    let column = 2 * random.below(3);
    if column > 0 {
        out.push_str(if random.once_in(3) { "layer: # on it\n" } else { "layer:\n" });
    }
    let items = random.once_in(2);
    for index in 0..=random.below(4) {
        apart(&mut out, column, index == 0, random);
        let value = *random.pick(&VALUES);
        let value = written(value, column, random);
        if items {
            item(&mut out, column, index, &value, random);
        } else {
            let (open, close) =
                *random.pick(&[("k", ""), ("k", " "), ("ключ", ""), ("'a b", "'"), ("\"q", "\""), ("? k", "\n")]);
            let close = if close == "\n" { format!("\n{}", indent(column)) } else { close.to_owned() };
            let _ = write!(out, "{}{open}{index}{close}:{value}", indent(column));
        }
        out.push('\n');
    }
    out.push_str(random.pick::<&str>(&TAILS));
    ended(out, random)
}

fn item(out: &mut String, column: usize, index: usize, value: &str, random: &mut Random) {
    let _ = match random.below(4) {
        0 => write!(out, "{}- n{index}: 1\n{}m{index}:{value}", indent(column), indent(column + 2)),
        1 => write!(out, "{}-   n{index}: 1 # on n\n{}m{index}:{value}", indent(column), indent(column + 4)),
        2 => write!(out, "{}- # on the dash\n{}m{index}:{value}", indent(column), indent(column + 2)),
        _ => write!(out, "{}-{value}", indent(column)),
    };
}

fn apart(out: &mut String, column: usize, is_first: bool, random: &mut Random) {
    let at = indent(column);
    let lines = match random.below(12) {
        0 => "\n".to_owned(),
        1 => format!("{at}# above\n"),
        2 => format!("\n{at}# above\n{at}# above too\n"),
        3 => format!("\n{at}# apart\n\n"),
        4 => "# left\n".to_owned(),
        5 if !is_first => format!("{at}    # right\n"),
        6 => "  \n".to_owned(),
        _ => String::new(),
    };
    out.push_str(&lines);
}

fn written(value: &str, column: usize, random: &mut Random) -> String {
    let deeper = column + 2 * (1 + random.below(2));
    let line = |line: &str| match line.strip_prefix('~') {
        _ if line.is_empty() => String::new(),
        Some(rest) => indent(column) + rest,
        None => indent(deeper) + line,
    };
    let mut lines = value.split('\n');
    let first = lines.next().unwrap_or_default().to_owned();
    std::iter::once(first).chain(lines.map(line)).collect::<Vec<_>>().join("\n")
}

/// The text with another end, or other line breaks.
fn ended(text: String, random: &mut Random) -> String {
    match random.below(6) {
        0 | 1 => text.trim_end_matches('\n').to_owned(),
        2 => text.trim_end().to_owned() + " \t",
        3 => text.trim_end().to_owned() + " # last",
        _ => text,
    }
}

fn indent(columns: usize) -> String {
    " ".repeat(columns)
}
