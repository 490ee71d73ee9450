//! A new layer in the style of its project.

use crate::context::Context;
use crate::listing::distro_of;
use crate::package_map::Habit;
use crate::services::stem;
use crate::world;
use ov_project::Project;
use ov_project::packages::{distro_sections, format_of_distro};
use std::fmt::Write as _;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct NewLayer<'a> {
    /// Its name.
    pub name: &'a str,
    /// Units or names of the services it is to have in both forms.
    pub services: &'a [String],
    /// The text of another layer of the project, whose columns are kept to.
    pub model: Option<&'a str>,
}

/// Why a name is no layer's: as one sentence without a final stop.
pub fn refuse_name(project: &Project, name: &str) -> Option<String> {
    let is_word = !name.is_empty()
        && name.split('-').all(|part| !part.is_empty())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_word {
        return Some(format!("`{name}` is no name of a layer; write lower-case words joined by `-`"));
    }
    project.written_layer(name).map(|_| format!("the project has a layer `{name}` already"))
}

/// Why something is no name of a service or unit: as one sentence without a final stop.
pub fn refuse_service(service: &str) -> Option<String> {
    let is_name = service.starts_with(|c: char| c.is_ascii_alphanumeric())
        && service.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.@".contains(&b));
    (!is_name).then(|| format!("`{service}` is no name of a service or unit"))
}

/// The text of a new layer: packages for the distros that the project builds for, each service in both forms, and a check of each.
pub fn text(context: &Context<'_>, new: &NewLayer<'_>) -> String {
    let writer = Writer { step: new.model.map_or(2, step_of), distros: distros(context), text: String::new() };
    let version = context.project.dialect.version.map_or_else(|| "2026.144.1443".to_owned(), |v| v.to_string());
    writer.layer(context, new, &version)
}

/// Columns from a key to those below it.
fn step_of(text: &str) -> usize {
    let indents = text.lines().map(|line| line.len() - line.trim_start_matches(' ').len());
    indents.filter(|columns| *columns > 0).min().unwrap_or(2)
}

/// The keys of `distro:` that serve the project's images and deployments, in the order in which it writes them.
fn distros(context: &Context<'_>) -> Vec<String> {
    let tags = context.targets.all.iter().filter_map(|target| target.distro.as_deref()?.first());
    let of_tag = |tag: &str| match distro_of(tag) {
        "cachyos" => "arch".to_owned(),
        other => other.to_owned(),
    };
    let mut found: Vec<String> = tags.map(|tag| of_tag(tag)).collect();
    if found.is_empty() {
        let sections = context.project.layers.iter().flat_map(|layer| distro_sections(&layer.content));
        found.extend(sections.map(|section| section.key.value.to_owned()));
    }
    found.retain(|distro| format_of_distro(distro).is_some());
    let habit: &Habit = context.habit();
    let mut sorted: Vec<String> = Vec::new();
    for distro in found {
        if !sorted.contains(&distro) {
            let others: Vec<&str> = sorted.iter().map(String::as_str).collect();
            sorted.insert(habit.place(&distro, &others), distro);
        }
    }
    sorted
}

struct Writer {
    step: usize,
    distros: Vec<String>,
    text: String,
}

