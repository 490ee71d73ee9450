//! A revision of a git repository as the project reads it. Asks the `git` that is installed; no work tree is touched.

mod batch;
mod command;
mod listing;
mod past;
mod repository;
mod revision;

pub use command::GitError;
pub use past::past;
pub use revision::Revision;
