//! The command as scripts see it.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod bad_input;
mod formats;
mod preview;
mod support;
mod usage;
