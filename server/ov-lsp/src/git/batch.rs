//! Reading contents from one long-running `git cat-file`.

use super::command::{GitError, git, not_run};
use crate::disk::{text_of, words};
use ov_project::ReadError;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

/// A process that is asked for contents by id.
pub(super) struct Batch {
    pipes: Mutex<Pipes>,
    child: Child,
}

struct Pipes {
    ask: Option<ChildStdin>,
    answer: BufReader<ChildStdout>,
}

impl Batch {
    pub(super) fn start(top: &Path) -> Result<Self, GitError> {
        let mut command = git(top);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|why| not_run(&why))?;
        let (Some(ask), Some(answer)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(GitError::Refused("`git cat-file` has no pipes".into()));
        };
        Ok(Self { pipes: Mutex::new(Pipes { ask: Some(ask), answer: BufReader::new(answer) }), child })
    }

    /// The text with that id, of at most `limit` bytes.
    pub(super) fn text(&self, id: &str, limit: u64) -> Result<Arc<str>, ReadError> {
        let mut pipes = self.pipes.lock().unwrap_or_else(PoisonError::into_inner);
        let content = pipes.content(id, limit).map_err(|why| ReadError::Unreadable(words(&why)))?;
        text_of(content?)
    }
}

impl Pipes {
    fn content(&mut self, id: &str, limit: u64) -> io::Result<Result<Vec<u8>, ReadError>> {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        writeln!(self.ask.as_mut().ok_or_else(closed)?, "{id}")?;
        let mut head = String::new();
        self.answer.read_line(&mut head)?;
        // `ID blob SIZE`, or `ID missing`.
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            return Ok(Err(ReadError::Unreadable("git does not have its content".into())));
        };
        let mut rest = self.answer.by_ref().take(size + 1);
        if size > limit {
            io::copy(&mut rest, &mut io::sink())?;
            return Ok(Err(ReadError::TooLarge { size, limit }));
        }
        let mut content = Vec::with_capacity(size as usize + 1);
        rest.read_to_end(&mut content)?;
        content.truncate(size as usize);
        Ok(Ok(content))
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // With nobody to ask it, git ends by itself.
        self.pipes.get_mut().unwrap_or_else(PoisonError::into_inner).ask = None;
        let _ = self.child.wait();
    }
}
