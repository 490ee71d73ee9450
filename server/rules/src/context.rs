//! What rules look at.

use crate::checks::{Check, Home};
use crate::finding::Place;
use crate::index::Index;
use crate::installs::cascades;
use crate::listing::{Listed, listed, uneven};
use crate::outside::{Outside, Witness};
use crate::shell::{Command, Script, Scripts, mentions};
use crate::twins::Twins;
use crate::within::part;
use ov_project::{
    Dialect, FileContent, FileId, Graph, Init, Layer, LayerId, PlacedUnit, Problem, ProblemKind, Project, Record,
    Service, Tables, Target, Targets, View,
};
use ov_syntax::Span;
use smol_str::SmolStr;
use std::sync::{Arc, OnceLock};

/// A project with its graph and targets.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The project.
    pub project: &'a Project,
    /// Composition and dependencies.
    pub graph: &'a Graph,
    /// Who uses which layer.
    pub targets: &'a Targets,
    /// What is looked up across the project.
    pub index: &'a Index,
}

/// One layer in its project.
#[derive(Clone, Copy, Debug)]
pub struct LayerContext<'a> {
    /// Everything around it; see [`LayerContext::around`].
    around: Context<'a>,
    /// Which layer of the project it is.
    pub id: LayerId,
    /// The layer.
    pub layer: &'a Layer,
    /// Its surroundings, in short.
    pub setting: &'a Setting,
    /// What is told of it once for all rules.
    pub derived: &'a Derived,
}

/// What an item's findings may depend on beside the item: a short, comparable summary of its layer and who uses it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The version the project is written for.
    pub dialect: Dialect,
    /// Whether the layer stands without its `layer:` wrapper, as old ones did.
    pub is_flat: bool,
    /// The keys of `distro:` in the layer.
    pub sections: Vec<SmolStr>,
    /// Tag chains of the targets that reach the layer, each once, the most specific tag first.
    pub chains: Vec<Vec<SmolStr>>,
    /// Whether something reaches the layer whose distro or init this checkout cannot tell, or nothing here reaches it.
    pub users_unknown: bool,
    /// Init systems of the targets that reach it.
    pub inits: Vec<Init>,
    /// Whether something reaches the layer whose init this checkout cannot tell, or nothing here reaches it.
    pub inits_unknown: bool,
}

impl Setting {
    /// Whether `init` runs the layer somewhere, or may for all this checkout can tell.
    pub fn may_run(&self, init: Init) -> bool {
        self.inits_unknown || self.inits.contains(&init)
    }

    /// Whether something of this checkout runs the layer under `init`.
    pub fn runs(&self, init: Init) -> bool {
        self.inits.contains(&init)
    }
}

/// What is told of one version of a layer when the first rule asks.
#[derive(Debug, Default)]
pub struct Derived {
    /// The shell texts of its tasks.
    pub scripts: Arc<Scripts>,
    twins: OnceLock<Twins>,
    listed: OnceLock<Vec<Listed>>,
    uneven: OnceLock<Vec<SmolStr>>,
    /// What rules look at outside the layer.
    pub(crate) witness: Witness,
}

impl Derived {
    /// With the shell texts that were read of other versions.
    pub fn with_scripts(scripts: Arc<Scripts>) -> Self {
        Self { scripts, ..Self::default() }
    }
}

/// One item of a layer's list, or the value of another key of its body.
#[derive(Clone, Copy, Debug)]
pub struct ItemContext<'a> {
    /// The key of the body it stands under, by canonical name.
    pub key: &'static str,
    /// The file.
    pub file: FileId,
    /// The item.
    pub unit: PlacedUnit<'a>,
    /// Its surroundings.
    pub setting: &'a Setting,
    /// The shell texts of its layer's tasks, each read once for all rules.
    pub scripts: &'a Scripts,
    /// The item as a check of `eval:`, told once for all rules.
    check: Option<Check<'a>>,
}

impl<'a> ItemContext<'a> {
    /// An item under `key` of a file.
    pub fn new(
        key: &'static str,
        file: FileId,
        unit: PlacedUnit<'a>,
        setting: &'a Setting,
        scripts: &'a Scripts,
    ) -> Self {
        let view = (key == "eval").then(|| unit.view()).flatten();
        let check = view.map(|view| Check::new(view, file, unit.span(), Home::Layer));
        Self { key, file, unit, setting, scripts, check }
    }

    /// Where a command of the task's script stands.
    pub(crate) fn command_place(&self, command: &Command) -> Place {
        let cmd = self.task().and_then(|t| t.text("cmd"));
        let span = cmd.map_or(self.unit.span(), |at| part(at.span, at.value, &command.range()));
        self.at(span)
    }

    /// The shell text of a task, read only where it mentions one of the programs and holds one of the marks, without which
    /// none of their commands can be what is looked for.
    pub(crate) fn script(&self, programs: &[&str], marks: &[&str]) -> Option<Arc<Script>> {
        let text = self.task()?.text("cmd")?.value;
        let is_worth_it = marks.iter().any(|mark| text.contains(mark)) && mentions(text, programs);
        is_worth_it.then(|| self.scripts.of(self.unit, text)).flatten()
    }

