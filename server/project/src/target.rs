//! The target model: which images and deploy targets reach a layer, with their init system and distro tags, and where
//! that cannot be known from here.

use crate::graph::{Graph, Reached};
use crate::image::{ImageFacts, image_facts};
use crate::project::{LayerId, PlacedEntity, Project};
use crate::view::View;
use smol_str::SmolStr;
use std::sync::Arc;

/// An init system that services are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Init {
    /// Containers.
    Supervisord,
    /// Bootable images, virtual machines, local deployments.
    Systemd,
}

impl Init {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supervisord => "supervisord",
            Self::Systemd => "systemd",
        }
    }
}

/// What reaches a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetKind {
    /// An image of this project.
    Image,
    /// A template for local deployments.
    Local,
    /// A deployment to a virtual machine.
    Vm,
    /// A deployment onto an image, with layers of its own.
    Pod,
    /// Only assumed, by our configuration.
    Assumed,
}

/// Something that uses layers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// Its name.
    pub name: SmolStr,
    /// Which init system runs there; `None` where this checkout cannot tell.
    pub init: Option<Init>,
    /// Distro tags, the most specific first; `None` where this checkout cannot tell.
    pub distro: Option<Arc<[SmolStr]>>,
    /// Package formats; `None` where this checkout cannot tell.
    pub build: Option<Arc<[SmolStr]>>,
    /// Its layers.
    pub layers: Arc<[LayerId]>,
    /// Whether more layers may belong to it.
    pub incomplete: bool,
}

impl Target {
    /// How messages call it: "image `web`".
    pub fn label(&self) -> String {
        let kind = match self.kind {
            TargetKind::Image => "image",
            TargetKind::Local => "local template",
            TargetKind::Vm => "vm deployment",
            TargetKind::Pod => "deployment",
            TargetKind::Assumed => return format!("{} (assumed in ov-lsp.yml)", self.name),
        };
        format!("{kind} `{}`", self.name)
    }
}

/// All targets of a project and, per layer, which of them reach it.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// All of them: images by name, then deploy targets.
    pub all: Vec<Target>,
    /// Facts of all images, disabled ones included.
    pub images: Vec<ImageFacts>,
    by_layer: Vec<Vec<u32>>,
}

impl Targets {
    /// Reads all images and deploy targets.
    pub fn new(project: &Project, graph: &Graph) -> Self {
        let images = image_facts(project, graph);
        let mut all: Vec<Target> = images.iter().filter(|i| i.enabled).map(|i| of_image(project, i)).collect();
        all.extend(project.entities_of("local").filter_map(|e| of_local(project, graph, e)));
        for kind in ["deploy", "eval"] {
            for entity in project.entities_of(kind) {
                collect_deployment(project, graph, entity.name(), entity.view(), &images, &mut all);
            }
        }
        all.extend(assumed(project));
        let mut by_layer = vec![Vec::new(); project.layers.len()];
        for (index, target) in all.iter().enumerate() {
            for layer in target.layers.iter() {
                by_layer[layer.0 as usize].push(index as u32);
            }
        }
        Self { all, images, by_layer }
    }

    /// The targets that reach a layer.
    pub fn of(&self, layer: LayerId) -> impl Iterator<Item = &Target> + Clone {
        let indexes: &[u32] = self.by_layer.get(layer.0 as usize).map_or(&[], Vec::as_slice);
        indexes.iter().map(|&i| &self.all[i as usize])
    }
}

fn of_image(project: &Project, image: &ImageFacts) -> Target {
    let init = image.boots_systemd.map(|systemd| if systemd { Init::Systemd } else { Init::Supervisord });
    Target {
        kind: TargetKind::Image,
        name: image.name(project).clone(),
        init,
        distro: image.distro.as_deref().map(Arc::from),
        build: image.build.as_deref().map(Arc::from),
        layers: image.layers().collect(),
        incomplete: image.is_incomplete(),
    }
}

fn layers_of(project: &Project, graph: &Graph, view: View<'_>, key: &str) -> Reached {
    let references: Vec<&str> = view.texts(key).map(|at| at.value.as_str()).collect();
    graph.closure(&graph.expand(project, references))
}

/// The local deployment leaves out the layer `supervisord`.
fn of_local(project: &Project, graph: &Graph, entity: &PlacedEntity) -> Option<Target> {
    let mut reached = layers_of(project, graph, entity.view()?, "layer");
    reached.layers.retain(|&l| project.layer(l).name != "supervisord");
    Some(systemd_target(TargetKind::Local, entity.name().clone(), reached, None))
}

