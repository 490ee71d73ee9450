//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::made::{self, Made};
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use ov_project::{At, PlacedUnit, View};
use ov_syntax::Span;
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "exec-not-executable",
    group: Group::Tasks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a file that is run, but made without the right to",
    docs: include_str!("exec_not_executable.md"),
};

pub(crate) struct ExecNotExecutable;

impl Rule for ExecNotExecutable {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["task", "hooks", "service.exec", "eval.command", "eval.scope", "eval.in_container", "eval.from_host"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut told: Vec<Span> = Vec::new();
        for (path, at) in calls(layer) {
            let Some(made) = made::only(layer, path).filter(|made| !is_executable(made)) else { continue };
            if is_chmodded(layer) || told.contains(&made.path.span) {
                continue;
            }
            told.push(made.path.span);
            findings.push(report(layer, &made, at));
        }
    }
}

/// The programs, by their paths, that services and checks of the layer run.
fn calls<'a>(layer: &LayerContext<'a>) -> impl Iterator<Item = (&'a str, Span)> + use<'a> {
    let of_services = layer.layer.services().filter_map(ServiceExt::exec);
    let checks = layer.layer.content.items("eval").iter().filter_map(PlacedUnit::view);
    // On the host there may be another file.
    let on_host = |check: &View<'_>| {
        let flag = |key: &str| check.flag(key).map(|at| at.value);
        flag("in_container") == Some(false) || flag("from_host") == Some(true)
    };
    let of_checks = checks.filter(move |check| !on_host(check)).filter_map(|check| check.text("command"));
    of_services.chain(of_checks).filter_map(|at: At<&'a SmolStr>| {
        let program = at.value.split_whitespace().next()?;
        let is_path = program.contains('/') && !program.contains(['"', '\'']);
        is_path.then_some((program, at.span))
    })
}

fn is_executable(made: &Made<'_>) -> bool {
    let usual = match made.verb {
        "write" | "download" => "0644",
        // Folders are no programs, and what is copied may be run.
        _ => "0755",
    };
    let rights = made.task.text("mode").map_or(usual, |at| at.value.as_str());
    let digits = rights.get(rights.len().saturating_sub(3)..).unwrap_or_default();
    digits.len() < 3 || digits.chars().any(|digit| digit.to_digit(8).is_none_or(|bits| bits & 1 == 1))
}

/// Whether a command gives rights to files that it does not name.
fn is_chmodded(layer: &LayerContext<'_>) -> bool {
    made::commands(layer.layer).any(|text| ["chmod", "install -m", "install -D"].iter().any(|word| text.contains(word)))
}

fn report(layer: &LayerContext<'_>, made: &Made<'_>, caller: Span) -> Finding {
    let path = made.path.value;
    let said = made.task.text("mode");
    let fact = match said {
        Some(own) => format!("`{path}` is run, but with mode {} nobody may", own.value),
        None => format!("`{path}` is run, but `{}` makes it without the right to", made.verb),
    };
    let place = layer.place(said.map_or(made.path.span, |at| at.span));
    let finding = Finding::new(&INFO, place, format!("{fact}; write `mode: \"0755\"`"));
    let finding = finding.related(layer.place(caller), "it is run here");
    let change = if let Some(own) = said {
        Change::ReplaceScalar { scalar: layer.place(own.span), to: "0755".to_owned() }
    } else {
        let Some(key) = made.task.key_span(made.verb) else { return finding };
        Change::AddEntry { beside: layer.place(key), key: "mode".into(), value: NewValue::Text("0755".into()) }
    };
    finding.repair(Repair::guess("Let everybody run it: mode 0755", change))
}
