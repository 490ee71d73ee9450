//! See the page beside this file.

use crate::Severity;
use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::spelling;

pub(crate) static INFO: Info = Info {
    id: "security-size",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "a size that the engine refuses",
    docs: include_str!("security_size.md"),
};

pub(crate) struct SecuritySize;

impl Rule for SecuritySize {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(security) = item.view().filter(|_| item.key == "security") else { return };
        for key in ["shm_size", "memory_max", "memory_high", "memory_swap_max"] {
            let Some(at) = security.text(key).filter(|at| !is_size(at.value)) else { continue };
            let message =
                format!("`{}` is no size, and the engine refuses it; write one such as `512m` or `1g`", at.value);
            findings.push(Finding::new(&INFO, item.at(at.span), message).written_as(spelling::size(at.value)));
        }
        if let Some(at) = security.text("cpus").filter(|at| at.value.parse::<f64>().is_err()) {
            let message = format!(
                "`{}` is no number of processors, and the engine refuses it; write one such as `2` or `0.5`",
                at.value
            );
            findings.push(Finding::new(&INFO, item.at(at.span), message).written_as(spelling::processors(at.value)));
        }
    }
}

fn is_size(text: &str) -> bool {
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let unit = text[split..].trim().to_ascii_lowercase();
    let known = matches!(unit.trim_end_matches('b').trim_end_matches('i'), "" | "k" | "m" | "g" | "t");
    text[..split].parse::<f64>().is_ok() && known
}
