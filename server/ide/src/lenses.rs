//! Lines of remarks above the lines of a layer.

use crate::Page;
use crate::hints::skips;
use ov_project::{Init, Target};
use ov_render::services::{RenderOptions, preview};
use ov_syntax::Span;

/// A remark above a line that does something when clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// What it is about.
    pub span: Span,
    /// What it says.
    pub title: String,
    /// What it does.
    pub action: LensAction,
}

/// What a lens does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensAction {
    /// Shows the preview of an init system.
    Preview(Init),
    /// Shows who refers to the layer.
    Users,
}

/// The lenses of a layer's file.
pub fn lenses(page: &Page<'_>) -> Vec<Lens> {
    let Some(id) = page.layer_id() else { return Vec::new() };
    let layer = page.project.layer(id);
    let head = layer.content.head;
    let mut lenses = Vec::new();
    let mut add = |span, title: String, action| lenses.push(Lens { span, title, action });
    if layer.services().next().is_some() || layer.relay_ports().next().is_some() {
        for init in [Init::Supervisord, Init::Systemd] {
            add(head, format!("preview {}", init.name()), LensAction::Preview(init));
        }
    }
    let users: Vec<&Target> = page.targets.of(id).collect();
    let title = match users.as_slice() {
        [] => "used by nothing here".to_owned(),
        [one] => format!("used by {}", one.label()),
        more => format!("used by {}", more.len()),
    };
    add(head, title, LensAction::Users);
    let inits: Vec<Init> = [Init::Supervisord, Init::Systemd]
        .into_iter()
        .filter(|&init| users.iter().any(|target| target.init == Some(init)))
        .collect();
    if inits.is_empty() {
        return lenses;
    }
    let all = preview(page.templates, layer, page.project.dialect, &RenderOptions::default());
    for service in layer.services() {
        let Some(name) = service.entry.text("name") else { continue };
        for (init, skip) in skips(&all, service.index) {
            if let Some(why) = skip.filter(|_| inits.contains(&init)) {
                add(name.span, format!("skipped on {}: {why}", init.name()), LensAction::Preview(init));
            }
        }
    }
    lenses
}
