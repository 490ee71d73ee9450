//! The JSON Schemas compiled into tables: keys, types, docs, defaults, aliases.
