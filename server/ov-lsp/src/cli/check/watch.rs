//! Checking again whenever something changes.

use super::{Args, emit};
use crate::cli::outcome::{Failure, Status, note, of_failure, results, stdout_is_terminal};
use crate::disk::DiskFiles;
use crate::targets::{Surroundings, resolve};
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// An editor that saves does several things in a row, and a branch is switched file by file.
const QUIET: Duration = Duration::from_millis(80);

/// Where it never gets quiet, a check is due all the same.
const LONGEST: Duration = Duration::from_secs(1);

/// Erases the screen and what was scrolled out of it, and goes to its top.
const CLEAR: &[u8] = b"\x1b[2J\x1b[3J\x1b[H";

/// What a check is started again for.
type Changes = Receiver<notify::Result<Event>>;

/// Runs `check` at once and after every change, until the process is interrupted.
pub(super) fn run(args: &Args, check: &dyn Fn() -> Result<Status, Failure>) -> Result<Status, Failure> {
    refuse_what_does_not_go_with_it(args)?;
    let around = Surroundings::of_process();
    let targets = resolve(&args.paths, args.project.as_deref(), &around, &DiskFiles::default())?;
    let roots: Vec<PathBuf> = targets.into_iter().map(|target| target.root).collect();
    let (sender, changes) = channel();
    // Watching ends when it is dropped.
    let _watcher = watch(&roots, args, &around, sender)?;
    loop {
        if stdout_is_terminal() {
            results(|out| out.write_all(CLEAR))?;
        }
        if let Err(failure) = check() {
            of_failure(&failure);
        }
        if !args.quiet {
            note(format_args!("waiting for changes; Ctrl-C ends"));
        }
        if !wait(&changes, &roots) {
            return Err(Failure::usage("watching ended: no more changes are told"));
        }
    }
}

fn refuse_what_does_not_go_with_it(args: &Args) -> Result<(), Failure> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(Failure::usage("`--watch` watches files; standard input is none"));
    }
    if !emit::format(args).is_text() {
        return Err(Failure::usage("`--watch` goes with the formats `full` and `concise` only"));
    }
    Ok(())
}

fn watch(
    roots: &[PathBuf],
    args: &Args,
    around: &Surroundings,
    sender: Sender<notify::Result<Event>>,
) -> Result<impl Watcher, Failure> {
    let refused = |path: &Path, why: &notify::Error| {
        Failure::usage(format_args!("{} cannot be watched: {}", path.display(), why.to_string().trim_end_matches('.')))
    };
    let tell = move |event| {
        // Nobody listens any more once the process ends.
        let _ = sender.send(event);
    };
    let mut watcher = notify::recommended_watcher(tell).map_err(|why| refused(&around.cwd, &why))?;
    for root in roots {
        watcher.watch(root, RecursiveMode::Recursive).map_err(|why| refused(root, &why))?;
    }
    for file in [&args.config, &args.baseline].into_iter().flatten() {
        let file = around.absolute(file);
        if !roots.iter().any(|root| file.starts_with(root)) && file.exists() {
            watcher.watch(&file, RecursiveMode::NonRecursive).map_err(|why| refused(&file, &why))?;
        }
    }
    Ok(watcher)
}

/// Waits for a change and until it is quiet again; `false` where there will be none.
fn wait(changes: &Changes, roots: &[PathBuf]) -> bool {
    loop {
        match changes.recv() {
            Ok(event) if matters(&event, roots) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    let begin = Instant::now();
    while begin.elapsed() < LONGEST && changes.recv_timeout(QUIET).is_ok() {}
    true
}

/// Whether an event may change what a check says. Reading does not, and so a check does not start the next one.
fn matters(event: &notify::Result<Event>, roots: &[PathBuf]) -> bool {
    let Ok(event) = event else { return true };
    match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => event.need_rescan() || event.paths.iter().any(|path| !is_of_git(path, roots)),
    }
}

fn is_of_git(path: &Path, roots: &[PathBuf]) -> bool {
    let below = roots.iter().find_map(|root| path.strip_prefix(root).ok()).unwrap_or(path);
    below.components().any(|part| part.as_os_str() == ".git")
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind, DataChange, Flag, MetadataKind};

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(path.into())
    }

    #[test]
    fn reading_and_git_s_own_files_do_not_matter() {
        let roots = [PathBuf::from("/p")];
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        assert!(matters(&Ok(event(written, "/p/layers/a/layer.yml")), &roots));
        assert!(matters(&Ok(event(EventKind::Create(CreateKind::Any), "/p/.gitignore")), &roots));
        assert!(!matters(&Ok(event(written, "/p/.git/index")), &roots));
        assert!(!matters(&Ok(event(touched, "/p/layers/a/layer.yml")), &roots));
        assert!(!matters(&Ok(event(EventKind::Access(AccessKind::Any), "/p/layers/a/layer.yml")), &roots));
        assert!(matters(&Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)), &roots));
        assert!(matters(&Err(notify::Error::generic("lost")), &roots));
    }

    #[test]
    fn many_events_are_one_change() {
        let (sender, changes) = channel();
        let written = EventKind::Modify(ModifyKind::Any);
        for _ in 0..5 {
            sender.send(Ok(event(written, "/p/a"))).unwrap_or_default();
        }
        assert!(wait(&changes, &["/p".into()]));
        drop(sender);
        assert!(!wait(&changes, &["/p".into()]));
    }
}
