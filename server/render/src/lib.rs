//! Previews: what init systems, package managers and probes get from a layer, and how an image comes by a thing.
//!
//! All functions are pure: project facts in, texts and lists with their reasons out.

pub mod images;
pub mod init;
pub mod packages;
pub mod probes;
pub mod services;
pub mod template;
pub mod why;
