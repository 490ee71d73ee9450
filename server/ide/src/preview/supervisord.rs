//! Fragments of supervisord's configuration.

use super::sheet::{Named, Sheet};
use ov_render::images::Numbering;
use ov_render::services::{LayerPreview, Program};
use ov_syntax::Span;

pub(super) fn write(sheet: &mut Sheet, preview: &LayerPreview, image: Option<&Numbering>) {
    let ours = &preview.supervisord;
    let nothing_written = image.filter(|image| !image.writes_supervisord);
    if let Some(fragment) = &ours.fragment {
        sheet.heading(&fragment.file);
        let shown = sheet.file(&fragment.file, &fragment.text);
        programs(sheet, &ours.entries, shown.start);
    }
    for entry in &ours.entries {
        match (&entry.text, nothing_written) {
            (Err(skip), _) => sheet.left_out(&named(entry), skip.to_string()),
            (Ok(_), Some(image)) => sheet.left_out(&named(entry), no_configuration(image)),
            (Ok(_), None) => {}
        }
    }
    for relay in &ours.relays {
        sheet.heading(&relay.file);
        sheet.file(&relay.file, &relay.text);
    }
    if let Some(problem) = &ours.relay_problem {
        sheet.heading(&format!("no relays: {problem}"));
    }
    sheet.entries.sort_by_key(|entry| entry.index);
}

/// Programs stand in their fragment one after the other, parted by an empty line.
fn programs(sheet: &mut Sheet, entries: &[Program], start: u32) {
    let mut at = start;
    for entry in entries {
        let Ok(text) = &entry.text else { continue };
        let end = at + text.trim_end_matches('\n').len() as u32;
        sheet.rendered(&named(entry), Span::new(at, end));
        at = end + 2;
    }
}

fn no_configuration(image: &Numbering) -> String {
    format!("no layer of image `{}` itself uses supervisord, so it writes no configuration", image.image)
}

fn named(entry: &Program) -> Named<'_> {
    Named { index: entry.index, name: &entry.name, form: entry.form }
}
