//! `ov-lsp/packages`: what a layer installs and asks for, distro by distro.

use crate::lsp::event::Reply;
use crate::lsp::session::{Reading, Session};
use ov_ide::{AskedName, DistroPackages, ListedPackage};
use serde::{Deserialize, Serialize};
use tower_lsp_server::ls_types::{Range, TextDocumentIdentifier};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::lsp) struct Params {
    text_document: TextDocumentIdentifier,
    image: Option<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::lsp) struct Answer {
    layer: String,
    distros: Vec<Distro>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Distro {
    tags: Vec<String>,
    build: Vec<String>,
    users: Vec<String>,
    packages: Vec<Format>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag_section: Option<String>,
    lost: Vec<Package>,
    probes: Vec<Probe>,
}

#[derive(Debug, Serialize)]
struct Format {
    format: String,
    packages: Vec<Package>,
}

#[derive(Debug, Serialize)]
struct Package {
    name: String,
    section: String,
    range: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct Probe {
    index: usize,
    id: String,
    package: String,
    resolved: String,
    from: String,
    range: Range,
}

pub(in crate::lsp) fn run(session: &mut Session, params: Params, reply: Reply<Option<Answer>>) {
    let image = params.image;
    session.read(&params.text_document.uri, reply, move |reading| {
        let found = ov_ide::packages(&reading.page(), image.as_deref())?;
        let distros = found.distros.iter().map(|one| distro(one, reading)).collect();
        Some(Answer { layer: found.layer.to_string(), distros })
    });
}

fn distro(one: &DistroPackages, reading: &Reading) -> Distro {
    let strings = |list: &[smol_str::SmolStr]| list.iter().map(ToString::to_string).collect();
    let format = |(format, packages): &(smol_str::SmolStr, Vec<ListedPackage>)| Format {
        format: format.to_string(),
        packages: packages.iter().map(|one| package(one, None, reading)).collect(),
    };
    Distro {
        tags: strings(&one.tags),
        build: strings(&one.build),
        users: one.users.clone(),
        packages: one.formats.iter().map(format).collect(),
        tag_section: one.tag_section.as_ref().map(ToString::to_string),
        lost: one.lost.iter().map(|(lost, reason)| package(lost, Some(reason.clone()), reading)).collect(),
        probes: one.probes.iter().map(|name| probe(name, reading)).collect(),
    }
}

fn package(one: &ListedPackage, reason: Option<String>, reading: &Reading) -> Package {
    let (name, section) = (one.name.to_string(), one.section.to_string());
    Package { name, section, range: reading.range(one.span), reason }
}

fn probe(name: &AskedName, reading: &Reading) -> Probe {
    Probe {
        index: name.index,
        id: name.id.to_string(),
        package: name.package.to_string(),
        resolved: name.resolved.to_string(),
        from: name.from.clone(),
        range: reading.range(name.span),
    }
}
