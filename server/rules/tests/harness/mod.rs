//! Projects written as one text, with the expected findings marked below the lines they stand on.
//!
//! ```text
//! === layers/web/layer.yml
//! layer:
//!   ports: [80]
//! # ^^^^^ unknown-key: did you mean `port`?
//! ```
//!
//! A marker's carets stand under the finding's bytes on the line above; for a place in the first column, or an empty one,
//! `# at 0-5` counts in bytes. Behind the rule may follow its severity and a part of the message: `rule: hint: part`.
//! Several markers may stand below one line. `related` in place of a rule marks a related place; with one of them in a
//! fixture, all are compared. Marker lines are taken out of the text. A name that ends in `/`
//! is a directory. `before:NAME` is that file as it was in the last commit.

use ov_project::{CONFIG_FILE, Config, MemoryFiles, Past, load};
use ov_rules::{Finding, Place, Settings, Severity, check};
use ov_schema::CalVer;
use ov_syntax::Span;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Where the files of a fixture stand.
pub(crate) const ROOT: &str = "/project";

/// Begins the name of a file as it was.
const BEFORE: &str = "before:";

/// Stands for the rule in the marker of a related place.
const RELATED: &str = "related";

/// A marker: file, line (from 0), bytes in the line, rule, severity, part of the message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Marker {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) rule: String,
    pub(crate) severity: Option<Severity>,
    pub(crate) message: String,
}

#[derive(Debug, Default)]
pub(crate) struct Fixture {
    pub(crate) files: Vec<(String, String)>,
    pub(crate) directories: Vec<String>,
    pub(crate) markers: Vec<Marker>,
}

impl Fixture {
    pub(crate) fn parse(text: &str) -> Self {
        let mut fixture = Self::default();
        let mut line_number = 0;
        for line in text.split_inclusive('\n') {
            if let Some(name) = line.strip_prefix("=== ") {
                let name = name.trim();
                if let Some(directory) = name.strip_suffix('/') {
                    fixture.directories.push(directory.to_owned());
                }
                fixture.files.push((name.trim_end_matches('/').to_owned(), String::new()));
                line_number = 0;
                continue;
            }
            let (name, content) = fixture.files.last_mut().expect("a fixture starts with `=== file`");
            if let Some((start, end, rest)) = marker(line) {
                let (rule, message) = rest.split_once(": ").unwrap_or((rest, ""));
                let level = message.split_once(": ").and_then(|(word, rest)| Some((Severity::parse(word)?, rest)));
                let (severity, message) = level.map_or((None, message), |(level, rest)| (Some(level), rest));
                fixture.markers.push(Marker {
                    file: name.clone(),
                    line: line_number.max(1) - 1,
                    start,
                    end,
                    rule: rule.trim().to_owned(),
                    severity,
                    message: message.trim().to_owned(),
                });
                continue;
            }
            content.push_str(line);
            line_number += 1;
        }
        fixture
    }

    /// What was there before, where the fixture says so.
    fn past(&self) -> Option<Past> {
        let before = self.files.iter().filter_map(|(name, text)| Some((name.strip_prefix(BEFORE)?, text)));
        let (layers, others): (Vec<_>, Vec<_>) = before.partition(|(name, _)| name.ends_with("layer.yml"));
        let path = |name: &str| Path::new(ROOT).join(name);
        let past = Past {
            revision: "HEAD".into(),
            texts: layers.iter().map(|(name, text)| (path(name), text.as_str().into())).collect(),
            changed: others.iter().map(|(name, _)| path(name)).collect(),
            now: CalVer::parse("2026.327.1405"),
        };
        (!past.texts.is_empty()).then_some(past)
    }

    /// The findings of all rules, with `select` only those of one.
    pub(crate) fn check(&self, select: Option<&str>) -> (Vec<Finding>, Vec<Marker>) {
        let root = Path::new(ROOT);
        let is_regular = |name: &String| !self.directories.contains(name) && !name.starts_with(BEFORE);
        let regular = self.files.iter().filter(|(name, _)| is_regular(name));
        let members = self.directories.iter().map(|name| (root.join(name).join("member"), ""));
        let texts = regular.map(|(name, text)| (root.join(name), text.as_str())).chain(members);
        let files = MemoryFiles::new(texts);
        let config = self.text(CONFIG_FILE).map(Config::read).unwrap_or_default();
        let mut project = load(root, &files, config);
        if let Some(past) = self.past() {
            project.compare_with(&past, &files);
        }
        let settings = Settings { select: select.iter().map(|s| (*s).into()).collect(), ignore: Vec::new() };
        let findings = check(&project, &settings, &files).findings;
        let name = |place: Place| &project.file(place.file).display;
        let mut seen: Vec<Marker> = findings
            .iter()
            .map(|f| Marker {
                severity: Some(f.severity),
                ..self.seen(f.rule.id, name(f.place), f.place.span, &f.message)
            })
            .collect();
        if self.markers.iter().any(|m| m.rule == RELATED) {
            let related = findings.iter().flat_map(|f| &f.related);
            seen.extend(related.map(|r| self.seen(RELATED, name(r.place), r.place.span, &r.message)));
        }
        (findings, seen)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.files.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str())
    }

    fn seen(&self, rule: &str, file: &str, span: Span, message: &str) -> Marker {
        let text = self.text(file).unwrap_or_default();
        let span = span.range();
        let before = &text[..span.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Marker {
            file: file.to_owned(),
            line: before.matches('\n').count(),
            start: span.start - line_start,
            end: span.end - line_start,
            rule: rule.to_owned(),
            severity: None,
            message: message.to_owned(),
        }
    }
}

fn marker(line: &str) -> Option<(usize, usize, &str)> {
    let body = line.trim_end().strip_prefix('#')?;
    if let Some(rest) = body.strip_prefix(" at ") {
        let (range, rest) = rest.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        return Some((start.parse().ok()?, end.parse().ok()?, rest));
    }
    let carets = body.trim_start_matches(' ');
    let start = 1 + body.len() - carets.len();
    let rest = carets.trim_start_matches('^');
    let count = carets.len() - rest.len();
    (count > 0 && rest.starts_with(' ')).then(|| (start, start + count, rest.trim_start()))
}

/// What differs between markers and findings, readable; empty where nothing does.
pub(crate) fn differences(expected: &[Marker], seen: &[Marker]) -> String {
    let mut left: Vec<&Marker> = seen.iter().collect();
    let mut out = String::new();
    for marker in expected {
        let same = |m: &&Marker| {
            (&m.file, m.line, m.start, m.end, &m.rule)
                == (&marker.file, marker.line, marker.start, marker.end, &marker.rule)
                && m.message.contains(&marker.message)
                && marker.severity.is_none_or(|severity| m.severity == Some(severity))
        };
        match left.iter().position(same) {
            Some(index) => {
                left.remove(index);
            }
            None => writeln!(out, "  missing: {marker:?}").unwrap(),
        }
    }
    for marker in left {
        writeln!(out, "  unexpected: {marker:?}").unwrap();
    }
    out
}

/// All fixture files of the crate.
pub(crate) fn fixture_files() -> Vec<(String, PathBuf)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for rule in std::fs::read_dir(dir).unwrap() {
        let rule = rule.unwrap();
        for file in std::fs::read_dir(rule.path()).unwrap() {
            found.push((rule.file_name().to_string_lossy().into_owned(), file.unwrap().path()));
        }
    }
    found.sort();
    found
}
