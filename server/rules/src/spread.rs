//! Packages across distros: refactorings of the lists of a layer, for editors.

use crate::context::LayerContext;
use crate::listing::{Listed, distro_of, usual_chain};
use crate::names::{Question, candidates};
use crate::repair::{Change, NewValue, Repair, Safety, Side};
use crate::words::{self, code};
use ov_project::packages::{DistroSection, Package, distro_sections, format_of_distro, top_level};
use smol_str::SmolStr;

/// Adds a package that the section `home` lists (`fedora`) to the layer's other sections, by its names there. The title says each
/// name and where it comes from, and on which distros none is known. None where the package is listed everywhere already.
pub fn everywhere(layer: &LayerContext<'_>, package: &str, home: &str) -> Option<Repair> {
    let all = layer.listed();
    let names_of = |tag: &str| -> Vec<SmolStr> {
        all.iter().filter(|l| l.tag.as_deref() == Some(tag)).map(|l| l.name.clone()).collect()
    };
    let beside = names_of(home);
    let (mut changes, mut told, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for section in sections(layer).iter().filter(|section| section.key.value != home) {
        let tag = section.key.value;
        let chain = usual_chain(tag);
        let here: Vec<&Listed> = layer.listed_for(&chain);
        let homes = [distro_of(home)];
        let question = Question { package, homes: &homes, chain: &chain, here: &here, beside: &beside };
        let is_there = |name: &str| here.iter().any(|listed| listed.name == name);
        let candidates = candidates(layer.around(), &question);
        if is_there(package) || candidates.iter().any(|c| c.certain && is_there(&c.name)) {
            continue;
        }
        let new = candidates.into_iter().find(|c| !is_there(&c.name));
        match new.zip(last_item(section)) {
            Some((name, last)) => {
                told.push(format!("{} for {tag} ({})", code(&name.name), name.source.told()));
                let value = NewValue::Text(name.name.to_string());
                changes.push(Change::AddItem { after: layer.place(last.span), value });
            }
            None => unknown.push(tag),
        }
    }
    let rest =
        if unknown.is_empty() { String::new() } else { format!("; no name is known for {}", words::list(&unknown)) };
    let title = format!("Install {} as well{rest}", words::list(&told));
    (!changes.is_empty()).then_some(Repair { title, safety: Safety::Unsafe, changes })
}

/// Moves the packages that all sections list to the list for all distros; what each distro installs stays the same. None where
/// there are not two sections, or they have nothing in common.
pub fn hoist(layer: &LayerContext<'_>) -> Option<Repair> {
    let sections = sections(layer);
    let (first, rest) = sections.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let in_all = |package: &&Package| rest.iter().all(|s| s.packages().iter().any(|p| p.name == package.name));
    let common: Vec<&SmolStr> = first.packages().iter().filter(in_all).map(|p| &p.name).collect();
    let shared = top_level(&layer.layer.content);
    let new: Vec<&SmolStr> = common.iter().copied().filter(|name| !shared.iter().any(|p| p.name == **name)).collect();
    if common.is_empty() {
        return None;
    }
    let listed = sections.iter().flat_map(DistroSection::packages).filter(|p| common.contains(&&p.name));
    let mut changes: Vec<Change> =
        listed.map(|package| Change::RemoveEntry { entry: layer.place(package.span) }).collect();
    let text = |name: &SmolStr| NewValue::Text(name.to_string());
    match shared.last() {
        // Each goes right behind the last one, so the first to be written comes last.
        Some(last) => changes
            .extend(new.iter().rev().map(|name| Change::AddItem { after: layer.place(last.span), value: text(name) })),
        None => changes.push(Change::InsertEntry {
            beside: layer.place(layer.layer.content.field("distro")?.key_span),
            side: Side::Before,
            key: "package".into(),
            value: NewValue::List(new.into_iter().map(text).collect()),
        }),
    }
    let names: Vec<String> = common.iter().map(code).collect();
    let title = format!("List {} once for all distros", words::list(&names));
    Some(Repair { title, safety: Safety::Unsafe, changes })
}

/// Moves the packages listed for all distros to each of the sections; what each distro installs stays the same. None where a
/// section has no list, or there is nothing to move.
pub fn lower(layer: &LayerContext<'_>) -> Option<Repair> {
    let content = &layer.layer.content;
    let shared = top_level(content);
    let sections = sections(layer);
    let key = content.field("package").filter(|_| !shared.is_empty() && !sections.is_empty())?.key_span;
    let mut changes = Vec::new();
    for section in &sections {
        let last = last_item(section)?;
        let new = shared.iter().filter(|package| !section.packages().iter().any(|p| p.name == package.name));
        changes.extend(new.rev().map(|package| Change::AddItem {
            after: layer.place(last.span),
            value: NewValue::Text(package.name.to_string()),
        }));
    }
    changes.push(Change::RemoveEntry { entry: layer.place(key) });
    let tags: Vec<&str> = sections.iter().map(|section| section.key.value).collect();
    let title = format!("List the packages for all distros under {} each", words::list(&tags));
    Some(Repair { title, safety: Safety::Unsafe, changes })
}

/// The sections of whole distros. One of a single release is a list of its own.
fn sections<'a>(layer: &LayerContext<'a>) -> Vec<DistroSection<'a>> {
    let all = distro_sections(&layer.layer.content).into_iter();
    all.filter(|section| format_of_distro(section.key.value).is_some()).collect()
}

fn last_item<'s>(section: &'s DistroSection<'_>) -> Option<&'s Package> {
    section.packages().last()
}
