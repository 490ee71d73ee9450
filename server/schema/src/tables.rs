//! The generated tables and the ways into them.

// The generated lines are as wide as their texts.
#![allow(clippy::unreadable_literal)]

use crate::{CalVer, Deprecation, Key, Loader, Method, Renders, Struct, StructId, Type};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The struct of this id.
pub fn get(id: StructId) -> &'static Struct {
    &STRUCTS[usize::from(id.0)]
}

/// Every struct of the format, by name.
pub fn all() -> &'static [Struct] {
    &STRUCTS
}

/// The structs that know `key` today (older spellings do not count), for "this is a key of …" messages.
pub fn where_known(key: &str) -> impl Iterator<Item = &'static Struct> {
    STRUCTS.iter().filter(move |place| place.find(key).is_some_and(|found| found.deprecated.is_none()))
}

/// The methods of a live verb of a check, empty for any other key.
pub fn methods(verb: &str) -> &'static [Method] {
    get(StructId::CHECK).find(verb).map_or(&[], |key| key.methods)
}

/// Whether the loader knows a distro of this name, `fedora` for instance.
pub fn is_known_distro(name: &str) -> bool {
    KNOWN_DISTROS.contains(&name)
}

/// Whether a key of a layer is an old section of packages of one or several distros (`debian:13`, `debian,ubuntu`), which
/// the loader refuses.
pub fn is_distro_section(key: &str) -> bool {
    key.split(',').all(|part| is_known_distro(part.split(':').next().unwrap_or_default().trim()))
}

/// The JSON Schema of the configuration file `ov-lsp.yml`, as published.
pub const CONFIG_SCHEMA: &str = include_str!("../../../schemas/ov-lsp.schema.json");
