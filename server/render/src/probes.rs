//! Which name a `package:` check asks for on a distro.

use ov_project::{Layer, View};
use smol_str::SmolStr;

/// A `package:` check.
#[derive(Clone, Copy, Debug)]
pub struct Probe<'a> {
    /// Position in `eval:`.
    pub index: usize,
    /// The check.
    pub check: View<'a>,
}

/// The name that is asked for, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProbedName<'a> {
    /// The name.
    pub name: &'a str,
    /// The tag of `package_map` that gives it; `None` where it is that of `package:`.
    pub tag: Option<&'a str>,
}

impl ProbedName<'_> {
    /// Where the name comes from, as a path of keys in the check.
    pub fn source(&self) -> String {
        self.tag.map_or_else(|| "package".to_owned(), |tag| format!("package_map.{tag}"))
    }
}

/// The checks of a layer that ask for a package.
pub fn probes(layer: &Layer) -> impl Iterator<Item = Probe<'_>> {
    let checks = layer.content.items("eval").iter().enumerate();
    let checks = checks.filter_map(|(index, unit)| Some(Probe { index, check: unit.view()? }));
    checks.filter(|p| p.check.is_set("package") || p.check.is_set("package_map"))
}

impl<'a> Probe<'a> {
    /// The check's id; empty where it has none.
    pub fn id(self) -> &'a str {
        self.check.text("id").map_or("", |at| at.value.as_str())
    }

    /// The name under `package:`.
    pub fn package(self) -> &'a str {
        self.check.text("package").map_or("", |at| at.value.as_str())
    }

    /// The name for a chain of tags: that of the first tag which `package_map` names with a value. Tags are compared
    /// as they are spelled.
    pub fn resolve(self, tags: &[SmolStr]) -> ProbedName<'a> {
        let named = |tag: &SmolStr| {
            let (key, value) = self.check.map("package_map").find(|(key, _)| key.value == tag)?;
            let name = value.value.text().filter(|name| !name.is_empty())?;
            Some(ProbedName { name: name.as_str(), tag: Some(key.value.as_str()) })
        };
        tags.iter().find_map(named).unwrap_or(ProbedName { name: self.package(), tag: None })
    }
}
