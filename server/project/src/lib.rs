//! The typed model with spans, project discovery, the graph and the target model.

mod files;

pub use files::{DirEntry, EntryKind, Files, MemoryFiles, ReadError};
