//! The repository around a project.

use super::command::{GitError, git, line, not_run, output};
use ov_schema::nearest_word;
use std::path::{Path, PathBuf};

/// Where a repository lies and where in it we came from.
#[derive(Debug)]
pub(super) struct Repository {
    /// The folder it was looked for from.
    from: PathBuf,
    /// That folder seen from the top of the repository, with a `/` behind it unless empty.
    prefix: String,
    /// The top as git calls it, links resolved.
    top: PathBuf,
}

impl Repository {
    /// The repository around `dir`.
    pub(super) fn around(dir: &Path) -> Result<Self, GitError> {
        let asked = git(dir).args(["rev-parse", "--show-prefix", "--show-toplevel"]).output();
        let ended = asked.map_err(|why| not_run(&why))?;
        let said = String::from_utf8_lossy(&ended.stdout);
        let mut lines = said.lines();
        if let (true, Some(prefix), Some(top)) = (ended.status.success(), lines.next(), lines.next()) {
            return Ok(Self { from: dir.to_path_buf(), prefix: prefix.to_owned(), top: top.into() });
        }
        let why = String::from_utf8_lossy(&ended.stderr);
        if why.is_empty() || why.contains("not a git repository") {
            return Err(GitError::NoRepository(dir.to_path_buf()));
        }
        Err(GitError::Refused(why.trim().trim_start_matches("fatal: ").replace('\n', " ")))
    }

    pub(super) fn top(&self) -> &Path {
        &self.top
    }

    /// Where `path` lies in the repository; `None` outside of it.
    pub(super) fn inside(&self, path: &Path) -> Option<PathBuf> {
        let below = path.strip_prefix(&self.from).map(|rest| Path::new(&self.prefix).join(rest));
        below.or_else(|_| path.strip_prefix(&self.top).map(Path::to_path_buf)).ok()
    }

    /// Where something of the repository lies on disk.
    pub(super) fn on_disk(&self, inside: &str) -> PathBuf {
        self.top.join(inside)
    }

    /// The tree of a revision. `NAME...` is where `HEAD` left `NAME`, as in `git diff`.
    pub(super) fn tree_of(&self, revision: &str) -> Result<String, GitError> {
        let unknown = || self.no_revision(revision);
        if revision.is_empty() || revision.starts_with('-') {
            return Err(unknown());
        }
        let commit = match revision.strip_suffix("...") {
            Some(other) => line(&self.top, &["merge-base", other, "HEAD"]).map_err(|_| unknown())?,
            None => revision.to_owned(),
        };
        line(&self.top, &["rev-parse", "--verify", "--quiet", &format!("{commit}^{{tree}}")]).map_err(|_| unknown())
    }

    fn no_revision(&self, name: &str) -> GitError {
        let name = name.trim_end_matches("...").to_owned();
        let shallow = line(&self.top, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| said == "true");
        let refs = line(&self.top, &["for-each-ref", "--format=%(refname:short)"]).unwrap_or_default();
        let nearest = nearest_word(refs.lines(), &name).map(str::to_owned);
        GitError::NoRevision { name, shallow, nearest }
    }

    /// Where in the work tree other files stand than in a tree, those that git does not know yet included.
    pub(super) fn changed_since(&self, tree: &str) -> Result<Vec<PathBuf>, GitError> {
        let mut said = output(&self.top, &["diff", "--name-only", "--no-renames", "-z", tree])?;
        said.extend(output(&self.top, &["ls-files", "--others", "--exclude-standard", "-z"])?);
        let inside = said.split(|b| *b == 0).filter(|path| !path.is_empty()).map(String::from_utf8_lossy);
        Ok(inside.map(|path| self.as_named(&path)).collect())
    }

    /// The path by which we came, where something lies below the folder we came from.
    fn as_named(&self, inside: &str) -> PathBuf {
        inside.strip_prefix(&self.prefix).map_or_else(|| self.on_disk(inside), |rest| self.from.join(rest))
    }

    /// Files and folders that git is told to overlook; a folder ends in `/`.
    pub(super) fn ignored(&self) -> Result<Vec<String>, GitError> {
        let args = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"];
        let said = output(&self.top, &args)?;
        Ok(said.split(|b| *b == 0).filter(|p| !p.is_empty()).map(|p| String::from_utf8_lossy(p).into_owned()).collect())
    }
}
