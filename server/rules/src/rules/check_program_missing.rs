//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::checks::Check;
use crate::context::{ItemContext, LayerContext};
use crate::finding::{Finding, Place};
use crate::listing::{Listed, Usage, distro_of, installed_in, installs, needed, usages};
use crate::names::{Candidate, Question, SAME, Source, candidates, likeness};
use crate::rule::{Group, Info, Rule};
use crate::shell::{Command, Script, bare_words};
use crate::within::part;
use crate::world::packages_with_program;
use crate::{Severity, reach, scripts, words};
use ov_project::Target;
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "check-program-missing",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a check looks for a program whose package only another distro gets",
    docs: include_str!("check_program_missing.md"),
};

pub(crate) struct CheckProgramMissing;

impl Rule for CheckProgramMissing {
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
        // A shell text is read only where it names a package that one of the distros lacks.
        let names = layer.uneven();
        if names.is_empty() {
            return;
        }
        let Some((program, place)) = wanted(check, names) else { return };
        let all = layer.listed();
        let packages: Vec<(&str, &str)> = packages_with_program(layer.tables(), &program).collect();
        let holds = |l: &Listed| {
            let of_distro = |d: &str| l.tag.as_ref().is_none_or(|tag| distro_of(tag) == d);
            l.name == program || packages.iter().any(|(d, package)| l.name == *package && of_distro(d))
        };
        let homes: Vec<&Listed> = all.iter().filter(|l| holds(l)).collect();
        if homes.is_empty() || scripts::makes(layer.layer, &program) {
            return;
        }
        let gaps = usages(layer).into_iter().filter_map(|u| gap(layer, check, &program, &homes, all, u));
        let gaps: Vec<Usage<'_>> = gaps.collect();
        findings.extend(report(layer, &program, place, homes[0], &gaps));
    }
}

/// The program that a check wants to be there, and where it says so.
fn wanted(check: &Check<'_>, names: &[SmolStr]) -> Option<(String, Place)> {
    let flag = |key: &str| check.view.flag(key).map(|at| at.value);
    if flag("skip") == Some(true) || flag("exists") == Some(false) || check.on_host() {
        return None;
    }
    if let Some(file) = check.view.text("file") {
        return Some((in_system(file.value)?.to_owned(), Place { file: check.file, span: file.span }));
    }
    let command = check
        .view
        .text("command")
        .filter(|at| bare_words(first_part(at.value)).any(|word| names.iter().any(|name| name == word)))?;
    let fails = check.view.field("exit_status").is_some_and(|f| !f.value.value.is_zero());
    let script = Script::read(command.value).filter(|_| !fails)?;
    let first = script.commands.first().filter(|c| !c.guarded)?;
    let (program, range) = called(first)?;
    Some((program, Place { file: check.file, span: part(command.span, command.value, &range) }))
}

/// All that the first command of a script can be, or less than that where quotes hold a separator.
fn first_part(script: &str) -> &str {
    script.trim_start().split(['\n', ';', '|', '&']).next().unwrap_or_default()
}

/// The program that a command runs or looks for.
fn called(command: &Command) -> Option<(String, std::ops::Range<usize>)> {
    let (name, rest) = command.program()?;
    let first = command.call().first()?;
    let word = match name {
        "command" | "which" | "type" | "test" | "[" => rest.iter().find(|w| !w.text.starts_with('-'))?,
        _ => first,
    };
    let program = if word.text.contains('/') { in_system(&word.text)? } else { &word.text };
    Some((program.to_owned(), word.range.clone()))
}

fn in_system(path: &str) -> Option<&str> {
    let (dir, name) = path.rsplit_once('/')?;
    matches!(dir, "/usr/bin" | "/usr/sbin" | "/bin" | "/sbin").then_some(name)
}

