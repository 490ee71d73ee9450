//! The other files of a layer's folder, on their way into that of another.

use ov_project::{EntryKind, Files, LAYER_FILE};
use std::path::{Path, PathBuf};

/// A file or folder that goes to another place, by absolute paths.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Move {
    /// Where it is.
    pub from: PathBuf,
    /// Where it goes; nothing is there.
    pub to: PathBuf,
}

/// What has to move so that all of `from` but its layer file is in `into` as well.
///
/// # Errors
/// What is in the way, each as one sentence without a final stop.
pub(super) fn between(files: &dyn Files, from: &Path, into: &Path) -> Result<Vec<Move>, Vec<String>> {
    let side_by_side = from.parent() == into.parent();
    let mut gathered = Gathered { files, side_by_side, moves: Vec::new(), obstacles: Vec::new() };
    gathered.folder(from, into, Path::new(""));
    if gathered.obstacles.is_empty() { Ok(gathered.moves) } else { Err(gathered.obstacles) }
}

struct Gathered<'f> {
    files: &'f dyn Files,
    /// Whether relative links lead to the same place from both.
    side_by_side: bool,
    moves: Vec<Move>,
    obstacles: Vec<String>,
}

impl Gathered<'_> {
    fn folder(&mut self, from: &Path, into: &Path, below: &Path) {
        let members = match self.files.list(from) {
            Ok(members) => members,
            Err(why) => return self.obstacles.push(format!("the folder `{}` {why}", from.display())),
        };
        let is_top = below.as_os_str().is_empty();
        for member in members.iter().filter(|member| !is_top || member.name != LAYER_FILE) {
            let (source, target) = (from.join(&member.name), into.join(&member.name));
            let name = below.join(&member.name);
            match self.files.kind(&target) {
                None if member.is_link && !self.side_by_side => {
                    self.obstacles.push(format!("`{}` is a link, which would lead elsewhere", name.display()));
                }
                None => self.moves.push(Move { from: source, to: target }),
                Some(EntryKind::Directory) if member.kind == EntryKind::Directory && !member.is_link => {
                    self.folder(&source, &target, &name);
                }
                Some(_) => self.obstacles.extend(self.clash(&source, &target, &name)),
            }
        }
    }

    /// Both folders have something of that name. Nothing is lost only where both are the same text.
    fn clash(&self, source: &Path, target: &Path, name: &Path) -> Option<String> {
        match (self.files.read(source), self.files.read(target)) {
            (Ok(theirs), Ok(ours)) if theirs == ours => None,
            (Ok(_), Ok(_)) => Some(format!("both folders have a file `{}`, each another one", name.display())),
            _ => Some(format!("both folders have `{}`, which cannot be compared", name.display())),
        }
    }
}
