//! Completion, hover, definition and the like as plain functions; no protocol types.
