//! Texts and edits for the property tests.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::format_push_string,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr
)]

pub mod events;
pub mod laws;
pub mod random;
pub mod texts;
