//! What this checkout cannot resolve, and so says nothing about.

use crate::references::{Reference, deployments, references};
use ov_project::{LayerRef, Project, Unresolved};

/// All references of a project to what other repositories have: its imports, and layers wherever they are listed.
pub fn unresolved(project: &Project) -> Vec<Unresolved> {
    let entities = project.images.iter().chain(project.entities_of("local"));
    let listed = entities.filter_map(|entity| Some(references(entity.file, entity.view()?, "layer"))).flatten();
    let deployments = deployments(project);
    let added = deployments.iter().flat_map(|d| references(d.file, d.view, "add_layer"));
    let needed = project.layers.iter().flat_map(|layer| {
        let texts = ["require", "layer"].into_iter().flat_map(|key| layer.content.texts(key));
        texts.map(|at| Reference { text: at.value, place: crate::Place { file: layer.file, span: at.span } })
    });
    let far = listed.chain(added).chain(needed).filter(|one| project.layer_ref(one.text) == LayerRef::Remote);
    let layers = far.map(|one| Unresolved {
        file: one.place.file,
        span: one.place.span,
        reference: one.text.clone(),
        reason: "it is a layer of a repository without a local checkout",
    });
    project.unresolved.iter().cloned().chain(layers).collect()
}