/// A use of the layer where nothing that is listed can be the program's package.
fn gap<'a>(
    layer: &LayerContext<'a>,
    check: &Check<'_>,
    program: &str,
    homes: &[&Listed],
    all: &[Listed],
    usage: Usage<'a>,
) -> Option<Usage<'a>> {
    let Usage { chain, targets } = usage;
    let mut here = layer.installed_for(&chain);
    let known: Vec<&str> = packages_with_program(layer.tables(), program)
        .filter(|(distro, _)| chain.iter().any(|tag| distro_of(tag) == *distro))
        .map(|(_, package)| package)
        .collect();
    let names = || known.iter().copied().chain([program]);
    if here.is_empty()
        || names().any(|name| installs(layer.tables(), &here, name, &chain))
        || check.view.texts("exclude_distro").any(|at| chain.contains(at.value))
    {
        return None;
    }
    let absent =
        |layers: &[ov_project::LayerId]| !names().any(|name| installed_in(layer.around(), layers, name, &chain));
    let used = !targets.is_empty();
    let targets: Vec<&Target> = targets.into_iter().filter(|t| !t.incomplete && absent(&t.layers)).collect();
    if used && targets.is_empty() || !absent(&needed(layer)) {
        return None;
    }
    let tags: Vec<Option<&SmolStr>> = homes.iter().map(|h| h.tag.as_ref()).collect();
    let of_homes = |l: &&Listed| tags.contains(&l.tag.as_ref());
    let beside: Vec<SmolStr> = all.iter().filter(of_homes).map(|l| l.name.clone()).collect();
    // Names in the user repository are those of programs.
    here.retain(|l| !l.of_aur || likeness(program, &l.name) > 0);
    // A package that stands here alone may be the one, or bring it, whatever it is called; where we know the name of the one, only
    // a relative of it may.
    let may_be = |l: &&Listed| known.is_empty() || names().any(|name| is_relative(name, &l.name));
    let stands_alone = |l: &Listed| l.tag.is_some() && !beside.contains(&l.name);
    if here.iter().copied().filter(may_be).any(|l| stands_alone(l) && !is_another(program, homes, &l.name, &beside)) {
        return None;
    }
    let home_distros: Vec<&str> = tags.iter().flatten().map(|tag| distro_of(tag)).collect();
    let package = SmolStr::new(program);
    let question = Question { package: &package, homes: &home_distros, chain: &chain, here: &here, beside: &beside };
    let is_told = |c: &Candidate| matches!(c.source, Source::Map(_));
    let may_be_called =
        |c: &Candidate| known.is_empty() || is_told(c) || names().any(|name| is_relative(name, &c.name));
    (!candidates(layer.around(), &question).iter().any(may_be_called)).then_some(Usage { chain, targets })
}

/// Whether a package is what another one, that has nothing to do with the program, is called here: `openssh` beside `openssh-server`.
fn is_another(program: &str, homes: &[&Listed], listed: &str, beside: &[SmolStr]) -> bool {
    let is_far = |name: &str| likeness(program, name) == 0 && homes.iter().all(|home| likeness(&home.name, name) == 0);
    is_far(listed) && beside.iter().any(|other| is_far(other) && likeness(listed, other) == SAME)
}

fn report(layer: &LayerContext<'_>, program: &str, place: Place, home: &Listed, gaps: &[Usage<'_>]) -> Option<Finding> {
    let first = gaps.first()?;
    let targets: Vec<&Target> = gaps.iter().flat_map(|g| g.targets.iter().copied()).collect();
    // Another package that is listed here may need the one with the program.
    let is_certain = home.name == program && !targets.is_empty();
    let severity = if is_certain { Severity::Warning } else { Severity::Hint };
    let plain = first.chain.iter().find(|tag| !tag.contains(':')).or(first.chain.first());
    let lacking = plain.map_or("", |tag| distro_of(tag));
    let home_distro =
        home.tag.as_ref().map_or("every distro without a section of its own release", |tag| distro_of(tag));
    let fails =
        if targets.is_empty() { "would fail there".to_owned() } else { format!("fails in {}", reach::named(&targets)) };
    let message = format!(
        "{} is listed for {home_distro} but not for {lacking}, so this check {fails}; list it there, or leave the distro out with `exclude_distro`",
        described(program, home)
    );
    let finding = Finding::new(&INFO, place, message).severity(severity);
    let finding = finding.related(layer.place(home.span), format!("`{}` is listed here", home.name));
    Some(layer.with_mentions(finding, &targets))
}

/// The program, with its package where that is called otherwise.
fn described(program: &str, home: &Listed) -> String {
    if home.name == program { words::code(program) } else { format!("`{}` with `{program}`", home.name) }
}

/// Whether two packages seem to come from one source: `postgresql` and `postgresql-server`.
fn is_relative(one: &str, other: &str) -> bool {
    let stem = |name: &str| name.split(['-', '_', '.']).next().map(str::len).unwrap_or_default();
    one[..stem(one)] == other[..stem(other)]
}
