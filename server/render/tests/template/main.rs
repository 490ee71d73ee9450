//! The template language, against answers that Go itself gave, and its limits.

#![allow(clippy::unwrap_used, clippy::too_many_lines)]

mod common;
mod control;
mod limits;
mod printing;
mod syntax;
