//! Findings that are known already: from a baseline file, or from an earlier revision.

mod baseline;
mod identity;
mod item;
mod tally;

pub use baseline::{Baseline, BaselineError};
pub use identity::Identity;
pub use tally::{Known, Tally};
