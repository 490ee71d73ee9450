//! All things of a name, wherever in the project they are.

use super::Place;
use crate::packages::listed_packages;
use ov_project::{FileId, ImageId, Layer, LayerId, Project, Service, Value};
use ov_syntax::Span;
use smol_str::SmolStr;

/// What a thing may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A layer.
    Layer,
    /// A package.
    Package,
    /// A service entry.
    Service,
    /// A port.
    Port,
    /// A volume.
    Volume,
    /// A variable of the environment or of the build.
    Variable,
    /// A check.
    Check,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Layer, Self::Package, Self::Service, Self::Port, Self::Volume, Self::Variable, Self::Check];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Layer => "layer",
            Self::Package => "package",
            Self::Service => "service",
            Self::Port => "port",
            Self::Volume => "volume",
            Self::Variable => "variable",
            Self::Check => "check",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Where a layer lists a package.
pub(super) struct Listed {
    /// The list, such as `distro.fedora`.
    pub(super) section: SmolStr,
    pub(super) span: Span,
}

/// A thing of the name asked for.
pub(super) struct Candidate<'a> {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// The layer that has it; `None` where the image itself says it.
    pub(super) layer: Option<LayerId>,
    /// Where it is written; none for a layer, which is what the chain leads to.
    pub(super) place: Option<Place>,
    pub(super) service: Option<Service<'a>>,
    /// The key it stands under.
    key: String,
}

impl Candidate<'_> {
    /// The last step of its chain.
    pub(super) fn fact(&self, project: &Project) -> String {
        let owner = match self.layer {
            Some(layer) => format!("layer `{}`", project.layer(layer).name),
            None => "the image".to_owned(),
        };
        format!("{owner} has {} `{}` under `{}`", self.kind.name(), self.name, self.key)
    }

    /// Lets another list of its layer stand for it.
    pub(super) fn move_to(&mut self, list: Listed) {
        self.key = list.section.into();
        if let Some(place) = &mut self.place {
            place.span = list.span;
        }
    }
}

/// Everything called `name`, in the image itself and in all layers of the project.
pub(super) fn candidates<'a>(project: &'a Project, image: ImageId, name: &str) -> Vec<Candidate<'a>> {
    let mut found = of_image(project, image, name);
    for id in project.layer_ids() {
        Search { found: &mut found, id, file: project.layer(id).file, name }.all(project.layer(id));
    }
    found
}

fn of_image<'a>(project: &Project, image: ImageId, name: &str) -> Vec<Candidate<'a>> {
    let entity = project.image(image);
    let Some(view) = entity.view() else { return Vec::new() };
    let ports = view.texts("port").filter(|at| at.value.rsplit(':').next() == Some(name));
    let variables = view.texts("env").filter(|at| at.value.split('=').next() == Some(name));
    let checks = ["eval", "deploy_eval"].map(|key| view.records(key).filter_map(|(check, _)| check.text("id")));
    let checks = checks.into_iter().flatten().filter(|at| at.value == name);
    let all = ports.map(|at| (Kind::Port, "port", at));
    let all = all.chain(variables.map(|at| (Kind::Variable, "env", at)));
    let all = all.chain(checks.map(|at| (Kind::Check, "eval", at)));
    all.map(|(kind, key, at)| Candidate {
        kind,
        name: name.to_owned(),
        layer: None,
        place: Some(Place { file: entity.file, span: at.span }),
        service: None,
        key: key.to_owned(),
    })
    .collect()
}

struct Search<'s, 'a> {
    found: &'s mut Vec<Candidate<'a>>,
    id: LayerId,
    file: FileId,
    name: &'s str,
}

impl<'a> Search<'_, 'a> {
    fn all(&mut self, layer: &'a Layer) {
        let name = self.name;
        if layer.name == name {
            self.push(Kind::Layer, "", None, None);
        }
        let packages = listed_packages(layer).filter(|package| package.name == name);
        if let Some(package) = packages.min_by_key(|p| p.span.start) {
            self.push(Kind::Package, &package.section, Some(package.span), None);
        }
        self.services(layer);
        self.ports(layer);
        for (volume, span) in layer.content.records("volume") {
            if volume.text("name").is_some_and(|at| at.value == name) {
                self.push(Kind::Volume, "volume", Some(span), None);
            }
        }
        for key in ["env", "var", "env_provide"] {
            for (variable, _) in layer.content.map(key).filter(|(k, _)| k.value == name) {
                self.push(Kind::Variable, key, Some(variable.span), None);
            }
        }
        let checks = layer.content.items("eval").iter().filter_map(|unit| unit.view()?.text("id"));
        for id in checks.filter(|at| at.value == name) {
            self.push(Kind::Check, "eval", Some(id.span), None);
        }
    }

    fn services(&mut self, layer: &'a Layer) {
        let name = self.name;
        for service in layer.services() {
            let unit = service.entry.text("use_packaged").map(|at| at.value.as_str());
            if service.name() == name || unit == Some(name) {
                let span = ["use_packaged", "exec", "name"].into_iter().find_map(|key| service.entry.value_span(key));
                self.push(Kind::Service, "service", span, Some(service));
            }
        }
    }

    fn ports(&mut self, layer: &'a Layer) {
        let name = self.name;
        for key in ["port", "port_relay"] {
            for at in layer.content.list(key) {
                let port = match at.value {
                    Value::Int(port) => port.to_string(),
                    Value::Text(text) => text.rsplit(':').next().unwrap_or_default().to_owned(),
                    _ => continue,
                };
                if port == name {
                    self.push(Kind::Port, key, Some(at.span), None);
                }
            }
        }
    }

    fn push(&mut self, kind: Kind, key: &str, span: Option<Span>, service: Option<Service<'a>>) {
        let place = span.map(|span| Place { file: self.file, span });
        let name = service.map_or(self.name, Service::name).to_owned();
        self.found.push(Candidate { kind, name, layer: Some(self.id), place, service, key: key.to_owned() });
    }
}
