//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::{ItemContext, LayerContext};
use crate::finding::{Finding, Place};
use crate::listing::distro_of;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::world::{is_program, packages_with_program};
use crate::{scripts, tasks};
use ov_project::{PackageFacts, Target, TargetKind, packages};

static INFO: Info = Info {
    id: "tool-not-installed",
    group: Group::Tasks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a command uses a program that no package of the distro brings",
    docs: include_str!("tool_not_installed.md"),
};

pub(crate) struct ToolNotInstalled;

impl Rule for ToolNotInstalled {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "task"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        setcap_verbs(layer, findings);
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["task"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY, "task"])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        if !layer.targets().any(is_known) {
            return;
        }
        let mentions = |text: &str| crate::shell::bare_words(text).any(|word| is_program(layer.tables(), word));
        scripts::of_item(layer, item, mentions, &mut |script| {
            let mut told = Vec::new();
            for command in script.commands().filter(|c| !c.guarded) {
                let Some((program, _)) = command.program() else { continue };
                let word = command.words.iter().find(|w| w.text == program);
                let Some(word) = word.filter(|_| is_program(layer.tables(), program) && !told.contains(&program))
                else {
                    continue;
                };
                let Some((target, distro)) = layer.targets().find_map(|t| Some((t, lacks(layer, t, program)?))) else {
                    continue;
                };
                told.push(program);
                findings.push(nothing_brings(layer, script.place(&word.range), program, target, distro));
            }
        });
    }
}

/// Tasks with the verb `setcap` call the program of this name.
fn setcap_verbs(layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
    const PROGRAM: &str = "setcap";
    let verb = tasks::of_layer(layer).find_map(|task| Some(task.place(task.field(PROGRAM)?.key_span)));
    let Some(verb) = verb else { return };
    let lacking = layer.targets().find_map(|t| Some((t, lacks(layer, t, PROGRAM)?)));
    findings.extend(lacking.map(|(target, distro)| nothing_brings(layer, layer.place(verb), PROGRAM, target, distro)));
}

fn nothing_brings(layer: &LayerContext<'_>, place: Place, program: &str, target: &Target, distro: &str) -> Finding {
    let package =
        packages_with_program(layer.tables(), program).find(|(d, _)| *d == distro).map_or(program, |(_, p)| p);
    let message =
        format!("nothing in {} brings `{program}`: on {distro} it is in the package `{package}`", target.label());
    let finding = layer.with_mentions(Finding::new(&INFO, place, message), &[target]);
    addition(layer, package, distro).into_iter().fold(finding, Finding::repair)
}

/// Lists the package in the layer's section for the distro, where there is one with packages.
fn addition(layer: &LayerContext<'_>, package: &str, distro: &str) -> Option<Repair> {
    let sections = packages::distro_sections(&layer.layer.content);
    let last = sections.iter().find(|section| section.key.value == distro)?.packages().last()?;
    let change = Change::AddItem { after: layer.place(last.span), value: NewValue::Text(package.to_owned()) };
    Some(Repair::guess(format!("Install `{package}` on {distro}"), change))
}

/// Whether all that a target installs can be told.
fn is_known(target: &Target) -> bool {
    target.kind == TargetKind::Image && !target.incomplete && target.distro.is_some()
}

/// The distro of a target that lacks a program.
fn lacks<'a>(layer: &LayerContext<'a>, target: &Target, program: &str) -> Option<&'a str> {
    let chain = target.distro.as_deref().filter(|_| is_known(target))?;
    let tags: Vec<&str> = chain.iter().map(|tag| distro_of(tag)).collect();
    let (distro, _) = packages_with_program(layer.tables(), program).find(|(d, _)| tags.contains(d))?;
    if tags.iter().any(|tag| layer.tables().on(tag, "*").is_some_and(|base| has(base, program))) {
        return None;
    }
    let brings =
        |package: &str| packages_with_program(layer.tables(), program).any(|(_, p)| p == package) || package == program;
    let around = target.layers.iter().map(|id| layer.around().project.layer(*id));
    let here = |l: &ov_project::Layer| scripts::listed_for(l, &tags).any(|p| brings(&p)) || scripts::makes(l, program);
    if around.into_iter().any(here) {
        return None;
    }
    let elsewhere = scripts::listed(layer).any(|p| brings(&p));
    (elsewhere || scripts::is_bare(layer, target)).then_some(distro)
}

/// Whether the project says that the base image has a program.
fn has(base: &PackageFacts, program: &str) -> bool {
    base.commands.iter().flatten().any(|command| command == program)
}
