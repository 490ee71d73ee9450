//! Projects that stay open while files in them are edited, and what is found in one file of them.
//!
//! Knows nothing of a protocol. A keystroke in a layer costs what changed: the engine's own cut-offs are kept from one version
//! to the next, and the graph of the project is built again only where the layer means something else to it.

mod live;
mod snapshot;

pub use live::{Effect, LiveProject};
pub use snapshot::Snapshot;
