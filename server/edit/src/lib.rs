//! Structural edits on the tree as minimal text edits in the file's own style. Knows YAML, nothing of layers.
//!
//! An [`Editor`] turns a wish ("rename this key") into [`TextEdit`]s, or refuses with a reason. What it gives out has been read
//! back: the edited text holds exactly the intended change, every byte outside the edits is as it was, and no comment outside
//! them is lost or changed.
//!
//! Decisions:
//! - A text is written plain where every reader takes it for that text, YAML 1.1 ones included; otherwise quoted as around it.
//! - Comments directly above an entry, on its line, and below it at a deeper indentation belong to the entry. Comments that begin
//!   on the first line of the file belong to the file, and what a blank line sets apart belongs to nobody.
//! - A collection whose last member is removed becomes `[]` or `{}`, not null.
//! - Nothing inside an anchored node is changed while an alias repeats it.

mod add;
mod comment;
mod draft;
mod edit;
mod editor;
mod excerpt;
mod extent;
mod flow;
mod lines;
mod locate;
mod meaning;
mod model;
mod quote;
mod readers;
mod rearrange;
mod remove;
mod rename;
mod replace;
mod style;
mod value;
mod write;

pub use comment::CommentPlace;
pub use draft::Draft;
pub use edit::{Refusal, TextEdit, apply};
pub use editor::Editor;
pub use excerpt::Excerpt;
pub use locate::Side;
pub use value::NewValue;
