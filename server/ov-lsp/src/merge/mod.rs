//! One layer folded into another: `web-host` into `web`.

mod compare;
mod moves;
mod references;
mod same;
mod unite;

pub use compare::{Rendered, differences, effects};
pub(crate) use compare::{SAME, told};
pub use moves::Move;

use ov_edit::{Draft, TextEdit};
use ov_project::{FileContent, FileId, Files, LayerId, Project};
use ov_syntax::{Span, Tree};
use references::Names;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What stands in the way of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The file.
    pub file: FileId,
    /// Where in it.
    pub span: Span,
    /// What it is, as one sentence without a final stop.
    pub message: String,
}

/// How one layer is folded into another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Edits by file, of where it is now.
    pub edits: BTreeMap<FileId, Vec<TextEdit>>,
    /// Files and folders that then go elsewhere, in this order.
    pub moves: Vec<Move>,
    /// The folder that can be deleted afterwards.
    pub delete: PathBuf,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Merge<'m> {
    /// The layer that goes.
    pub from: LayerId,
    /// The layer that stays.
    pub into: LayerId,
    /// What that one is called afterwards.
    pub name: &'m str,
}

impl Merge<'_> {
    /// Folds the layer that goes into the one that stays. What both say is kept once, and of description and version those of the
    /// layer that stays.
    ///
    /// # Errors
    /// All places where both say something else, and all files that both have and that differ, or the one reason that keeps a layer from
    /// being moved at all.
    pub fn work_out(&self, project: &Project, files: &dyn Files) -> Result<Merged, Vec<Conflict>> {
        let (source, target) = (project.layer(self.from), project.layer(self.into));
        let refuse = |file, message: String| Conflict { file, span: Span::empty(0), message };
        if source.inline || target.inline || source.file == target.file {
            return Err(vec![refuse(source.file, "a layer in a root file is not moved".into())]);
        }
        let mut conflicts = Vec::new();
        let mut moves = moves::between(files, &source.dir, &target.dir).unwrap_or_else(|obstacles| {
            conflicts.extend(obstacles.into_iter().map(|message| refuse(source.file, message)));
            Vec::new()
        });
        if self.name != target.name {
            let to = target.dir.with_file_name(self.name);
            if files.kind(&to).is_some() {
                let shown = to.strip_prefix(&project.root).unwrap_or(&to).display();
                conflicts.push(refuse(target.file, format!("there is a folder `{shown}` already")));
            }
            moves.push(Move { from: target.dir.to_path_buf(), to });
        }
        let edits = self.edits(project, files, &mut conflicts);
        let delete = source.dir.to_path_buf();
        if conflicts.is_empty() { Ok(Merged { edits, moves, delete }) } else { Err(conflicts) }
    }

    fn edits(
        &self,
        project: &Project,
        files: &dyn Files,
        conflicts: &mut Vec<Conflict>,
    ) -> BTreeMap<FileId, Vec<TextEdit>> {
        let (source, target) = (project.layer(self.from), project.layer(self.into));
        let open = |file: FileId| {
            let text = files.read(&project.file(file).path).ok()?;
            let tree = Tree::parse(&text);
            tree.is_valid().then_some((text, tree))
        };
        let (Some((theirs, their_tree)), Some((ours, our_tree))) = (open(source.file), open(target.file)) else {
            let message = "the two files cannot both be read without an error".into();
            conflicts.push(Conflict { file: source.file, span: Span::empty(0), message });
            return BTreeMap::new();
        };
        let names = self.names(project);
        let mut target_draft = Draft::new(&*ours, &our_tree);
        let mut found = unite::Union::new(&mut target_draft, (&theirs, &their_tree), &our_tree, &names).run();
        found.extend(references::rename_itself(&mut target_draft, &our_tree, &names));
        conflicts.extend(found.into_iter().map(|(span, message)| Conflict { file: target.file, span, message }));
        let mut drafts = BTreeMap::from([(target.file, target_draft)]);
        for id in self.touched(project) {
            let Some((text, tree)) = open(id).filter(|(text, _)| names.occur_in(text)) else { continue };
            let draft = drafts.entry(id).or_insert_with(|| Draft::new(&*text, &tree));
            let is_layer = matches!(project.file(id).content, FileContent::Layer(_));
            for (span, reason) in references::rename(draft, &tree, &names, is_layer, id == target.file) {
                conflicts.push(Conflict {
                    file: id,
                    span,
                    message: format!("its name cannot be changed here: {reason}"),
                });
            }
        }
        drafts.into_iter().map(|(file, draft)| (file, draft.edits())).filter(|(_, edits)| !edits.is_empty()).collect()
    }

    /// The files that may change: that of the layer that stays, those of layers that name the one that goes, and all root files.
    pub(crate) fn touched(&self, project: &Project) -> Vec<FileId> {
        let (source, target) = (project.layer(self.from), project.layer(self.into));
        let names = self.names(project);
        let may_change = |id: FileId| match &project.file(id).content {
            FileContent::Layer(layer) => id != source.file && (id == target.file || names.in_layer(layer)),
            FileContent::Root(_) => true,
            FileContent::Failed(_) | FileContent::Absent => false,
        };
        (0..project.files.len() as u32).map(FileId).filter(|id| may_change(*id)).collect()
    }

    fn names<'n>(&'n self, project: &'n Project) -> Names<'n> {
        Names { from: &project.layer(self.from).name, into: &project.layer(self.into).name, to: self.name }
    }
}
