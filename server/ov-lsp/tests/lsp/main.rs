//! The language server as a client sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

mod client;
mod custom;
mod diagnostics;
mod features;
mod lifecycle;
mod project;
mod soak;
mod wire;
