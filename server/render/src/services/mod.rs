//! What both init systems get from one layer.

mod bootc;
pub(crate) mod context;
mod distro;
mod fragment;
mod home;
mod skip;
mod supervisord;
mod systemd;
mod unit;

pub use bootc::{Bootc, bootc};
pub use distro::{applies_to, wanted_distros};
pub use fragment::{FragmentFile, Position};
pub use home::DEFERRED_HOME;
pub use skip::Skip;
pub use supervisord::{Program, SupervisordPreview};
pub use systemd::{SystemdPreview, UnitFile, UnitPreview};
pub use unit::{custom_unit, packaged_unit};

use crate::init::{InitSystem, InitTemplates, TemplateSource};
use ov_project::{Dialect, Form, Layer, Service, View};
use smol_str::SmolStr;

/// How to render.
#[derive(Clone, Debug)]
pub struct RenderOptions {
    /// The home folder written into systemd units.
    pub home: SmolStr,
    /// The number in the names of fragments.
    pub position: Position,
    /// The distro tags of the target, where they are known.
    pub distro: Option<Vec<SmolStr>>,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self { home: SmolStr::new_static(DEFERRED_HOME), position: Position::Unknown, distro: None }
    }
}

/// Where a systemd unit runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Of the machine.
    System,
    /// Of a user.
    User,
}

/// What a layer gives both init systems.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerPreview {
    /// Name of the layer.
    pub layer: SmolStr,
    /// Where the templates come from.
    pub templates: TemplateSource,
    /// Container builds.
    pub supervisord: SupervisordPreview,
    /// Deployments to machines.
    pub systemd: SystemdPreview,
    /// Bootable images.
    pub bootc: Bootc,
}

/// Renders the services of a layer for both init systems.
pub fn preview(templates: &InitTemplates, layer: &Layer, dialect: Dialect, options: &RenderOptions) -> LayerPreview {
    let entries = entries(layer, dialect, options);
    LayerPreview {
        layer: layer.name.clone(),
        templates: templates.source,
        supervisord: supervisord::preview(templates, layer, &entries, options.position),
        systemd: systemd::preview(templates, layer, &entries, &options.home),
        bootc: bootc(templates, layer),
    }
}

/// The init systems that a layer makes an image use, by name. Port relays count only in an image.
pub fn detect_inits<'t>(templates: &'t InitTemplates, layer: &Layer) -> Vec<&'t str> {
    let hits = |system: &&InitSystem| {
        let takes = |service: Service<'_>| match service.form() {
            Form::Packaged => system.supports_packaged,
            Form::Custom => system.service.is_some(),
        };
        let matches = |pattern: &SmolStr| layer.siblings.iter().any(|file| fits(pattern, file));
        system.reads_services && layer.services().any(takes) || system.layer_files.iter().any(matches)
    };
    templates.systems().iter().filter(hits).map(|s| s.name.as_str()).collect()
}

/// Whether a file name fits a pattern with at most one star, which is all that build configurations use.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
    }
}

/// An entry with what the others of its layer mean for it.
struct Entry<'a> {
    service: Service<'a>,
    form: Form,
    /// The unit of a packaged entry of the same name, as spelled.
    packaged_sibling: Option<&'a str>,
    /// Why the entry does not concern the target at all.
    excluded: Option<Skip>,
}

fn entries<'a>(layer: &'a Layer, dialect: Dialect, options: &RenderOptions) -> Vec<Entry<'a>> {
    let services: Vec<Service<'a>> = layer.services().collect();
    let excluded: Vec<Option<Skip>> = services.iter().map(|s| excluded(*s, dialect, options)).collect();
    let sibling = |name: &str| {
        let counts = services.iter().zip(&excluded).filter(|(_, excluded)| excluded.is_none()).map(|(s, _)| s);
        let mut packaged = counts.filter(|s| s.name() == name);
        packaged.find_map(|s| s.entry.text("use_packaged").map(|at| at.value.as_str()))
    };
    let entry = |(service, excluded): (&Service<'a>, &Option<Skip>)| Entry {
        service: *service,
        form: service.form(),
        packaged_sibling: sibling(service.name()),
        excluded: excluded.clone(),
    };
    services.iter().zip(&excluded).map(entry).collect()
}

/// Filters by distro before anything else, so that a unit for another distro takes no entry's place.
fn excluded(service: Service<'_>, dialect: Dialect, options: &RenderOptions) -> Option<Skip> {
    let chain = options.distro.as_deref()?;
    let wanted = wanted_distros(service.entry, dialect);
    (!applies_to(&wanted, chain)).then_some(Skip::OtherDistro(wanted))
}

/// Anything but `user` behaves as `system`.
fn scope_of(entry: View<'_>) -> Scope {
    match entry.text("scope") {
        Some(at) if at.value == "user" => Scope::User,
        _ => Scope::System,
    }
}
