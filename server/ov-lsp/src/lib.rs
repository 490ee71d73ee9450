//! The outermost ring: reads disks, speaks to terminals and pipelines. What it knows of layers comes from the crates below.

pub mod check;
pub mod cli;
pub mod config;
pub mod disk;
pub mod fix;
pub mod git;
pub mod known;
pub mod lsp;
pub mod merge;
pub mod new_layer;
pub mod overlay;
pub mod report;
pub mod targets;
pub mod workspace;
