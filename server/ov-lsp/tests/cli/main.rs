//! The command as scripts see it.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod bad_input;
mod baseline;
mod bumped;
mod formats;
mod merge;
mod new;
mod preview;
mod settings;
mod since;
mod support;
mod tables;
mod usage;
mod watch;
