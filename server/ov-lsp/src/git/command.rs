//! Running `git`.

use crate::disk::words;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Set where git itself started us, as in a hook; they would name another repository than the one around the project.
const OF_A_HOOK: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// Why a revision cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitError {
    /// There is no `git` to run, in the system's words.
    NoGit(String),
    /// The folder is in no repository.
    NoRepository(PathBuf),
    /// There is no such revision; the nearest name that there is.
    NoRevision {
        /// As it was named.
        name: String,
        /// Whether the repository does not hold all of its history.
        shallow: bool,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// Anything else, in the words of git.
    Refused(String),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(why) => write!(f, "git cannot be run ({why}); install it, or use a `--baseline` file instead"),
            Self::NoRepository(dir) => {
                write!(f, "{} is in no git repository; use a `--baseline` file instead", dir.display())
            }
            Self::NoRevision { name, shallow, nearest } => {
                write!(f, "the repository has no revision `{name}`")?;
                match nearest {
                    Some(nearest) => write!(f, ", did you mean `{nearest}`?"),
                    None if *shallow => {
                        write!(
                            f,
                            "; it is a shallow clone: fetch more of it (`git fetch --unshallow`, `fetch-depth: 0`)"
                        )
                    }
                    None => write!(f, "; `git fetch` may bring it"),
                }
            }
            Self::Refused(why) => write!(f, "git refuses: {why}"),
        }
    }
}

impl std::error::Error for GitError {}

/// `git` in a folder, as it answers everywhere.
pub(super) fn git(dir: &Path) -> Command {
    let mut git = Command::new("git");
    for name in OF_A_HOOK {
        git.env_remove(name);
    }
    git.arg("-C").arg(dir).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    git
}

/// What `git` prints, where it succeeds.
pub(super) fn output(dir: &Path, args: &[&str]) -> Result<Vec<u8>, GitError> {
    let ended = git(dir).args(args).output().map_err(|why| not_run(&why))?;
    if ended.status.success() {
        return Ok(ended.stdout);
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    Err(GitError::Refused(said.trim().trim_start_matches("fatal: ").replace('\n', " ")))
}

/// The same as one line of text.
pub(super) fn line(dir: &Path, args: &[&str]) -> Result<String, GitError> {
    let bytes = output(dir, args)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned())
}

pub(super) fn not_run(why: &io::Error) -> GitError {
    GitError::NoGit(words(why))
}
