//! What init systems get from one entry of `service:`.

use crate::Page;
use ov_render::services::{Program, RenderOptions, UnitPreview, preview};
use std::fmt::Write as _;

/// The entry around `offset` as each init system gets it, in Markdown.
pub(crate) fn rendered(page: &Page<'_>, offset: u32) -> Option<String> {
    let layer = page.layer()?;
    let items = layer.content.items("service");
    let index = items.iter().filter(|unit| !unit.value().is_null()).position(|unit| unit.span().touches(offset))?;
    let all = preview(page.templates, layer, page.project.dialect, &RenderOptions::default());
    let mut text = String::new();
    if let Some(program) = all.supervisord.entries.iter().find(|entry| entry.index == index) {
        let _ = writeln!(text, "**supervisord** {}", of_program(program));
    }
    if let Some(unit) = all.systemd.entries.iter().find(|entry| entry.index == index) {
        let _ = writeln!(text, "\n**systemd** {}", of_unit(unit));
    }
    (!text.is_empty()).then_some(text)
}

fn of_program(program: &Program) -> String {
    match &program.text {
        Ok(text) => format!("gets\n\n```ini\n{}\n```", text.trim_end()),
        Err(why) => format!("gets nothing: {why}"),
    }
}

fn of_unit(unit: &UnitPreview) -> String {
    let enabled = if unit.enable { "enabled" } else { "not enabled" };
    match &unit.outcome {
        Err(why) => format!("gets nothing: {why}"),
        Ok(None) => format!("uses the packaged `{}`, {enabled}", unit.unit),
        Ok(Some(file)) => format!("gets `{}`, {enabled}\n\n```ini\n{}\n```", file.path, file.text.trim_end()),
    }
}
