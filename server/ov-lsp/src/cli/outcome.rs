//! How a command ends.

use crate::check::CheckError;
use crate::config::{ConfigError, UnknownRule};
use crate::disk::words;
use crate::fix::write::WriteError;
use crate::git::GitError;
use crate::known::BaselineError;
use crate::targets::Refused;
use std::fmt::{self, Display};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

/// The exit statuses of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Clean = 0,
    Findings = 1,
    Usage = 2,
    Internal = 3,
    /// As a shell reports a process that an interrupt ended.
    Interrupted = 130,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a command did not come to its end.
#[derive(Debug)]
pub(super) struct Failure {
    status: Status,
    message: String,
}

impl Failure {
    /// The user can do something about it.
    pub(super) fn usage(message: impl Display) -> Self {
        Self { status: Status::Usage, message: message.to_string() }
    }
}

macro_rules! usage_failures {
    ($($error:ty),+) => { $(impl From<$error> for Failure {
        fn from(error: $error) -> Self {
            Self::usage(error)
        }
    })+ };
}

usage_failures!(BaselineError, CheckError, ConfigError, Refused, UnknownRule);

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        Self::usage(format_args!("--since: {error}"))
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        let status = if matches!(error, WriteError::Interrupted) { Status::Interrupted } else { Status::Usage };
        Self { status, message: error.to_string() }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self { status: Status::Internal, message: format!("cannot write the results: {}", words(&error)) }
    }
}

/// Lets `write` print results. That nobody reads them to the end is no failure.
pub(super) fn results(write: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // What is left in the buffer would be tried again when it is dropped.
            let _ = out.into_parts();
            Ok(())
        }
        ended => Ok(ended?),
    }
}

/// Says something beside the results; standard error may be closed.
pub(super) fn note(message: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{message}");
}

pub(super) fn of_command(ended: Result<Status, Failure>) -> ExitCode {
    match ended {
        Ok(status) => status.into(),
        Err(failure) => {
            of_failure(&failure);
            failure.status.into()
        }
    }
}

/// Says why a command did not come to its end.
pub(super) fn of_failure(failure: &Failure) {
    note(format_args!("ov-lsp: {}", failure.message));
}

/// Help and version are results, the rest is wrong usage.
pub(super) fn of_usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.use_stderr() { Status::Usage.into() } else { Status::Clean.into() }
}

pub(super) fn stdout_is_terminal() -> bool {
    io::stdout().is_terminal()
}
