//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::listing::{Usage, distro_of, usages};
use crate::reach;
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::within::part;
use crate::words;
use crate::world::{Home, home_of};
use ov_project::{PlacedUnit, Target, View};
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "distro-path",
    group: Group::Packages,
    severity: Severity::Warning,
    default_on: true,
    summary: "a path that the distro does not have",
    docs: include_str!("distro_path.md"),
};

pub(crate) struct DistroPath;

/// Distros of which the table speaks.
const KNOWN: [&str; 4] = ["fedora", "debian", "ubuntu", "arch"];

impl Rule for DistroPath {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[
            BODY,
            "service.env",
            "service.exec",
            "eval.file",
            "eval.exists",
            "eval.skip",
            "eval.exclude_distro",
            "task",
        ])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut uses = None;
        for named in in_env(layer).chain(in_services(layer)).chain(in_checks(layer)) {
            let Some(home) = home_of(named.path) else { continue };
            if is_made(layer, named.path) {
                continue;
            }
            let uses: &Vec<Usage<'_>> = uses.get_or_insert_with(|| usages(layer));
            findings.extend(judge(layer, &named, home, uses));
        }
    }
}

/// A path that the layer counts on.
struct Named<'a> {
    path: &'a str,
    span: Span,
    /// The check that looks for it.
    check: Option<View<'a>>,
}

fn in_env<'a>(layer: &LayerContext<'a>) -> impl Iterator<Item = Named<'a>> {
    let own = layer.layer.content.map("env");
    let of_services = layer.services().flat_map(|service| service.entry.map("env"));
    let single = own.chain(of_services).filter(|(name, _)| !name.value.ends_with("PATH"));
    single.filter_map(|(_, at)| Some(Named { path: at.value.text()?, span: at.span, check: None }))
}

fn in_services<'a>(layer: &LayerContext<'a>) -> impl Iterator<Item = Named<'a>> {
    layer.services().filter_map(|service| {
        let exec = service.exec()?;
        let path = exec.value.split_whitespace().next()?;
        let start = exec.value.find(path)?;
        Some(Named { path, span: part(exec.span, exec.value, &(start..start + path.len())), check: None })
    })
}

fn in_checks<'a>(layer: &LayerContext<'a>) -> impl Iterator<Item = Named<'a>> {
    let checks = layer.layer.content.items("eval").iter().filter_map(PlacedUnit::view);
    let wants = |check: &View<'_>| {
        let flag = |key: &str| check.flag(key).map(|at| at.value);
        flag("exists") != Some(false) && flag("skip") != Some(true)
    };
    checks.filter_map(move |check| {
        let file = check.text("file").filter(|_| wants(&check))?;
        Some(Named { path: file.value, span: file.span, check: Some(check) })
    })
}

/// Whether a task of the layer makes the path, or what stands at its place.
fn is_made(layer: &LayerContext<'_>, path: &str) -> bool {
    let tasks = layer.layer.content.items("task");
    tasks.iter().filter_map(PlacedUnit::view).any(|task| {
        ["cmd", "mkdir", "write", "to", "link"]
            .iter()
            .any(|key| task.text(key).is_some_and(|at| at.value.contains(path)))
    })
}

fn judge(layer: &LayerContext<'_>, named: &Named<'_>, home: &Home, uses: &[Usage<'_>]) -> Option<Finding> {
    let lacks = |usage: &&Usage<'_>| {
        let mut distros = usage.chain.iter().map(|tag| distro_of(tag)).filter(|d| KNOWN.contains(d)).peekable();
        let excluded = named.check.is_some_and(|c| c.texts("exclude_distro").any(|at| usage.chain.contains(at.value)));
        distros.peek().is_some() && !excluded && !distros.any(|d| home.distros.split(',').any(|own| own == d))
    };
    let lacking: Vec<&Usage<'_>> = uses.iter().filter(lacks).collect();
    let first = lacking.first()?;
    let targets: Vec<&Target> = lacking.iter().flat_map(|usage| usage.targets.iter().copied()).collect();
    let distros = words::list(&home.distros.split(',').collect::<Vec<_>>());
    let (severity, who) = if targets.is_empty() {
        let meant = first.chain.first().map_or("", |tag| distro_of(tag));
        (Severity::Hint, format!("and the layer has packages for {meant} as well"))
    } else {
        let verb = if targets.len() == 1 { "is" } else { "are" };
        (Severity::Warning, format!("which {} {verb} not", reach::named(&targets)))
    };
    let message = format!("`{}` is a place of {distros}, {who}", home.prefix);
    let finding = Finding::new(&INFO, layer.place(named.span), message).severity(severity);
    Some(layer.with_mentions(finding, &targets))
}
