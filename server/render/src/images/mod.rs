//! In which order the layers of an image are built, which numbers its fragments.
//!
//! The order hangs on all images of a project: popular layers come first, and siblings that start alike are moved onto
//! an image made for what they share.

mod fragments;
mod global;
mod inits;
mod needs;
mod numbering;
mod plan;
mod prefixes;
mod unstarted;

pub use fragments::{ImageFragment, fragments};
pub use inits::{ImageInits, image_inits};
pub use numbering::Numbering;
pub use plan::{BuildPlan, PlannedBase, PlannedImage};
pub use unstarted::{Unstarted, needs_supervisord, unstarted};
