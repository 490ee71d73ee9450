//! Questions about one layer.

use crate::project::Layer;
use crate::record::Value;
use crate::view::View;
use smol_str::SmolStr;

/// Which of the two forms a service entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `use_packaged`: a unit that a package ships; for systemd only.
    Packaged,
    /// Everything else: a command of its own.
    Custom,
}

/// An entry of `service:`.
#[derive(Clone, Copy, Debug)]
pub struct Service<'a> {
    /// Position in the list, null items left out.
    pub index: usize,
    /// Its keys.
    pub entry: View<'a>,
}

impl<'a> Service<'a> {
    /// The form by which the init systems pick.
    pub fn form(self) -> Form {
        if self.entry.text("use_packaged").is_some() { Form::Packaged } else { Form::Custom }
    }

    /// Its name; empty where it has none.
    pub fn name(self) -> &'a str {
        self.entry.text("name").map_or("", |at| at.value.as_str())
    }
}

/// Files in a layer's folder that make a builder run, the one that counts first.
const MANIFESTS: [&str; 5] = ["pixi.toml", "pyproject.toml", "environment.yml", "package.json", "Cargo.toml"];

impl Layer {
    /// The entries of `service:` that are mappings.
    pub fn services(&self) -> impl Iterator<Item = Service<'_>> {
        let units = self.content.items("service").iter().filter(|u| !u.value().is_null());
        units.enumerate().filter_map(|(index, unit)| Some(Service { index, entry: unit.view()? }))
    }

    /// Whether its folder holds `name`.
    pub fn has_file(&self, name: &str) -> bool {
        self.siblings.iter().any(|s| s == name)
    }

    /// Names of the systemd units in its folder.
    pub fn unit_files(&self) -> impl Iterator<Item = &str> {
        self.siblings.iter().map(SmolStr::as_str).filter(|s| s.ends_with(".service") && !s.contains('/'))
    }

    /// Ports of `port_relay:`.
    pub fn relay_ports(&self) -> impl Iterator<Item = i64> {
        self.content.list("port_relay").filter_map(|at| match at.value {
            Value::Int(port) => Some(*port),
            _ => None,
        })
    }

    /// Whether it installs something: packages, a manifest, tasks, apps.
    pub fn has_install_files(&self) -> bool {
        let content = &self.content;
        MANIFESTS.iter().any(|m| self.has_file(m))
            || !content.items("task").is_empty()
            || content.list("apk").next().is_some()
            || crate::packages::has_format_section(content)
            || !crate::packages::tag_sections(content).is_empty()
    }

    /// Whether a composition keeps it as a layer of its own.
    pub fn has_content(&self) -> bool {
        const CONTENT_KEYS: [&str; 8] = ["env", "port", "route", "volume", "alias", "extract", "data", "libvirt"];
        let content = &self.content;
        let is_set = |key: &str| content.unit(key).is_some_and(|u| !u.value().is_zero());
        self.has_install_files()
            || CONTENT_KEYS.iter().any(|key| is_set(key))
            || is_set("port_relay")
            || self.services().next().is_some()
            || self.unit_files().next().is_some()
    }

    /// Whether it provides a capability, in the words of `requires_capability`.
    pub fn provides(&self, capability: &str) -> bool {
        let Some(own) = self.content.record("capabilities") else { return false };
        match capability.strip_prefix("init_system:") {
            Some(hint) => own.text("init_system_hint").is_some_and(|at| at.value == hint),
            None => own.flag(capability).is_some_and(|at| at.value),
        }
    }

    /// Whether it provides `preserve_user`, which makes an image boot systemd.
    pub fn preserves_user(&self) -> bool {
        self.provides("preserve_user")
    }
}
