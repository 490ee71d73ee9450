//! The JSON Schemas compiled into tables: keys, types, docs, defaults, aliases.
//!
//! `schemas/*.schema.json` is the one source. The build script turns it into statics, so that start-up costs nothing and a
//! key look-up is a binary search. What JSON Schema cannot hold stands there as `x-ov-*` (see `schemas/README.md`).

mod calver;
mod model;
mod tables;
mod words;

pub use calver::CalVer;
pub use model::{Deprecation, Key, Loader, Method, Renders, Struct, StructId, Type};
pub use tables::{CONFIG_SCHEMA, all, get, is_distro_section, is_known_distro, methods, where_known};
pub use words::{Candidate, Nearness, Suggestion, distance, nearest, nearest_word, singular};