fn systemd_target(kind: TargetKind, name: SmolStr, reached: Reached, distro: Option<Arc<[SmolStr]>>) -> Target {
    Target {
        kind,
        name,
        init: Some(Init::Systemd),
        distro,
        build: None,
        layers: reached.layers.into(),
        incomplete: reached.incomplete,
    }
}

/// A deployment and those nested in it.
fn collect_deployment(
    project: &Project,
    graph: &Graph,
    name: &SmolStr,
    view: Option<View<'_>>,
    images: &[ImageFacts],
    all: &mut Vec<Target>,
) {
    let Some(view) = view else { return };
    let mut reached = layers_of(project, graph, view, "add_layer");
    let target = view.text("target").map_or("pod", |at| at.value.as_str());
    match target {
        "local" | "host" => {
            let template = view.text("local").and_then(|at| project.entity("local", at.value));
            let template_layers = template.and_then(PlacedEntity::view).map(|v| layers_of(project, graph, v, "layer"));
            if let Some(more) = template_layers.filter(|_| !reached.layers.is_empty()) {
                reached.layers.extend(more.layers);
                reached.incomplete |= more.incomplete;
            }
            reached.layers.retain(|&l| project.layer(l).name != "supervisord");
            push_used(all, systemd_target(TargetKind::Local, name.clone(), reached, None));
        }
        "vm" => {
            let distro = view.text("vm").and_then(|at| vm_distro(project, at.value));
            push_used(all, systemd_target(TargetKind::Vm, name.clone(), reached, distro));
        }
        "pod" | "k8s" => push_used(all, on_image(project, name, view, reached, images)),
        _ => {}
    }
    for (child, value) in view.map("nested") {
        let nested = value.value.record().map(|r| View::new(r, view.base()));
        let full = SmolStr::new(format!("{name}.{}", child.value));
        collect_deployment(project, graph, &full, nested, images, all);
    }
}

/// A deployment without layers of its own adds nothing to what its image says.
fn push_used(all: &mut Vec<Target>, target: Target) {
    if !target.layers.is_empty() {
        all.push(target);
    }
}

fn on_image(project: &Project, name: &SmolStr, view: View<'_>, reached: Reached, images: &[ImageFacts]) -> Target {
    let image = view.text("image").and_then(|at| project.image_named(at.value)).map(|id| &images[id.0 as usize]);
    Target {
        kind: TargetKind::Pod,
        name: name.clone(),
        init: image.and_then(|i| i.boots_systemd).map(|s| if s { Init::Systemd } else { Init::Supervisord }),
        distro: image.and_then(|i| i.distro.as_deref()).map(Arc::from),
        build: image.and_then(|i| i.build.as_deref()).map(Arc::from),
        layers: reached.layers.into(),
        incomplete: reached.incomplete,
    }
}

/// The distro of a virtual machine, where its cloud image names the account that only this distro has.
fn vm_distro(project: &Project, vm: &str) -> Option<Arc<[SmolStr]>> {
    let vm = project.entity("vm", vm)?;
    let source = vm.entity.datum.value.child("source")?;
    let user = source.child("base_user")?.text()?;
    matches!(user.as_str(), "arch" | "fedora" | "debian" | "ubuntu").then(|| Arc::from([user.clone()]))
}

/// What the configuration says to assume, for the layers that nothing here reaches.
fn assumed(project: &Project) -> Vec<Target> {
    let config = &project.config;
    if config.assumed_inits.is_empty() && config.assumed_distros.is_empty() {
        return Vec::new();
    }
    let layers: Arc<[LayerId]> = project.layer_ids().collect();
    let known_inits = config.assumed_inits.iter().map(|name| init_named(name));
    let inits = if config.assumed_inits.is_empty() { vec![None] } else { known_inits.collect() };
    let known_distros = config.assumed_distros.iter().map(|chain| Some(Arc::from(chain.as_slice())));
    let distros = if config.assumed_distros.is_empty() { vec![None] } else { known_distros.collect() };
    let mut targets = Vec::new();
    for init in &inits {
        for distro in &distros {
            targets.push(assumed_target(*init, distro.clone(), layers.clone()));
        }
    }
    targets
}

fn init_named(name: &str) -> Option<Init> {
    [Init::Supervisord, Init::Systemd].into_iter().find(|i| i.name() == name)
}

fn assumed_target(init: Option<Init>, distro: Option<Arc<[SmolStr]>>, layers: Arc<[LayerId]>) -> Target {
    let words = [init.map(|i| i.name().to_owned()), distro.as_ref().and_then(|d| d.first().map(ToString::to_string))];
    let name = words.into_iter().flatten().collect::<Vec<_>>().join(" on ").into();
    Target { kind: TargetKind::Assumed, name, init, distro, build: None, layers, incomplete: false }
}
