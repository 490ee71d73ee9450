//! Which key an author meant: did-you-mean over one struct.

mod distance;
mod nearest;
mod plural;

pub use distance::distance;
pub use nearest::{Candidate, Nearness, Suggestion, nearest, nearest_word};
pub use plural::singular;
