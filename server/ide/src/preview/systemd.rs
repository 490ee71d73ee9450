//! Units of systemd.

use super::sheet::{Named, Sheet};
use ov_render::services::{Bootc, LayerPreview, Scope, UnitPreview};

pub(super) fn write(sheet: &mut Sheet, preview: &LayerPreview) {
    for entry in &preview.systemd.entries {
        unit(sheet, entry);
    }
    bootc(sheet, &preview.bootc);
}

fn unit(sheet: &mut Sheet, entry: &UnitPreview) {
    let named = Named { index: entry.index, name: &entry.name, form: entry.form };
    let scope = match entry.scope {
        Scope::System => "system",
        Scope::User => "user",
    };
    let then = if entry.enable { "enabled and started" } else { "not enabled" };
    match &entry.outcome {
        Err(skip) => sheet.left_out(&named, skip.to_string()),
        Ok(None) => {
            let shown = sheet.heading(&format!("{} ({scope} unit of a package): {then}", entry.unit));
            sheet.rendered(&named, shown);
        }
        Ok(Some(file)) => {
            sheet.heading(&format!("{} ({scope} unit): {then}", file.path));
            let shown = sheet.file(&file.path, &file.text);
            sheet.rendered(&named, shown);
        }
    }
}

fn bootc(sheet: &mut Sheet, bootc: &Bootc) {
    match &bootc.enable_text {
        Some(Ok(text)) => {
            sheet.heading("A bootable image enables packaged units while it is built:");
            text.lines().for_each(|line| sheet.comment(&format!("  {line}")));
        }
        Some(Err(problem)) => {
            sheet.heading(&format!("A bootable image: {problem}"));
        }
        None => {}
    }
    for file in &bootc.service_files {
        sheet.heading(&format!("{file}: becomes a user unit of everybody in a bootable image"));
    }
}
