//! One layer folded into another: `web-host` into `web`.

mod compare;
mod references;
mod same;
mod unite;

pub use compare::{Rendered, differences, effects};

use ov_edit::{Draft, TextEdit};
use ov_project::{FileContent, FileId, Files, LayerId, Project};
use ov_syntax::{Span, Tree};
use std::collections::BTreeMap;

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

/// Edits by file that fold a layer into another, names of it elsewhere included; its folder can be deleted afterwards.
pub type Merged = BTreeMap<FileId, Vec<TextEdit>>;

/// Folds `from` into `into`. What both say is kept once, and of description and version those of `into`.
///
/// # Errors
/// All that both say differently, and what keeps a layer from being moved at all.
pub fn merge(project: &Project, files: &dyn Files, from: LayerId, into: LayerId) -> Result<Merged, Vec<Conflict>> {
    let (source, target) = (project.layer(from), project.layer(into));
    let refuse = |file, message: String| vec![Conflict { file, span: Span::empty(0), message }];
    if let Some(file) = source.siblings.first() {
        return Err(refuse(source.file, format!("the folder of `{}` holds `{file}` as well", source.name)));
    }
    if source.inline || target.inline || source.file == target.file {
        return Err(refuse(source.file, "a layer in a root file is not moved".into()));
    }
    let open = |file: FileId| {
        let text = files.read(&project.file(file).path).ok()?;
        let tree = Tree::parse(&text);
        tree.is_valid().then_some((text, tree))
    };
    let unread = |file| refuse(file, "the file cannot be read".into());
    let (theirs, their_tree) = open(source.file).ok_or_else(|| unread(source.file))?;
    let (ours, our_tree) = open(target.file).ok_or_else(|| unread(target.file))?;
    let mut drafts = BTreeMap::from([(target.file, Draft::new(&*ours, &our_tree))]);
    let names = references::Names { from: &source.name, to: &target.name };
    let mut conflicts = Vec::new();
    if let Some(draft) = drafts.get_mut(&target.file) {
        let mut union = unite::Union::new(draft, (&theirs, &their_tree), &our_tree, names);
        conflicts.extend(union.run().into_iter().map(|(span, message)| Conflict { file: target.file, span, message }));
    }
    for id in touched(project, from, into) {
        let Some((text, tree)) = open(id).filter(|(text, _)| text.contains(names.from)) else { continue };
        let draft = drafts.entry(id).or_insert_with(|| Draft::new(&*text, &tree));
        let is_layer = matches!(project.file(id).content, FileContent::Layer(_));
        for (span, reason) in references::rename(draft, &tree, names, is_layer, id == target.file) {
            conflicts.push(Conflict { file: id, span, message: format!("its name cannot be changed here: {reason}") });
        }
    }
    if conflicts.is_empty() {
        Ok(drafts.into_iter().map(|(file, draft)| (file, draft.edits())).filter(|(_, e)| !e.is_empty()).collect())
    } else {
        Err(conflicts)
    }
}

/// The files that may change: that of the layer that stays, those of layers that name the other one, and all root files.
pub(crate) fn touched(project: &Project, from: LayerId, into: LayerId) -> Vec<FileId> {
    let (source, target) = (project.layer(from), project.layer(into));
    let names = references::Names { from: &source.name, to: &target.name };
    let may_change = |id: FileId| match &project.file(id).content {
        FileContent::Layer(layer) => id != source.file && (id == target.file || names.in_layer(layer)),
        FileContent::Root(_) => true,
        FileContent::Failed(_) => false,
    };
    (0..project.files.len() as u32).map(FileId).filter(|id| may_change(*id)).collect()
}
