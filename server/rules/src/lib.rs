//! The rules: one file each, and the registry; findings with places and repairs.

mod broken;
pub mod check;
pub mod context;
mod counterpart;
mod cycles;
mod dates;
mod finding;
mod incremental;
mod listing;
mod phrases;
mod probes;
mod problems;
mod reach;
mod references;
pub mod registry;
mod repair;
mod rule;
pub mod rules;
mod services;
mod settings;
mod severity;
mod siblings;
mod suppress;
mod tags;
mod words;
mod world;

pub use check::{Outcome, check, check_in};
pub use context::{Context, ItemContext, LayerContext, Setting};
pub use finding::{Finding, Place, Related, Tag};
pub use incremental::LayerFindings;
pub use repair::{Change, NewValue, Repair, Safety};
pub use rule::{Group, Info, Rule};
pub use settings::{Settings, selectors};
pub use severity::Severity;
