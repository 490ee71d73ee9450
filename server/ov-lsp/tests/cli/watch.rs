//! Checking again on change.

use crate::support::{BROKEN, GOOD, project, put, run};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// More than any machine needs.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watching {
    child: Child,
    said: Receiver<String>,
}

impl Watching {
    /// `check --watch` in a folder, results and notes in the order of their coming.
    fn start(folder: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ov-lsp"));
        command.current_dir(folder).args(["check", "--watch"]).args(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, said) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || {
                let lines = BufReader::new(stream).lines().map_while(Result::ok);
                lines.take_while(|line| sender.send(line.clone()).is_ok()).count()
            });
        }
        Self { child, said }
    }

    /// Waits for a line with that in it; all lines up to it.
    fn until(&self, what: &str) -> String {
        self.until_all(&[what])
    }

    /// Waits until each stands in a line, in whichever order the two streams bring them; all lines up to then.
    fn until_all(&self, whats: &[&str]) -> String {
        let begin = Instant::now();
        let mut said = String::new();
        while !whats.iter().all(|what| said.contains(what)) {
            let left = PATIENCE.saturating_sub(begin.elapsed());
            said += &self.said.recv_timeout(left).unwrap_or_else(|_| panic!("not all of {whats:?} in {said}"));
            said.push('\n');
        }
        said
    }

    /// Ends it as a service manager does. A process started in the background may inherit that it ignores the signal of Ctrl-C.
    fn terminate(&mut self) {
        let ended = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(ended.success());
        let begin = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(begin.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_checked() {
    let project = project(GOOD);
    let mut watching = Watching::start(project.path(), &[]);
    watching.until("waiting for changes");
    put(project.path(), "layers/web/layer.yml", BROKEN.as_bytes());
    let said = watching.until_all(&["layers/web/layer.yml:", "waiting for changes"]);
    assert!(!said.contains('\u{1b}'), "{said:?}");
    put(project.path(), "ov-lsp.yml", b"rules: {nonsense: off}\n");
    watching.until("no rule or group `nonsense`");
    put(project.path(), "ov-lsp.yml", b"rules: {all: off}\n");
    watching.until("no findings");
    watching.terminate();
}

#[test]
fn a_check_does_not_start_the_next_one() {
    let project = project(BROKEN);
    put(project.path(), ".git/HEAD", b"ref: x\n");
    let watching = Watching::start(project.path(), &[]);
    watching.until_all(&["never closed", "waiting for changes"]);
    put(project.path(), ".git/index", b"x");
    let more = watching.said.recv_timeout(Duration::from_millis(600));
    assert!(more.is_err(), "{more:?}");
}

#[test]
fn what_does_not_go_with_it_is_refused() {
    let project = project(GOOD);
    for args in [
        &["--fix"][..],
        &["--diff"],
        &["--output=json=a.json"],
        &["--write-baseline=a.json"],
        &["--format=json"],
        &["-"],
        &["none"],
    ] {
        let ended = run(project.path(), &[&["check", "--watch"], args].concat());
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(!ended.stderr.is_empty());
    }
}
