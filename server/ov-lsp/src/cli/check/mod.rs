//! `ov-lsp check`.

mod args;
mod emit;
mod known;
mod past;
mod settings;
mod watch;

pub(super) use args::Args;

use super::outcome::{Failure, Status, note, results};
use super::progress::Progress;
use super::stdin::{Stdin, over, stdin};
use crate::check::{CheckError, CheckRequest, analyse, rules};
use crate::disk::{DEFAULT_MAX_FILE_SIZE, DiskFiles};
use crate::fix::write::{self, Work};
use crate::fix::{Change, Doomed, Repaired, repair};
use crate::known::Tally;
use crate::merge::{self, Move};
use crate::overlay::Overlay;
use crate::report::{Report, RuleInfo, Severity};
use crate::targets::{Refused, Surroundings, Target, resolve};
use known::Acquaintance;
use ov_project::{EntryKind, Files};
use std::io::Write;
use std::path::PathBuf;

/// What became of one project.
#[derive(Default)]
struct Done {
    report: Report,
    changes: Vec<Change>,
    moves: Vec<Move>,
    deletes: Vec<PathBuf>,
    doomed: Vec<Doomed>,
    met: Tally,
    /// What the repairs change in what is rendered, where they delete layers.
    effects: Vec<String>,
}

pub(super) fn run(args: &Args) -> Result<Status, Failure> {
    if args.unsafe_too && !args.repairs() {
        return Err(Failure::usage("`--unsafe` goes with `--fix` or `--diff`"));
    }
    if args.watch { watch::run(args, &|| once(args)) } else { once(args) }
}

fn once(args: &Args) -> Result<Status, Failure> {
    let around = Surroundings::of_process();
    let stdin = stdin(&args.paths, args.stdin_filename.as_deref(), args.project.as_deref(), &around)?;
    let rules = rules();
    let first_look = DiskFiles::default();
    let first_look = over(&first_look, stdin.as_ref());
    let paths: Vec<PathBuf> = match &stdin {
        Some(stdin) => vec![stdin.path.clone()],
        None => args.paths.clone(),
    };
    let targets = resolve(&paths, args.project.as_deref(), &around, &first_look)?;
    let acquaintance = Acquaintance::new(args, &targets)?;
    let mut done = Vec::new();
    let mut nothing = None;
    for target in targets {
        match check_target(target, args, stdin.as_ref(), &acquaintance, &rules, &around) {
            Ok(ended) => done.push(ended),
            Err(Stop::Nothing(why)) => nothing = Some(why),
            Err(Stop::Failure(failure)) => return Err(failure),
        }
    }
    match nothing {
        Some(why) if done.is_empty() => return Err(why.into()),
        Some(why) => note(format_args!("ov-lsp: {why}")),
        None => {}
    }
    finish(join(done), args, stdin.as_ref(), &acquaintance, &rules, &around)
}

enum Stop {
    /// Goes unless there is something elsewhere.
    Nothing(CheckError),
    Failure(Failure),
}

impl From<CheckError> for Stop {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::NothingToCheck(_) => Self::Nothing(error),
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

fn check_target(
    target: Target,
    args: &Args,
    stdin: Option<&Stdin>,
    acquaintance: &Acquaintance<'_>,
    rules: &[RuleInfo],
    around: &Surroundings,
) -> Result<Done, Stop> {
    let (config, settings) = settings::of_project(&target.root, args, rules, around)?;
    let disk = DiskFiles::new(config.max_file_size.unwrap_or(DEFAULT_MAX_FILE_SIZE), args.jobs.map(Into::into));
    let _progress = (!args.quiet).then(|| Progress::start(disk.files_read()));
    let files = over(&disk, stdin);
    named_files_are_readable(&target, &files)?;
    let least = if args.repairs() { Severity::Hint } else { settings::looked_at_from(args) };
    let past = past::of(&target, args, &config, &settings, &disk);
    let request = CheckRequest {
        root: target.root,
        scope: target.scope,
        config,
        settings,
        least,
        with_edits: args.wants_edits(),
        last: !args.repairs() && !args.watch,
        past,
    };
    let filter = acquaintance.of_project(&request, &disk)?;
    let analyse = |files: &dyn Files| analyse(&request, files).map(|report| filter.apply(report));
    if !args.repairs() {
        return Ok(Done { report: analyse(&files)?, met: filter.met(), ..Done::default() });
    }
    let repaired = repair(&files, args.unsafe_too, &analyse)?;
    if !repaired.settled {
        note(format_args!("ov-lsp: some fixes undo each other; stopped after many rounds"));
    }
    let effects = if repaired.deletes.is_empty() { Vec::new() } else { merge::effects(&request, &files, &repaired) };
    let Repaired { report, changes, moves, deletes, doomed, .. } = repaired;
    Ok(Done { report, changes, moves, deletes, doomed, met: filter.met(), effects })
}

fn named_files_are_readable(target: &Target, files: &Overlay<'_>) -> Result<(), Failure> {
    for path in target.scope.iter().filter(|path| files.kind(path) == Some(EntryKind::File)) {
        files.read(path).map_err(|why| Refused { path: path.clone(), why })?;
    }
    Ok(())
}

/// All projects as one.
fn join(done: Vec<Done>) -> Done {
    let mut all = Done::default();
    let mut reports = Vec::new();
    for ended in done {
        reports.push(ended.report);
        all.changes.extend(ended.changes);
        all.moves.extend(ended.moves);
        all.deletes.extend(ended.deletes);
        all.doomed.extend(ended.doomed);
        all.met.extend(ended.met);
        all.effects.extend(ended.effects);
    }
    all.report = Report::merge(reports);
    all
}

fn finish(
    mut done: Done,
    args: &Args,
    stdin: Option<&Stdin>,
    acquaintance: &Acquaintance<'_>,
    rules: &[RuleInfo],
    around: &Surroundings,
) -> Result<Status, Failure> {
    if !args.quiet {
        done.effects.iter().for_each(|effect| note(format_args!("ov-lsp: {effect}")));
    }
    if args.diff {
        return emit::diff(&done, args, around);
    }
    acquaintance.accept(&mut done.report);
    let fails = done.report.worst().is_some_and(|worst| worst >= settings::fail_on(args));
    let hidden = emit::hide_mild(&mut done, settings::listed_from(args));
    let piped = stdin.filter(|_| args.fix);
    if let Some(stdin) = piped {
        let changed = done.changes.iter().find(|change| change.path == stdin.path);
        let text = changed.map_or(&stdin.text, |change| &change.after);
        results(|out| out.write_all(text.as_bytes()))?;
    } else {
        let Done { changes, moves, deletes, doomed, .. } = &done;
        write::commit(Work { changes, moves, deletes, doomed })?;
    }
    acquaintance.write(&done.met)?;
    emit::report(&done.report, args, piped.is_some(), rules, around)?;
    emit::summary(&done.report, args, hidden);
    acquaintance.name_stale(&done.met);
    let excused = args.exit_zero || emit::format(args).is_uploaded() && args.fail_on.is_none();
    Ok(if fails && !excused { Status::Findings } else { Status::Clean })
}
