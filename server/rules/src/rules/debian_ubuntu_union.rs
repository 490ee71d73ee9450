//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, words};
use ov_project::packages;

pub(crate) static INFO: Info = Info {
    id: "debian-ubuntu-union",
    group: Group::Packages,
    severity: Severity::Info,
    default_on: true,
    summary: "different lists for `debian` and `ubuntu`, which are installed together",
    docs: include_str!("debian_ubuntu_union.md"),
};

pub(crate) struct DebianUbuntuUnion;

impl Rule for DebianUbuntuUnion {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let sections = packages::distro_sections(&layer.layer.content);
        let section = |key: &str| sections.iter().find(|s| s.key.value == key);
        let Some((debian, ubuntu)) = section("debian").zip(section("ubuntu")) else { return };
        let lacks = |list: &[packages::Package], p: &packages::Package| !list.iter().any(|other| other.name == p.name);
        let only_debian = debian.packages().iter().filter(|p| lacks(ubuntu.packages(), p));
        let only_ubuntu = ubuntu.packages().iter().filter(|p| lacks(debian.packages(), p));
        let different: Vec<String> = only_debian.chain(only_ubuntu).map(|p| words::code(&p.name)).collect();
        if different.is_empty() {
            return;
        }
        let (first, second) = if debian.key.span < ubuntu.key.span { (debian, ubuntu) } else { (ubuntu, debian) };
        let message = format!(
            "`debian` and `ubuntu` are one list to the loader, so both install {}; use sections of one release for what differs",
            words::short_list(&different)
        );
        findings.push(
            Finding::new(&INFO, layer.place(second.key.span), message)
                .related(layer.place(first.key.span), format!("`{}` stands here", first.key.value)),
        );
    }
}
