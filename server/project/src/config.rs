//! `ov-lsp.yml`: our own configuration of a project.

use crate::dialect::Dialect;
use crate::glob;
use crate::lower::{self, Lowering};
use crate::problem::Problem;
use crate::record::{Datum, Record, Value};
use crate::tables::Tables;
use crate::view::View;
use ov_schema::{StructId, Type};
use ov_syntax::{Kind, Span, SyntaxError, Tree};
use smol_str::SmolStr;
use std::path::{Path, PathBuf};

/// Name of the configuration file, at the project root.
pub const CONFIG_FILE: &str = "ov-lsp.yml";

/// The configuration of a project. The default is that of a project without the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Severities by rule or group, in the order of the file.
    pub rules: Vec<RuleSetting>,
    /// Severities for some files; of several that match the last one wins.
    pub overrides: Vec<Override>,
    /// Patterns of files that are not checked, relative to the project root.
    pub exclude: Vec<SmolStr>,
    /// Whether every service is asked for in both forms.
    pub strict_mixed_entry: bool,
    /// Init systems to assume where the project does not say.
    pub assumed_inits: Vec<SmolStr>,
    /// Tag chains to assume where the project does not say, each the most specific tag first.
    pub assumed_distros: Vec<Vec<SmolStr>>,
    /// Local folders of remote repositories (`host/owner/repo`), relative to the project root.
    pub checkouts: Vec<(SmolStr, SmolStr)>,
    /// Bytes above which a file is not read; `None` for the default.
    pub max_file_size: Option<u64>,
    /// `Some(true)` for cascading package resolution, `Some(false)` for replacing.
    pub cascade: Option<bool>,
    /// What the project adds to what is known of packages.
    pub tables: Tables,
    /// What is odd in the file, with places in it.
    pub problems: Vec<Problem>,
    /// Values that have the right type and are wrong all the same: where, and why.
    pub invalid: Vec<(Span, String)>,
    /// What is not YAML.
    pub syntax_errors: Vec<SyntaxError>,
}

/// A severity asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSetting {
    /// A rule or a group.
    pub name: SmolStr,
    /// Where the name stands.
    pub span: Span,
    /// `off`, `hint`, `info`, `warning` or `error`.
    pub level: SmolStr,
}

/// Severities for some files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Patterns relative to the project root.
    pub files: Vec<SmolStr>,
    /// The severities.
    pub rules: Vec<RuleSetting>,
}

const LEVELS: [&str; 5] = ["off", "hint", "info", "warning", "error"];
static CONFIG: Type = Type::Struct(StructId::CONFIG);

impl Config {
    /// Reads the file's text. Never fails: see [`Config::problems`], [`Config::invalid`] and [`Config::syntax_errors`].
    pub fn read(text: &str) -> Self {
        let tree = Tree::parse(text);
        let anchors = lower::anchors(&tree);
        let mut lowering = Lowering::new(Dialect::default(), &anchors, 0);
        let datum = tree.root().map(|root| lowering.datum(root, &CONFIG));
        let mut config = Self { syntax_errors: tree.errors().to_vec(), ..Self::default() };
        if let Some(Datum { value: Value::Record(record), .. }) = &datum {
            config.fill(record);
        } else if tree.root().is_some_and(|r| r.kind() == Kind::Mapping) {
            config.invalid.push((Span::default(), "the configuration cannot be read".into()));
        }
        config.problems = lowering.problems;
        config
    }

    fn fill(&mut self, record: &Record) {
        let view = View::new(record, 0);
        self.rules = self.settings(view);
        for (entry, _) in view.records("overrides") {
            let files = texts(entry, "files");
            let rules = self.settings(entry);
            self.overrides.push(Override { files, rules });
        }
        self.exclude = texts(view, "exclude");
        self.strict_mixed_entry = self.choice(view, "mixed-entry", &["lenient", "strict"]) == Some(1);
        self.cascade = self.choice(view, "resolution", &["replace", "cascade"]).map(|index| index == 1);
        if let Some(targets) = view.child("targets") {
            self.fill_targets(targets);
        }
        for (repository, folder) in view.map("checkouts") {
            if let Some(folder) = folder.value.text() {
                self.checkouts.push((repository.value.clone(), folder.clone()));
            }
        }
        self.max_file_size = self.size(view);
        if let Some(tables) = view.child("tables") {
            self.tables = Tables::read(tables, &mut self.invalid);
        }
    }

