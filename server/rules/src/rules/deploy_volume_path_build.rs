//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::checks::{Check, Scope};
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::problems::may_mean_more;
use crate::rule::{Group, Info, Rule};

static INFO: Info = Info {
    id: "deploy-volume-path-build",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check of the image looks into a volume",
    docs: include_str!("deploy_volume_path_build.md"),
};

pub(crate) struct DeployVolumePathBuild;

impl Rule for DeployVolumePathBuild {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY, "task"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(check) = item.check() else { return };
        let Some(file) = wanted(check) else { return };
        let asked = plain(file.value);
        let inside = |path: &String| {
            asked.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let volumes = layer.layer.content.records("volume");
        let mut paths = volumes.filter_map(|(volume, _)| Some(plain(volume.text("path")?.value)));
        if let Some(volume) = paths.find(|path| inside(path) && !is_filled(layer, path) && !may_be_shipped(layer, path))
        {
            let message = format!("the volume `{volume}` is empty until the image is deployed; add `scope: deploy`");
            let finding = Finding::new(&INFO, layer.place(file.span), message);
            findings.push(finding.repair(check.run_when_deployed()));
        }
    }
}

/// The file that a check of the image wants to be there.
fn wanted<'a>(check: &Check<'a>) -> Option<ov_project::At<&'a smol_str::SmolStr>> {
    let absent = check.view.flag("exists").is_some_and(|at| !at.value);
    check.view.text("file").filter(|_| check.scope() == Scope::Build && !absent)
}

/// Whether a task or data of the layer makes something there while the image is built.
fn is_filled(layer: &LayerContext<'_>, path: &str) -> bool {
    let content = &layer.layer.content;
    let mut texts = content.items("task").iter().filter_map(ov_project::PlacedUnit::view).flat_map(|task| {
        ["cmd", "mkdir", "write", "link", "to"].into_iter().filter_map(move |key| Some(plain(task.text(key)?.value)))
    });
    may_mean_more(content, &["task", "data"])
        || content.records("data").next().is_some()
        || texts.any(|text| text.contains(path))
}

/// Whether a package may have the folder, or what builds a manifest may make it in the home.
fn may_be_shipped(layer: &LayerContext<'_>, path: &str) -> bool {
    let of_packages = ["/etc/", "/opt/", "/usr/", "/var/"].iter().any(|root| path.starts_with(root));
    let builds = ["pixi.toml", "pyproject.toml", "environment.yml", "package.json", "Cargo.toml"];
    of_packages || (path.starts_with('~') && builds.iter().any(|file| layer.layer.has_file(file)))
}

/// A path with one spelling of the home folder.
fn plain(path: &str) -> String {
    let path = path.trim_end_matches('/').replace("${HOME}", "~").replace("$HOME", "~");
    path.replace("/home/user", "~")
}