impl Writer {
    fn layer(mut self, context: &Context<'_>, new: &NewLayer<'_>, version: &str) -> String {
        self.line(0, "layer:");
        self.line(1, &format!("version: {version}"));
        self.line(1, &format!("name: {}", new.name));
        self.line(1, &format!("description: What `{}` is for.", new.name));
        let units = units(context, new.services);
        self.packages(new.name, &units);
        if !units.is_empty() {
            self.line(1, "service:");
            for unit in &units {
                self.pair(unit);
            }
            self.line(1, "eval:");
            for (index, unit) in units.iter().enumerate() {
                let is_checked = units[..index].iter().any(|other| self.names(other) == self.names(unit));
                if !is_checked {
                    self.probe(unit);
                }
            }
        }
        self.text
    }

    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.text, "{:columns$}{text}", "", columns = depth * self.step);
    }

    /// The package of a unit on each distro, or on any where none is known.
    fn names(&self, unit: &Unit) -> Vec<String> {
        let names: Vec<String> = self.distros.iter().map(|distro| unit.package(distro)).collect();
        if names.is_empty() { vec![unit.package("")] } else { names }
    }

    fn packages(&mut self, name: &str, units: &[Unit]) {
        let names = |distro: &str| -> Vec<String> {
            let mut names: Vec<String> = units.iter().map(|unit| unit.package(distro)).collect();
            names.sort();
            names.dedup();
            if names.is_empty() { vec![name.to_owned()] } else { names }
        };
        let distros = self.distros.clone();
        let all: Vec<Vec<String>> = distros.iter().map(|distro| names(distro)).collect();
        if all.windows(2).all(|pair| pair[0] == pair[1]) {
            self.line(1, "package:");
            let shared = all.first().cloned().unwrap_or_else(|| names(""));
            for name in shared {
                self.line(2, &format!("- {name}"));
            }
            return;
        }
        self.line(1, "distro:");
        for (distro, names) in distros.iter().zip(all) {
            self.line(2, &format!("{distro}:"));
            self.line(3, "package:");
            for name in names {
                self.line(4, &format!("- {name}"));
            }
        }
    }

    fn pair(&mut self, unit: &Unit) {
        let fields = |writer: &mut Self, fields: &[String]| {
            for (index, field) in fields.iter().enumerate() {
                let dash = if index == 0 { "- " } else { "  " };
                writer.line(2, &format!("{dash}{field}"));
            }
        };
        let name = format!("name: {}", unit.name);
        let shared = ["enable: true".to_owned(), "scope: system".to_owned()];
        self.line(2, "# For systemd.");
        fields(self, &[&[name.clone(), format!("use_packaged: {}", unit.packaged)], &shared[..]].concat());
        if !unit.has_command {
            return;
        }
        self.line(2, "# For supervisord: the command that stays in the foreground.");
        let exec = format!("exec: {}", unit.command);
        fields(self, &[&[name, exec, "restart: always".to_owned()], &shared[..]].concat());
    }

    fn probe(&mut self, unit: &Unit) {
        let distros = self.distros.clone();
        let names = self.names(unit);
        let first = names.first().cloned().unwrap_or_default();
        self.line(2, &format!("- id: {}-package", unit.name));
        self.line(2, &format!("  package: {first}"));
        let others: Vec<_> = distros.iter().zip(&names).filter(|(_, name)| **name != first).collect();
        if !others.is_empty() {
            self.line(2, "  package_map:");
            for (distro, name) in others {
                let text = format!("{:columns$}{distro}: {name}", "", columns = 2 + self.step);
                self.line(2, &text);
            }
        }
        self.line(2, "  installed: true");
    }
}

/// Each unit once; of two with the same name the later one is called after its type as well.
fn units(context: &Context<'_>, services: &[String]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for service in services {
        let mut unit = Unit::of(context, service);
        if units.iter().any(|other| other.packaged == unit.packaged) {
            continue;
        }
        if units.iter().any(|other| other.name == unit.name) {
            unit.name = unit.packaged.replace(['.', '@'], "-");
            unit.has_command = false;
        }
        units.push(unit);
    }
    units
}

/// A service with what is known of it.
struct Unit {
    name: String,
    /// With its type.
    packaged: String,
    command: String,
    /// Whether it is started by a command: timers and the like are not, nor is what another unit starts already.
    has_command: bool,
    /// The package on each distro of which it is known.
    packages: Vec<(String, String)>,
}

impl Unit {
    fn of(context: &Context<'_>, service: &str) -> Self {
        let tables = &context.project.config.tables;
        let has_type = stem(service) != service.split('@').next().unwrap_or(service);
        let unit = if has_type { service.to_owned() } else { format!("{service}.service") };
        let name = stem(&unit).to_owned();
        let packages = world::packages_with_unit(tables, &unit);
        let packages = packages.map(|(distro, package)| (distro.to_owned(), package.to_owned())).collect();
        let known = world::foreground_command(tables, &name).map(str::to_owned);
        let command = known.unwrap_or_else(|| format!("/usr/bin/{name}"));
        let has_command = unit.ends_with(".service") || unit.ends_with(".socket");
        Self { command, has_command, name, packaged: unit, packages }
    }

    fn package(&self, distro: &str) -> String {
        let known = self.packages.iter().find(|(of, _)| *of == distro).map(|(_, package)| package.clone());
        let anywhere = || self.packages.first().map(|(_, package)| package.clone());
        known.or_else(anywhere).unwrap_or_else(|| stem(&self.packaged).to_owned())
    }
}
