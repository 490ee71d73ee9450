//! Applying what findings offer.

pub mod diff;
mod plan;
mod repair;
pub mod write;

pub use repair::{Change, Repaired, repair};
