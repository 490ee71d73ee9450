//! Edits, by example and by law.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

mod add;
mod draft;
mod excerpt;
mod laws;
mod rearrange;
mod remove;
mod rename_and_replace;
mod support;
