//! References by name: to what they lead, and what was meant where they lead nowhere.

use crate::finding::{Finding, Place};
use crate::phrases::did_you_mean;
use crate::repair::{Change, Repair};
use crate::rule::Info;
use crate::scaffold::refuse_name;
use ov_project::{BrokenImport, FileId, ImportFailure, LayerRef, PlacedEntity, Project, ReadError, View};
use ov_schema::nearest_word;
use smol_str::SmolStr;

/// Whether certainly no layer has this name.
pub(crate) fn is_unknown_layer(project: &Project, reference: &str) -> bool {
    !project.names_missing && project.layer_ref(reference) == LayerRef::Unknown
}

/// The layer whose name is nearest.
fn nearest_layer<'p>(project: &'p Project, reference: &str) -> Option<&'p str> {
    nearest_word(project.layers.iter().map(|l| l.name.as_str()), reference)
}

/// What a name of another image leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImageRef<'p> {
    /// An image of this project, or of one this checkout has.
    Known,
    /// Something that this checkout cannot tell: an image of a registry, of another project, or of a file that is missing.
    Uncertain,
    /// No image of the project has this name; the nearest one that is there.
    Unknown(Option<&'p str>),
}

/// Follows a reference to an image.
pub(crate) fn image_ref<'p>(project: &'p Project, reference: &str) -> ImageRef<'p> {
    if project.image_named(reference).is_some() {
        return ImageRef::Known;
    }
    if reference.is_empty() || reference.contains(['/', ':', '@', '$']) {
        return ImageRef::Uncertain;
    }
    match reference.split_once('.') {
        None => unknown_in(project, reference),
        Some((alias, rest)) => match project.namespace(alias).and_then(|n| n.project.as_deref()) {
            Some(other) => image_ref(other, rest),
            None => ImageRef::Uncertain,
        },
    }
}

fn unknown_in<'p>(project: &'p Project, name: &str) -> ImageRef<'p> {
    if project.names_missing {
        return ImageRef::Uncertain;
    }
    ImageRef::Unknown(nearest_word(project.images.iter().map(|i| i.name().as_str()), name))
}

/// A reference and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Reference<'p> {
    /// As written.
    pub(crate) text: &'p SmolStr,
    /// Its bytes.
    pub(crate) place: Place,
}

impl Reference<'_> {
    /// The same of a layer, which can be made as well.
    pub(crate) fn unknown_layer(&self, rule: &'static Info, fact: &str, project: &Project) -> Finding {
        let finding = self.unknown(rule, fact, nearest_layer(project, self.text));
        if refuse_name(project, self.text).is_some() {
            return finding;
        }
        let name = self.text.clone();
        finding
            .repair(Repair::guess(format!("Create the layer `{name}`"), Change::CreateLayer { at: self.place, name }))
    }

    /// A finding that it leads nowhere, with the candidate as repair. A reference to another namespace keeps its alias.
    pub(crate) fn unknown(&self, rule: &'static Info, fact: &str, candidate: Option<&str>) -> Finding {
        let alias = self.text.rsplit_once('.').filter(|_| !self.text.starts_with('@')).map(|(alias, _)| alias);
        let full = candidate.map(|c| alias.map_or_else(|| c.to_owned(), |alias| format!("{alias}.{c}")));
        let finding = Finding::new(rule, self.place, format!("{fact}{}", did_you_mean(full.as_deref())));
        match full {
            Some(to) => {
                let title = format!("Replace by `{to}`");
                finding.repair(Repair::guess(title, Change::ReplaceScalar { scalar: self.place, to }))
            }
            None => finding,
        }
    }
}

/// The text under `key`, with its place.
pub(crate) fn reference<'p>(file: FileId, view: View<'p>, key: &str) -> Option<Reference<'p>> {
    view.text(key).map(|at| Reference { text: at.value, place: Place { file, span: at.span } })
}

/// The texts of the list under `key`, with their places.
pub(crate) fn references<'p>(file: FileId, view: View<'p>, key: &str) -> impl Iterator<Item = Reference<'p>> + use<'p> {
    view.texts(key).map(move |at| Reference { text: at.value, place: Place { file, span: at.span } })
}

/// A deployment, those nested in others included.
pub(crate) struct Deployment<'p> {
    /// Its name, with those it is nested in.
    pub(crate) name: String,
    /// The file.
    pub(crate) file: FileId,
    /// Its keys.
    pub(crate) view: View<'p>,
}

/// All deployments of a project, test beds included.
pub(crate) fn deployments(project: &Project) -> Vec<Deployment<'_>> {
    let beds = project.entities_of("deploy").chain(project.entities_of("eval"));
    let mut open: Vec<Deployment<'_>> = beds.filter_map(deployment).collect();
    open.reverse();
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        let nested = next.view.map("nested").filter_map(|(name, value)| {
            let view = View::new(value.value.record()?, next.view.base());
            Some(Deployment { name: format!("{}.{}", next.name, name.value), file: next.file, view })
        });
        let nested: Vec<_> = nested.collect();
        open.extend(nested.into_iter().rev());
        found.push(next);
    }
    found
}

fn deployment(placed: &PlacedEntity) -> Option<Deployment<'_>> {
    Some(Deployment { name: placed.name().to_string(), file: placed.file, view: placed.view()? })
}

/// The file without an import that a broken import almost names.
pub(crate) fn nearest_unreached<'p>(project: &'p Project, import: &BrokenImport) -> Option<&'p str> {
    let is_missing = matches!(import.reason, ImportFailure::Unreadable(ReadError::Missing));
    let files = project.unreached.iter().map(|&file| project.file(file).display.as_str());
    nearest_word(files, import.reference.text.trim_start_matches("./")).filter(|_| is_missing)
}

/// All places of a project that may say which images build for others: the defaults, and each image that is built, with its name.
pub(crate) fn with_builders(project: &Project) -> impl Iterator<Item = (FileId, Option<&SmolStr>, View<'_>)> {
    let of_defaults =
        project.defaults.iter().filter_map(|(file, datum)| Some((*file, None, View::new(datum.value.record()?, 0))));
    let of_images = project.images.iter().filter_map(|image| {
        let view = image.view().filter(|v| v.flag("enabled").is_none_or(|at| at.value))?;
        Some((image.file, Some(image.name()), view))
    });
    of_defaults.chain(of_images)
}
