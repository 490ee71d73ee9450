//! Applying what findings offer.

pub mod diff;
mod plan;
mod repair;
pub mod write;

pub(crate) use repair::made;
pub use repair::{Change, Doomed, Repaired, repair};

use crate::report::{Edit, Finding, Fix, Report};

/// The edits of all safe fixes that go together in one round, by file and offset. Fixes that make, move or delete files are left out.
pub(crate) fn together(mut findings: Vec<Finding>) -> Vec<Edit> {
    for finding in &mut findings {
        finding.fixes.retain(Fix::is_text_only);
    }
    let report = Report { findings, ..Report::default() };
    let plan = plan::Plan::new(&report, false);
    plan.edits.values().flat_map(|edits| edits.values().map(|edit| (*edit).clone())).collect()
}
