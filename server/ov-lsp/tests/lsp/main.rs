//! The language server as a client sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

mod actions;
mod client;
mod contents;
mod custom;
mod diagnostics;
mod features;
mod hostile;
mod lifecycle;
mod meta_model;
mod names;
mod project;
mod refactorings;
mod settings;
mod soak;
mod views;
mod wire;
