//! A line on the terminal while a check takes long.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Nobody needs to be told before.
const PATIENCE: Duration = Duration::from_millis(800);
const TICK: Duration = Duration::from_millis(100);

/// Shows how many files were read until it is dropped.
pub(super) struct Progress {
    ended: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts where standard error is a terminal; elsewhere nothing is ever shown.
    pub(super) fn start(files_read: Arc<AtomicUsize>) -> Self {
        let ended = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = ended.clone();
        let show = move || show(&theirs, &files_read);
        let thread = io::stderr().is_terminal().then(|| thread::spawn(show));
        Self { ended, thread }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        *self.ended.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.ended.1.notify_all();
        if let Some(thread) = self.thread.take() {
            // The line is only decoration: a panic of its thread changes no result.
            let _ = thread.join();
        }
    }
}

fn show(ended: &(Mutex<bool>, Condvar), files_read: &AtomicUsize) {
    if waits(ended, PATIENCE) {
        return;
    }
    let style = ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner());
    let line = ProgressBar::new_spinner().with_style(style);
    loop {
        line.set_message(format!("{} files read", files_read.load(Ordering::Relaxed)));
        line.tick();
        if waits(ended, TICK) {
            line.finish_and_clear();
            return;
        }
    }
}

/// Waits for the end; whether it came.
fn waits(ended: &(Mutex<bool>, Condvar), time: Duration) -> bool {
    let guard = ended.0.lock().unwrap_or_else(PoisonError::into_inner);
    let result = ended.1.wait_timeout_while(guard, time, |ended| !*ended);
    *result.unwrap_or_else(PoisonError::into_inner).0
}
