//! Text, positions and the tolerant, incremental YAML tree. Knows YAML, nothing of layers.
//!
//! [`Tree::parse`] never fails: what cannot be read becomes a [`SyntaxError`] beside what can.

mod build;
mod chunked;
mod edit;
mod grammar;
mod green;
mod lines;
mod message;
mod node;
mod path;
mod position;
mod reading;
mod recover;
mod scan;
mod source;
mod span;
mod text;
mod token;
mod tree;

pub use edit::Change;
pub use green::ScalarStyle;
pub use lines::LineIndex;
pub use node::{Entry, Identity, Kind, Node, Run};
pub use path::{Path, Place};
pub use position::{Position, PositionEncoding};
pub use source::Source;
pub use span::Span;
pub use text::Text;
pub use token::{Token, TokenKind};
pub use tree::{Comment, SyntaxError, Tree};