    /// Bytes of the file, from a span that counts like the unit's.
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.file, span: span.shifted(self.unit.base) }
    }

    /// Bytes of the file, from a span of the file.
    pub fn at(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    /// The item's keys, where it is a mapping.
    pub fn view(&self) -> Option<View<'a>> {
        self.unit.view()
    }

    /// The item as an entry of `service:`; `None` elsewhere.
    pub fn service(&self) -> Option<View<'a>> {
        (self.key == "service").then(|| self.view()).flatten()
    }

    /// The item as a check of `eval:`; `None` elsewhere.
    pub(crate) fn check(&self) -> Option<&Check<'a>> {
        self.check.as_ref()
    }

    /// The item as a task; `None` elsewhere.
    pub fn task(&self) -> Option<View<'a>> {
        (self.key == "task").then(|| self.view()).flatten()
    }

    /// All records in the unit, outermost first.
    pub fn records(&self) -> Vec<&'a Record> {
        let mut found = Vec::new();
        collect_records(&self.unit.unit.datum.value, &mut found);
        found
    }
}

fn collect_records<'a>(value: &'a ov_project::Value, found: &mut Vec<&'a Record>) {
    use ov_project::Value;
    match value {
        Value::Record(record) => {
            found.push(record);
            record.fields.iter().for_each(|f| collect_records(&f.value.value, found));
            record.free.iter().for_each(|(_, d)| collect_records(&d.value, found));
        }
        Value::List(items) => items.iter().for_each(|d| collect_records(&d.value, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, d)| collect_records(&d.value, found)),
        _ => {}
    }
}

impl<'a> LayerContext<'a> {
    /// Everything around it, where what other layers say matters: a rule that asks looks again when one of them is edited.
    pub fn around(&self) -> &Context<'a> {
        self.look_at(Outside::LAYERS)
    }

    /// Everything around it, for a look at no more than this.
    pub(crate) fn look_at(&self, outside: Outside) -> &Context<'a> {
        self.derived.witness.saw(outside);
        &self.around
    }

    /// The project, for what no edit of a layer changes: names, images, configuration.
    pub(crate) fn project(&self) -> &'a Project {
        self.around.project
    }

    /// Composition and dependencies.
    pub(crate) fn graph(&self) -> &'a Graph {
        self.around.graph
    }

    /// What the project adds to what is known of packages.
    pub(crate) fn tables(&self) -> &'a Tables {
        &self.project().config.tables
    }

    /// All packages of the layer.
    pub(crate) fn listed(&self) -> &'a [Listed] {
        self.derived.listed.get_or_init(|| listed(&self.layer.content))
    }

    /// The packages that the layer lists for some of its distros and not for others.
    pub(crate) fn uneven(&self) -> &'a [SmolStr] {
        self.derived.uneven.get_or_init(|| uneven(self.listed(), cascades(self)))
    }

    /// Which entries of `service:` belong together.
    pub(crate) fn twins(&self) -> &'a Twins {
        self.derived.twins.get_or_init(|| Twins::of(self.layer))
    }

    /// Bytes of the layer's file.
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.layer.file, span }
    }

    /// The targets that reach the layer.
    pub fn targets(&self) -> impl Iterator<Item = &'a Target> + Clone {
        self.around.targets.of(self.id)
    }

    /// The entries of `service:`.
    pub fn services(&self) -> impl Iterator<Item = Service<'a>> {
        self.layer.services()
    }

    /// Where the layer's name stands, else the first key of its body: the place for what concerns it as a whole.
    pub fn headline(&self) -> Place {
        let content = &self.layer.content;
        let name = content.unit("name").map(PlacedUnit::span);
        let first = content.fields.first().map(|f| f.key_span);
        self.place(name.or(first).unwrap_or(content.head))
    }

    /// Where the layer opens: the place for what it lacks.
    pub fn opening(&self) -> Place {
        self.place(self.layer.content.head)
    }

    /// Whether all of the layer could be read, so that what is not seen is really missing.
    pub fn is_whole(&self) -> bool {
        let shape_is_odd =
            |p: &Problem| matches!(p.kind, ProblemKind::RootNotMapping { .. } | ProblemKind::WrongType { .. });
        let is_read = match &self.around.project.file(self.layer.file).content {
            FileContent::Layer(layer) => layer.syntax_errors.is_empty(),
            FileContent::Root(root) => root.syntax_errors.is_empty(),
            FileContent::Failed(_) | FileContent::Absent => false,
        };
        is_read && !self.layer.content.problems.iter().any(shape_is_odd)
    }
}

impl<'a> Context<'a> {
    /// A layer with everything around it.
    pub fn layer(self, id: LayerId, setting: &'a Setting, derived: &'a Derived) -> LayerContext<'a> {
        LayerContext { around: self, id, layer: self.project.layer(id), setting, derived }
    }

    /// The surroundings of a layer's items.
    pub fn setting(self, id: LayerId) -> Setting {
        let layer = self.project.layer(id);
        let sections = ov_project::packages::distro_sections(&layer.content);
        let mut setting = Setting {
            dialect: self.project.dialect,
            is_flat: layer.content.is_flat,
            sections: sections.iter().map(|s| s.key.value.into()).collect(),
            ..Setting::default()
        };
        let mut used = false;
        for target in self.targets.of(id) {
            used = true;
            match &target.distro {
                Some(chain) if !setting.chains.iter().any(|c| c[..] == chain[..]) => {
                    setting.chains.push(chain.to_vec());
                }
                Some(_) => {}
                None => setting.users_unknown = true,
            }
            match target.init {
                Some(init) if !setting.inits.contains(&init) => setting.inits.push(init),
                Some(_) => {}
                None => setting.inits_unknown = true,
            }
        }
        setting.inits_unknown |= !used;
        setting.users_unknown |= setting.inits_unknown;
        setting.chains.sort();
        setting.inits.sort();
        setting
    }
}
