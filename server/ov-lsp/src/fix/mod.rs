//! Applying what findings offer.

pub mod diff;
mod plan;
mod repair;
pub mod write;

pub use repair::{Change, Repaired, repair};

use crate::report::{Edit, Finding, Report};

/// The edits of all safe fixes that go together in one round, by file and offset. Fixes that delete folders are left out.
pub(crate) fn together(mut findings: Vec<Finding>) -> Vec<Edit> {
    for finding in &mut findings {
        finding.fixes.retain(|fix| fix.deletes.is_empty());
    }
    let report = Report { findings, ..Report::default() };
    let plan = plan::Plan::new(&report, false);
    plan.edits.values().flat_map(|edits| edits.values().map(|edit| (*edit).clone())).collect()
}
