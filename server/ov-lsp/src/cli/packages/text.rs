//! Packages for reading.

use super::{Answer, Whole};
use smol_str::SmolStr;
use std::io::{self, Write};

pub(super) fn print(answers: &[Answer<'_>], whole: Option<&Whole<'_>>, out: &mut dyn Write) -> io::Result<()> {
    match whole {
        Some(whole) => image(whole, out),
        None => answers.iter().try_for_each(|answer| layer(answer, out)),
    }
}

fn joined(list: &[SmolStr]) -> String {
    list.iter().map(SmolStr::as_str).collect::<Vec<_>>().join(", ")
}

fn layer(answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    let resolved = &answer.resolved;
    if resolved.steps.is_empty() && resolved.lost.is_empty() && answer.probes.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} on {}", answer.layer.name, joined(&answer.target.tags))?;
    for step in &resolved.steps {
        let names: Vec<SmolStr> = step.packages.iter().map(|p| p.name.clone()).collect();
        writeln!(out, "  {}: {}", step.format, joined(&names))?;
    }
    for lost in &resolved.lost {
        writeln!(out, "  not installed: {} (`{}`): {}", lost.name, lost.section, lost.reason)?;
    }
    for (probe, name) in &answer.probes {
        writeln!(out, "  check {}: asks for {} (`{}`)", label(probe.id(), probe.index), name.name, name.source())?;
    }
    Ok(())
}

fn label(id: &str, index: usize) -> String {
    if id.is_empty() { format!("number {}", index + 1) } else { format!("`{id}`") }
}

fn image(whole: &Whole<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "image {} on {}", whole.name, joined(&whole.target.tags))?;
    if whole.incomplete {
        writeln!(out, "  more may come from layers that are not known here")?;
    }
    for (format, packages) in &whole.packages.formats {
        for package in packages {
            let layer = &whole.subject.project.layer(package.layer).name;
            writeln!(out, "  {format}: {} from layer {layer} (`{}`)", package.name, package.section)?;
        }
    }
    for (layer, lost) in &whole.packages.dropped {
        let layer = &whole.subject.project.layer(*layer).name;
        writeln!(out, "  not installed: {} of layer {layer} (`{}`): {}", lost.name, lost.section, lost.reason)?;
    }
    Ok(())
}
