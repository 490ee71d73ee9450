//! Text, positions and the tolerant, incremental YAML tree. Knows YAML, nothing of layers.
//!
//! [`Tree::parse`] never fails: what cannot be read becomes a [`SyntaxError`] beside what can.

mod build;
mod chunked;
mod grammar;
mod green;
mod message;
mod node;
mod recover;
mod scan;
mod span;
mod tree;

pub use green::ScalarStyle;
pub use node::{Entry, Identity, Kind, Node};
pub use span::Span;
pub use tree::{Comment, SyntaxError, Tree};
