//! Previews for reading.

use super::Inits;
use super::json::form;
use ov_render::init::TemplateSource;
use ov_render::services::{Bootc, FragmentFile, LayerPreview, Program, UnitPreview};
use std::io::{self, Write};

pub(super) fn print(previews: &[LayerPreview], inits: Inits, out: &mut dyn Write) -> io::Result<()> {
    if let Some(first) = previews.first() {
        writeln!(out, "templates: {}", source(first.templates))?;
    }
    previews.iter().try_for_each(|preview| layer(preview, inits, out))
}

fn source(source: TemplateSource) -> &'static str {
    match source {
        TemplateSource::Project => "the project's own",
        TemplateSource::Embedded => "embedded (the project has none)",
        TemplateSource::Unresolved => {
            "unresolved (the project's cannot be read here; this is the preview of the embedded ones, not of the project)"
        }
    }
}

fn layer(preview: &LayerPreview, inits: Inits, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", preview.layer)?;
    let ours = &preview.supervisord;
    if ours.entries.is_empty() && ours.relays.is_empty() && preview.bootc == Bootc::default() {
        return writeln!(out, "  no services");
    }
    if inits.supervisord() {
        writeln!(out, "  supervisord")?;
        ours.entries.iter().try_for_each(|entry| program(entry, out))?;
        if let Some(problem) = &ours.relay_problem {
            writeln!(out, "    no relays: {problem}")?;
        }
        ours.fragment.iter().chain(&ours.relays).try_for_each(|file| fragment(file, out))?;
    }
    if inits.systemd() {
        writeln!(out, "  systemd")?;
        preview.systemd.entries.iter().try_for_each(|entry| unit(entry, out))?;
        bootc(&preview.bootc, out)?;
    }
    Ok(())
}

fn program(entry: &Program, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "    {} ({}): ", entry.name, form(entry.form))?;
    match &entry.text {
        Ok(_) => writeln!(out, "runs as a program"),
        Err(skip) => writeln!(out, "skipped: {skip}"),
    }
}

fn unit(entry: &UnitPreview, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "    {} ({}): ", entry.name, form(entry.form))?;
    let how = if entry.enable { "enabled and started" } else { "not enabled" };
    match &entry.outcome {
        Err(skip) => writeln!(out, "skipped: {skip}"),
        Ok(None) => writeln!(out, "{} unit `{}`, {how}", entry.scope.name(), entry.unit),
        Ok(Some(file)) => {
            writeln!(out, "{} unit `{}` written to {}, {how}", entry.scope.name(), entry.unit, file.path)?;
            indented(&file.text, out)
        }
    }
}

fn fragment(file: &FragmentFile, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    {}", file.file)?;
    indented(&file.text, out)
}

fn bootc(bootc: &Bootc, out: &mut dyn Write) -> io::Result<()> {
    match &bootc.enable_text {
        Some(Ok(text)) => {
            writeln!(out, "    in a bootable image")?;
            indented(text, out)?;
        }
        Some(Err(problem)) => writeln!(out, "    in a bootable image: {problem}")?,
        None => {}
    }
    bootc
        .service_files
        .iter()
        .try_for_each(|file| writeln!(out, "    in a bootable image: `{file}` becomes a user unit of everybody"))
}

fn indented(text: &str, out: &mut dyn Write) -> io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "      {line}"))
}
