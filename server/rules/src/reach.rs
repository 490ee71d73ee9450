//! Who uses a layer: in words, and the places where it is asked for.

use crate::context::{Context, LayerContext};
use crate::finding::{Finding, Place};
use crate::words;
use ov_project::{At, Base, FileId, Init, LayerId, LayerRef, Reached, Target, TargetKind, View, base};
use smol_str::SmolStr;

/// Places named with a finding; more would bury the finding itself.
const MENTIONS: usize = 3;

/// "images `web` and `db`", "image `web`, local template `desk` and 4 more".
pub(crate) fn named(targets: &[&Target]) -> String {
    let all_images = targets.len() > 1 && targets.iter().all(|t| t.kind == TargetKind::Image);
    if all_images {
        let names: Vec<String> = targets.iter().map(|t| words::code(&t.name)).collect();
        return format!("images {}", words::short_list(&names));
    }
    let labels: Vec<String> = targets.iter().map(|t| t.label()).collect();
    words::short_list(&labels)
}

/// Whether a target is a machine, where systemd gets units of ours: a bootable image gets only those of packages.
pub(crate) fn is_machine(target: &Target) -> bool {
    target.init == Some(Init::Systemd) && target.kind != TargetKind::Image && target.kind != TargetKind::Pod
}

impl LayerContext<'_> {
    /// The finding with the places where the first few targets ask for the layer.
    pub(crate) fn with_mentions(&self, finding: Finding, targets: &[&Target]) -> Finding {
        let mentions = targets.iter().filter_map(|t| Some((t, self.around().mention(t, self.id)?)));
        let mut mentions: Vec<(&&Target, Mention)> = mentions.collect();
        mentions.sort_by_key(|(_, mention)| mention.base.is_some());
        let mut places = Vec::new();
        mentions.retain(|(_, mention)| {
            let new = !places.contains(&mention.place);
            places.push(mention.place);
            new
        });
        mentions.into_iter().take(MENTIONS).fold(finding, |finding, (target, mention)| {
            let base = mention.base.map(|name| format!(" from its base `{name}`")).unwrap_or_default();
            let way = mention.through.map(|name| format!(" by way of `{name}`")).unwrap_or_default();
            finding.related(mention.place, format!("{} gets `{}` here{base}{way}", target.label(), self.layer.name))
        })
    }
}

/// Where a target asks for a layer.
struct Mention {
    place: Place,
    /// The image below the target that asks for it.
    base: Option<SmolStr>,
    /// The layer that stands there, where it is another one that needs or holds the layer.
    through: Option<SmolStr>,
}

/// A list of layers.
#[derive(Clone)]
struct LayerList<'a> {
    file: FileId,
    view: View<'a>,
    key: &'static str,
    /// The image below the target that has it.
    base: Option<SmolStr>,
}

impl<'a> Context<'a> {
    /// Whether layers of another repository may belong to a target. A misspelt name only looks as if.
    pub(crate) fn reaches_beyond(&self, target: &Target) -> bool {
        let remote = |at: At<&SmolStr>| self.project.layer_ref(at.value) == LayerRef::Remote;
        let needs_remote = |id: &LayerId| {
            let content = &self.project.layer(*id).content;
            content.texts("require").chain(content.texts("layer")).any(remote)
        };
        target.incomplete
            && (self.layer_lists(target).iter().any(|list| list.view.texts(list.key).any(remote))
                || target.layers.iter().any(needs_remote)
                || !self.base_is_known(target))
    }

    /// Whether the bases of an image all stand in this project or come from a registry.
    fn base_is_known(&self, target: &Target) -> bool {
        let mut next = self.project.image_named(&target.name).filter(|_| target.kind == TargetKind::Image);
        let mut steps = 0;
        while let Some(id) = next {
            steps += 1;
            next = match base(self.project, id) {
                Base::Internal(below) if steps <= self.project.images.len() => Some(below),
                Base::Namespaced { .. } | Base::Unresolved => return false,
                _ => None,
            };
        }
        target.kind != TargetKind::Pod
    }

    fn mention(&self, target: &Target, layer: LayerId) -> Option<Mention> {
        let lists = self.layer_lists(target);
        let found = |direct: bool| lists.iter().find_map(|list| self.mention_in(list, layer, direct));
        found(true).or_else(|| found(false))
    }

    fn mention_in(&self, list: &LayerList<'a>, layer: LayerId, direct: bool) -> Option<Mention> {
        list.view.texts(list.key).find_map(|at| {
            let LayerRef::Local(id) = self.project.layer_ref(at.value) else { return None };
            let place = Place { file: list.file, span: at.span };
            let base = list.base.clone();
            if direct {
                return (id == layer).then_some(Mention { place, base, through: None });
            }
            let start = Reached { layers: self.graph.expansion(id).layers.clone(), incomplete: false };
            let holds = self.graph.closure(&start).layers.contains(&layer);
            holds.then(|| Mention { place, base, through: Some(at.value.clone()) })
        })
    }

    /// The lists that make up a target, its own first.
    fn layer_lists(&self, target: &Target) -> Vec<LayerList<'a>> {
        match target.kind {
            TargetKind::Image => self.image_lists(&target.name),
            TargetKind::Local => {
                let template = self.project.entity("local", &target.name);
                let own =
                    template.and_then(|e| Some(LayerList { file: e.file, view: e.view()?, key: "layer", base: None }));
                own.into_iter().chain(self.deployment_list(&target.name)).collect()
            }
            TargetKind::Vm | TargetKind::Pod => self.deployment_list(&target.name).into_iter().collect(),
            TargetKind::Assumed => Vec::new(),
        }
    }

    fn image_lists(&self, name: &str) -> Vec<LayerList<'a>> {
        let mut lists = Vec::new();
        let mut seen = Vec::new();
        let mut next = self.project.image_named(name);
        while let Some(id) = next.filter(|id| !seen.contains(id)) {
            seen.push(id);
            let image = self.project.image(id);
            let base_name = (seen.len() > 1).then(|| image.name().clone());
            let own = |view| LayerList { file: image.file, view, key: "layer", base: base_name };
            lists.extend(image.view().map(own));
            next = match base(self.project, id) {
                Base::Internal(below) => Some(below),
                _ => None,
            };
        }
        lists
    }

    /// The name of a nested deployment holds those around it: `outer.inner`.
    fn deployment_list(&self, name: &str) -> Option<LayerList<'a>> {
        let mut parts = name.split('.');
        let outer = parts.next()?;
        let entity = ["deploy", "eval"].iter().find_map(|kind| self.project.entity(kind, outer))?;
        let start = entity.view()?;
        let view = parts.try_fold(start, |view, part| {
            let (_, inner) = view.map("nested").find(|(key, _)| key.value == part)?;
            Some(View::new(inner.value.record()?, view.base()))
        })?;
        Some(LayerList { file: entity.file, view, key: "add_layer", base: None })
    }
}