    fn fill_targets(&mut self, targets: View<'_>) {
        for init in targets.texts("inits") {
            if matches!(init.value.as_str(), "supervisord" | "systemd") {
                self.assumed_inits.push(init.value.clone());
            } else {
                let message = format!("`{}` is no init system; write `supervisord` or `systemd`", init.value);
                self.invalid.push((init.span, message));
            }
        }
        let chain = |value: &Value| value.list().iter().filter_map(|d| d.value.text().cloned()).collect();
        self.assumed_distros = targets.list("distros").map(|at| chain(at.value)).collect();
    }

    fn settings(&mut self, view: View<'_>) -> Vec<RuleSetting> {
        let mut settings = Vec::new();
        for (name, level) in view.map("rules") {
            let Some(text) = level.value.text() else { continue };
            if LEVELS.contains(&text.as_str()) {
                settings.push(RuleSetting { name: name.value.clone(), span: name.span, level: text.clone() });
            } else {
                let message = format!("`{text}` is no severity; write one of {}", LEVELS.join(", "));
                self.invalid.push((level.span, message));
            }
        }
        settings
    }

    fn choice(&mut self, view: View<'_>, key: &str, words: &[&str]) -> Option<usize> {
        let at = view.text(key)?;
        let index = words.iter().position(|w| at.value == w);
        if index.is_none() {
            self.invalid.push((at.span, format!("`{}` is unknown here; write one of {}", at.value, words.join(", "))));
        }
        index
    }

    fn size(&mut self, view: View<'_>) -> Option<u64> {
        if let Some(at) = view.int("max-file-size") {
            return u64::try_from(at.value).ok();
        }
        let at = view.text("max-file-size")?;
        let size = bytes(at.value);
        if size.is_none() {
            let message = format!("`{}` is no size; write a number of bytes or `16MiB`", at.value);
            self.invalid.push((at.span, message));
        }
        size
    }

    /// Whether a file is left out, by its path relative to the project root.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.iter().any(|pattern| glob::matches(pattern, path))
    }

    /// The folder of the repository that a remote reference (`@host/owner/repo/…:ref`) points into.
    pub fn checkout_of(&self, reference: &str, root: &Path) -> Option<PathBuf> {
        let path = reference.strip_prefix('@')?;
        let path = path.rsplit_once(':').map_or(path, |(path, _)| path);
        let (repository, folder) = self.checkouts.iter().find(|(repo, _)| {
            path == repo || path.strip_prefix(repo.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })?;
        let inside = path[repository.len()..].trim_start_matches('/');
        Some(crate::paths::normalize(&root.join(folder.as_str()).join(inside)))
    }

    /// Whether anything in the file is wrong.
    pub fn is_broken(&self) -> bool {
        !self.problems.is_empty() || !self.invalid.is_empty() || !self.syntax_errors.is_empty()
    }
}

fn texts(view: View<'_>, key: &str) -> Vec<SmolStr> {
    view.texts(key).map(|at| at.value.clone()).collect()
}

impl Override {
    /// Whether it speaks of a file, by its path relative to the project root.
    pub fn matches(&self, path: &str) -> bool {
        self.files.iter().any(|pattern| glob::matches(pattern, path))
    }
}

/// A size such as `16MiB` in bytes. `MB` and `M` count as `MiB`, as in the other tools of the field.
fn bytes(text: &str) -> Option<u64> {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let factor: u64 = match unit.trim().trim_end_matches('B').trim_end_matches('i') {
        "" => 1,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return None,
    };
    match number.split_once('.') {
        None => number.parse::<u64>().ok()?.checked_mul(factor),
        Some((whole, fraction)) => {
            let digits: u64 = fraction.get(..fraction.len().min(3))?.parse().ok()?;
            let part = factor * digits / 10_u64.pow(fraction.len().min(3) as u32);
            whole.parse::<u64>().ok()?.checked_mul(factor)?.checked_add(part)
        }
    }
}
