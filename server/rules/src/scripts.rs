//! The scripts of a layer's tasks, and what the layers around them install.

use crate::context::{ItemContext, LayerContext};
use crate::finding::Place;
use crate::shell::{Command, Script, Word};
use crate::within::part;
use ov_project::{Base, Layer, PlacedUnit, Target, base, base_reference, packages};
use ov_syntax::Span;
use smol_str::SmolStr;
use std::ops::Range;
use std::sync::Arc;

/// The script of a task.
pub(crate) struct TaskScript<'a> {
    file: ov_project::FileId,
    /// Its text.
    pub(crate) text: &'a str,
    span: Span,
    script: Arc<Script>,
}

impl TaskScript<'_> {
    /// Its commands.
    pub(crate) fn commands(&self) -> impl Iterator<Item = &Command> {
        self.script.commands.iter()
    }

    /// The words of its commands and assignments.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Word> {
        self.commands().flat_map(|command| &command.words).chain(&self.script.assignments)
    }

    /// A part of it.
    pub(crate) fn place(&self, range: &Range<usize>) -> Place {
        Place { file: self.file, span: part(self.span, self.text, range) }
    }

    /// All of it.
    pub(crate) fn whole(&self) -> Place {
        Place { file: self.file, span: self.span }
    }

    /// Its text with a part replaced; only where it is a single line.
    pub(crate) fn replaced(&self, range: &Range<usize>, to: &str) -> Option<String> {
        let (before, after) = (self.text.get(..range.start)?, self.text.get(range.end..)?);
        (!self.text.contains('\n')).then(|| format!("{before}{to}{after}"))
    }
}

/// The script of an item, where it is a task whose text is worth reading.
pub(crate) fn of_item(
    layer: &LayerContext<'_>,
    item: &ItemContext<'_>,
    wanted: impl Fn(&str) -> bool,
    job: &mut dyn FnMut(&TaskScript<'_>),
) {
    if item.key == "task" {
        of_task(layer, item.unit, wanted, job);
    }
}

fn of_task(
    layer: &LayerContext<'_>,
    task: PlacedUnit<'_>,
    wanted: impl Fn(&str) -> bool,
    job: &mut dyn FnMut(&TaskScript<'_>),
) {
    let Some(cmd) = task.view().and_then(|view| view.text("cmd")).filter(|at| wanted(at.value)) else { return };
    let Some(script) = layer.derived.scripts.of(task, cmd.value) else { return };
    job(&TaskScript { file: layer.layer.file, text: cmd.value, span: cmd.span, script });
}

/// The scripts of tasks whose text is worth reading.
pub(crate) fn of_tasks(layer: &LayerContext<'_>, wanted: impl Fn(&str) -> bool, job: &mut dyn FnMut(&TaskScript<'_>)) {
    for unit in layer.layer.content.items("task").iter() {
        of_task(layer, unit, &wanted, job);
    }
}

/// The packages that a layer lists for any distro.
pub(crate) fn listed<'a>(layer: &LayerContext<'a>) -> impl Iterator<Item = SmolStr> + use<'a> {
    listed_by(layer.layer)
}

/// The packages that any layer lists for any distro.
pub(crate) fn listed_by(layer: &Layer) -> impl Iterator<Item = SmolStr> + use<'_> {
    listed_in(layer, |_| true)
}

/// The packages that a layer lists for a distro; too many rather than too few.
pub(crate) fn listed_for(layer: &Layer, tags: &[&str]) -> impl Iterator<Item = SmolStr> {
    let is_deb = |name: &str| matches!(name, "debian" | "ubuntu");
    listed_in(layer, move |section| {
        let name = section.split('-').next().unwrap_or_default();
        tags.iter().any(|tag| *tag == name || (is_deb(tag) && is_deb(name)))
    })
}

fn listed_in(layer: &Layer, section: impl Fn(&str) -> bool) -> impl Iterator<Item = SmolStr> {
    let sections = packages::distro_sections(&layer.content);
    let mut listed = packages::top_level(&layer.content);
    for of_distro in sections.iter().filter(|s| section(s.key.value)) {
        listed.extend_from_slice(of_distro.packages());
        listed.extend(of_distro.aur());
    }
    let formats = packages::format_sections(&layer.content).filter(|s| section(s.distro()));
    listed.extend(formats.flat_map(|s| s.packages));
    let tags = packages::tag_sections(&layer.content).into_iter();
    let tags = tags.filter(|(tags, _)| tags.iter().any(|tag| section(&tag.replace(':', "-"))));
    listed.extend(tags.flat_map(|(_, packages)| packages));
    listed.into_iter().map(|p| p.name)
}

/// Whether the tasks of a layer may install a program themselves.
pub(crate) fn makes(layer: &Layer, program: &str) -> bool {
    let path = format!("/{program}");
    layer.content.items("task").iter().filter_map(ov_project::PlacedUnit::view).any(|task| {
        let ends = |key: &str| task.text(key).is_some_and(|at| at.value.ends_with(&path));
        let cmd = task.text("cmd").map_or("", |at| at.value.as_str());
        ["to", "write", "link"].iter().any(|key| ends(key))
            || cmd.contains(&path)
            || (cmd.contains(program) && installs(cmd, program))
    })
}

/// Whether a command line installs something of this name, or something whose name is held by a variable.
fn installs(cmd: &str, program: &str) -> bool {
    let joined = cmd.replace("\\\n", " ");
    joined.lines().any(|line| {
        let verb = [" install ", " add ", " -S"].iter().any(|verb| line.contains(verb));
        verb && (line.contains(program) || line.contains('$'))
    })
}

/// Images that hold nothing but the distro.
const BARE: [&str; 5] =
    ["fedora/fedora:", "library/debian:", "library/ubuntu:", "library/archlinux:", "archlinux/archlinux:"];

/// Whether a target stands on the bare image of its distro.
pub(crate) fn is_bare(layer: &LayerContext<'_>, target: &Target) -> bool {
    let project = layer.project();
    let mut next = project.image_named(&target.name);
    // Bases form no cycle that is longer than the list of images.
    for _ in 0..=project.images.len() {
        let Some(id) = next else { return false };
        next = match base(project, id) {
            Base::Internal(below) => Some(below),
            Base::External => {
                return base_reference(project, id).is_some_and(|at| BARE.iter().any(|bare| at.value.contains(bare)));
            }
            _ => None,
        };
    }
    false
}
