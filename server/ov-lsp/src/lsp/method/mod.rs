//! One file per method of the protocol.

pub(super) mod code_action;
pub(super) mod completion;
pub(super) mod definition;
pub(super) mod diagnostic;
pub(super) mod did_change;
pub(super) mod did_change_watched_files;
pub(super) mod did_close;
pub(super) mod did_open;
pub(super) mod document_symbol;
pub(super) mod hover;
pub(super) mod initialized;
pub(super) mod publish_diagnostics;
